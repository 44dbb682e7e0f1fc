package auth

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/p2"
)

// maxDepth is how deep an answer is searched: the draft gives it no form.
const maxDepth = 6

// texts calls f for each text of a JSON document, with the name of its member, in
// the order of the names.
func texts(body []byte, f func(member, text string)) {
	var value any
	if json.Unmarshal(body, &value) == nil {
		walk(value, "", maxDepth, f)
	}
}

func walk(value any, member string, depth int, f func(member, text string)) {
	if depth == 0 {
		return
	}
	switch v := value.(type) {
	case string:
		f(member, v)
	case []any:
		for _, item := range v {
			walk(item, member, depth-1, f)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			walk(v[name], name, depth-1, f)
		}
	}
}

// tokensIn are the texts of members that are called tokens.
func tokensIn(body []byte) []string {
	var tokens []string
	texts(body, func(member, text string) {
		if strings.HasSuffix(strings.ToLower(member), "token") && text != "" {
			tokens = append(tokens, text)
		}
	})
	return tokens
}

// certIn is the first ID-Cert in PEM, whatever its member is called; nil without
// one.
func certIn(body []byte) *p2.Cert {
	var found *p2.Cert
	texts(body, func(_, text string) {
		if cert, err := p2.ParseCertPEM(text); err == nil && found == nil {
			found = cert
		}
	})
	return found
}

// names reports that some text is the federation ID, whose case does not count.
func names(body []byte, fid p2.FID) bool {
	found := false
	texts(body, func(_, text string) { found = found || strings.EqualFold(text, fid.String()) })
	return found || strings.EqualFold(strings.TrimSpace(string(body)), fid.String())
}
