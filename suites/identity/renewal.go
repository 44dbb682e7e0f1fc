package identity

import (
	"context"
	"math/big"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// renewals checks what a home server looks at before it regenerates an ID-Cert
// (section 6.1.3): as much as before it issues the first one of a session.
var renewals = []check.Check{
	renewedFor("name", "regenerates no ID-Cert for an ID-CSR that names another actor", "the common name and the UID of another actor",
		func(ctx context.Context, t *check.T) actor.Change { return actor.SubjectOf(t.NewActor(ctx)) }),
	renewedFor("signature", "regenerates no ID-Cert for an ID-CSR whose signature does not verify", "a signature with one bit changed",
		func(context.Context, *check.T) actor.Change { return actor.CSR(idcert.CorruptSignature()) }),
	renewedStrictly("malleable", "regenerates no ID-Cert for an ID-CSR with a malleable signature",
		core.MalleableSignaturesRejected, idcert.Malleable),
	renewedStrictly("weak-key", "regenerates no ID-Cert for an ID-CSR for a weak key", core.WeakKeysRejected, idcert.WeakKey),
	renewedStrictly("undecodable", "regenerates no ID-Cert for an ID-CSR with a key, a signature or a point that RFC 8032 does not decode",
		core.RegenerateClaimsVerified, idcert.Undecodable),
	{
		ID:      "identity.sessions.regenerate-orders",
		Title:   "regenerates ID-Certs for ID-CSRs with points of small or mixed order, or refuses them",
		Decides: []requirement.Requirement{core.RegenerateClaimsVerified},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			for _, f := range idcert.StrictFlawsOf(idcert.Open) {
				for _, change := range f.Changes {
					call := renewal(ctx, t, t.NewActor(ctx))
					if t.TakesOrRefuses(ctx, call.With(actor.CSR(change)), "an ID-CSR with "+f.What, call) == nil {
						t.Grants(ctx, call, "the same request without that")
					}
				}
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.sessions.regenerate-serial",
		Title:   "gives the next ID-Cert of a session another serial number",
		Decides: []requirement.Requirement{core.SerialUnique},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			former, next := succession(ctx, t)
			t.Hold(distinct([]*big.Int{former.Cert.Serial, next.Cert.Serial}))
		},
	},
	{
		ID:      "identity.sessions.regenerate-key",
		Title:   "certifies the key of the ID-CSR in the next ID-Cert of a session",
		Decides: []requirement.Requirement{core.KeyFromCSR},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			former, next := succession(ctx, t)
			if certKey(issuance{Cert: former.Cert, Session: former}) != nil {
				t.Blocked(opNewIDCert, "already the first ID-Cert of the session has another key than its ID-CSR")
			}
			t.Hold(certKey(issuance{Cert: next.Cert, Session: next}))
		},
	},
}

// succession makes a session that is revoked, and the next one with its session ID.
func succession(ctx context.Context, t *check.T) (former, next *actor.Session) {
	laptop, former := twoSessions(ctx, t)
	t.Grants(ctx, laptop.RevokeSession(former.ID), "the revocation of a session")
	return former, sessionNamed(ctx, t, former.Actor, former.ID)
}

// renewedFor makes a check that an ID-CSR with one flaw regenerates no ID-Cert.
func renewedFor(id, title, flaw string, change func(context.Context, *check.T) actor.Change) check.Check {
	return check.Check{
		ID: "identity.sessions.regenerate-" + id, Title: title,
		Decides: []requirement.Requirement{core.RegenerateClaimsVerified}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Refuses(ctx, renewal(ctx, t, t.NewActor(ctx)), flaw, change(ctx, t))
		},
	}
}

// renewedStrictly makes a check that a signature is verified as strictly for a next
// ID-Cert as for the first (section 6.2.1).
func renewedStrictly(id, title string, decides requirement.Requirement, kind idcert.FlawKind) check.Check {
	return check.Check{
		ID: "identity.sessions.regenerate-" + id, Title: title,
		Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			for _, f := range idcert.StrictFlawsOf(kind) {
				// What is refused leaves the session as it was, for the next flaw.
				alice, last := t.NewActor(ctx), len(f.Changes)-1
				call := renewalOf(ctx, t, alice, keptBy(t, alice, f.Changes[last]))
				for _, change := range f.Changes[:last] {
					t.Refused(call.With(actor.CSR(change)).Send(ctx), f.What)
				}
				t.Refuses(ctx, call, f.What, actor.CSR(f.Changes[last]))
			}
		},
	}
}

// renewal prepares to regenerate the ID-Cert of a session that is made for it. A
// session of its own finds out how that is done: with the session
// ID in use, after its revocation with the token kept, or with that of a login.
func renewal(ctx context.Context, t *check.T, a *actor.Actor) *actor.Call {
	return renewalOf(ctx, t, a, a.NewSessionID())
}

// keptBy is a session ID that a change leaves as it is: one that looks for what a
// forged signature fits varies its end.
func keptBy(t *check.T, a *actor.Actor, change idcert.Change) string {
	text, err := a.CSR(a.NewKey(), a.NewSessionID(), change).PEM()
	if err != nil {
		t.Error("write an ID-CSR: %v", err)
	}
	csr, err := p2.ParseCSRPEM(text)
	if err != nil {
		t.Error("read an ID-CSR: %v", err)
	}
	ids := csr.Subject.PDN().SessionIDs
	if len(ids) != 1 {
		t.Error("an ID-CSR has %d session IDs", len(ids))
	}
	return string(ids[0].Value)
}

// renewalOf is renewal for a session ID.
func renewalOf(ctx context.Context, t *check.T, a *actor.Actor, id string) *actor.Call {
	laptop, phone := newSession(ctx, t, a), sessionNamed(ctx, t, a, id)
	phone.ID = id
	again := func(s *actor.Session) *actor.Call {
		return a.NewIDCert(idcert.SessionID(s.ID)).With(actor.Token(s.Token))
	}
	granted := func(call *actor.Call) bool {
		res := call.Send(ctx)
		t.GotAnswer(res)
		return call.Accepted(res) == nil
	}
	if granted(again(laptop)) {
		return again(phone)
	}
	for _, s := range []*actor.Session{laptop, phone} {
		t.Grants(ctx, s.RevokeSession(s.ID), "the revocation of the own session")
	}
	if granted(again(laptop)) {
		return again(phone)
	}
	return again(phone).With(actor.Token(a.Token))
}
