package migration

import (
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// redirectTargets are about who may be the target of a redirect, and that it has one
// (core 7.1.1).
var redirectTargets = []check.Check{
	redirecting("redirect.one-target", "redirects an actor to none but the target that it named", oneTarget, core.RedirectOneTarget),
	check.Probing(redirecting("redirect.second-target", "redirects an actor to one target that has confirmed it when it has named two", secondTarget,
		core.RedirectOneTarget, core.RedirectConfirmedByBoth), ambiguity.SecondRedirect),
	redirecting("redirect.after-another", "still redirects to the target that has confirmed it while another one has not", afterAnother,
		core.RedirectConfirmedByBoth, core.RedirectOneTarget),
	check.Probing(redirecting("redirect.chain", "redirects an actor to its own target where that is redirected as well", chain, core.RedirectOneTarget),
		ambiguity.RedirectLoops),
	leaving("redirect.unknown-target", "refuses a redirect to an actor who does not exist", unknownTarget, core.RedirectTargetValid),
	redirecting("redirect.no-target", "refuses a redirect to what is no federation ID", noTarget, core.RedirectTargetValid),
	check.Probing(leaving("redirect.unreachable-target", "sets up no redirect while the home server of the target cannot be reached", unreachableTarget,
		core.RedirectTargetReachable), ambiguity.RedirectRefusalStatus),
	leaving("redirect.forged-target", "takes no confirmation with an ID-Cert of the target that its home server has not signed", forgedTarget,
		core.RedirectTargetVerified),
	leaving("redirect.unchallenged-target", "takes no confirmation of a target that has solved its challenge string with another key", unchallengedTarget,
		core.RedirectTargetChallenged),
	check.Probing(redirecting("redirect.inline-confirmation", "takes no confirmation with a key trial of another key than the target's", inlineTarget,
		core.RedirectTargetChallenged), ambiguity.RedirectTargetProof),
	redirecting("redirect.no-source", "refuses a confirmation that names no source", noSource, api.RedirectTargetSourceRequired),
}

// oneTarget has somebody confirm a redirect that leads to somebody else, before and
// after it is set up.
func oneTarget(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	other := m.to(t.NewSession(ctx, t.NewActor(ctx)))
	m.asks(ctx)
	t.Answered(other.confirm().Send(ctx))
	t.Hold(m.stays(ctx, "whose target has not agreed, though somebody else has"))
	m.confirms(ctx)
	m.holds(ctx)
	t.Answered(other.confirm().Send(ctx))
	t.Hold(m.leads(ctx))
}

func secondTarget(ctx context.Context, t *check.T) {
	first := newMove(ctx, t)
	second := first.to(t.NewSession(ctx, t.NewActor(ctx)))
	first.asks(ctx)
	taken := t.TakesOrRefuses(ctx, second.ask(ctx), "a redirect to another target", first.ask(ctx))
	t.Hold(first.stays(ctx, "none of whose targets has agreed"))
	res := first.confirm().Send(ctx)
	t.Answered(res)
	if taken == nil {
		t.Took(ambiguity.SecondRedirect, "refused")
		first.holds(ctx)
		t.Hold(nil)
		return
	}
	if done(res) {
		t.Took(ambiguity.SecondRedirect, "pending")
		t.Hold(first.leads(ctx))
		t.Answered(second.confirm().Send(ctx))
		if d := first.leads(ctx); d != nil {
			t.Hold(second.leads(ctx))
		}
		return
	}
	t.Took(ambiguity.SecondRedirect, "replaced")
	t.Hold(first.stays(ctx, "whose target has not agreed, though the one before has"))
	second.confirms(ctx)
	t.Hold(second.leads(ctx))
}

// afterAnother asks for another redirect while one holds. Until the new target has
// confirmed, the old one holds, or none does.
func afterAnother(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.setUp(ctx)
	other := m.to(t.NewSession(ctx, t.NewActor(ctx)))
	t.Answered(other.ask(ctx).Send(ctx))
	if m.leads(ctx) == nil {
		t.Hold(nil)
		return
	}
	t.Hold(m.stays(ctx, "whose new target has not agreed"))
}

// chain goes on to a circle. Each redirect has its own target, whatever becomes of
// that one.
func chain(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	next := move{t, m.target, t.NewSession(ctx, t.NewActor(ctx))}
	back := move{t, m.target, m.source}
	m.setUp(ctx)
	control := move{t, next.target, m.source}
	refused := t.TakesOrRefuses(ctx, next.ask(ctx), "a redirect of an actor that is a target", control.to(t.NewSession(ctx, t.NewActor(ctx))).ask(ctx)) == nil
	if !refused {
		next.confirms(ctx)
		t.Hold(m.leads(ctx))
		t.Grants(ctx, next.remove(), "the removal of a redirect")
	}
	if t.TakesOrRefuses(ctx, back.ask(ctx), "a redirect to an actor that is redirected", control.to(t.NewSession(ctx, t.NewActor(ctx))).ask(ctx)) == nil {
		refused = true
	}
	t.Took(ambiguity.RedirectLoops, map[bool]string{true: "refused", false: "allowed"}[refused])
	t.Hold(m.leads(ctx))
}

func unknownTarget(ctx context.Context, t *check.T) {
	m, bob := newMoveAbroad(ctx, t)
	for _, domain := range []string{m.source.Actor.FID.Domain, bob.Home.Domain} {
		t.Refused(m.ask(ctx).With(actor.Body([]byte(t.NewName()+"@"+domain))).Send(ctx), "a target at "+domain+" that nobody has registered")
	}
	m.asks(ctx)
}

func noTarget(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	for _, body := range []string{"", "nobody in particular", m.target.Actor.FID.Local + "@", "@" + m.target.Actor.FID.Domain} {
		t.Refused(m.ask(ctx).With(actor.Body([]byte(body))).Send(ctx), fmt.Sprintf("the target %q", body))
	}
	m.asks(ctx)
}

// unreachableTarget has the target log in before, so that what the server has cached
// of it could hide that nobody answers. A server that takes the request all the same
// (202) may set up no redirect.
func unreachableTarget(ctx context.Context, t *check.T) {
	m, bob := newMoveAbroad(ctx, t)
	nobody := m.ask(ctx).With(actor.Body([]byte(t.NewName() + "@" + bob.Home.Domain))).Send(ctx)
	t.Answered(nobody)
	bob.Home.Down(true)
	call := m.ask(ctx)
	res := call.Send(ctx)
	t.GotAnswer(res)
	switch {
	case done(res):
		t.FailAt(res, "a refusal of a redirect to an actor whose home server is down", "%s", actor.Line(res))
	case !res.OK():
		t.RefusedForOthers(res, "a target whose home server is down")
	}
	confirmed := m.confirm().Send(ctx)
	t.GotAnswer(confirmed)
	t.Hold(m.stays(ctx, "to a target whose home server is down"))
	bob.Home.Down(false)
	m.asks(ctx)
	m.confirms(ctx)
	m.holds(ctx)
	m.tookRefusal(nobody, res)
}

// forgedTarget tries to log in with an ID-Cert that anybody could have made.
func forgedTarget(ctx context.Context, t *check.T) {
	bob := t.NewForeigner(t.NewPeer())
	m := move{t, t.NewSession(ctx, t.NewActor(ctx)), bob.Session}
	m.asks(ctx)
	forged := t.Another(bob, peer.SignedBy(t.NewKey()))
	if t.TryLogIn(ctx, forged) {
		t.Refused(m.to(forged.Session).confirm().Send(ctx), "an ID-Cert of the target that another key than its home server's has signed")
	}
	t.Hold(m.stays(ctx, "whose target has not agreed"))
	t.LogIn(ctx, bob)
	m.confirms(ctx)
	m.holds(ctx)
}

// unchallengedTarget tries to log in with the ID-Cert of the target and another key.
func unchallengedTarget(ctx context.Context, t *check.T) {
	bob := t.NewForeigner(t.NewPeer())
	m := move{t, t.NewSession(ctx, t.NewActor(ctx)), bob.Session}
	m.asks(ctx)
	trial := t.NewTrial(ctx, bob)
	res := bob.SubmitTrial(trial, t.NewForeigner(bob.Home).Sign(trial.Trial), bob.Cert.Serial).Send(ctx)
	t.GotAnswer(res)
	if token := actor.Text(res); res.OK() && token != "" {
		t.Refused(m.confirm().With(actor.Token(token)).Send(ctx), "a target that has solved its challenge string with another key")
	}
	t.Hold(m.stays(ctx, "whose target has not agreed"))
	t.LogIn(ctx, bob)
	m.confirms(ctx)
	m.holds(ctx)
}

// inlineTarget confirms with a completed key trial in place of the session token.
func inlineTarget(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.asks(ctx)
	trial := t.OwnTrial(ctx, m.target)
	stolen := actor.Proof{Signature: m.source.Sign(trial.Trial), Serial: m.target.Cert.Serial}
	inline := m.confirm().With(actor.WithoutToken())
	t.Refused(inline.With(m.target.Actor.Proving(stolen)).Send(ctx), "a key trial that another key than the target's has solved, and no session token")
	t.Hold(m.stays(ctx, "whose target has not agreed"))
	res := t.TakesOrRefuses(ctx, inline.With(t.Prove(ctx, m.target)), "a key trial in place of a session token", m.confirm())
	t.Took(ambiguity.RedirectTargetProof, map[bool]string{true: "inline", false: "session"}[res != nil])
	m.confirms(ctx)
	m.holds(ctx)
}

func noSource(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.confirms(ctx)
	t.Refuses(ctx, m.confirm(), "no parameter redirectSourceFid", actor.WithoutQuery("redirectSourceFid"))
}

// tookRefusal says by which statuses redirects to nobody are refused.
func (m move) tookRefusal(nobody, down *client.Response) {
	gateway := down.Status == http.StatusBadGateway || down.Status == http.StatusGatewayTimeout || down.Status == http.StatusServiceUnavailable
	switch {
	case gateway:
		m.t.Took(ambiguity.RedirectRefusalStatus, "502")
	case nobody.Status == http.StatusBadRequest && down.Status == http.StatusBadRequest:
		m.t.Took(ambiguity.RedirectRefusalStatus, "400")
	case nobody.Status == http.StatusNotFound || nobody.Status == http.StatusUnprocessableEntity:
		m.t.Took(ambiguity.RedirectRefusalStatus, "404-422")
	}
}
