package actor

import (
	"context"
	"slices"
	"sync"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// Where the token that authorises an ID-CSR comes from.

// tokens are what an actor may ask for an ID-Cert with.
type tokens struct {
	mu sync.Mutex
	// own are those from registering or logging in that were used, true for each
	// that an ID-Cert was issued for, or that is on its way.
	own map[string]bool
	// sessions are those that have an ID-Cert and were not revoked.
	sessions []*Session
}

func (t *tokens) mark(token string, spent bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.own == nil {
		t.own = map[string]bool{}
	}
	t.own[token] = spent
}

func (t *tokens) spent(token string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.own[token]
}

// made remembers a session, in the place of another one for its ID-Cert.
func (t *tokens) made(s *Session) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if i := slices.IndexFunc(t.sessions, func(o *Session) bool { return o.PEM == s.PEM }); i >= 0 {
		t.sessions[i] = s
		return
	}
	t.sessions = append(t.sessions, s)
}

// revoked forgets a session.
func (t *tokens) revoked(sessionID string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sessions = slices.DeleteFunc(t.sessions, func(s *Session) bool { return s.ID == sessionID })
}

// session is the token of the oldest session; empty without any.
func (t *tokens) session() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.sessions) > 0 {
		return t.sessions[0].Token
	}
	return ""
}

// credentials are a token as the header Authorization has it.
func (a *Actor) credentials(token string) string {
	if a.target.Dialect.BareToken {
		return token
	}
	return "Bearer " + token
}

// issue asks for an ID-Cert. On a target that takes a token for one only, a request
// with a token of the actor's own gets another. One with the token of a session
// is sent as it is.
func (a *Actor) issue(ctx context.Context, r client.Request) *client.Response {
	own := a.ownToken(r.Header.Get(tokenHeader))
	if own == "" {
		return a.client.Do(ctx, r)
	}
	token := a.take(ctx, own)
	if token != own {
		r = r.Clone()
		r.Header.Set(tokenHeader, a.credentials(token))
	}
	res := a.client.Do(ctx, r)
	_, err := a.last.read(res)
	switch a.target.Dialect.NextToken {
	case target.FreshToken:
		a.tokens.mark(token, err == nil)
	default:
		if err == nil {
			a.tokens.mark(own, true)
		}
	}
	return res
}

// take is the token to send in the place of one of the actor's own: that itself
// where nothing better is to be had.
func (a *Actor) take(ctx context.Context, own string) string {
	switch a.target.Dialect.NextToken {
	case target.SameToken:
		return own
	case target.SessionToken:
		if token := a.tokens.session(); token != "" {
			return token
		}
	}
	a.taking.Lock()
	defer a.taking.Unlock()
	if a.tokens.spent(a.Token) && a.renew(ctx) != nil {
		return own
	}
	if a.target.Dialect.NextToken == target.FreshToken {
		a.tokens.mark(a.Token, true)
	}
	return a.Token
}

// ownToken is the token in a header that the actor got by registering or logging
// in; empty where it is another.
func (a *Actor) ownToken(header string) string {
	a.taking.Lock()
	current := a.Token
	a.taking.Unlock()
	if header == a.credentials(current) {
		return current
	}
	a.tokens.mu.Lock()
	defer a.tokens.mu.Unlock()
	for token := range a.tokens.own {
		if header == a.credentials(token) {
			return token
		}
	}
	return ""
}

// renew logs the actor in for another token, and leaves its first session alone.
func (a *Actor) renew(ctx context.Context) error {
	first := a.First
	err := a.Login(ctx)
	if first != nil {
		a.First = first
	}
	return err
}
