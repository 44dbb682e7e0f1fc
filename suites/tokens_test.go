package suites_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites"
)

// tokenRequest is a request, as a server sees it that takes a wrong token.
type tokenRequest struct {
	homeserver.Attempt
	// Login is who the token was given out for, nil if it is not in use.
	Login *homeserver.Login
	// Given finds the login of a token, whatever became of it since.
	Given func(token string) *homeserver.Login
	// Somebody is whom the request names, or else whoever got a token last.
	Somebody func() *homeserver.Login
}

// bearer is the token after the word Bearer. No value of a header ends with a space
// once net/http has read it.
func (r tokenRequest) bearer() (token string, ok bool) {
	token, ok = strings.CutPrefix(r.Header.Get("Authorization")+" ", "Bearer ")
	return strings.TrimSpace(token), ok
}

// wrongTokens are ways to take what is no session token for a request: each says
// whom the request is taken for, or nil.
var wrongTokens = []struct {
	name  string
	takes func(r tokenRequest) *homeserver.Login
}{
	{"no token", func(r tokenRequest) *homeserver.Login {
		if r.Header.Get("Authorization") == "" {
			return r.Somebody()
		}
		return nil
	}},
	{"a token of nobody", func(r tokenRequest) *homeserver.Login {
		if token, ok := r.bearer(); ok && token != "" && r.Given(token) == nil {
			return r.Somebody()
		}
		return nil
	}},
	{"an empty token", func(r tokenRequest) *homeserver.Login {
		if token, ok := r.bearer(); ok && token == "" {
			return r.Somebody()
		}
		return nil
	}},
	{"another scheme", func(r tokenRequest) *homeserver.Login {
		scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if scheme == "Bearer" {
			return nil
		}
		return r.Lookup(token)
	}},
	{"a token of a revoked session", func(r tokenRequest) *homeserver.Login {
		if token, ok := r.bearer(); ok && r.Login == nil {
			return r.Given(token)
		}
		return nil
	}},
	{"a token of another actor", func(r tokenRequest) *homeserver.Login {
		if named := r.Claimed(); r.Login != nil && named != nil && named.Actor != r.Login.Actor {
			return named
		}
		return nil
	}},
}

// withoutWrongToken are the operations and wrong tokens for which a server may do
// so, and why.
var withoutWrongToken = map[string]string{
	"Unregistered_getKeyTrials, no token":                  "It may show key trials to everybody (A-012).",
	"Unregistered_getKeyTrials, a token of another actor":  "Every actor may ask for the key trials of another.",
	"Registered_registerService, a token of another actor": "The request names nobody but by its token.",
	"Registered_postResource, a token of another actor":    "The request names nobody but by its token.",
	"Registered_getResourceList, a token of another actor": "The request names nobody but by its token.",
}

// Whether the token of a session is good whose ID-Cert has expired is open:
// no operation can be blamed for taking it, nor for refusing it, and some may do one
// and some the other. What is not open is an answer: an operation that fails on such
// a token is found out.
func TestEveryOperationIsAskedWithAnExpiredToken(t *testing.T) {
	check := slices.DeleteFunc(slices.Clone(suites.All()), func(c check.Check) bool { return c.ID != "transport.unusual.expired-token" })
	operations := map[string]bool{}
	for _, r := range catalog.All() {
		if r.Ref.Doc == "api" && strings.HasSuffix(string(r.ID), ".bearer") && slices.ContainsFunc(suites.All(), deciderOf(r)) {
			operations[r.Ref.Section] = true
		}
	}
	delete(operations, api.AuthorizationBearer.Ref.Section)
	delete(operations, "Registered_name") // a right request changes the key under which all else is signed
	if len(operations) < 9 {
		t.Fatalf("only %d operations: %v", len(operations), operations)
	}
	for op := range operations {
		t.Run(op, func(t *testing.T) {
			if found := failing(t, check, homeserver.Behaviour{Admit: crashesOnExpired(op)}); len(found) == 0 {
				t.Error("no check fails")
			}
		})
	}
}

func deciderOf(r requirement.Requirement) func(check.Check) bool {
	return func(c check.Check) bool { return slices.Contains(c.Decides, r) }
}

// crashesOnExpired has an operation fail where the ID-Cert of a session is over.
func crashesOnExpired(op string) func(homeserver.Attempt, *homeserver.Login, error) (*homeserver.Login, error) {
	return func(a homeserver.Attempt, l *homeserver.Login, err error) (*homeserver.Login, error) {
		if a.Op == op && l != nil && l.Cert != nil && l.Cert.RevokedAt.IsZero() && !a.SessionValid(l.Cert) {
			return nil, errors.New("no certificate is valid")
		}
		return l, err
	}
}

// A server that takes a wrong token for any one operation is found out.
func TestEveryOperationIsAskedWithEveryWrongToken(t *testing.T) {
	notUnderRace(t)
	var operations []string
	deciding := map[string][]check.Check{}
	for _, r := range catalog.All() {
		if r.Ref.Doc != "api" || !strings.HasSuffix(string(r.ID), ".bearer") || r.ID == api.AuthorizationBearer.ID {
			continue
		}
		for _, c := range suites.All() {
			if slices.Contains(c.Decides, r) {
				deciding[r.Ref.Section] = append(deciding[r.Ref.Section], c)
			}
		}
		if len(deciding[r.Ref.Section]) > 0 {
			operations = append(operations, r.Ref.Section)
		}
	}
	if len(operations) < 9 {
		t.Fatalf("only %d operations: %v", len(operations), operations)
	}
	// The checks of revoked sessions and of other actors are about several operations.
	var revoked, others []check.Check
	for _, c := range suites.All() {
		if slices.Contains(c.Decides, core.RevocationEndsSession) && !c.Needs.Racing {
			revoked = append(revoked, c)
		}
		if strings.Contains(c.ID, ".isolation.") || strings.HasSuffix(c.ID, "other-actor") && !strings.Contains(c.ID, "factor") || strings.HasSuffix(c.ID, ".server-key-administrator") {
			others = append(others, c)
		}
	}
	for _, op := range operations {
		for _, w := range wrongTokens {
			name := op + ", " + w.name
			t.Run(name, func(t *testing.T) {
				checks := deciding[op]
				switch w.name {
				case "a token of a revoked session":
					checks = revoked
				case "a token of another actor":
					checks = others
				}
				if found := noticed(t, checks, op, func(tokenRequest) *homeserver.Login { return nil }); len(found) > 0 {
					t.Fatalf("%v fail on a server that takes right tokens alone", found)
				}
				found := noticed(t, checks, op, w.takes)
				switch why := withoutWrongToken[name]; {
				case why == "" && len(found) == 0:
					t.Error("no check fails")
				case why != "" && len(found) > 0:
					t.Errorf("%v fail, and the list says why nothing can: %s", found, why)
				}
			})
		}
	}
}

// noticed are the checks that fail on a server that takes a wrong token for an
// operation. It looks at no second factor, which would refuse the same request.
func noticed(t *testing.T, checks []check.Check, op string, takes func(tokenRequest) *homeserver.Login) []string {
	t.Helper()
	var m sync.Mutex // guards what follows
	logins := map[string]*homeserver.Login{}
	var last *homeserver.Login
	b := homeserver.Behaviour{
		CheckSecondFactor: func(http.Header, string, func(string) bool) error { return nil },
		Token: func(random func(int) []byte, l *homeserver.Login) string {
			token := homeserver.Token(random, l)
			m.Lock()
			defer m.Unlock()
			logins[token], last = l, l
			return token
		},
		Admit: func(a homeserver.Attempt, l *homeserver.Login, err error) (*homeserver.Login, error) {
			if a.Op != op {
				return l, err
			}
			r := tokenRequest{Attempt: a, Login: l}
			r.Given = func(token string) *homeserver.Login {
				m.Lock()
				defer m.Unlock()
				return logins[token]
			}
			r.Somebody = func() *homeserver.Login {
				if named := a.Claimed(); named != nil {
					return named
				}
				m.Lock()
				defer m.Unlock()
				return last
			}
			if other := takes(r); other != nil {
				return other, nil
			}
			return l, err
		},
	}
	return failing(t, checks, b)
}

// failing are the checks that fail on a server with a behaviour.
func failing(t *testing.T, checks []check.Check, b homeserver.Behaviour) []string {
	t.Helper()
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, Behaviour: b, InMemory: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close() // it serves nobody by then
	var found []string
	for _, r := range asked(t, e, run.Options{Checks: checks, Suite: suites.All(), Seed: 1, Parallel: 4}).Results {
		if r.Verdict == reports.Fail {
			found = append(found, r.Check)
		}
	}
	return found
}
