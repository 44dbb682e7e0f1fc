package check

import (
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
)

// Bounds on what is learned: a target decides how much of it there is.
const (
	maxSecrets = 64       // of one body
	maxSecret  = 64 << 10 // bytes of one secret; more cannot be sent back to a server
	secretPart = 1 << 10  // bytes that are learned as one
	maxDepth   = 8        // of objects and lists in a body
	trialLogin = "Unregistered_requestToken"
)

// Secrets is an observer of exchanges that tells the values in them that must
// not reach a report: tokens and second factors in headers, and members of JSON
// bodies that are named like secrets. Secret is called by several goroutines.
func Secrets(secret func(reports.Kind, string)) func(*client.Exchange) {
	tell := func(kind reports.Kind, value string) {
		for _, part := range parts(value) {
			secret(kind, part)
		}
	}
	return func(e *client.Exchange) {
		for _, name := range sortedKeys(e.Request.Header) {
			for _, v := range e.Request.Header[name] {
				switch http.CanonicalHeaderKey(name) {
				case "Authorization":
					tell(reports.Token, credentials(v))
				case "X-P2-Sensitive-Solution":
					tell(reports.SecondFactor, v)
				}
			}
		}
		learnBody(e.Request.Body, tell)
		learnBody(e.Body, tell)
		if e.OperationKnown && e.Operation.ID == trialLogin && e.Status >= 200 && e.Status < 300 {
			learnToken(e.Body, tell)
		}
	}
}

// credentials are what follows the scheme in Authorization; all of it without a
// scheme, and none of a scheme alone.
func credentials(value string) string {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(value), " ")
	switch {
	case ok:
		return strings.TrimSpace(rest)
	case strings.EqualFold(scheme, "Bearer"), strings.EqualFold(scheme, "Basic"):
		return ""
	}
	return scheme
}

// learnToken reads a body that is a token: as it is, or as a JSON string.
func learnToken(body []byte, tell func(reports.Kind, string)) {
	text := strings.TrimSpace(string(body))
	var quoted string
	switch {
	case json.Unmarshal(body, &quoted) == nil:
		tell(reports.Token, quoted)
	case !strings.HasPrefix(text, "{") && !strings.HasPrefix(text, "["):
		tell(reports.Token, strings.Trim(text, `"`))
	}
}

func learnBody(body []byte, tell func(reports.Kind, string)) {
	left := maxSecrets
	bounded := func(kind reports.Kind, s string) {
		if left--; left >= 0 {
			tell(kind, s)
		}
	}
	if openapi.Values(body) > openapi.MaxValues {
		learnText(body, bounded)
		return
	}
	var value any
	if len(body) == 0 || json.Unmarshal(body, &value) != nil {
		return
	}
	learnValue(value, maxDepth, bounded)
}

// textMember is a member that is a string, wherever it stands.
var textMember = regexp.MustCompile(`"([A-Za-z_-]{3,24})"\s*:\s*("(?:[^"\\]|\\.)*")`)

// learnText looks at the part of a body that a report could show, where the whole
// has too many values to be read.
func learnText(body []byte, tell func(reports.Kind, string)) {
	for _, m := range textMember.FindAllSubmatch(body[:min(len(body), maxSecret)], -1) {
		var text string
		if kind := kindOf(string(m[1])); kind != "" && json.Unmarshal(m[2], &text) == nil {
			tell(kind, text)
		}
	}
}

func learnValue(value any, depth int, tell func(reports.Kind, string)) {
	if depth == 0 {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			learnValue(item, depth-1, tell)
		}
	case map[string]any:
		for _, name := range sortedKeys(v) {
			text, isText := v[name].(string)
			if !isText {
				learnValue(v[name], depth-1, tell)
			} else if kind := kindOf(name); kind != "" {
				tell(kind, text)
			}
		}
	}
}

// oneWord writes the words of a name as one.
var oneWord = strings.NewReplacer("_", "", "-", "")

// kindOf is the kind of secret that a member's name announces, or empty.
func kindOf(member string) reports.Kind {
	switch oneWord.Replace(strings.ToLower(member)) {
	case "token", "sessiontoken", "accesstoken", "authtoken", "refreshtoken", "bearertoken":
		return reports.Token
	case "password", "passphrase":
		return reports.Password
	case "secondfactor", "sensitivesolution", "otp", "totp":
		return reports.SecondFactor
	}
	return ""
}

// parts cuts a secret of no reasonable length into such that can be looked for.
func parts(secret string) []string {
	if len(secret) <= secretPart {
		return []string{secret}
	}
	secret = secret[:min(len(secret), maxSecret)]
	var all []string
	for len(secret) > secretPart {
		all = append(all, secret[:secretPart])
		secret = secret[secretPart:]
	}
	return append(all, secret)
}

// sortedKeys gives what is learned an order, so that labels have one, too.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
