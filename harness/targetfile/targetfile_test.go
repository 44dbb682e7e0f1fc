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

	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/launch"
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
		{"p2conform: 1\npeers: {}", "f.yaml:2:1: peers"},
		{"p2conform: 1\npeers: none", "f.yaml:2:1: peers is a text"},
		{"p2conform: 1\npeers:\n  none: it is behind a wall\n  suffix: a.example", "f.yaml:4:3: peers.none says that there are none, and peers.suffix is about them"},
		{"p2conform: 1\npeers:\n  suffix: a.example\n  key: k", "f.yaml:3:3: peers.suffix is there without peers.certificate"},
		{"p2conform: 1\npeers:\n  key: k", "f.yaml:3:3: peers.key is there without peers.suffix"},
		{"p2conform: 1\npeers: {suffix: 'a b'}", "f.yaml:2:9: peers.suffix is"},
		{"p2conform: 1\nurl: https://a.example\npeers:\n  listen: 192.0.2.1:443", "f.yaml:3:1: peers leads a server that runs already nowhere"},
		{"p2conform: 1\nprocess: {command: [a]}\npeers:\n  listen: :443", "f.yaml:4:3: peers.listen is \":443\""},
		{"p2conform: 1\nprocess: {command: [a]}\npeers:\n  listen: here:443", "f.yaml:4:3: peers.listen is \"here:443\""},
		{"p2conform: 1\npeers: {suffix: a.example, certificate: c, key: k, listen: ':99999'}", "f.yaml:2:52: peers.listen is"},
		{"p2conform: 1\nspec: v9", "f.yaml:2:1: spec is"},
		{"p2conform: 1\noffers: [websockets]", "f.yaml:2:10: offers.0 is"},
		{"p2conform: 1\nreadings: manual", "f.yaml:2:1: readings is"},
		{"p2conform: 1\nreadings:\n  A-033: nothing", "f.yaml:3:3: readings: no reading is called A-033=nothing"},
		{"p2conform: 1\nallow: {parallel: 0}", "f.yaml:2:9: allow.parallel is 0"},
		{"p2conform: 1\nallow: {rate: 0}", "f.yaml:2:9: allow.rate is 0"},
		{"p2conform: 1\ntimeouts: {check: 30}", "f.yaml:2:12: timeouts.check is a number"},
		{"p2conform: 1\ntimeouts: {check: -1s}", "f.yaml:2:12: timeouts.check is"},
		{"p2conform: 1\nurl: https://a.example\nprocess: {command: [a]}", "f.yaml:3:1: of url, process and container more than one is there"},
		{"p2conform: 1\nprocess: {command: []}", "f.yaml:2:11: process.command is empty"},
		{"p2conform: 1\nprocess: {command: ./server}", "f.yaml:2:11: process.command is a text, and has to be a list"},
		{"p2conform: 1\nprocess: {comand: [a]}", "f.yaml:2:1: process has no command, which it must have\nf.yaml:2:11: process has no member \"comand\""},
		{"p2conform: 1\nprocess:\n  command: [a, '${PROT}']", "f.yaml:2:1: process: "},
		{"p2conform: 1\nprocess:\n  command: [a]\n  stop: 1h", "f.yaml:4:3: process: "},
		{"p2conform: 1\ncontainer: {port: 80}", "f.yaml:2:"},
		{"p2conform: 1\ncontainer: {image: a, dockerfile: b}", "f.yaml:2:13: container: both"},
		{"p2conform: 1\ndriver: {kind: htpp}", `f.yaml:2:10: driver.kind is "htpp"`},
		{"p2conform: 1\ndriver: {kind: static}", "f.yaml:2:1: driver: "},
		{"p2conform: 1\nadmin: {localName: root}", "f.yaml:2:1: admin has no password"},
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
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		members[name] = true
		inner, ok := s.Properties[name]
		if !ok {
			t.Errorf("the schema has no %s%s", at, name)
		}
		typ := field.Type
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if len(inner.Properties) > 0 && typ.Kind() == reflect.Struct {
			same(t, at+name+".", inner, typ)
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

func TestLauncher(t *testing.T) {
	f, err := Parse("/here/p2conform.yaml", []byte(`
p2conform: 1
process: {command: [./server, --port, "${PORT}"], env: {KEY: "${env.KEY}"}, ready: {path: /up, timeout: 5s}, stop: 1s}
driver: {kind: command, command: {run: [./driver.sh]}}
admin: {localName: root, password: "${env.KEY}"}
`), func(string) (string, bool) { return "hunter22", true })
	if err != nil {
		t.Fatal(err)
	}
	p, ok := f.Launcher().(launch.Process)
	if !ok || p.Dir != "/here" || p.Env["KEY"] != "hunter22" || p.Command[2] != "${PORT}" || time.Duration(p.Ready.Timeout) != 5*time.Second {
		t.Errorf("%+v", p)
	}
	if c, dir := f.DriverConfig(); c.Kind != driver.KindCommand || dir != "/here" || f.Admin.Password != "hunter22" {
		t.Errorf("%+v in %s, administrator %+v", c, dir, f.Admin)
	}
	f, err = Parse("/here/p2conform.yaml", []byte("p2conform: 1\ncontainer: {dockerfile: Dockerfile, files: {conf: /etc/conf}}\n"), none)
	if err != nil {
		t.Fatal(err)
	}
	if c, ok := f.Launcher().(launch.Container); !ok || c.Dockerfile != "/here/Dockerfile" || c.Files["/here/conf"] != "/etc/conf" {
		t.Errorf("%+v", c)
	}
}
