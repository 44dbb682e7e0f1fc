package discovery

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestValidAt(t *testing.T) {
	root := newRoot(t)
	for _, c := range []struct {
		now  time.Time
		good bool
	}{
		{start, true},
		{start.Add(-4 * time.Second), true}, // clocks
		{start.Add(-time.Minute), false},
		{start.AddDate(1, 0, 0), true},
		{root.NotAfter.Add(4 * time.Second), true},
		{root.NotAfter.Add(time.Minute), false},
	} {
		if d := validAt(root, c.now); (d == nil) != c.good {
			t.Errorf("at %v: %v", c.now, d)
		}
	}
}

func TestSameCert(t *testing.T) {
	first := newRoot(t)
	for _, c := range []struct {
		name   string
		second *p2.Cert
		good   bool
	}{
		{"the same", newRoot(t), true},
		{"another serial", newRoot(t, func(c *idcert.Cert) { c.Serial.SetInt64(8) }), false},
		{"another key", newRoot(t, func(c *idcert.Cert) { c.PublicKey[0] ^= 1 }), false},
	} {
		if d := sameCert(first, c.second); (d == nil) != c.good {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}

func response(status int, body string) *client.Response {
	return &client.Response{Status: status, Body: []byte(body)}
}

func rootBody(t *testing.T, pem string) string {
	t.Helper()
	b, err := json.Marshal(map[string]any{"idCertPem": pem})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAnswersToTimestamps(t *testing.T) {
	pem := idcert.PEM(newRoot(t).Raw)
	other := idcert.PEM(newRoot(t, func(c *idcert.Cert) { c.Serial.SetInt64(8) }).Raw)
	for _, c := range []struct {
		name                 string
		res                  *client.Response
		isCert, answers, the bool // one ID-Cert; also a refusal will do; the one in pem
	}{
		{"it", response(http.StatusOK, rootBody(t, pem)), true, true, true},
		{"it with blanks", response(http.StatusOK, rootBody(t, "\n"+pem+"\n")), true, true, true},
		{"another", response(http.StatusOK, rootBody(t, other)), true, true, false},
		{"not found", response(http.StatusNotFound, ""), false, true, false},
		{"bad request", response(http.StatusBadRequest, rootBody(t, pem)), false, true, false},
		{"no content", response(http.StatusNoContent, ""), false, false, false},
		{"created", response(http.StatusCreated, rootBody(t, pem)), false, false, false},
		{"elsewhere", response(http.StatusFound, ""), false, false, false},
		{"an empty object", response(http.StatusOK, "{}"), false, false, false},
		{"null", response(http.StatusOK, "null"), false, false, false},
		{"a list", response(http.StatusOK, "["+rootBody(t, pem)+"]"), false, false, false},
		{"no PEM", response(http.StatusOK, rootBody(t, "hello")), false, false, false},
		{"nothing", response(http.StatusOK, ""), false, false, false},
	} {
		if _, d := certIn(c.res); (d == nil) != c.isCert {
			t.Errorf("%s as an ID-Cert: %v", c.name, d)
		}
		if d := answered(c.res, "0"); (d == nil) != c.answers {
			t.Errorf("%s as an answer: %v", c.name, d)
		}
		if d := sameEntry(c.res, pem); (d == nil) != c.the {
			t.Errorf("%s as the certificate: %v", c.name, d)
		}
	}
}

func TestPEMMember(t *testing.T) {
	pem := idcert.PEM(newRoot(t).Raw)
	for _, c := range []struct {
		name, body string
		good       bool
	}{
		{"PEM", rootBody(t, pem), true},
		{"PEM with blanks", rootBody(t, "\n"+pem), true},
		{"two certificates", rootBody(t, pem+pem), false},
		{"text", rootBody(t, "hello"), false},
		{"nothing", rootBody(t, ""), false},
		{"a number", `{"idCertPem":1}`, false},
		{"null", `{"idCertPem":null}`, false},
		{"no member", `{}`, false},
		{"a list", `[]`, false},
	} {
		if d := pemMember([]byte(c.body)); (d == nil) != c.good {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}
