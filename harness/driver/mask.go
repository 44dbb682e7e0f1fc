package driver

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// open are the values that everybody may see.
var open = []string{"localName", "unix", "rfc3339", "csr", capturedCert}

// mask puts [name] in the place of every value that may be a secret, in whichever
// way it is escaped.
func (v values) mask(text string) string {
	var names []string
	for _, name := range sorted(v) {
		if !slices.Contains(open, name) && v[name] != "" {
			names = append(names, name)
		}
	}
	// A longer value may have a shorter one inside.
	slices.SortStableFunc(names, func(a, b string) int { return len(v[b]) - len(v[a]) })
	for _, name := range names {
		for _, form := range forms(v[name]) {
			text = strings.ReplaceAll(text, form, "["+name+"]")
		}
	}
	return text
}

// forms are the ways in which a value is written in a request.
func forms(value string) []string {
	all := []string{value, url.QueryEscape(value), url.PathEscape(value)}
	if quoted, err := json.Marshal(value); err == nil {
		all = append(all, string(quoted[1:len(quoted)-1]))
	}
	return all
}
