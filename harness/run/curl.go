package run

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// Secrets stand in a curl line as variables of the shell, by these names.
const (
	tokenVariable    = "$TOKEN"
	passwordVariable = "$PASSWORD"
	factorVariable   = "$SECOND_FACTOR"
)

var variables = map[reports.Kind]string{
	reports.Token: tokenVariable, reports.Password: passwordVariable, reports.SecondFactor: factorVariable,
}

// maxCurlBody is the longest body, in bytes, that a curl line holds.
const maxCurlBody = 8192

// curl is a command line that repeats a request. All of it is quoted for a shell,
// and nothing that curl itself would read as more than text is left to it: what a
// target sent may have a part in a path or a body.
func curl(e *client.Exchange) string {
	words := []string{"curl", "-i"}
	if e.Request.Method == http.MethodHead {
		words = append(words, "--head") // after -X HEAD, curl waits for a body
	} else {
		words = append(words, "-X", shellWord(e.Request.Method))
	}
	switch {
	case e.Proto == "HTTP/3.0":
		words = append(words, "--http3-only")
	case e.Proto == "HTTP/2.0" && e.URL.Scheme == "http":
		words = append(words, "--http2-prior-knowledge") // nothing negotiates it without TLS
	}
	target := e.URL.Redacted()
	if strings.ContainsAny(target, "[]{}") {
		words = append(words, "--globoff")
	}
	if strings.Contains(e.URL.EscapedPath(), "/.") {
		words = append(words, "--path-as-is")
	}
	for _, name := range sortedNames(e.Request.Header) {
		for _, value := range e.Request.Header[name] {
			words = append(words, "-H", headerWord(name, value))
		}
	}
	if body := e.Request.Body; len(body) > 0 {
		if e.Request.Header.Get("Content-Type") == "" {
			words = append(words, "-H", "'Content-Type:'") // curl would make one up
		}
		if len(body) > maxCurlBody || !utf8.Valid(body) || strings.ContainsRune(string(body), 0) {
			words = append(words, "--data-binary", "@body.bin")
		} else {
			words = append(words, "--data-raw", bodyWord(e.Request))
		}
	}
	return strings.Join(append(words, quote(target)), " ")
}

// bodyWord is a body as an argument, with the secrets that are values in it as
// variables.
func bodyWord(r client.Request) string {
	word := quote(string(r.Body))
	check.Secrets(func(kind reports.Kind, value string) {
		if inner := quote(value); len(value) >= 8 {
			inner = inner[1 : len(inner)-1]
			word = strings.ReplaceAll(word, `"`+inner+`"`, `"'"`+variables[kind]+`"'"`)
		}
	})(&client.Exchange{Request: client.Request{Body: r.Body}})
	return word
}

// headerWord is a header as an argument, with a secret as a variable that the
// shell puts in.
func headerWord(name, value string) string {
	switch strings.ToLower(name) {
	case "authorization":
		if scheme, _, ok := strings.Cut(value, " "); ok {
			return `"` + name + ": " + plainWord(scheme) + " " + tokenVariable + `"`
		}
		return `"` + name + ": " + tokenVariable + `"`
	case "x-p2-sensitive-solution":
		return `"` + name + ": " + factorVariable + `"`
	}
	if value == "" {
		return quote(name + ";") // so curl sends an empty one
	}
	return quote(name + ": " + value)
}

// plainWord keeps only what no shell takes for more than itself.
func plainWord(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, s)
}

// shellWord quotes what a shell could take for more than a word: a target that
// delegates chooses its own URL.
func shellWord(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune("-._:/,@%+=", r) && plainWord(string(r)) == "" }) {
		return s
	}
	return quote(s)
}

// quote is one word to a shell. What a report would not show as it is, so that
// people would copy something else, is left to printf.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		switch c := s[i : i+n]; {
		case c == "'":
			b.WriteString(`'\''`)
		case reports.Visible(c) == c:
			b.WriteString(c)
		default:
			b.WriteString(`'"$(printf '`)
			for _, octet := range []byte(c) {
				fmt.Fprintf(&b, `\%03o`, octet)
			}
			b.WriteString(`')"'`)
		}
		i += n
	}
	b.WriteByte('\'')
	return b.String()
}

func sortedNames(h map[string][]string) []string {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
