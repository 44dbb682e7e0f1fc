package launch

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/p2conform/p2conform/reports"
)

// secretWords are the words in the name of an environment variable by which its
// value is taken for a secret.
var secretWords = []string{
	"TOKEN", "SECRET", "SECRETS", "PASSWORD", "PASSWD", "PASSPHRASE", "PASS", "KEY", "APIKEY", "CREDENTIAL", "CREDENTIALS",
	"AUTH", "AUTHORIZATION", "BEARER", "COOKIE", "SALT", "PEPPER", "PRIVATE", "SIGNATURE", "DSN", "PAT",
}

// places are last words of a name whose value says where a secret is, and is none.
var places = []string{"FILE", "PATH", "DIR", "SOCK", "SOCKET", "HOST", "PORT", "TYPE", "ID", "NAME", "MODE", "METHOD", "ENABLED", "DISABLED", "LENGTH", "SIZE"}

const (
	// ShortestSecret is in bytes: what is shorter, as in "true" or "1", would be
	// found in half of all words.
	ShortestSecret = 6
)

// Secret reports whether the value of an environment variable looks like one that
// nobody should be shown: by a word of its name.
func Secret(name string) bool {
	words := strings.FieldsFunc(strings.ToUpper(name), func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) == 0 || slices.Contains(places, words[len(words)-1]) {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(secretWords, w) })
}

// learn tells the secrets of an environment, NAME=VALUE each: values whose names
// say so, and passwords in URLs.
func learn(environ []string, secret func(reports.Kind, string)) {
	if secret == nil {
		return
	}
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if len(value) >= ShortestSecret && Secret(name) {
			secret(reports.Secret, value)
		}
		if !strings.Contains(value, "://") {
			continue
		}
		if u, err := url.Parse(value); err == nil {
			if password, ok := u.User.Password(); ok {
				secret(reports.Secret, password)
			}
		}
	}
}
