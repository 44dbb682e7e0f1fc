package targetfile

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/spec/openapi"
)

func none(string) (string, bool) { return "", false }

func TestParse(t *testing.T) {
	f, err := Parse("here/p2conform.yaml", []byte(`
p2conform: 1
name: Example
version: "0.3"
url: https://p2.example.com:8443/base
domain: Example.com
gateway: wss://gw.example.com
ca: roots.pem
resolve: {p2.example.com: "127.0.0.1:8443"}
spec: v1.0-beta.2
offers: [auth, zstd]
readings: {A-033: get-challenge}
allow: {destructive: true, racing: false, parallel: 2, rate: 0.5}
timeouts: {check: 1m30s, wait: 2m}
waivers: /etc/waivers.yaml
`), none)
	if err != nil {
		t.Fatal(err)
	}
	if f.Version != "0.3" || f.Allow.Rate != 0.5 || time.Duration(f.Timeouts.Check) != 90*time.Second || *f.Allow.Racing {
		t.Errorf("%+v", f)
	}
	if told := f.Told(); !slices.Equal(told, []string{"A-033=get-challenge"}) {
		t.Errorf("told %q", told)
	}
	if p := f.Path(f.CA); p != filepath.Join("here", "roots.pem") {
		t.Errorf("CA at %s", p)
	}
	if p := f.Path(f.Waivers); p != "/etc/waivers.yaml" {
		t.Errorf("waivers at %s", p)
	}
	if f, err := Parse("f", []byte("p2conform: 1\nreadings: auto\n"), none); err != nil || f.Readings != nil || f.Allow.Racing != nil {
		t.Errorf("%+v, error %v", f, err)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"name: x", "f.yaml:1:1: the file has no p2conform"},
		{"p2conform: 2", "f.yaml:1:1: p2conform is 2"},
		{"p2conform: 1\nurl: p2.example.com", "f.yaml:2:1: url is no URL with a host"},
		{"p2conform: 1\nurl: ftp://p2.example.com", `f.yaml:2:1: url has the scheme "ftp"`},
		{"p2conform: 1\nurl: https://a:b@p2.example.com", "f.yaml:2:1: url has a user name or a password in it"},
		{"p2conform: 1\nurl: https://p2.example.com?x", "f.yaml:2:1: url has a query or a fragment"},
		{"p2conform: 1\ngateway: https://p2.example.com", `f.yaml:2:1: gateway has the scheme "https"`},
		{"p2conform: 1\ndomain: a b", "f.yaml:2:1: domain is"},
		{"p2conform: 1\nresolve:\n  a.example: 127.0.0.1", `f.yaml:3:3: resolve.a.example is "127.0.0.1"`},
		{"p2conform: 1\nspec: v9", "f.yaml:2:1: spec is"},
		{"p2conform: 1\noffers: [websockets]", "f.yaml:2:10: offers.0 is"},
		{"p2conform: 1\nreadings: manual", "f.yaml:2:1: readings is"},
		{"p2conform: 1\nreadings:\n  A-033: nothing", "f.yaml:3:3: readings: no reading is called A-033=nothing"},
		{"p2conform: 1\nallow: {parallel: 0}", "f.yaml:2:9: allow.parallel is 0"},
		{"p2conform: 1\nallow: {rate: 0}", "f.yaml:2:9: allow.rate is 0"},
		{"p2conform: 1\ntimeouts: {check: 30}", "f.yaml:2:12: timeouts.check is a number"},
		{"p2conform: 1\ntimeouts: {check: -1s}", "f.yaml:2:12: timeouts.check is"},
		{"p2conform: 1\nname: ${env.NAME}", "f.yaml:2:1: name needs the environment variable NAME"},
	} {
		_, err := Parse("f.yaml", []byte(c.text), none)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %s", c.text, err, c.want)
		}
	}
}

// The schema and the struct have the same members, and the schema the versions
// that there are.
func TestSchemaIsOfTheStruct(t *testing.T) {
	var s node
	if err := json.Unmarshal(SchemaText(), &s); err != nil {
		t.Fatal(err)
	}
	same(t, "", s, reflect.TypeFor[File]())
	var versions []string
	for _, v := range s.Properties["spec"].Enum {
		versions = append(versions, v.(string))
	}
	if want := openapi.Versions(); !slices.Equal(slices.Sorted(slices.Values(versions)), slices.Sorted(slices.Values(want))) {
		t.Errorf("the schema has the versions %q, there are %q", versions, want)
	}
	text := SchemaText()
	text[0] = 'x'
	if bytes.Equal(text, SchemaText()) {
		t.Error("the schema can be written to")
	}
}

type node struct {
	Properties map[string]node
	Enum       []any
}

func same(t *testing.T, at string, s node, of reflect.Type) {
	t.Helper()
	members := map[string]bool{}
	for i := range of.NumField() {
		field := of.Field(i)
		name := field.Tag.Get("json")
		if name == "" || name == "-" {
			continue
		}
		members[name] = true
		inner, ok := s.Properties[name]
		if !ok {
			t.Errorf("the schema has no %s%s", at, name)
		}
		if len(inner.Properties) > 0 && field.Type.Kind() == reflect.Struct {
			same(t, at+name+".", inner, field.Type)
		}
	}
	for name := range s.Properties {
		if !members[name] {
			t.Errorf("no member reads %s%s", at, name)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("p2conform: 1\nurl: https://x.example\n")
	f.Add("p2conform: 1\nreadings: {A-033: get-challenge}\ntimeouts: {check: 9999999999h}\n")
	f.Fuzz(func(t *testing.T, text string) {
		if file, err := Parse("f.yaml", []byte(text), none); err == nil {
			file.Told()
		}
	})
}
