package migration

import (
	"context"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/suites/identity"
	"github.com/p2conform/p2conform/suites/keymaterial"
)

// exportTimes are the checks of exports that take time, and of proofs that are over. A
// server whose exports are ready at once does what they want.
var exportTimes = []check.Check{
	check.Probing(data("export.pending-status", "answers with 204 while it puts an export together",
		provers, pendingStatus, api.ExportDataNotReady), ambiguity.ExportPending),
	check.Probing(data("export.pending-retry-after", "says when to ask again while it puts an export together",
		provers, pendingRetryAfter, api.ExportDataRetryAfter), ambiguity.RetryAfterForm),
	alone(data("export.later", "answers with the export when the time has come to ask again", provers, exportLater, api.ExportDataLater)),
	alone(data("export.trial-over", "exports nothing for a proof whose time is over",
		check.Needs{Actors: true, Trials: true, Time: true}, trialOver, api.ExportDataTrialOver)),
}

// firstExport is that to a request for an export of an actor who has something, right
// after that came. It grants the request, at once or later.
func firstExport(ctx context.Context, t *check.T) (*actor.Session, *client.Response) {
	s := newSession(ctx, t)
	keymaterial.Upload(ctx, t, s)
	res := t.Grants(ctx, s.Export().With(t.Prove(ctx, s)), "a request for an export")
	if packed, _ := packedIn(res.Body); res.Status == http.StatusOK && packed == nil {
		t.Blocked(opExport, "the answer to a request for an export has no archive: %s", actor.Line(res))
	}
	return s, res
}

func pendingStatus(ctx context.Context, t *check.T) {
	_, res := firstExport(ctx, t)
	switch res.Status {
	case http.StatusAccepted:
		t.TookBy(check.Deviates("200 with the export, or 204 while it is put together", "%s", actor.Line(res)), ambiguity.ExportPending, "202")
	case http.StatusNoContent:
		t.Took(ambiguity.ExportPending, "204")
	case http.StatusOK:
	default:
		t.Blocked(opExport, "the answer is neither an export nor says that there will be one: %s", actor.Line(res))
	}
	t.Hold(nil)
}

func pendingRetryAfter(ctx context.Context, t *check.T) {
	_, res := firstExport(ctx, t)
	if res.Status != http.StatusNoContent {
		t.Hold(nil)
		return
	}
	_, reading, d := comeBack(res.Header, t.Now())
	t.Hold(d)
	t.Took(ambiguity.RetryAfterForm, reading)
}

// exportLater asks again when the server says so, a few times: what it says may be
// short. Each request has a proof of its own, so that it does not matter how long one
// is good for.
func exportLater(ctx context.Context, t *check.T) {
	s, res := firstExport(ctx, t)
	for range 3 {
		if res.Status == http.StatusOK || !res.OK() {
			break
		}
		at, _, d := comeBack(res.Header, t.Now())
		if d != nil {
			t.Blocked("migration.export.pending-retry-after", "when to ask again is not said: %s", d.Actual)
		}
		t.WaitUntil(ctx, at, "an export that the server puts together")
		res = asked(ctx, t, s.Export(), s)
	}
	t.Granted(res, http.StatusOK)
	if packed, _ := packedIn(res.Body); packed == nil {
		t.FailAt(res, "the export, when the time has come that the server told", "%s, whose body has no archive", actor.Line(res))
	}
}

// trialOver waits until a challenge string is over. One solution was used in time
// before, the other was not.
func trialOver(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	fresh, used := t.OwnTrial(ctx, s), t.OwnTrial(ctx, s)
	end := identity.EndOf(t, used)
	t.Grants(ctx, s.Export().With(s.Actor.Proving(s.Prove(used))), "a request for an export with a proof in time")
	t.WaitUntil(ctx, end.Add(2*time.Second), "the end of a challenge string")
	t.Refused(s.Export().With(s.Actor.Proving(s.Prove(fresh))).Send(ctx), "a challenge string whose time is over")
	t.Refused(s.Export().With(s.Actor.Proving(s.Prove(used))).Send(ctx), "a challenge string whose time is over, and that was used in time before")
	t.Grants(ctx, s.Export().With(t.Prove(ctx, s)), "the same request with a new challenge string")
}
