package target

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// A dialect writes core requests, and leaves what is given to it alone.
func TestWrite(t *testing.T) {
	get := func(path string, query url.Values) client.Request {
		return client.Request{Method: http.MethodGet, Path: path, Query: query, Header: http.Header{}}
	}
	const certs = client.Base + "/idcert/actor/a@b"
	tests := []struct {
		name  string
		d     Dialect
		r     client.Request
		path  string
		query string
		body  string
	}{
		{name: "plain", r: get(certs, url.Values{"limit": {"1"}}), path: certs, query: "limit=1"},
		{name: "a slash", d: Dialect{Slash: true}, r: get(certs, nil), path: certs + "/"},
		{name: "a slash that is there", d: Dialect{Slash: true}, r: get(certs+"/", nil), path: certs + "/"},
		{name: "no version", d: Dialect{Unversioned: true}, r: get(certs, nil), path: "/.p2/core/idcert/actor/a@b"},
		{name: "another path", d: Dialect{Slash: true, Unversioned: true}, r: get("/.well-known/polyproto-core", nil), path: "/.well-known/polyproto-core"},
		{name: "a path that begins alike", d: Dialect{Slash: true}, r: get(client.Base+"x", nil), path: client.Base + "x"},
		{
			name: "parameters", d: Dialect{JSONParameters: true},
			r:    get(certs, url.Values{"session_id": {"7"}, "notBefore": {"18446744073709551615"}, "limit": {"-1"}}),
			path: certs, body: `{"limit":"-1","notBefore":18446744073709551615,"session_id":"7"}`,
		},
		{name: "no parameters", d: Dialect{JSONParameters: true}, r: get(certs, nil), path: certs},
	}
	for _, tt := range tests {
		before := tt.r.Clone()
		got := tt.d.Write(tt.r)
		if got.Path != tt.path || got.Query.Encode() != tt.query || string(got.Body) != tt.body {
			t.Errorf("%s: %s?%s %s", tt.name, got.Path, got.Query.Encode(), got.Body)
		}
		if tt.r.Path != before.Path || tt.r.Query.Encode() != before.Query.Encode() || tt.r.Body != nil {
			t.Errorf("%s: the request was changed", tt.name)
		}
	}
	r := get(certs, nil)
	r.Header[FactorHeader] = []string{"a", ""}
	if got := (Dialect{Base64Factor: true}).Write(r); !slices.Equal(got.Header[FactorHeader], []string{"YQ==", ""}) || r.Header.Get(FactorHeader) != "a" {
		t.Errorf("a second factor is written %q", got.Header[FactorHeader])
	}
}

// Each way is a reading of the register, once, and the first of its topic is what
// the zero dialect does.
func TestWays(t *testing.T) {
	seen, topics := map[string]bool{}, map[string]bool{}
	for _, w := range Ways() {
		registered := slices.ContainsFunc(ambiguity.All, func(e ambiguity.Entry) bool { return e.ID == w.Entry.ID })
		if _, err := w.Entry.Reading(w.Reading); err != nil || !registered || seen[w.Name()] {
			t.Errorf("%s is not in the register, or there twice", w.Name())
		}
		seen[w.Name()] = true
		var d Dialect
		w.Apply(&d)
		found := w.Topic == "accounts" || w.Topic == "trial-source" // which a preflight finds in any case
		if !topics[w.Topic] && !found && d != (Dialect{}) {
			t.Errorf("%s comes first of %s and is not plain", w.Name(), w.Topic)
		}
		topics[w.Topic] = true
	}
	if got := WaysOf("slash", "version"); len(got) != 6 || got[0].Topic != "slash" || got[5].Topic != "version" {
		t.Errorf("%d ways", len(got))
	}
}

func TestParseReading(t *testing.T) {
	tests := []struct {
		name  string
		known bool
		first string // of the names that are offered
		n     int
	}{
		{name: "A-033=get-chalenge", first: "A-033=get-session-auth", n: 4},
		{name: "A-068=none", known: true, first: "A-068=either", n: 3},
		{name: "A-092=prose-names", known: true},
		{name: "A-092=prose"},
		{name: "A-999=x", first: Ways()[0].Name(), n: len(Ways())},
		{name: "", first: Ways()[0].Name(), n: len(Ways())},
	}
	for _, tt := range tests {
		_, err := ParseReading(tt.name)
		var wrong *ReadingError
		if !errors.As(err, &wrong) || wrong.Known != tt.known || len(wrong.Names) != tt.n || tt.n > 0 && wrong.Names[0] != tt.first || wrong.Error() == "" {
			t.Errorf("%s: %+v", tt.name, err)
		}
	}
	for _, w := range Ways() {
		if got, err := ParseReading(w.Name()); err != nil || got.Name() != w.Name() {
			t.Errorf("%s is read as %s, %v", w.Name(), got.Name(), err)
		}
	}
}

// What is told settles a topic once.
func TestTell(t *testing.T) {
	var tg Target
	if err := tg.Tell("A-045=string", "A-013=with-slash", "A-045=string"); err != nil {
		t.Fatal(err)
	}
	if tg.Dialect != (Dialect{Serial: StringSerial, Slash: true}) {
		t.Errorf("dialect %+v", tg.Dialect)
	}
	if w, ok := tg.ToldOf("serial"); !ok || w.Reading != "string" {
		t.Errorf("told %+v, %v", w, ok)
	}
	if _, ok := tg.ToldOf("order"); ok {
		t.Error("what was not told is")
	}
	if err := tg.Tell("A-017=bytes"); err == nil {
		t.Error("two serials were told")
	}
}
