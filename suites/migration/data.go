package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/requirement"
)

// The operations on the data of an actor.
const (
	opExport = "Unregistered_exportData"
	opErase  = "Unregistered_deleteData"
	opImport = "Registered_importData"
)

// Needs of checks about data: actors that prove keys, and messages besides.
var (
	provers = check.Needs{Actors: true, Trials: true}
	posters = check.Needs{Actors: true, Trials: true, Messages: true}
)

// data is a check about the data of actors.
func data(id, title string, needs check.Needs, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{ID: "migration." + id, Title: title, Decides: decides, Needs: needs, Run: run}
}

// alone is a check that may move the clock.
func alone(c check.Check) check.Check {
	c.Alone = true
	return c
}

// newSession is a session of a new actor.
func newSession(ctx context.Context, t *check.T) *actor.Session {
	return t.NewSession(ctx, t.NewActor(ctx))
}

// asked sends a request that proves the keys of a session and of others: with one
// challenge string for all of them and, where that is refused, with one for each
//
func asked(ctx context.Context, t *check.T, call *actor.Call, s *actor.Session, others ...*actor.Session) *client.Response {
	res := call.With(t.Prove(ctx, s, others...)).Send(ctx)
	t.GotAnswer(res)
	if len(others) > 0 && res.Status >= 400 && res.Status < 500 {
		res = call.With(t.ProveEach(ctx, s, others...)).Send(ctx)
		t.GotAnswer(res)
	}
	return res
}

// exported is the answer to an export that proves the keys of a session and of
// others. One that is put together first is waited for, where time passes by itself.
func exported(ctx context.Context, t *check.T, s *actor.Session, others ...*actor.Session) *client.Response {
	res := asked(ctx, t, s.Export(), s, others...)
	for range 5 {
		if res.Status != http.StatusNoContent && res.Status != http.StatusAccepted {
			break
		}
		at, _, d := comeBack(res.Header, t.Now())
		if d != nil {
			t.Blocked("migration.export.pending-retry-after", "an export is put together, and when to ask again is not said: %s", d.Actual)
		}
		if t.Target().Clock != nil {
			t.Untested("the server wants %s to put an export together, and its clock is moved for checks alone that run alone", at.Sub(t.Now()))
		}
		t.WaitUntil(ctx, at, "an export that the server puts together")
		res = asked(ctx, t, s.Export(), s, others...)
	}
	return res
}

// export is the archive that a session is given. Where there is none that can be
// read, the check is blocked.
func export(ctx context.Context, t *check.T, s *actor.Session, others ...*actor.Session) *archive.Archive {
	res := exported(ctx, t, s, others...)
	if res.Status != http.StatusOK {
		t.Blocked(opExport, "no data was exported: %s", actor.Line(res))
	}
	packed, _ := packedIn(res.Body)
	if packed == nil {
		t.Blocked(opExport, "the answer to a request for an export has no archive: %s", actor.Line(res))
	}
	a, d := readable(packed)
	if d != nil {
		t.Blocked("migration.export.archive", "the archive cannot be read: %s", d.Actual)
	}
	return a
}

// post has the server take a message that a session has signed.
func post(ctx context.Context, t *check.T, s *actor.Session) driver.Message {
	m := t.NewMessage(s)
	if p := t.Post(ctx, s, m); !p.Accepted {
		t.Blocked(check.PostingMessages, "a message whose signature is right was refused (%s)", p.Why)
	}
	return m
}
