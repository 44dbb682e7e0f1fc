package identity

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certsChosen are about the query parameters. Which time of an ID-Cert counts is
// open, so that only ranges are asked for which all readings answer in
// the same way: well before, well after, and all around.
var certsChosen = []check.Check{
	{
		ID:      "identity.certs.session-id",
		Title:   "lists the ID-Certs of the session that is named, and of no other",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Proves:  check.ChosenSession,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			phone := sessionNamed(ctx, t, laptop.Actor, laptop.ID+"2")
			for _, of := range []struct{ named, other *actor.Session }{{laptop, phone}, {phone, laptop}} {
				entries := t.Certs(ctx, of.named.Actor, actor.Query("session_id", of.named.ID))
				t.Hold(onlyChosen(entries, of.named, of.other))
			}
		},
	},
	{
		ID:      "identity.certs.session-id-unknown",
		Title:   "lists no ID-Certs for a session that does not exist",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			t.ChoosesSessions(ctx, laptop)
			notListed(ctx, t, laptop, actor.Query("session_id", laptop.Actor.NewSessionID()))
		},
	},
	inRange("identity.certs.not-before-past", "lists an ID-Cert that is from after the time in notBefore", api.ActorCertsNotBefore,
		true, func(s *actor.Session, e check.Entry, now time.Time) []actor.Change {
			return []actor.Change{actor.Query("notBefore", e.Unit().Stamp(earlier(s.Cert.NotBefore, now).Add(-time.Hour)))}
		}),
	inRange("identity.certs.not-before-future", "lists no ID-Cert that is over before the time in notBefore", api.ActorCertsNotBefore,
		false, func(s *actor.Session, e check.Entry, now time.Time) []actor.Change {
			return []actor.Change{actor.Query("notBefore", e.Unit().Stamp(later(s.Cert.NotAfter, now).Add(time.Hour)))}
		}),
	inRange("identity.certs.not-after-future", "lists an ID-Cert that is over before the time in notAfter", api.ActorCertsNotAfter,
		true, func(s *actor.Session, e check.Entry, now time.Time) []actor.Change {
			return []actor.Change{actor.Query("notAfter", e.Unit().Stamp(later(s.Cert.NotAfter, now).Add(time.Hour)))}
		}),
	inRange("identity.certs.not-after-past", "lists no ID-Cert that is from after the time in notAfter", api.ActorCertsNotAfter,
		false, func(s *actor.Session, e check.Entry, now time.Time) []actor.Change {
			return []actor.Change{actor.Query("notAfter", e.Unit().Stamp(earlier(s.Cert.NotBefore, now).Add(-time.Hour)))}
		}),
	{
		ID:      "identity.certs.range-malformed",
		Title:   "answers times in a query that are no times, or later than any, without failing",
		Decides: []requirement.Requirement{api.ActorCertsNotBefore, api.ActorCertsNotAfter},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			for _, name := range []string{"notBefore", "notAfter"} {
				for _, value := range []string{"yesterday", "-1", "1.5", "", "0x10", "18446744073709551615", "184467440737095516160"} {
					res := laptop.Actor.Certs().With(actor.Query(name, value)).Send(ctx)
					t.Answered(res)
					t.Hold(someList(res))
				}
			}
		},
	},
}

// sessionNamed makes a session with a session ID of the check's choice.
func sessionNamed(ctx context.Context, t *check.T, a *actor.Actor, id string) *actor.Session {
	call := a.NewIDCert(idcert.SessionID(id))
	return t.Session(call, t.Grants(ctx, call, "a right ID-CSR"))
}

// onlyChosen decides whether a list has one session's ID-Cert and not the other's.
func onlyChosen(entries []check.Entry, named, other *actor.Session) *check.Deviation {
	want := "the ID-Cert of the session " + named.ID + " alone"
	switch {
	case !hasCert(entries, named):
		return check.Deviates(want, "a list of %d without it", len(entries))
	case hasCert(entries, other):
		return check.Deviates(want, "also that of another session")
	}
	return nil
}

// notListed fails the check where a query that nothing fits lists the session's
// ID-Cert. In what words it says that there is nothing is open.
func notListed(ctx context.Context, t *check.T, s *actor.Session, changes ...actor.Change) {
	res := s.Actor.Certs().With(changes...).Send(ctx)
	t.Answered(res)
	if res.Status >= 400 {
		t.Hold(nil)
		return
	}
	if hasCert(t.Entries(res), s) {
		t.Fail("a list without the ID-Cert, which does not fit", "a list with it")
	}
	t.Hold(nil)
}

// inRange makes a check that an ID-Cert is listed, or not, for a time in the
// query. The entry shows in which unit the target counts.
func inRange(id, title string, decides requirement.Requirement, listed bool,
	query func(s *actor.Session, e check.Entry, now time.Time) []actor.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			changes := query(laptop, t.EntryOf(ctx, laptop), t.Now())
			if !listed {
				notListed(ctx, t, laptop, changes...)
				return
			}
			res := t.Accepts(ctx, laptop.Actor.Certs().With(changes...), "a list for a time in the query")
			if !hasCert(t.Entries(res), laptop) {
				t.Fail("a list with the ID-Cert, which fits", "a list without it")
			}
		},
	}
}

// earlier and later: an ID-Cert may count from when it was issued, which
// need not be when it starts.
func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// certsKept are about ID-Certs that have ended (section 6.1.3). A server may list
// them only where a range is given.
var certsKept = []check.Check{
	{
		ID:      "identity.certs.kept",
		Title:   "still lists an ID-Cert that was revoked",
		Decides: []requirement.Requirement{core.IDCertsKept},
		Needs:   check.Needs{Actors: true},
		Proves:  opEnded,
		Run: func(ctx context.Context, t *check.T) {
			phone := revokedPhone(ctx, t)
			if e := endedEntry(ctx, t, phone); e == nil {
				t.Fail("the revoked ID-Cert in the list, or in that of its time", "neither has it")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.certs.by-time",
		Title:   "lists an ID-Cert that was revoked for the time in which it was valid",
		Decides: []requirement.Requirement{core.IDCertForTimestamp},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			phone := revokedPhone(ctx, t)
			if !hasCert(t.Certs(ctx, phone.Actor, around(ctx, t, phone)...), phone) {
				t.Fail("the ID-Cert in the list of its time", "a list without it")
			}
			t.Hold(nil)
		},
	},
}

// opEnded is that ID-Certs which have ended can be had.
const opEnded = "the list of ID-Certs that have ended"

// revokedPhone makes a session that another one of its actor revokes.
func revokedPhone(ctx context.Context, t *check.T) *actor.Session {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	phone := t.NewSession(ctx, laptop.Actor)
	t.EntryOf(ctx, phone)
	t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
	return phone
}

// around is a range that holds the whole validity of a session's ID-Cert, in the
// unit that the target's list has shown.
func around(ctx context.Context, t *check.T, s *actor.Session) []actor.Change {
	var shown check.Entry
	if all := t.Certs(ctx, s.Actor); len(all) > 0 {
		shown = all[0]
	}
	return []actor.Change{
		actor.Query("notBefore", shown.Unit().Stamp(s.Cert.NotBefore.Add(-time.Hour))),
		actor.Query("notAfter", shown.Unit().Stamp(s.Cert.NotAfter.Add(time.Hour))),
	}
}

// endedEntry is the entry of a session that may have ended; nil where it is not
// listed, with a range or without.
func endedEntry(ctx context.Context, t *check.T, s *actor.Session) *check.Entry {
	entries := t.Certs(ctx, s.Actor)
	if !hasCert(entries, s) {
		entries = t.Certs(ctx, s.Actor, around(ctx, t, s)...)
	}
	for _, e := range entries {
		if isOf(e, s) {
			return &e
		}
	}
	return nil
}
