package migration

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

var permissionEntries = []ambiguity.Entry{ambiguity.PermissionExpiry}

// permissionEnds commits after the time that was told, or after that of the key trial
// . A permission that lasts longer, and of which nobody is told when it ends, is
// over where nothing is handed out any more.
func permissionEnds(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 2)
	trial := t.OwnTrial(ctx, d.alice)
	res := d.permitWith(ctx, trial)
	list := d.handed(ctx, messages...)
	first, m := inOrder(list, messages)[0], inOrder(list, messages)[1]
	d.commits(ctx, list, first)
	at, told := toldEnd(res)
	if !told {
		at, _ = check.TimeOf(trial.Expires)
	}
	if !told && trial.Form.ExpiresName == "lifetime" {
		t.NotApplicable("the key trial does not say when it ends, nor does the answer to the request")
	}
	t.WaitUntil(ctx, at.Add(second), "the end of a permission to re-sign")
	fetched := d.messages(d.bob).Send(ctx)
	t.Answered(fetched)
	res = d.resign(list, m).Send(ctx)
	t.Answered(res)
	d.done(m)
	switch {
	case told:
		t.Refused(res, "a commit after the time that the answer to the request told")
		t.Took(ambiguity.PermissionExpiry, "told")
	case !res.OK():
		t.Refused(res, "a commit after the key trial has ended")
		t.Took(ambiguity.PermissionExpiry, "trial")
	case fetched.Status == http.StatusForbidden:
		t.Fail("a refusal (4xx) of a commit whose permission has ended, so that nothing is handed out any more (403)", "%s", actor.Line(res))
	default:
		t.Took(ambiguity.PermissionExpiry, "server")
		t.NotApplicable("the permission lasts longer than the key trial, and nobody is told how long (A-186)")
	}
}

// permitWith lets bob re-sign for one challenge string.
func (d *deal) permitWith(ctx context.Context, trial p2.KeyTrial) *client.Response {
	var res *client.Response
	for _, d.form = range keyForms {
		call := d.allow(d.alice, d.bob, d.bob).With(d.alice.Actor.Proving(d.alice.Prove(trial)))
		if res = call.Send(ctx); res.OK() {
			return res
		}
	}
	d.t.Blocked(opAllowResigning, "a right request to allow re-signing was not granted: %s", actor.Line(res))
	return nil
}

// toldEnd is the time in the answer to a request for a permission.
func toldEnd(res *client.Response) (time.Time, bool) {
	var body struct {
		Expires *uint64 `json:"expires"`
	}
	if json.Unmarshal(res.Body, &body) != nil || body.Expires == nil {
		return time.Time{}, false
	}
	at, _ := check.TimeOf(*body.Expires)
	return at, true
}

func trialEnds(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	d.permit(ctx, d.alice, d.alice, []*actor.Session{d.alice})
	old := t.OwnTrial(ctx, d.alice)
	if old.Form.ExpiresName == "lifetime" {
		t.NotApplicable("the key trial does not say when it ends")
	}
	at, _ := check.TimeOf(old.Expires)
	t.WaitUntil(ctx, at.Add(second), "the end of a key trial")
	call := d.allow(d.alice, d.bob, d.bob).With(d.alice.Actor.Proving(d.alice.Prove(old)))
	t.Refused(call.Send(ctx), "a key trial that has expired", check.Status(http.StatusForbidden))
	d.unlocked(ctx, "a key trial that has expired", message)
	d.deals(ctx)
	d.handed(ctx, message)
}

// expiredCert has bob commit with a session whose ID-Cert is still valid, under one
// that has expired.
func expiredCert(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	end := d.bob.Cert.NotAfter
	if end.Before(t.Now()) {
		t.Blocked("Registered_newIdCert", "the ID-Cert is expired when it is issued")
	}
	t.WaitUntil(ctx, end.Add(-time.Hour), "the last hour of an ID-Cert")
	alice := t.NewSession(ctx, t.NewActor(ctx))
	late := dealOf(t, alice, t.NewSession(ctx, d.bob.Actor))
	messages := late.posts(ctx, 2)
	t.WaitUntil(ctx, end.Add(second), "the end of an ID-Cert")
	late.permit(ctx, late.alice, late.bob, []*actor.Session{late.bob, d.bob})
	list := late.handed(ctx, messages...)
	first, m := inOrder(list, messages)[0], inOrder(list, messages)[1]
	late.commits(ctx, list, first)
	late.handed(ctx, m)
	late.namesCert()
	late.refuses(ctx, late.commit(late.bob, signedAnew(among(list, m.Message), d.bob, m)),
		"an ID-Cert that has expired, for a key that may sign", []sentMessage{m})
	late.commits(ctx, list, m)
}
