package identity

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// secondFactor checks the header X-P2-Sensitive-Solution of issuing and revoking
// (section 4.2). A missing one is a warning: sections 6.1 and 6.1.4 recommend
// what 4.2 requires. A server that asks for none does not look at the
// header, so that nothing can be said of what stands in it.
var secondFactor = slices.Concat(factorsOf(issuing), factorsOf(revoking), []check.Check{
	withoutFactor(renewing),
	{
		ID:      "identity.second-factor.renew-wrong",
		Title:   "regenerates no ID-Cert for a second factor that is wrong, empty or another actor's",
		Decides: []requirement.Requirement{core.SensitiveSolutionVerified},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			s := newSession(ctx, t, t.NewActor(ctx))
			renewing.refuses(ctx, t, s, "a wrong second factor", actor.SecondFactor("not "+s.Actor.Factor))
			renewing.refuses(ctx, t, s, "an empty second factor", actor.SecondFactor(""))
			renewing.refuses(ctx, t, s, "the second factor of another actor", actor.SecondFactor(t.NewActor(ctx).Factor))
		},
	},
})

// sensitive is one sensitive action: what an actor asks for, right and complete,
// anew each time.
type sensitive struct {
	id, does string
	missing  []requirement.Requirement
	call     func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call
}

var issuing = sensitive{
	"issue", "issues no ID-Cert",
	[]requirement.Requirement{core.IssueSecondFactor, core.SensitiveIssue, api.NewIDCertSensitive},
	func(_ context.Context, _ *check.T, s *actor.Session) *actor.Call {
		return s.Actor.NewIDCert()
	},
}

var revoking = sensitive{
	"revoke", "revokes no session",
	[]requirement.Requirement{core.RevokeSecondFactor, core.SensitiveRevoke, api.DeleteSessionSensitive},
	func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		return s.RevokeSession(newSession(ctx, t, s.Actor).ID)
	},
}

// renewing regenerates the ID-Cert of a session that the one given only stands for.
var renewing = sensitive{
	"renew", "regenerates no ID-Cert",
	[]requirement.Requirement{core.RegenerateSecondFactor},
	func(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
		return renewal(ctx, t, s.Actor)
	},
}

// withoutFactor makes the check that an action is refused without a second factor.
func withoutFactor(a sensitive) check.Check {
	return check.Check{
		ID: "identity.second-factor." + a.id + "-missing", Title: a.does + " without a second factor",
		Decides: a.missing, Needs: check.Needs{Actors: true, SecondFactor: true}, Run: a.refusesWithout,
		Probes: []ambiguity.Entry{ambiguity.SensitiveStrength},
	}
}

func factorsOf(a sensitive) []check.Check {
	one := func(id, title string, decides requirement.Requirement, run func(context.Context, *check.T)) check.Check {
		return check.Check{
			ID: "identity.second-factor." + a.id + "-" + id, Title: a.does + " " + title,
			Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true, SecondFactor: true}, Run: run,
		}
	}
	solved := one("solved-challenge", "for a solved challenge string in place of the second factor",
		core.ChallengeNotSensitiveSolution, func(ctx context.Context, t *check.T) {
			s := newSession(ctx, t, t.NewActor(ctx))
			solution := s.Actor.EncodeSignature(s.Sign(challengeFor(ctx, t, s).Trial))
			a.refuses(ctx, t, s, "a solved challenge string for a second factor", func(c *actor.Call) {
				c.SetToken(s.Token) // whose challenge string it is
				c.SetSecondFactor(solution)
			})
		})
	solved.Needs.Trials = true
	return []check.Check{
		withoutFactor(a),
		one("wrong", "for a wrong second factor", core.SensitiveSolutionVerified, func(ctx context.Context, t *check.T) {
			s := newSession(ctx, t, t.NewActor(ctx))
			a.refuses(ctx, t, s, "a wrong second factor", actor.SecondFactor("not "+s.Actor.Factor))
		}),
		one("almost-right", "for a second factor that is almost right", core.SensitiveSolutionVerified, func(ctx context.Context, t *check.T) {
			s := newSession(ctx, t, t.NewActor(ctx))
			for _, v := range append(near(s.Actor.Factor),
				variation{"that is the local name", s.Actor.FID.Local}, variation{"that is the session token", s.Token}) {
				a.refuses(ctx, t, s, "a second factor "+v.how, actor.SecondFactor(v.value))
			}
		}),
		one("empty", "for an empty second factor", core.SensitiveSolutionVerified, func(ctx context.Context, t *check.T) {
			a.refuses(ctx, t, newSession(ctx, t, t.NewActor(ctx)), "an empty second factor", actor.SecondFactor(""))
		}),
		one("other-actor", "for the second factor of another actor", core.SensitiveSolutionVerified, func(ctx context.Context, t *check.T) {
			bob := t.NewActor(ctx)
			a.refuses(ctx, t, newSession(ctx, t, t.NewActor(ctx)), "the second factor of another actor", actor.SecondFactor(bob.Factor))
		}),
		one("other-header", "for a second factor in the header of challenge strings", core.SensitiveHeader, func(ctx context.Context, t *check.T) {
			s := newSession(ctx, t, t.NewActor(ctx))
			a.refuses(ctx, t, s, "a second factor in the header X-P2-Challenge-String-Solution", func(c *actor.Call) {
				actor.WithoutSecondFactor()(c)
				actor.Header("X-P2-Challenge-String-Solution", s.Actor.Factor)(c)
			})
		}),
		solved,
		one("without-effect", "for a wrong second factor that it refuses", core.SensitiveSolutionVerified, a.withoutEffect),
	}
}

func (a sensitive) refusesWithout(ctx context.Context, t *check.T) {
	call := a.call(ctx, t, newSession(ctx, t, t.NewActor(ctx)))
	res := call.With(actor.WithoutSecondFactor()).Send(ctx)
	if res.OK() {
		t.Took(ambiguity.SensitiveStrength, "optional")
	}
	t.Refused(res, "no second factor")
	t.Grants(ctx, call, "the same request with the second factor")
	t.Took(ambiguity.SensitiveStrength, "mandatory")
}

// refuses expects a refusal of the session's action with a flaw in its second
// factor, unless the server does the same for nobody's factor at all.
func (a sensitive) refuses(ctx context.Context, t *check.T, s *actor.Session, flaw string, change actor.Change) {
	call := a.call(ctx, t, s)
	res := call.With(change).Send(ctx)
	a.orOptional(ctx, t, s, res.OK())
	t.Refused(res, flaw)
	t.Grants(ctx, call, "the same request with the right second factor")
}

// orOptional ends the check where a flawed factor was taken and a missing one is
// taken as well.
func (a sensitive) orOptional(ctx context.Context, t *check.T, s *actor.Session, taken bool) {
	if taken && a.call(ctx, t, s).With(actor.WithoutSecondFactor()).Send(ctx).OK() {
		t.NotApplicable("the server asks for no second factor here: identity.second-factor.%s-missing says so", a.id)
	}
}

// withoutEffect looks for what a refused action has done all the same.
func (a sensitive) withoutEffect(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	laptop := newSession(ctx, t, alice)
	if a.id == "revoke" {
		a.revokedNothing(ctx, t, laptop)
		return
	}
	id := alice.NewSessionID()
	call := alice.NewIDCert(idcert.SessionID(id))
	res := call.With(actor.SecondFactor("not " + alice.Factor)).Send(ctx)
	a.orOptional(ctx, t, laptop, res.OK())
	t.Refused(res, "a wrong second factor")
	if n := len(withSessionID(t.Certs(ctx, alice), id)); n != 0 {
		t.Fail("no ID-Cert for a request that was refused", "%d in the list of the actor's", n)
	}
	desk := t.Session(call, t.Grants(ctx, call, "the same request with the right second factor"))
	t.EntryOf(ctx, desk)
}

// withSessionID chooses the entries of a session ID.
func withSessionID(entries []check.Entry, id string) []check.Entry {
	return slices.DeleteFunc(entries, func(e check.Entry) bool { return e.SessionID() != id })
}

func (a sensitive) revokedNothing(ctx context.Context, t *check.T, laptop *actor.Session) {
	desk := newSession(ctx, t, laptop.Actor)
	alive(ctx, t, desk)
	call := laptop.RevokeSession(desk.ID)
	res := call.With(actor.SecondFactor("not " + laptop.Actor.Factor)).Send(ctx)
	a.orOptional(ctx, t, laptop, res.OK())
	t.Refused(res, "a wrong second factor")
	untouched(ctx, t, desk)
	t.Grants(ctx, call, "the same request with the right second factor")
}

// notInvalidated decides that an entry shows no early end.
func notInvalidated(e check.Entry) *check.Deviation {
	if e.InvalidatedAt != nil {
		return check.Deviates("an ID-Cert that is not invalidated", "one with invalidatedAt %d", *e.InvalidatedAt)
	}
	return nil
}
