package launch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"github.com/p2conform/p2conform/reports"
)

func TestCheck(t *testing.T) {
	run := []string{"./server"}
	for want, l := range map[string]Launcher{
		"":                                    Process{Command: run, Env: map[string]string{"A": "${PORT}"}, URL: "https://${DOMAIN}:${PORT}/p2", Stop: Duration(maxStop)},
		"no command is given":                 Process{},
		"the port 65536 is out of bounds":     Process{Command: run, Port: 65536},
		"the port -1 is out of bounds":        Process{Command: run, Port: -1},
		"5m0.000000001s is no time to end in": Process{Command: run, Stop: Duration(maxStop + 1)},
		"-1ns is no time to become ready in":  Process{Command: run, Ready: Ready{Timeout: -1}},
		"${port} stands for nothing":          Process{Command: []string{"./server", "${port}"}},
		"a ${ is not closed":                  Process{Command: run, Env: map[string]string{"A": "${PORT"}},
		`"A=B" is no name of an environment variable, or its value has a zero byte`:    Process{Command: run, Env: map[string]string{"A=B": ""}},
		"it is no URL that a server could answer at":                                   Process{Command: run, URL: "localhost:${PORT}"},
		"both the path /a and the URL http://b are to show that the server is ready":   Process{Command: run, Ready: Ready{Path: "/a", URL: "http://b"}},
		`the path "health" is none`:                                                    Process{Command: run, Ready: Ready{Path: "health"}},
		"99 is no HTTP status":                                                         Process{Command: run, Ready: Ready{Status: 99}},
		"\"(\" is no regular expression: error parsing regexp: missing closing ): `(`": Process{Command: run, Ready: Ready{Log: "("}},
		"no image is given": Container{},
		"both the image a and the Dockerfile b are given":                                   Container{Image: "a", Dockerfile: "b"},
		"the directory c is given to build in, and no Dockerfile":                           Container{Image: "a", Context: "c"},
		"the Dockerfile a/Dockerfile is not in the directory b, which it is to be built in": Container{Dockerfile: "a/Dockerfile", Context: "b"},
		`the file a is to be copied to "etc/a", which is no absolute path`:                  Container{Image: "a", Files: map[string]string{"a": "etc/a"}},
	} {
		err := l.Check()
		if want == "" {
			if err != nil {
				t.Error(err)
			}
			continue
		}
		var p *Problem
		if !errors.As(err, &p) || p.Cause != Misconfigured || p.What != want || p.Hint == "" {
			t.Errorf("got  %+v\nwant %s", err, want)
		}
	}
}

func TestBuild(t *testing.T) {
	for _, c := range []struct{ dockerfile, context, dir, file string }{
		{"Dockerfile", "", ".", "Dockerfile"},
		{"deploy/test.Dockerfile", "", "deploy", "test.Dockerfile"},
		{"deploy/Dockerfile", ".", ".", "deploy/Dockerfile"},
	} {
		dir, file, err := Container{Dockerfile: c.dockerfile, Context: c.context}.build()
		if err != nil || dir != c.dir || file != c.file {
			t.Errorf("%s in %q: %q, %q, %v", c.dockerfile, c.context, dir, file, err)
		}
	}
}

// A target file and JSON have the same names and forms.
func TestForms(t *testing.T) {
	text := `
command: [./server, --port, "${PORT}"]
env: {MODE: test}
dir: src
port: 9000
url: https://${HOST}:${PORT}
ready: {path: /health, status: 204, log: ^ready$, timeout: 1m30s}
stop: 2s
`
	want := Process{
		Command: []string{"./server", "--port", "${PORT}"}, Env: map[string]string{"MODE": "test"}, Dir: "src", Port: 9000, URL: "https://${HOST}:${PORT}",
		Ready: Ready{Path: "/health", Status: 204, Log: "^ready$", Timeout: Duration(90 * time.Second)}, Stop: Duration(2 * time.Second),
	}
	var p Process
	if err := yaml.UnmarshalWithOptions([]byte(text), &p, yaml.Strict()); err != nil || !reflect.DeepEqual(p, want) {
		t.Errorf("got  %+v\nwant %+v\n%v", p, want, err)
	}
	b, err := json.Marshal(want)
	if err != nil || !strings.Contains(string(b), `"timeout":"1m30s"},"stop":"2s"`) {
		t.Errorf("%s, %v", b, err)
	}
	p = Process{}
	if err := json.Unmarshal(b, &p); err != nil || !reflect.DeepEqual(p, want) {
		t.Errorf("%+v, %v", p, err)
	}
	if b, err := json.Marshal(Container{Image: "a"}); string(b) != `{"image":"a"}` {
		t.Errorf("%s, %v", b, err)
	}
	var d Duration
	if err := json.Unmarshal([]byte(`"soon"`), &d); err == nil || !strings.Contains(err.Error(), `"soon" is no duration`) {
		t.Errorf("the error is %v", err)
	}
}

func TestExpand(t *testing.T) {
	n := names{"PORT": "8080", "HOST": "127.0.0.1", "DOMAIN": ""}
	for in, want := range map[string]string{
		"": "", "$": "$", "$PORT {PORT}": "$PORT {PORT}", "a${PORT}b${HOST}": "a8080b127.0.0.1", "$${PORT}": "${PORT}", "${PORT}$${HOST}${PORT}": "8080${HOST}8080",
		"${DOMAIN}": "!${DOMAIN} is named, and the visible domain name is not known", "${USER}": "!${USER} stands for nothing", "${": "!a ${ is not closed",
	} {
		got, err := n.expand(in)
		if err != nil {
			got = "!" + err.Error()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestSecrets(t *testing.T) {
	var got []string
	learn([]string{
		"API_TOKEN=one-secret", "db_password=two-secret", "DATABASE_URL=postgres://user:three-secret@db/x?sslmode=off", "KEY=short",
		"KEY_FILE=/etc/key.pem", "SSH_AUTH_SOCK=/tmp/agent.1", "MONKEY=banana-split", "PORT=8080", "HOME=/home/keys", "NOTHING",
		"PROXY=http://proxy.example:3128",
	}, func(kind reports.Kind, value string) {
		if kind != reports.Secret {
			t.Errorf("%q is a %s", value, kind)
		}
		got = append(got, value)
	})
	if want := []string{"one-secret", "two-secret", "three-secret"}; !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestRecord(t *testing.T) {
	t.Run("short", func(t *testing.T) {
		var l record
		for _, s := range []string{"a\x1b[31m", "\xff", "\r\nb"} {
			_, _ = l.Write([]byte(s))
		}
		if got := l.text(); got != "a\x1b[31m\\xff\r\nb" {
			t.Errorf("got %q", got)
		}
		if got := l.lastLines(1); !slices.Equal(got, []string{"b"}) {
			t.Errorf("got %q", got)
		}
	})
	t.Run("nothing", func(t *testing.T) {
		var l record
		if l.text() != "" || l.lastLines(3) != nil {
			t.Errorf("%q, %q", l.text(), l.lastLines(3))
		}
	})
	t.Run("just fits", func(t *testing.T) {
		var l record
		text := strings.Repeat("0123456789abcde\n", (keepFirst+keepLast)/16)
		for s := range slices.Chunk([]byte(text), 1000) {
			_, _ = l.Write(s)
		}
		if l.text() != text {
			t.Error("something is left out")
		}
	})
	t.Run("one line", func(t *testing.T) {
		var l record
		for range 100 {
			_, _ = l.Write(bytes.Repeat([]byte("x"), 10_000))
		}
		got := l.text()
		want := fmt.Sprintf("… %d bytes of the log are left out …\n", 1_000_000-keepFirst-keepLast)
		if !strings.Contains(got, "x"+want+"x") || len(got) != keepFirst+keepLast+len(want) {
			t.Errorf("%d bytes, no %q", len(got), want)
		}
	})
}
