package identity

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certsRange asks for ranges of time that the readings of A-099 answer in
// different ways: around the start of an ID-Cert, and inside of its validity.
var certsRange = []check.Check{{
	ID:      "identity.certs.range",
	Title:   "chooses ID-Certs by the validity that meets a range of time, that lies in it, or by the time of their issue",
	Decides: []requirement.Requirement{api.ActorCertsNotBefore, api.ActorCertsNotAfter},
	Probes:  []ambiguity.Entry{ambiguity.CertFilter},
	Needs:   check.Needs{Actors: true},
	Run: func(ctx context.Context, t *check.T) {
		laptop := t.NewSession(ctx, t.NewActor(ctx))
		phone := t.NewSession(ctx, laptop.Actor)
		unit, now := t.EntryOf(ctx, laptop).Unit(), t.Now()
		third := laptop.Cert.NotAfter.Sub(now) / 3
		if third < 4*clockTolerance {
			t.Untested("the ID-Cert is over too soon for a range inside of its validity")
		}
		in := func(from, to time.Time) bool {
			return listedIn(ctx, t, laptop, actor.Query("notBefore", unit.Stamp(from)), actor.Query("notAfter", unit.Stamp(to)))
		}
		before := earlier(laptop.Cert.NotBefore, now).Add(-time.Hour)
		reading, d := filterReading(
			in(before, laptop.Cert.NotAfter.Add(time.Hour)), in(before, now.Add(third)), in(now.Add(third), now.Add(2*third)))
		t.Hold(d)
		t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
		if !listedIn(ctx, t, phone) {
			reading = "current"
		}
		t.Took(ambiguity.CertFilter, reading)
	},
}, {
	ID:      "identity.certs.session-and-range",
	Title:   "lists the ID-Certs that fit both a session and a range of time, where a query has both",
	Decides: []requirement.Requirement{api.ActorCertsSessionID, api.ActorCertsNotBefore, api.ActorCertsNotAfter},
	Needs:   check.Needs{Actors: true},
	Run:     sessionAndRange,
}}

// sessionAndRange asks in ranges on which all readings of A-099 agree.
func sessionAndRange(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	phone := t.NewSession(ctx, laptop.Actor)
	t.ChoosesSessions(ctx, laptop)
	unit := t.EntryOf(ctx, laptop).Unit()
	start := earlier(laptop.Cert.NotBefore, t.Now())
	past := []actor.Change{
		actor.Query("notBefore", unit.Stamp(start.Add(-2*24*time.Hour))), actor.Query("notAfter", unit.Stamp(start.Add(-24*time.Hour))),
	}
	now, named := around(ctx, t, laptop), actor.Query("session_id", laptop.ID)
	if !listedIn(ctx, t, laptop, now...) || !listedIn(ctx, t, phone, now...) || listedIn(ctx, t, laptop, past...) {
		t.Blocked(opActorCerts, "a range of time alone chooses the wrong ID-Certs")
	}
	if !listedIn(ctx, t, laptop, append(now, named)...) {
		t.Fail("the ID-Cert of a session for its ID and a range around its validity", "it is not listed")
	}
	if listedIn(ctx, t, phone, append(now, named)...) {
		t.Fail("the ID-Cert of the session that is named alone, in a range of time as without one", "that of another session besides")
	}
	if listedIn(ctx, t, laptop, append(past, named)...) {
		t.Fail("no ID-Cert for a session and a range of time in which it had none", "one from after the range")
	}
	t.Hold(nil)
}

// listedIn reports whether a query lists a session's ID-Cert. In what words it says
// that there is nothing is open.
func listedIn(ctx context.Context, t *check.T, s *actor.Session, changes ...actor.Change) bool {
	res := s.Actor.Certs().With(changes...).Send(ctx)
	t.Answered(res)
	return res.Status < 400 && hasCert(t.Entries(res), s)
}

// filterReading is the reading of A-099 that is shown by whether an ID-Cert is
// listed for a range around its whole validity, for one around its start, and for
// one inside of it.
func filterReading(whole, start, inside bool) (reading string, d *check.Deviation) {
	const want = "an ID-Cert in every range that holds its whole validity, and in those inside of it only if any that it meets is enough"
	switch {
	case !whole:
		return "", check.Deviates(want, "it is not listed for a range around its validity")
	case start && inside:
		return "overlap", nil
	case start:
		return "issued", nil
	case !inside:
		return "contained", nil
	}
	return "", check.Deviates(want, "it is listed for a range inside of its validity, and not for one around its start")
}
