package identity

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// tokens checks what a session token is good for, and that an ID-Cert has but
// one (section 4.1).
var tokens = []check.Check{
	{
		ID:      "identity.tokens.of-new-certificate",
		Title:   "gives out a session token with a new ID-Cert that opens a route",
		Decides: []requirement.Requirement{core.TokenGivesAccess, api.NewIDCertTokenValid},
		Needs:   check.Needs{Actors: true},
		Run:     tokenOfNewCert,
	},
	{
		ID:      "identity.tokens.one-for-each-certificate",
		Title:   "gives out another session token with each new ID-Cert",
		Decides: []requirement.Requirement{api.NewIDCertTokenValid},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			if laptop.Token == phone.Token {
				t.Fail("a session token that is valid for one ID-Cert", "the same one for two ID-Certs")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.tokens.bearer",
		Title:   "takes a session token after the word Bearer",
		Decides: []requirement.Requirement{core.TokenGivesAccess, api.AuthorizationBearer},
		Probes:  []ambiguity.Entry{ambiguity.BearerPrefix},
		Needs:   check.Needs{Actors: true},
		Run:     bearer,
	},
	{
		ID:      "identity.tokens.of-reused-session-id",
		Title:   "takes no token of a revoked session after another one got its session ID",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			opens(ctx, t, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			t.Grants(ctx, laptop.Actor.NewIDCert(idcert.SessionID(phone.ID)), "an ID-CSR with the session ID of a revoked session")
			noLongerOpens(ctx, t, phone.Token, laptop, "the token of a revoked session whose session ID is in use again")
		},
	},
	{
		ID:      "identity.tokens.one-per-certificate",
		Title:   "has one active session token for an ID-Cert that logs in again",
		Decides: []requirement.Requirement{core.OneTokenPerIDCert},
		Probes:  []ambiguity.Entry{ambiguity.TokenReissue},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     onePerCertificate,
	},
	{
		ID:      "identity.tokens.of-login",
		Title:   "gives out a session token for a solved challenge string that opens a route",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			opens(ctx, t, phone)
			opens(ctx, t, laptop)
			needsLogin(ctx, t, phone)
			stillOpens(ctx, t, phone, "a request with the token for a solved challenge string")
		},
	},
	{
		ID:      "identity.tokens.of-login-ends",
		Title:   "takes no token for a solved challenge string after its session was revoked",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			needsLogin(ctx, t, phone)
			opens(ctx, t, phone)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			noLongerOpens(ctx, t, phone.Token, laptop, "the login token of a revoked session")
		},
	},
}

// tokenOfNewCert tries the token on three routes: which of them a server has, and
// works, is for other checks.
func tokenOfNewCert(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	laptop, spare := newSession(ctx, t, alice), newSession(ctx, t, alice)
	if !opensAny(ctx, laptop, laptop.RevokeSession(spare.ID), alice.NewIDCert(), laptop.KeyTrials(alice.FID.String())) {
		t.Fail("a session token that opens a route", "one that opens neither DELETE /session nor POST /idcert nor GET /keytrial/{fid}")
	}
	t.Hold(nil)
}

// bearer finds out which form of the header Authorization is taken.
func bearer(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	with := func(value string) bool {
		call := alice.NewIDCert().With(actor.Header("Authorization", value))
		res := call.Send(ctx)
		t.GotAnswer(res)
		return call.Accepted(res) == nil
	}
	word, bare := with("Bearer "+alice.Token), with(alice.Token)
	switch {
	case word && bare:
		t.Took(ambiguity.BearerPrefix, "either")
	case word:
		t.Took(ambiguity.BearerPrefix, "bearer")
	case bare:
		t.Took(ambiguity.BearerPrefix, "bare") // which fails
	default:
		t.Blocked("Registered_newIdCert", "the session token is taken in no form")
	}
	t.Hold(nil)
}

// onePerCertificate logs in with an ID-Cert that has a token.
func onePerCertificate(ctx context.Context, t *check.T) {
	laptop, phone := twoSessions(ctx, t)
	opens(ctx, t, phone)
	old := phone.Token
	if !logIn(ctx, t, phone) {
		noSecondLogin(ctx, t, phone)
		return
	}
	if phone.Token == old {
		t.Hold(nil)
		return
	}
	opens(ctx, t, phone)
	spare := newSession(ctx, t, phone.Actor)
	res := laptop.RevokeSession(spare.ID).With(actor.Token(old)).Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.TokenReissue, "both-valid") // which fails
	}
	t.Refused(res, "the token from before the login")
	t.Took(ambiguity.TokenReissue, "replaces")
	t.Grants(ctx, laptop.RevokeSession(spare.ID), "the same revocation by another session")
}

// noSecondLogin tells a server that refuses a login for the sake of the token that
// the ID-Cert has from one that lets no actor of its own log in: the first
// sees a conflict in a right solution, and something else in a wrong one.
func noSecondLogin(ctx context.Context, t *check.T, s *actor.Session) {
	right := s.CompleteTrial(challengeFor(ctx, t, s)).Send(ctx)
	wrong := s.CompleteTrial(otherText(t, challengeFor(ctx, t, s))).Send(ctx)
	t.GotAnswer(right)
	t.GotAnswer(wrong)
	if right.Status != http.StatusConflict || wrong.Status == http.StatusConflict {
		t.NotApplicable("the server gives a session of its own actor no token for a solved challenge string")
	}
	stillOpens(ctx, t, s, "a request with the one token of an ID-Cert")
	t.Took(ambiguity.TokenReissue, "refused")
}
