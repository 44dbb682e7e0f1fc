package identity

import (
	"context"
	"crypto/ed25519"
	"math/big"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// solutions checks what POST /session/auth gives a session token for. It is there
// for foreign actors: a home server may give its own none, and then nothing is
// decided with them.
var solutions = slices.Concat([]check.Check{
	{
		ID:      "identity.challenge.solved",
		Title:   "gives a session token as text for a solved challenge string",
		Decides: []requirement.Requirement{api.RequestTokenOK, api.RequestTokenNoBearer, core.ChallengeValidAccepted},
		Probes:  []ambiguity.Entry{ambiguity.TextBodies, ambiguity.TrialSerialType},
		Needs:   check.Needs{Actors: true, Trials: true},
		Proves:  opLogin,
		Run:     solved,
	},
	refusesSolution("wrong-key", "refuses a challenge string that was signed with another key", "a signature of another key",
		core.ChallengeSignatureVerified, func(_ context.Context, _ *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			return s.SubmitTrial(trial, withKey(s, s.Actor.NewKey()).Sign(trial.Trial), s.Cert.Serial)
		}),
	refusesSolution("wrong-text", "refuses a signature of another text than the challenge string", "a signature of another text",
		core.ChallengeSignatureVerified, func(_ context.Context, t *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			trial.Trial = actor.Word(t.Random(), len(trial.Trial))
			return s.CompleteTrial(trial)
		}),
	refusesSolution("other-session-serial", "refuses a challenge string that was solved with the key of another session", "the serial number of another session's ID-Cert",
		api.RequestTokenTrialCompleted, func(ctx context.Context, t *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			phone := newSession(ctx, t, s.Actor)
			return phone.SubmitTrial(trial, s.Sign(trial.Trial), phone.Cert.Serial)
		}),
	refusesSolution("other-actor-serial", "gives no session token for the ID-Cert of another actor", "the serial number of another actor's ID-Cert",
		api.RequestTokenTrialCompleted, func(ctx context.Context, t *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			bobs := newSession(ctx, t, t.NewActor(ctx))
			return bobs.SubmitTrial(trial, s.Sign(trial.Trial), bobs.Cert.Serial)
		}),
	refusesSolution("unknown-serial", "gives no session token for a serial number that no ID-Cert has", "the serial number of no ID-Cert",
		api.RequestTokenTrialCompleted, func(_ context.Context, _ *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			next := new(big.Int).Add(s.Cert.Serial, big.NewInt(1))
			return s.SubmitTrial(trial, s.Sign(trial.Trial), next)
		}),
	refusesSolution("malleable", "refuses a signature of a challenge string whose scalar is not reduced", "a malleable signature",
		core.MalleableSignaturesRejected, func(_ context.Context, _ *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			return s.SubmitTrial(trial, unreduced(s.Sign(trial.Trial)), s.Cert.Serial)
		}),
	refusesSolution("scalar-top-bits", "refuses a signature of a challenge string with bits that no scalar has", "a signature with the top three bits of the scalar set",
		core.MalleableSignaturesRejected, func(_ context.Context, _ *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			return s.SubmitTrial(trial, topBitsSet(s.Sign(trial.Trial)), s.Cert.Serial)
		}),
	refusesSolution("signature-zero", "refuses a signature of a challenge string that is all zeros", "a signature of zeros",
		core.ChallengeSignatureVerified, func(_ context.Context, _ *check.T, s *actor.Session, trial p2.KeyTrial) *actor.Call {
			return s.SubmitTrial(trial, make([]byte, ed25519.SignatureSize), s.Cert.Serial)
		}),
	{
		ID:      "identity.challenge.non-canonical-r",
		Title:   "refuses a signature of a challenge string with a point in an encoding that is not canonical",
		Decides: []requirement.Requirement{core.ChallengeSignatureVerified},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			for _, n := range idcert.NonCanonicalNonces() {
				trial := challengeFor(ctx, t, laptop)
				t.Refused(laptop.SubmitTrial(trial, signedWith(t, laptop, n, trial), laptop.Cert.Serial).Send(ctx),
					"an Ed25519 signature with a point that RFC 8032 does not decode ("+n.Name+")")
				solvedOnceMore(ctx, t, laptop)
			}
		},
	},
	{
		ID:      "identity.challenge.small-order-r",
		Title:   "takes a signature of a challenge string with a point of small order, or with a part of it, or refuses it",
		Decides: []requirement.Requirement{core.ChallengeSignatureVerified},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			for _, n := range []idcert.Nonce{idcert.ZeroNonce(), idcert.MixedNonce()} {
				trial := challengeFor(ctx, t, laptop)
				call := laptop.SubmitTrial(trial, signedWith(t, laptop, n, trial), laptop.Cert.Serial)
				if res := t.TakesOrRefuses(ctx, call, "a signature with "+n.Name+" for R", laptop.CompleteTrial(trial)); res != nil {
					laptop.Token = actor.Text(res)
				}
			}
			solvedOnceMore(ctx, t, laptop)
			t.Hold(nil)
		},
	},
	malformedSolutions("no-solution", "gives no session token for a request without a solved challenge string", noSolution,
		api.RequestTokenBodyRequired),
	malformedSolutions("malformed", "gives no session token for a malformed solution of a challenge string", badSolutions,
		core.ForeignTrialFormatChecked),
	{
		ID:      "identity.challenge.used-twice",
		Title:   "answers a solution that comes for the second time without failing",
		Decides: []requirement.Requirement{core.ChallengeReplayRefused},
		Probes:  []ambiguity.Entry{ambiguity.TrialReuse},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			solution := laptop.CompleteTrial(challengeFor(ctx, t, laptop))
			t.Grants(ctx, solution, "a solved challenge string")
			res := solution.Send(ctx)
			t.Answered(res)
			t.Hold(nil)
			t.Took(ambiguity.TrialReuse, map[bool]string{true: "same-route", false: "once"}[res.OK()])
		},
	},
	{
		ID:      "identity.challenge.other-session",
		Title:   "gives no session token for a challenge string that was given to another session",
		Decides: []requirement.Requirement{core.ChallengeBoundToSession},
		Probes:  []ambiguity.Entry{ambiguity.TrialAuthentication},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     otherSession,
	},
	{
		ID:      "identity.challenge.revoked-certificate",
		Title:   "answers a solution by the key of a revoked ID-Cert without failing",
		Decides: []requirement.Requirement{core.ForeignValidityChecked},
		Probes:  []ambiguity.Entry{ambiguity.RevokedLogin},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			needsLogin(ctx, t, phone)
			trial := challengeFor(ctx, t, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			res := phone.CompleteTrial(trial).Send(ctx)
			t.Answered(res)
			t.Hold(nil)
			t.Took(ambiguity.RevokedLogin, map[bool]string{true: "allowed", false: "refused"}[res.OK()])
		},
	},
}, expirations)

// opLogin is the operation that exchanges a solution for a session token.
const opLogin = "Unregistered_requestToken"

// withKey is a session with another key than that of its ID-Cert.
func withKey(s *actor.Session, key ed25519.PrivateKey) *actor.Session {
	other := *s
	other.Key = key
	return &other
}

// logIn solves a fresh challenge string for a session, which then has the new
// token. It is false where the server refuses.
func logIn(ctx context.Context, t *check.T, s *actor.Session) bool {
	res := s.CompleteTrial(challengeFor(ctx, t, s)).Send(ctx)
	t.GotAnswer(res)
	if res.Status >= 500 {
		t.Blocked(opLogin, "a right solution was answered with %s", actor.Line(res))
	}
	if !res.OK() {
		return false
	}
	s.Token = actor.Text(res)
	return true
}

// needsLogin ends the check on a server that gives a session no token for a
// solved challenge string: it need not do so for its own actors, nor while their
// ID-Cert has a token.
func needsLogin(ctx context.Context, t *check.T, s *actor.Session) {
	if !logIn(ctx, t, s) {
		t.NotApplicable("the server gives a session of its own actor no token for a solved challenge string")
	}
}

// solvedOnceMore ends the check where the control of a refusal is refused after
// it, although it was granted before: then nobody knows what the refusal meant.
func solvedOnceMore(ctx context.Context, t *check.T, s *actor.Session) {
	if !logIn(ctx, t, s) {
		t.Untested("after a refused solution the server refused a right one as well")
	}
}

// refusesSolution makes a check that a solution is refused that has one flaw.
func refusesSolution(id, title, flaw string, decides requirement.Requirement,
	flawed func(context.Context, *check.T, *actor.Session, p2.KeyTrial) *actor.Call,
) check.Check {
	return check.Check{
		ID: "identity.challenge." + id, Title: title, Decides: []requirement.Requirement{decides},
		Needs: check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			t.Refused(flawed(ctx, t, laptop, challengeFor(ctx, t, laptop)).Send(ctx), flaw)
			solvedOnceMore(ctx, t, laptop)
		},
	}
}

// solved sends the solution in the form that the preflight found, and the serial
// number in the other one as well.
func solved(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	res := laptop.CompleteTrial(challengeFor(ctx, t, laptop)).Send(ctx)
	t.Answered(res)
	if res.Status >= 400 {
		withToken := laptop.CompleteTrial(challengeFor(ctx, t, laptop)).With(actor.Token(laptop.Token))
		if withToken.Send(ctx).OK() {
			t.Fail("a session token for a request that has none", "%s, and one for a request that has one already", actor.Line(res))
		}
		t.NotApplicable("the server gives a session of its own actor no token for a solved challenge string: %s", actor.Line(res))
	}
	t.Granted(res, http.StatusOK)
	if actor.Text(res) == "" {
		t.Fail("a session token", "an empty body")
	}
	t.Took(ambiguity.TextBodies, textForm(res.Body))
	t.InForm(res)
	laptop.Token = actor.Text(res)
	// The token may be good for nothing: other checks say so.
	if again, err := p2.ParseKeyTrial(askChallenge(t, laptop).Send(ctx).Body); err == nil {
		t.Took(ambiguity.TrialSerialType, serialType(ctx, t, laptop, again))
	}
}

// serialType is the reading of A-045 that a server takes, which has taken the
// form of the preflight before.
func serialType(ctx context.Context, t *check.T, s *actor.Session, trial p2.KeyTrial) string {
	other := s.CompleteTrial(trial).With(otherSerialType)
	res := other.Send(ctx)
	t.GotAnswer(res)
	switch {
	case res.OK():
		return "either"
	case t.Target().Dialect.StringSerials():
		return "string"
	}
	return "integer"
}

// otherSession takes each reading of A-034: only where a challenge string is to be
// had by sessions alone, and so for one, has another session no use for it.
func otherSession(ctx context.Context, t *check.T) {
	laptop, phone := twoSessions(ctx, t)
	needsLogin(ctx, t, phone)
	anybody := askChallenge(t, laptop).With(actor.WithoutToken())
	open := anybody.Accepted(anybody.Send(ctx)) == nil
	trial := challengeFor(ctx, t, laptop)
	res := phone.CompleteTrial(trial).Send(ctx)
	t.Answered(res)
	if res.OK() {
		phone.Token = actor.Text(res)
	}
	switch {
	case t.Target().Dialect.NamedTrial:
		t.Took(ambiguity.TrialAuthentication, "named") // whoever names the actor is given one
	case !res.OK() && open:
		t.Took(ambiguity.TrialAuthentication, "optional")
	case !res.OK():
		t.Took(ambiguity.TrialAuthentication, "token")
	case open:
		t.Took(ambiguity.TrialAuthentication, "none")
	default:
		t.Fail("a refusal of another session's challenge string, which is given to sessions only", "a session token")
	}
	solvedOnceMore(ctx, t, phone)
	t.Hold(nil)
}
