package actor

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
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
		"Keys":                Keys(p2.EncryptedKey{Serial: p2.Serial{Int: big.NewInt(7)}}),
		"Serials":             Serials(big.NewInt(7)),
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
		Capabilities: idcert.UpstreamAttributes, SpecificFirst: true, SessionID: target.UTF8String,
		Serial: target.StringSerial, SignatureAsBase64: true, EscapedAt: true, BareToken: true,
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
	if v := serial(session(plain).CompleteTrial(p2.KeyTrial{Trial: "x"})); v != float64(7) {
		t.Errorf("the serial is %#v", v)
	}
	if v := serial(session(other).CompleteTrial(p2.KeyTrial{Trial: "x"})); v != "7" {
		t.Errorf("the serial is %#v", v)
	}
	if got := plain.EncodeSignature([]byte{0xfb}); got != "fb" {
		t.Errorf("a signature is %q", got)
	}
	if got := other.EncodeSignature([]byte{0xfb}); got != "+w==" {
		t.Errorf("a signature is %q", got)
	}
}

// An answer to a challenge string has what the target wants, and the ID of what it
// answers.
func TestSubmitTrial(t *testing.T) {
	trial := p2.KeyTrial{Trial: "AAAA", ID: `"7"`}
	tests := []struct {
		d    target.Dialect
		want string
	}{
		{target.Dialect{}, `{"federationId":"alice@p2.example","id":"7","serialNumber":258,"signature":"fb"}`},
		{target.Dialect{Serial: target.BytesSerial, Solver: target.SolverSerial}, `{"id":"7","serialNumber":[1,2],"signature":"fb"}`},
		{target.Dialect{Serial: target.StringSerial, Solver: target.SolverCert}, `{"id":"7","idCert":"PEM","serialNumber":"258","signature":"fb"}`},
	}
	for _, tt := range tests {
		a := alice(tt.d)
		s := &Session{Key: a.NewKey(), Actor: a, PEM: "PEM"}
		if got := string(s.SubmitTrial(trial, []byte{0xfb}, big.NewInt(258)).Request.Body); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
	plain, decoded := alice(target.Dialect{}), alice(target.Dialect{DecodedTrial: true})
	key := plain.NewKey()
	public := key.Public().(ed25519.PublicKey)
	if !ed25519.Verify(public, []byte("AAAA"), (&Session{Key: key, Actor: plain}).Sign("AAAA")) {
		t.Error("the text is not signed")
	}
	if !ed25519.Verify(public, []byte{0, 0, 0}, (&Session{Key: key, Actor: decoded}).Sign("AAAA")) {
		t.Error("what the text stands for is not signed")
	}
	if got := string(DecodeTrial("-_-_")); got != "\xfb\xff\xbf" {
		t.Errorf("base64url is %q", got)
	}
	if got := string(DecodeTrial("?")); got != "?" {
		t.Errorf("what is no base64 is %q", got)
	}
}

// How a challenge string is asked for, and what is one.
func TestNewTrial(t *testing.T) {
	given := &client.Response{Status: 401, Body: []byte(`{"trial":"x","expires":9}`)}
	for _, tt := range []struct {
		d        target.Dialect
		line     string
		accepted bool
	}{
		{target.Dialect{TrialPath: "/challenge"}, "GET /.p2/core/v1/challenge? ", false},
		{target.Dialect{TrialPath: "/t", FirstAnswer: true}, "POST /.p2/core/v1/t? {}", true},
		{target.Dialect{TrialPath: "/t", NamedTrial: true}, "GET /.p2/core/v1/t?federationId=alice%40p2.example&session_id=s ", false},
	} {
		call := (&Session{ID: "s", Token: "t", Actor: alice(tt.d)}).NewTrial()
		r := call.Request
		if got := r.Method + " " + r.Path + "?" + r.Query.Encode() + " " + string(r.Body); got != tt.line {
			t.Errorf("%s, want %s", got, tt.line)
		}
		if err := call.Accepted(given); (err == nil) != tt.accepted {
			t.Errorf("%s: a refusal with a challenge string: %v", tt.line, err)
		}
		if call.Accepted(&client.Response{Status: 200, Body: []byte("{}")}) == nil {
			t.Errorf("%s: an answer without one is accepted", tt.line)
		}
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
