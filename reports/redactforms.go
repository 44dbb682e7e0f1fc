package reports

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// escapes are the ways in which text is written inside other text.
var escapes = []func(string) string{
	url.QueryEscape,
	url.PathEscape,
	uriComponent,
	func(s string) string { return lowerPercents(url.QueryEscape(s)) },
	func(s string) string { return lowerPercents(url.PathEscape(s)) },
	func(s string) string { return lowerPercents(uriComponent(s)) },
	func(s string) string { return jsonText(s, false) },
	func(s string) string { return jsonText(s, true) },
	func(s string) string { return strings.ReplaceAll(jsonText(s, false), "/", `\/`) },
	func(s string) string { return unquoted(strconv.QuoteToASCII(s)) },
	func(s string) string { return unquoted(strconv.Quote(s)) },
	html.EscapeString,
	func(s string) string { return strings.ReplaceAll(s, `'`, `'\''`) },
}

// forms returns every way to write a secret that we look for, the secret itself
// first, each once. Escapes are applied up to twice, since a report quotes
// bodies, and bodies quote values; encodings are escaped once.
func forms(secret string) []string {
	seen := map[string]bool{}
	var all []string
	add := func(s string) {
		if s != "" && !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	add(secret)
	for range 2 {
		for _, s := range all[:len(all):len(all)] {
			escaped(s, add)
		}
	}
	for _, s := range encodings(secret) {
		add(s)
		escaped(s, add)
	}
	return all
}

// escaped adds the ways to escape a text. Letters, digits and a few signs are the
// same under all of them, so a text of those has none.
func escaped(s string, add func(string)) {
	if strings.IndexFunc(s, func(r rune) bool { return !unreserved(r) }) < 0 {
		return
	}
	for _, escape := range escapes {
		add(escape(s))
	}
}

func unreserved(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' || r == '.' || r == '~'
}

// encodings returns the secret in base64 and hexadecimal.
func encodings(secret string) []string {
	b := []byte(secret)
	all := []string{hex.EncodeToString(b), strings.ToUpper(hex.EncodeToString(b))}
	for _, e := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		all = append(all, e.EncodeToString(b))
		e = e.WithPadding(base64.NoPadding)
		all = append(all, e.EncodeToString(b))
		for before := range 3 {
			if s := embedded(e, b, before); len(s) >= minEmbedded {
				all = append(all, s)
			}
		}
	}
	return all
}

// minEmbedded is the length in characters from which on a part of a base64 text
// is taken for a secret; shorter ones occur by chance.
const minEmbedded = 8

// embedded returns the characters of base64 that depend on the secret alone
// where it stands in longer text, after a number of bytes that leaves the given
// remainder by 3. The characters that it shares with its neighbours are left out.
func embedded(e *base64.Encoding, secret []byte, before int) string {
	s := e.EncodeToString(append(make([]byte, before), secret...))
	if (before+len(secret))%3 != 0 {
		s = s[:len(s)-1]
	}
	return s[min(len(s), (before*8+5)/6):]
}

func jsonText(s string, escapeHTML bool) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(escapeHTML)
	if err := e.Encode(s); err != nil {
		return s
	}
	return unquoted(strings.TrimSuffix(b.String(), "\n"))
}

func unquoted(s string) string { return strings.TrimSuffix(strings.TrimPrefix(s, `"`), `"`) }

// uriComponent escapes as JavaScript's encodeURIComponent does, which leaves
// more characters alone than Go.
func uriComponent(s string) string { return leftAlone.Replace(url.QueryEscape(s)) }

var leftAlone = strings.NewReplacer("+", "%20", "%21", "!", "%27", "'", "%28", "(", "%29", ")", "%2A", "*")

var percent = regexp.MustCompile(`%[0-9A-F]{2}`)

func lowerPercents(s string) string { return percent.ReplaceAllStringFunc(s, strings.ToLower) }
