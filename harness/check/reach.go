package check

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// What a target reaches out to, and what it says there.

// NewTrap counts what the target asks of hosts that are no business of a stranger,
// in any spelling of theirs. Ask Traps before: it takes a target whose way out we
// stand in.
func (t *T) NewTrap(hosts ...string) *peer.Trap {
	trap := t.target.Peers.NewTrap(t.client.Log(), hosts...)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.traps = append(t.traps, trap)
	return trap
}

// Traps reports whether all that the target asks of others passes through our hands,
// whatever the address: so it is for one in this process. Another one would ask
// addresses of its own machine, where we are not.
func (t *T) Traps() bool { return t.target.Embedded && t.target.Peers != nil }

// GivesNoToken expects that an answer to a challenge string is refused for a flaw. It
// proves nothing before right, a foreign actor without the flaw, has logged in.
func (t *T) GivesNoToken(ctx context.Context, call *actor.Call, flaw string, right *Foreigner) {
	res := t.notBrokenOff(ctx, func() *client.Response { return call.Send(ctx) }, flaw, right)
	if !t.refusedForOthers(res) {
		t.refused(res, flaw, nil)
	}
}

// LogsInOrNot logs a foreign actor in, to whom one reading of the text gives a token
// and another none, named as in "an actor of a home server without TLS"; all else
// fails the check. It proves nothing before right, about whom there is no doubt, has
// logged in.
func (t *T) LogsInOrNot(ctx context.Context, f *Foreigner, what string, right *Foreigner) bool {
	res := t.notBrokenOff(ctx, func() *client.Response { return t.LoggingIn(ctx, f).Send(ctx) }, what, right)
	if t.refusedForOthers(res) {
		return false
	}
	token := actor.Text(res)
	if !res.OK() || token == "" {
		t.refused(res, what, nil)
		return false
	}
	t.secret(reports.Token, token)
	t.Confide("a session token", token)
	f.Token = token
	return true
}

// notBrokenOff sends something a second time if the connection ended with it. Where
// it does so again, and right logs in all the same, the check fails.
func (t *T) notBrokenOff(ctx context.Context, send func() *client.Response, what string, right *Foreigner) *client.Response {
	res := send()
	if hungUp(res) && ctx.Err() == nil {
		res = send()
	}
	if hungUp(res) && ctx.Err() == nil {
		t.LogIn(ctx, t.Another(right)) // which may have a token already
		t.end(reports.Fail, Outcome{
			Expected: "an answer, as in a refusal (4xx) of " + what,
			Actual:   "the server broke off instead of refusing: " + broken(res),
			Decisive: res.Exchange,
		})
	}
	return res
}

// confidence is what is between the target and an actor, named as in "a session
// token".
type confidence struct{ what, value string }

// shortest is how long a value has to be at least, so that none is found by chance.
const shortest = 16

// Confide notes what no home server may be told, named as in "a session token". What
// is too short to be told from other text is not looked for.
func (t *T) Confide(what, value string) {
	if len(value) < shortest {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.private = append(t.private, confidence{what, value})
}

// Offered says which user names and passwords, as in "user:password", the check itself
// has put into an address: to send them there gives nothing away.
func (t *T) Offered(credentials ...string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range credentials {
		t.given = append(t.given, "Basic "+base64.StdEncoding.EncodeToString([]byte(c)))
	}
}

// secretHeaders are those that a client shows to one server alone.
var secretHeaders = map[string]string{
	"Authorization": "credentials", "Proxy-Authorization": "credentials", "Cookie": "cookies",
	http.CanonicalHeaderKey(target.FactorHeader): "a second factor",
	"X-P2-Challenge-String-Solution":             "the solution of a challenge string",
}

// strays is the first request to a home or a trap of the check that no home server
// has to expect from another, and why; nil for none.
func (t *T) strays() (*client.Exchange, string) {
	var visits []*client.Exchange
	for _, h := range t.peers {
		visits = append(visits, h.Visits()...)
	}
	for _, trap := range t.traps {
		visits = append(visits, trap.Visits()...)
	}
	for _, e := range visits {
		if why := stray(e, t.private, t.given); why != "" {
			return e, why
		}
	}
	return nil, ""
}

// stray is what is wrong with a request to the home server of an actor; empty if
// nothing is.
func stray(e *client.Exchange, private []confidence, offered []string) string {
	const there = " in a request to the home server of an actor"
	if m := e.Request.Method; !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodOptions}, m) {
		return "a request with " + m + " to the home server of an actor, which nobody asked for"
	}
	for _, name := range sortedKeys(e.Request.Header) {
		what := secretHeaders[http.CanonicalHeaderKey(name)]
		if value := e.Request.Header.Get(name); what != "" && !slices.Contains(offered, value) && !ofServers(name, value) {
			return what + there
		}
	}
	if strings.Contains(strings.ToLower(e.URL.RawQuery), "token") {
		return "a token in the query of a request to the home server of an actor"
	}
	said := []string{e.URL.Path, unescaped(e.URL.RawQuery), string(e.Request.Body)}
	for _, name := range sortedKeys(e.Request.Header) {
		for _, value := range e.Request.Header[name] {
			said = append(said, value, unescaped(value))
		}
	}
	for _, c := range private {
		for _, text := range said {
			if strings.Contains(text, c.value) {
				return c.what + there
			}
		}
	}
	return ""
}

// ofServers reports credentials of a scheme by which no client shows a session token
// or a password: a server may show with them who it is.
func ofServers(name, value string) bool {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(value), " ")
	clients := slices.ContainsFunc([]string{"Bearer", "Basic", "Digest", "Token"}, func(s string) bool { return strings.EqualFold(s, scheme) })
	return http.CanonicalHeaderKey(name) == "Authorization" && rest != "" && !clients
}

// unescaped is a text without percent-encoding, or as it is where that is broken.
func unescaped(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}
