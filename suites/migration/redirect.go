package migration

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// The operations that redirects rest on.
const (
	opSetUp    = "Registered_setupRedirect"
	opRemove   = "Registered_removeRedirect"
	opConfirm  = "Unregistered_setupRedirectExtern"
	opWithdraw = "Unregistered_removeRedirectExtern"
)

// What checks of redirects need: actors of the server, those of other home servers
// beside them, and messages of either.
var (
	movers    = check.Needs{Actors: true, Trials: true}
	elsewhere = check.Needs{Actors: true, Trials: true, Peers: true}
	speakers  = check.Needs{Actors: true, Trials: true, Messages: true}
)

// redirecting is a check of a redirect between actors of the server.
func redirecting(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{ID: "migration." + id, Title: title, Decides: decides, Needs: movers, Run: run}
}

// leaving is one to an actor of another home server.
func leaving(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := redirecting(id, title, run, decides...)
	c.Needs = elsewhere
	return c
}

// speaking is one of an actor who has sent messages.
func speaking(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := redirecting(id, title, run, decides...)
	c.Needs = speakers
	return c
}

// move is a redirect from one actor to another, as sessions of both ask for it.
type move struct {
	t              *check.T
	source, target *actor.Session
}

// newMove is between two actors of the server.
func newMove(ctx context.Context, t *check.T) move {
	return move{t, t.NewSession(ctx, t.NewActor(ctx)), t.NewSession(ctx, t.NewActor(ctx))}
}

// newMoveAbroad is to an actor of another home server, who is logged in.
func newMoveAbroad(ctx context.Context, t *check.T) (move, *check.Foreigner) {
	bob := t.NewForeigner(t.NewPeer())
	t.LogIn(ctx, bob)
	return move{t, t.NewSession(ctx, t.NewActor(ctx)), bob.Session}, bob
}

// to is the same source with another target.
func (m move) to(target *actor.Session) move { return move{m.t, m.source, target} }

func (m move) from() string { return m.source.Actor.FID.String() }
func (m move) into() string { return m.target.Actor.FID.String() }

// ask is the source's request, with a fresh proof of its keys.
func (m move) ask(ctx context.Context, others ...*actor.Session) *actor.Call {
	return m.source.SetUpRedirect(m.into()).With(m.t.Prove(ctx, m.source, others...))
}

func (m move) confirm() *actor.Call  { return m.target.ConfirmRedirect(m.from()) }
func (m move) remove() *actor.Call   { return m.source.RemoveRedirect(m.into()) }
func (m move) withdraw() *actor.Call { return m.target.WithdrawRedirect(m.from()) }

// asks has the source ask, where another check decides whether it may.
func (m move) asks(ctx context.Context) *client.Response {
	return m.t.Grants(ctx, m.ask(ctx), "a request for a redirect")
}

func (m move) confirms(ctx context.Context) *client.Response {
	return m.t.Grants(ctx, m.confirm(), "the confirmation of a redirect by its target")
}

// setUp has both confirm a redirect, which has to hold then.
func (m move) setUp(ctx context.Context) {
	m.asks(ctx)
	m.confirms(ctx)
	m.holds(ctx)
}

// holds ends the check where a redirect that both have confirmed does not lead to
// the target.
func (m move) holds(ctx context.Context) {
	if d := m.leads(ctx); d != nil {
		m.t.Blocked(opInForce, "both have confirmed a redirect, and there is %s", d.Actual)
	}
}

// opInForce is what Proves names for redirects that hold.
const opInForce = "redirect requests for an actor with a redirect that both have confirmed"

// answer is what came of a request for the source.
type answer struct {
	of  *actor.Call
	res *client.Response
}

// asked asks for the source in every way that may be redirected.
func (m move) asked(ctx context.Context) []answer {
	var all []answer
	for _, call := range []*actor.Call{
		m.source.Actor.Services(), m.source.Actor.Certs(), m.source.KeyTrials(m.from()),
	} {
		res := call.Send(ctx)
		m.t.GotAnswer(res)
		all = append(all, answer{call, res})
	}
	return all
}

// leads decides that requests for the source are answered with 307 and lead to the
// target: some of them, and none elsewhere.
func (m move) leads(ctx context.Context) *check.Deviation {
	want := "307 for requests for " + m.from() + ", which lead to " + m.into()
	redirected := 0
	for _, a := range m.asked(ctx) {
		location := a.res.Header.Get("Location")
		switch {
		case a.res.Status/100 != 3:
			continue
		case a.res.Status != http.StatusTemporaryRedirect:
			return check.Deviates(want, "%s for %s", actor.Line(a.res), a.of.Operation)
		case !m.isAt(location, a.res.Exchange.URL.Path):
			return check.Deviates(want, "the Location %q for %s", location, a.of.Operation)
		}
		redirected++
	}
	if redirected == 0 {
		return check.Deviates(want, "no redirect for services, ID-Certs and key trials")
	}
	return nil
}

// isAt reports whether a location is that of the target: it has the federation ID, or
// is the same path at another home server, which is the target's.
func (m move) isAt(location, path string) bool {
	u, err := url.Parse(location)
	if err != nil || location == "" {
		return false
	}
	plain := strings.ToLower(u.Path + "?" + u.RawQuery)
	if unescaped, err := url.QueryUnescape(plain); err == nil {
		plain += "\n" + unescaped
	}
	domain := m.target.Actor.FID.Domain
	if strings.Contains(plain, strings.ToLower(m.into())) {
		return true
	}
	host := strings.ToLower(u.Hostname())
	return domain != m.source.Actor.FID.Domain && (host == domain || strings.HasSuffix(host, "."+domain)) &&
		strings.EqualFold(u.Path, path)
}

// stays decides that no request for the source is redirected.
func (m move) stays(ctx context.Context, why string) *check.Deviation {
	for _, a := range m.asked(ctx) {
		if a.res.Status/100 == 3 {
			return check.Deviates("no redirect of requests for an actor "+why, "%s for %s, with the Location %q",
				actor.Line(a.res), a.of.Operation, a.res.Header.Get("Location"))
		}
	}
	return nil
}

// done reports whether an answer says that a redirect is set up, or removed, by a
// status that grants.
func done(res *client.Response) bool {
	return res.Status == http.StatusOK || res.Status == http.StatusNoContent
}

// isDone holds that, and takes note of the status.
func (m move) isDone(res *client.Response, what string) {
	m.t.Answered(res)
	if !done(res) {
		m.t.FailAt(res, "200 for "+what, "%s", actor.Line(res))
	}
	m.t.Hold(nil)
}

// tookStatus says which status grants without a body.
func (m move) tookStatus(res *client.Response) {
	m.t.Took(ambiguity.EmptySuccess, fmt.Sprint(res.Status))
}

// path is that of a Location; empty where it has none.
func path(location string) string {
	u, err := url.Parse(location)
	if err != nil {
		return ""
	}
	return u.Path
}
