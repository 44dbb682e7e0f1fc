package actor

import (
	"bytes"
	"crypto"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

func random() io.Reader { return rand.NewChaCha8([32]byte{1}) }

// alice is an actor on a target that nobody answers for.
func alice(d target.Dialect) *Actor {
	tg := &target.Target{URL: &url.URL{Scheme: "http", Host: "127.0.0.1:1"}, Domain: "p2.example", HTTP: client.NewHTTP(client.Options{}), Dialect: d}
	return New(tg, tg.NewClient(nil), random(), "alice", "a password", "a token")
}

func TestWord(t *testing.T) {
	for n := range 40 {
		w := Word(random(), n)
		if len(w) != n || strings.Trim(w, "abcdefghijklmnopqrstuvwxyz234567") != "" {
			t.Errorf("Word(%d) is %q", n, w)
		}
		if n > 0 && (w[0] < 'a' || w[0] > 'z') {
			t.Errorf("%q does not begin with a letter", w)
		}
	}
	if first, again := Word(random(), 10), Word(random(), 10); first != again {
		t.Errorf("the same bytes make %q and %q", first, again)
	}
}

func TestLine(t *testing.T) {
	cut := errors.New("it broke off")
	tests := []struct {
		res  client.Response
		want string
	}{
		{client.Response{Status: 200}, "200 OK"},
		{client.Response{Status: 299}, "299"},
		{client.Response{Status: 400, Err: cut}, "400 Bad Request, cut off: it broke off"},
		{client.Response{Err: cut}, "none: it broke off"},
	}
	for _, tt := range tests {
		if got := Line(&tt.res); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.res, got, tt.want)
		}
	}
}

// A change spoils a copy and leaves the right call right.
func TestChangesSpoilACopy(t *testing.T) {
	changes := map[string]Change{
		"CSR":                 CSR(idcert.SessionID("other")),
		"SubjectOf":           SubjectOf(alice(target.Dialect{})),
		"Token":               Token("other"),
		"WithoutToken":        WithoutToken(),
		"Scheme":              Scheme("Basic", "other"),
		"SecondFactor":        SecondFactor("other"),
		"WithoutSecondFactor": WithoutSecondFactor(),
		"Query":               Query("a", "b"),
		"WithoutQuery":        WithoutQuery("there"),
		"Header":              Header("Content-Type", "application/json"),
		"Body":                Body(nil),
		"DER":                 DER(),
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			call := alice(target.Dialect{}).NewIDCert().With(Query("there", "yes"))
			before := picture(t, call)
			spoiled := call.With(change)
			if picture(t, call) != before {
				t.Error("the right call was changed")
			}
			if name != "SubjectOf" && picture(t, spoiled) == before {
				t.Error("the copy was not")
			}
		})
	}
}

// picture is all of a call that goes over the wire.
func picture(t *testing.T, c *Call) string {
	t.Helper()
	pem := ""
	if c.Request.Body == nil {
		var err error
		if pem, err = c.CSR.PEM(); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := c.Request.Header.Write(&b); err != nil {
		t.Fatal(err)
	}
	return c.Request.Method + c.Request.Path + "?" + c.Request.Query.Encode() + "\n" + b.String() + "\n" + pem + string(c.Request.Body)
}

// Dialects change what goes over the wire, and nothing else does.
func TestDialect(t *testing.T) {
	serial := func(c *Call) (v any) {
		var in map[string]any
		if err := json.Unmarshal(c.Request.Body, &in); err != nil {
			t.Fatal(err)
		}
		return in["serialNumber"]
	}
	plain, other := alice(target.Dialect{}), alice(target.Dialect{
		Capabilities: idcert.UpstreamAttributes, SpecificFirst: true, SessionIDAsUTF8: true,
		SerialAsString: true, SignatureAsBase64: true, EscapedAt: true, BareToken: true,
	})
	if h := plain.NewIDCert().Request.Header.Get("Authorization"); h != "Bearer a token" {
		t.Errorf("Authorization is %q", h)
	}
	if h := other.NewIDCert().Request.Header.Get("Authorization"); h != "a token" {
		t.Errorf("a bare token is %q", h)
	}
	if picture(t, plain.NewIDCert()) == picture(t, other.NewIDCert()) {
		t.Error("the requests are the same")
	}
	session := func(a *Actor) *Session {
		return &Session{Key: a.NewKey(), Token: "t", Actor: a, Cert: &p2.Cert{Serial: big.NewInt(7)}}
	}
	if v := serial(session(plain).CompleteTrial("x")); v != float64(7) {
		t.Errorf("the serial is %#v", v)
	}
	if v := serial(session(other).CompleteTrial("x")); v != "7" {
		t.Errorf("the serial is %#v", v)
	}
	if got := plain.EncodeSignature([]byte{0xfb}); got != "fb" {
		t.Errorf("a signature is %q", got)
	}
	if got := other.EncodeSignature([]byte{0xfb}); got != "+w==" {
		t.Errorf("a signature is %q", got)
	}
}

// A federation ID is one segment of a path, whatever stands in it.
func TestCertsOf(t *testing.T) {
	tests := []struct{ fid, plain, escaped string }{
		{"alice@p2.example", "alice@p2.example", "alice%40p2.example"},
		{"a/b@p2.example", "a%2Fb@p2.example", "a%2Fb%40p2.example"},
		{"a%40b", "a%2540b", "a%2540b"},
		{"a b?c#d", "a%20b%3Fc%23d", "a%20b%3Fc%23d"},
		{"", "", ""},
	}
	for _, tt := range tests {
		if got := alice(target.Dialect{}).CertsOf(tt.fid).Request.Path; got != client.Base+"/idcert/actor/"+tt.plain {
			t.Errorf("%q is %s", tt.fid, got)
		}
		if got := alice(target.Dialect{EscapedAt: true}).CertsOf(tt.fid).Request.Path; got != client.Base+"/idcert/actor/"+tt.escaped {
			t.Errorf("%q escaped is %s", tt.fid, got)
		}
	}
}

// An ID-CSR that cannot be written is our own mistake, and no answer of the
// target's.
func TestSendUnwritable(t *testing.T) {
	call := alice(target.Dialect{}).NewIDCert()
	call.CSR.Signer = brokenSigner{call.CSR.Signer}
	res := call.Send(t.Context())
	if !errors.Is(res.Err, client.ErrNotSent) || !errors.Is(res.Err, errNoSignature) || res.Status != 0 {
		t.Errorf("status %d, error %v", res.Status, res.Err)
	}
	if err := call.Accepted(res); err == nil {
		t.Error("it is accepted")
	}
}

var errNoSignature = errors.New("no signature today")

// brokenSigner has a key, and cannot sign.
type brokenSigner struct{ crypto.Signer }

func (brokenSigner) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	return nil, errNoSignature
}
