package identity

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// lookups checks that what is looked up is found under its whole name and no
// other (sections 5 and 6.1.1.3), and that what has ended is still there (section
// 6.1.3).
var lookups = []check.Check{
	{
		ID:      "identity.certs.session-id-characters",
		Title:   "lists the ID-Certs of a session whose session ID has characters that mean something in a query",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			unusualSessions(ctx, t, func(_, s *actor.Session) {
				t.EntryOf(ctx, s)
				if !hasCert(t.Certs(ctx, s.Actor, actor.Query("session_id", s.ID)), s) {
					t.Fail("the ID-Cert in the list for its session ID", "a list without it, for a session ID that it issued")
				}
				t.Hold(nil)
			})
		},
	},
	{
		ID:      "identity.sessions.revoke-characters",
		Title:   "revokes a session whose session ID has characters that mean something in a query",
		Decides: []requirement.Requirement{core.RevocableByActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			unusualSessions(ctx, t, func(laptop, s *actor.Session) {
				opens(ctx, t, laptop)
				t.Accepts(ctx, laptop.RevokeSession(s.ID), "the revocation of a session with a session ID that the server issued")
			})
		},
	},
	{
		ID:      "identity.sessions.revoke-long-id",
		Title:   "leaves a session alone whose session ID of 32 characters differs from that of a revoked one in the last",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			a, b := longSessions(ctx, t, laptop.Actor)
			alive(ctx, t, b)
			t.Grants(ctx, laptop.RevokeSession(a.ID), "the revocation of a session")
			untouched(ctx, t, b)
		},
	},
	{
		ID:      "identity.certs.session-id-long",
		Title:   "lists the ID-Certs of a session without those of one whose session ID of 32 characters differs in the last",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			a, b := longSessions(ctx, t, t.NewActor(ctx))
			t.ChoosesSessions(ctx, a)
			t.Hold(onlyChosen(t.Certs(ctx, a.Actor, actor.Query("session_id", a.ID)), a, b))
			t.Hold(onlyChosen(t.Certs(ctx, a.Actor, actor.Query("session_id", b.ID)), b, a))
		},
	},
	{
		ID:      "identity.certs.kept-of-session",
		Title:   "still lists a revoked ID-Cert for its session ID and its time after another one got the session ID",
		Decides: []requirement.Requirement{core.IDCertsKept},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			phone := revokedPhone(ctx, t)
			chosen := append(around(ctx, t, phone), actor.Query("session_id", phone.ID))
			if !hasCert(t.Certs(ctx, phone.Actor, chosen...), phone) {
				t.Blocked(opEnded, "the revoked ID-Cert is not listed for its session ID and its time")
			}
			reuse(ctx, t, phone)
			if !hasCert(t.Certs(ctx, phone.Actor, chosen...), phone) {
				t.Fail("the revoked ID-Cert in the list, as before its session ID was used again", "a list without it")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.certs.kept-without-sessions",
		Title:   "still lists the ID-Certs of an actor whose sessions were all revoked",
		Decides: []requirement.Requirement{core.IDCertsKept},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop, phone := twoSessions(ctx, t)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
			chosen := []actor.Change{}
			if !listedIn(ctx, t, phone) {
				chosen = around(ctx, t, phone)
			}
			if !listedIn(ctx, t, phone, chosen...) {
				t.Blocked(opEnded, "the revoked ID-Cert is not listed any more")
			}
			t.Grants(ctx, laptop.RevokeSession(laptop.ID), "the revocation of the last session")
			if !listedIn(ctx, t, phone, chosen...) {
				t.Fail("the revoked ID-Cert in the list, as before the last session was revoked", "none")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.certs.name-long",
		Title:   "lists no ID-Certs for a local name that differs from a long one at its end",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true, Names: true},
		Run: func(ctx context.Context, t *check.T) {
			newSession(ctx, t, t.NewActor(ctx)) // who cannot be registered at all is for another check
			name := check.NamePrefix + actor.Word(t.Random(), 60)
			alice := tryName(ctx, t, name+"a")
			if alice == nil {
				t.NotApplicable("no actor can be registered with a local name of %d characters", len(name)+1)
			}
			laptop := t.NewSession(ctx, alice)
			t.EntryOf(ctx, laptop)
			notHere(t, alice.CertsOf(name+"b@"+alice.FID.Domain).Send(ctx))
		},
	},
	{
		ID:      "identity.certs.full-width",
		Title:   "lists no ID-Certs for a federation ID with letters of full width for those of an actor's local name",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			fid := laptop.Actor.FID
			notHere(t, laptop.Actor.CertsOf(strings.Map(widen, fid.Local)+"@"+fid.Domain).Send(ctx))
		},
	},
	resembling("uid-lookalike", "issues no ID-Cert whose UID is the federation ID with something beside it that does not show", core.CSRUID,
		"the UID", func(a *actor.Actor) string { return a.FID.String() }, idcert.UID, " %s", "%s ", "%s.", "%s\n", "%s\u200b"),
	resembling("common-name-lookalike", "issues no ID-Cert whose common name is the local name with something beside it that does not show", core.CSRCommonName,
		"the common name", func(a *actor.Actor) string { return a.FID.Local }, idcert.CommonName, " %s", "%s ", "%s\n", "%s\u200b"),
	{
		ID:      "identity.csr.common-name-full-width",
		Title:   "issues no ID-Cert whose common name has letters of full width for those of the local name",
		Decides: []requirement.Requirement{core.CSRCommonName},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			p.send(ctx, "letters of full width in the common name", idcert.CommonName(strings.Map(widen, p.alice.FID.Local)))
		},
	},
	{
		ID:      "identity.csr.domain-empty",
		Title:   "issues no ID-Cert with an empty domain component that its issuer does not have",
		Decides: []requirement.Requirement{core.CSRDomainComponents},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, sameComponents)
			p.send(ctx, "an empty domain component", idcert.ExtraDomainComponent(""))
		},
	},
	wish("identity.csr.key-cert-sign-first", "rejects an ID-CSR that asks for the key usage keyCertSign before its other extensions",
		core.CSRKeyCertSignRefused, "the key usage keyCertSign before basic constraints", plainly, noKeyCertSign, idcert.RequestKeyCertSign(), idcert.UsageFirst()),
}

// unusualSessions makes a session for each session ID that a query has to escape,
// where the server issues it, beside another one of the same actor. It
// revokes each: a server may have a bound for how many there are.
func unusualSessions(ctx context.Context, t *check.T, each func(laptop, s *actor.Session)) {
	alice := t.NewActor(ctx)
	laptop := newSession(ctx, t, alice)
	t.EntryOf(ctx, laptop)
	issued := 0
	for _, c := range unusualCharacters {
		if !c.printable {
			continue
		}
		id := c.in(alice.NewSessionID())
		call := alice.NewIDCert(idcert.SessionID(id))
		res := t.TakesOrRefuses(ctx, call, "an ID-CSR with "+c.name+" in its session ID", alice.NewIDCert())
		if res == nil {
			continue
		}
		s := t.Session(call, res)
		if sessionIDOf(call.CSR.Subject) != id || !certHasSessionID(s, id) {
			t.Blocked(opNewIDCert, "the ID-Cert has another session ID than was asked for")
		}
		s.ID = id
		issued++
		each(laptop, s)
		t.GotAnswer(laptop.RevokeSession(id).Send(ctx))
	}
	if issued == 0 {
		t.NotApplicable("the server issues no session ID with a character that a query has to escape")
	}
}

func certHasSessionID(s *actor.Session, id string) bool {
	ids := s.Cert.Subject.PDN().SessionIDs
	return len(ids) == 1 && ids[0].Text() == id
}

// longSessions makes two sessions whose session IDs have 32 characters and differ
// in the last.
func longSessions(ctx context.Context, t *check.T, a *actor.Actor) (one, other *actor.Session) {
	id := actor.Word(t.Random(), 31)
	one, other = sessionNamed(ctx, t, a, id+"a"), sessionNamed(ctx, t, a, id+"b")
	one.ID, other.ID = id+"a", id+"b"
	return one, other
}

// resembling makes a check that a name which looks like the right one is refused,
// or left out of the ID-Cert, which has the right one.
func resembling(id, title string, decides requirement.Requirement, what string,
	name func(*actor.Actor) string, change func(string) idcert.Change, forms ...string,
) check.Check {
	return check.Check{
		ID: "identity.csr." + id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			for _, form := range forms {
				p.send(ctx, what+" with something beside it that does not show", change(strings.Replace(form, "%s", name(p.alice), 1)))
			}
		},
	}
}

// widen makes a letter of ASCII one of full width, which compatibility
// normalization takes for the same.
func widen(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + '\uff41'
	}
	return r
}
