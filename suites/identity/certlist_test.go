package identity

import (
	"bytes"
	"crypto/ed25519"
	"math/big"
	"net/http"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// sessionOf is a session of a local name with an ID-Cert of a serial number.
func sessionOf(t *testing.T, local string, serial int64) *actor.Session {
	t.Helper()
	i := issuanceOf(t, func(c *idcert.Cert) {
		c.Serial = big.NewInt(serial)
		c.Subject = idcert.ActorName(local, home, "s")
		key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte(local[:1]), ed25519.SeedSize))
		c.PublicKey = key.Public().(ed25519.PublicKey)
	})
	return &actor.Session{ID: local, Cert: i.Cert, Actor: &actor.Actor{FID: p2.FID{Local: local, Domain: home}}}
}

func entriesOf(sessions ...*actor.Session) []check.Entry {
	var out []check.Entry
	for _, s := range sessions {
		out = append(out, check.Entry{Cert: s.Cert})
	}
	return out
}

func TestListsCert(t *testing.T) {
	laptop := sessionOf(t, "xenia", 5)
	entry := map[string]any{"idCertPem": idcert.PEM(laptop.Cert.Raw)}
	for _, c := range []struct {
		name string
		body []byte
		good bool
	}{
		{"alone", jsonOf(t, []any{entry}), true},
		{"among others", jsonOf(t, []any{map[string]any{}, map[string]any{"idCertPem": "x"}, entry}), true},
		{"not there", jsonOf(t, []any{map[string]any{"idCertPem": idcert.PEM(sessionOf(t, "xenia", 6).Cert.Raw)}}), false},
		{"no array", jsonOf(t, entry), false},
		{"an empty array", []byte("[]"), false},
		{"an array of strings", jsonOf(t, []any{idcert.PEM(laptop.Cert.Raw)}), false},
		{"null", []byte("null"), false},
		{"an empty object", []byte("{}"), false},
		{"nothing", nil, false},
	} {
		if d := listsCert(c.body, laptop.Cert.Serial); (d == nil) != c.good {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}

func TestLists(t *testing.T) {
	laptop, phone, bobs := sessionOf(t, "xenia", 5), sessionOf(t, "xenia", 6), sessionOf(t, "yves", 5)
	if !hasCert(entriesOf(phone, laptop), laptop) || hasCert(entriesOf(phone), laptop) || hasCert(nil, laptop) {
		t.Error("a certificate is found by its serial number")
	}
	if hasCert(entriesOf(bobs), laptop) {
		t.Error("another key with the same serial number is another certificate")
	}
	for _, c := range []struct {
		name               string
		entries            []check.Entry
		all, own, onlyThat bool
	}{
		{"both", entriesOf(laptop, phone), true, true, false},
		{"one", entriesOf(laptop), false, true, true},
		{"the other one", entriesOf(phone), false, true, false},
		{"also somebody else's", entriesOf(laptop, phone, bobs), true, false, false},
		{"an unknown actor's", entriesOf(laptop, sessionOf(t, "zoe", 9)), false, false, true},
		{"none", nil, false, true, false},
	} {
		if d := listsAll(c.entries, []*actor.Session{laptop, phone}); (d == nil) != c.all {
			t.Errorf("%s, for all: %v", c.name, d)
		}
		if d := onlyOwn(c.entries, laptop, bobs); (d == nil) != c.own {
			t.Errorf("%s, for nobody else: %v", c.name, d)
		}
		if d := onlyChosen(c.entries, laptop, phone); (d == nil) != c.onlyThat {
			t.Errorf("%s, for one session: %v", c.name, d)
		}
	}
}

func TestNothing(t *testing.T) {
	for _, c := range []struct {
		status             int
		body, reading      string
		nothing, someList_ bool
	}{
		{http.StatusNotFound, "", "404", true, true},
		{http.StatusNoContent, "", "204", true, true},
		{http.StatusOK, "[]", "empty-list", true, true},
		{http.StatusOK, " [ ] ", "empty-list", true, true},
		{http.StatusBadRequest, "", "", true, true},
		{http.StatusForbidden, "", "", true, true},
		{http.StatusOK, "[{}]", "", false, true},
		{http.StatusOK, "null", "", false, true},
		{http.StatusOK, "{}", "", false, false},
		{http.StatusOK, "", "", false, false},
		{http.StatusCreated, "[]", "", false, false},
		{http.StatusFound, "", "", false, false},
		{http.StatusInternalServerError, "", "", false, false},
	} {
		res := &client.Response{Status: c.status, Body: []byte(c.body)}
		reading, d := nothing(res)
		if reading != c.reading || (d == nil) != c.nothing {
			t.Errorf("%d %q: %q %v", c.status, c.body, reading, d)
		}
		if reading != "" {
			if _, err := ambiguity.UnknownActorStatus.Reading(reading); err != nil {
				t.Error(err)
			}
		}
		if d := someList(res); (d == nil) != c.someList_ {
			t.Errorf("%d %q as a list: %v", c.status, c.body, d)
		}
	}
}

func TestSameDER(t *testing.T) {
	laptop := issuanceOf(t).Cert
	for _, c := range []struct {
		name   string
		listed *p2.Cert
		good   bool
	}{
		{"the same", issuanceOf(t).Cert, true},
		{"another signature", issuanceOf(t, func(c *idcert.Cert) {
			c.EditSignature = func(s []byte) []byte { s[0] ^= 1; return s }
		}).Cert, false},
		{"another validity", issuanceOf(t, func(c *idcert.Cert) { c.NotAfter = c.NotAfter.Add(time.Hour) }).Cert, false},
	} {
		if d := sameDER(c.listed, laptop); (d == nil) != c.good {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}

func TestMalformedFIDsAreMalformed(t *testing.T) {
	for _, fid := range malformedFIDs("p2cabc", home) {
		if got, err := p2.ParseFID(fid); err == nil && got.Local == "p2cabc" && got.Domain == home {
			t.Errorf("%q is the federation ID %s", fid, got)
		}
	}
}
