package reports

import (
	"regexp"
	"slices"
	"strings"
)

// sensitiveHeaders are those whose values are secrets whoever sent them.
var sensitiveHeaders = []string{
	"Authorization", "Proxy-Authorization", "X-P2-Sensitive-Solution", "Cookie", "Set-Cookie",
}

func sensitive(header string) bool {
	return slices.ContainsFunc(sensitiveHeaders, func(h string) bool { return strings.EqualFold(h, header) })
}

var (
	// headerName finds a sensitive header in any text: a line of its own, a
	// curl command's argument, a member of an object, Go's print of a header.
	headerName = regexp.MustCompile(`(?i)(?:x-p2-sensitive-solution|(?:proxy-)?authorization|(?:set-)?cookie)(?:\\?["'])?[ \t]*:[ \t]*`)
	// authScheme is the word before the credentials. Only known ones are kept:
	// the first word of an unknown form may be the secret.
	authScheme = regexp.MustCompile(`(?i)^(?:basic|bearer|digest|dpop|gnap|hoba|mutual|negotiate|oauth|scram-sha-1|scram-sha-256|token|vapid)[ \t]+`)
	// harmless is a label of ours, or a shell variable that a reader has to set.
	harmless = regexp.MustCompile(`^(?:` + label + `|\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\})$`)
	labelled = regexp.MustCompile(`^` + label)
)

const label = `\[(?:masked|(?:token|password|second factor) \d+)\]`

// maskHeaders masks the values of sensitive headers wherever a text has them.
func maskHeaders(s string) string {
	var out strings.Builder
	done := 0
	for done < len(s) {
		m := headerName.FindStringIndex(s[done:])
		if m == nil {
			break
		}
		name, from := done+m[0], done+m[1]
		from, to := headerValue(s, name, from)
		out.WriteString(s[done:from])
		out.WriteString(maskValue(s[from:to]))
		done = to
	}
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// headerValue returns where the value begins and ends, of a header whose name
// begins at name and whose colon was followed by from.
func headerValue(s string, name, from int) (begin, end int) {
	rest := s[from:]
	if strings.HasPrefix(rest, "[") && !labelled.MatchString(rest) {
		from++ // a list, as in JSON or in Go's print of a map
	}
	line := lineEnd(s, from)
	for _, q := range []string{`\"`, `\'`, `"`, `'`} {
		if strings.HasPrefix(s[from:], q) { // "Authorization": "value"
			return from + len(q), min(line, from+len(q)+quoteEnd(s[from+len(q):], q))
		}
	}
	for _, q := range []string{`\"`, `\'`, `"`, `'`} {
		if strings.HasSuffix(s[:name], q) { // 'Authorization: value'
			return from, min(line, from+quoteEnd(s[from:], q))
		}
	}
	word := from + len(authScheme.FindString(s[from:line]))
	if from > 0 && s[from-1] == '[' {
		after := word + len(labelled.FindString(s[word:line])) // which has a bracket, too
		if i := strings.IndexByte(s[after:line], ']'); i >= 0 {
			return from, after + i
		}
		return from, line
	}
	if strings.TrimLeft(s[lineStart(s, name):name], " \t<>*") == "" || strings.Contains(strings.ToLower(s[name:from]), "cookie") {
		return from, line
	}
	// In the middle of a sentence: the credentials, and not the sentence's end.
	if l := labelled.FindString(s[word:line]); l != "" {
		return from, word + len(l)
	}
	if i := strings.IndexAny(s[word:line], " \t"); i >= 0 {
		return from, word + i
	}
	return from, line
}

// quoteEnd returns how far a quoted text goes. A backslash keeps a double quote
// from ending it, and '\” is how a shell writes a single one.
func quoteEnd(s, quote string) int {
	for i := 0; i < len(s); i++ {
		switch {
		case strings.HasPrefix(s[i:], quote):
			if quote == `'` && strings.HasPrefix(s[i:], `'\''`) {
				i += 3
				continue
			}
			return i
		case s[i] == '\\':
			i++
		}
	}
	return len(s)
}

func lineStart(s string, i int) int { return strings.LastIndexAny(s[:i], "\r\n") + 1 }

func lineEnd(s string, i int) int {
	if j := strings.IndexAny(s[i:], "\r\n"); j >= 0 {
		return i + j
	}
	return len(s)
}

// maskValue masks a sensitive header's value, and keeps the scheme. What was
// redacted already keeps its label, which says more.
func maskValue(v string) string {
	scheme := authScheme.FindString(v)
	rest := strings.TrimRight(v[len(scheme):], " \t")
	if rest == "" && scheme == "" || harmless.MatchString(rest) {
		return v
	}
	return scheme + masked
}
