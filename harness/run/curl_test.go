package run

import (
	"net/http"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/quick"

	"github.com/p2conform/p2conform/harness/client"
)

// shell runs a curl line in a shell whose curl writes its arguments, and returns
// them. It skips where there is no shell.
func shell(t *testing.T, line string) []string {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh to run the lines in")
	}
	script := "TOKEN=the-token PASSWORD=the-password SECOND_FACTOR=the-factor\ncurl() { printf '%s\\0' \"$@\"; }\n" + line
	cmd := exec.CommandContext(t.Context(), sh, "-c", script)
	cmd.Env = []string{}
	cmd.Dir = t.TempDir()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
}

// hostile are texts that a shell, or curl, could take for more than text.
var hostile = []string{
	`'; touch pwned; '`, `$(touch pwned)`, "`touch pwned`", `"; touch pwned; "`, `\'; touch pwned #`, "a\nb", `$HOME ${TOKEN}`,
	"\x1b[31m\u009b\u2066\r", `@/etc/passwd`, `-o pwned`, `<in >out |x &`, "é\u202e", `!!`, `*?[a]{b,c}~`, `\`, `%00`, `'`, `''`, ``,
}

// Every line is curl and its arguments, whatever stands in the request.
func TestCurl(t *testing.T) {
	at := func(path string) *url.URL { return &url.URL{Scheme: "https", Host: "p2.example", Path: path} }
	tests := []struct {
		name string
		e    *client.Exchange
		want []string
	}{
		{"plain", &client.Exchange{Request: client.Request{Method: "GET"}, URL: at("/x")}, []string{"-i", "-X", "GET", "https://p2.example/x"}},
		{"head", &client.Exchange{Request: client.Request{Method: "HEAD"}, URL: at("/x")}, []string{"-i", "--head", "https://p2.example/x"}},
		{"HTTP/3", &client.Exchange{Proto: "HTTP/3.0", Request: client.Request{Method: "GET"}, URL: at("/x")}, []string{"-i", "-X", "GET", "--http3-only", "https://p2.example/x"}},
		{"HTTP/2", &client.Exchange{Proto: "HTTP/2.0", Request: client.Request{Method: "GET"}, URL: at("/x")}, []string{"-i", "-X", "GET", "https://p2.example/x"}},
		{
			"HTTP/2 without TLS", &client.Exchange{Proto: "HTTP/2.0", Request: client.Request{Method: "GET"}, URL: &url.URL{Scheme: "http", Host: "p2.example", Path: "/x"}},
			[]string{"-i", "-X", "GET", "--http2-prior-knowledge", "http://p2.example/x"},
		},
		{
			"headers, in order",
			&client.Exchange{Request: client.Request{Method: "PUT", Header: http.Header{"B": {"2", "1"}, "A": {""}}}, URL: at("/")},
			[]string{"-i", "-X", "PUT", "-H", "A;", "-H", "B: 2", "-H", "B: 1", "https://p2.example/"},
		},
		{
			"secrets in headers",
			&client.Exchange{Request: client.Request{Method: "GET", Header: http.Header{
				"Authorization": {"Bearer s3cr3t-token", "s3cr3t-token", "We$ird s3cr3t"}, "X-P2-Sensitive-Solution": {"s3cr3t-factor"},
			}}, URL: at("/")},
			[]string{
				"-i", "-X", "GET", "-H", "Authorization: Bearer the-token", "-H", "Authorization: the-token", "-H", "Authorization: Weird the-token",
				"-H", "X-P2-Sensitive-Solution: the-factor", "https://p2.example/",
			},
		},
		{
			"a body with a type",
			&client.Exchange{Request: client.Request{Method: "POST", Header: http.Header{"Content-Type": {"text/plain"}}, Body: []byte("a\nb")}, URL: at("/")},
			[]string{"-i", "-X", "POST", "-H", "Content-Type: text/plain", "--data-raw", "a\nb", "https://p2.example/"},
		},
		{
			"a body without one",
			&client.Exchange{Request: client.Request{Method: "POST", Body: []byte("@/etc/passwd")}, URL: at("/")},
			[]string{"-i", "-X", "POST", "-H", "Content-Type:", "--data-raw", "@/etc/passwd", "https://p2.example/"},
		},
		{
			"secrets in a body",
			&client.Exchange{Request: client.Request{Method: "POST", Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(`{"localName":"a","password":"s3cr3t-it's","token":"s3cr3t-token"}`)}, URL: at("/")},
			[]string{"-i", "-X", "POST", "-H", "Content-Type: application/json", "--data-raw", `{"localName":"a","password":"the-password","token":"the-token"}`, "https://p2.example/"},
		},
		{
			"bytes for a body",
			&client.Exchange{Request: client.Request{Method: "POST", Header: http.Header{"Content-Type": {"x/y"}}, Body: []byte{0xff}}, URL: at("/")},
			[]string{"-i", "-X", "POST", "-H", "Content-Type: x/y", "--data-binary", "@body.bin", "https://p2.example/"},
		},
		{
			"a NUL in a body",
			&client.Exchange{Request: client.Request{Method: "POST", Header: http.Header{"Content-Type": {"x/y"}}, Body: []byte("a\x00b")}, URL: at("/")},
			[]string{"-i", "-X", "POST", "-H", "Content-Type: x/y", "--data-binary", "@body.bin", "https://p2.example/"},
		},
		{
			"a body too long for a line",
			&client.Exchange{Request: client.Request{Method: "POST", Header: http.Header{"Content-Type": {"x/y"}}, Body: []byte(strings.Repeat("x", maxCurlBody+1))}, URL: at("/")},
			[]string{"-i", "-X", "POST", "-H", "Content-Type: x/y", "--data-binary", "@body.bin", "https://p2.example/"},
		},
		{
			"a path as it is",
			&client.Exchange{Request: client.Request{Method: "GET"}, URL: at("/a/../b")},
			[]string{"-i", "-X", "GET", "--path-as-is", "https://p2.example/a/../b"},
		},
		{
			"a path with brackets",
			&client.Exchange{Request: client.Request{Method: "GET"}, URL: &url.URL{Scheme: "https", Host: "[::1]:8443", Path: "/x"}},
			[]string{"-i", "-X", "GET", "--globoff", "https://[::1]:8443/x"},
		},
		{
			"a password in the URL",
			&client.Exchange{Request: client.Request{Method: "GET"}, URL: &url.URL{Scheme: "https", User: url.UserPassword("u", "s3cr3t"), Host: "h", Path: "/"}},
			[]string{"-i", "-X", "GET", "https://u:xxxxx@h/"},
		},
		{
			"a method that is none",
			&client.Exchange{Request: client.Request{Method: "GET; touch pwned"}, URL: at("/")},
			[]string{"-i", "-X", "GET; touch pwned", "https://p2.example/"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line := curl(tt.e)
			if strings.Contains(line, "s3cr3t") {
				t.Errorf("a secret is in %s", line)
			}
			if got := shell(t, line); !slices.Equal(got, tt.want) {
				t.Errorf("%s\nis %q\nwant %q", line, got, tt.want)
			}
		})
	}
}

// Hostile texts arrive as they are, in every place that has any.
func TestCurlIsQuoted(t *testing.T) {
	for _, text := range hostile {
		for place, e := range everywhere(text) {
			got := shell(t, curl(e))
			if len(got) == 0 || got[0] != "-i" {
				t.Fatalf("%q as %s: %q", text, place, got)
			}
			want := map[string]string{
				"path": e.URL.String(), "query": e.URL.String(), "body": text, "header": "X-A: " + text, "type": "Content-Type: " + text, "name": text + ": b",
			}[place]
			if text == "" || want == "" { // an unknown scheme is left out
				continue
			}
			if !slices.Contains(got, want) {
				t.Errorf("%q as %s: %q has no %q", text, place, got, want)
			}
		}
	}
}

// everywhere puts a text into each part of an exchange.
func everywhere(text string) map[string]*client.Exchange {
	at := &url.URL{Scheme: "https", Host: "p2.example", Path: "/"}
	return map[string]*client.Exchange{
		"path":   {Request: client.Request{Method: "GET"}, URL: &url.URL{Scheme: "https", Host: "p2.example", Path: "/" + text, RawPath: "/" + text}},
		"query":  {Request: client.Request{Method: "GET"}, URL: &url.URL{Scheme: "https", Host: "p2.example", Path: "/", RawQuery: text}},
		"body":   {Request: client.Request{Method: "POST", Body: []byte(text)}, URL: at},
		"header": {Request: client.Request{Method: "GET", Header: http.Header{"X-A": {text}}}, URL: at},
		"name":   {Request: client.Request{Method: "GET", Header: http.Header{text: {"b"}}}, URL: at},
		"type":   {Request: client.Request{Method: "POST", Header: http.Header{"Content-Type": {text}}, Body: []byte("x")}, URL: at},
		"scheme": {Request: client.Request{Method: "GET", Header: http.Header{"Authorization": {text + " x"}}}, URL: at},
	}
}

// A word is one word to a shell, and itself where it is plain.
func TestShellWord(t *testing.T) {
	for _, s := range []string{"a", "a.b-c_d", "https://p2.example:8443/x?y=%20@z", "key=value", "+1"} {
		if got := shellWord(s); got != s && !strings.Contains(s, "?") {
			t.Errorf("%q is quoted as %s", s, got)
		}
	}
	words := func(s string) bool {
		s = strings.ReplaceAll(s, "\x00", "")
		got := shell(t, "curl "+shellWord(s)+" end")
		return slices.Equal(got, []string{s, "end"})
	}
	for _, s := range hostile {
		if !words(s) {
			t.Errorf("%q is no word", s)
		}
	}
	if err := quick.Check(words, &quick.Config{MaxCount: 50}); err != nil {
		t.Error(err)
	}
}
