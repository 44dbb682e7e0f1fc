package run

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/client"
)

// Secrets stand in a curl line as variables of the shell, by these names.
const (
	tokenVariable  = "$TOKEN"
	factorVariable = "$SECOND_FACTOR"
)

// maxCurlBody is the longest body, in bytes, that a curl line holds.
const maxCurlBody = 8192

// curl is a command line that repeats a request. What a target sent has no part
// in it; all of it is quoted for a shell.
func curl(e *client.Exchange) string {
	words := []string{"curl", "-i", "-X", e.Request.Method}
	for _, name := range sortedNames(e.Request.Header) {
		for _, value := range e.Request.Header[name] {
			words = append(words, "-H", headerWord(name, value))
		}
	}
	if body := e.Request.Body; len(body) > 0 {
		switch {
		case len(body) > maxCurlBody || !utf8.Valid(body) || strings.ContainsRune(string(body), 0):
			words = append(words, "--data-binary", "@body.bin")
		default:
			words = append(words, "--data-binary", quote(string(body)))
		}
	}
	return strings.Join(append(words, quote(e.URL.String())), " ")
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

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func sortedNames(h map[string][]string) []string {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
