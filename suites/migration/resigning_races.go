package migration

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// resigningRaces commits the same message at the same time.
var resigningRaces = []check.Check{
	resigns("races.commit", "has a message once that was committed several times at the same time", racesCommit, api.CommitMessagesOK),
	resigns("races.actors", "lets one actor re-sign a message that two commit at the same time", racesActors, api.CommitMessagesOK),
}

// together is how many requests of one kind are sent at the same time.
const together = 5

func racesCommit(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	list, first, left := d.ready(ctx, 2)
	m := left[0]
	d.done(m)
	responses := t.Together(ctx, slices.Repeat([]*actor.Call{d.resign(list, m)}, together)...)
	if !slices.ContainsFunc(responses, (*client.Response).OK) {
		d.commits(ctx, list, m)
	}
	d.once(ctx, first, m)
}

// racesActors has two actors commit one message. Where a server takes it from both one
// after the other, it may do so here as well.
func racesActors(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 2)
	d.deals(ctx)
	carols := dealOf(t, d.alice, t.NewSession(ctx, t.NewActor(ctx)))
	carols.form, carols.kept = d.form, d.kept
	carols.deals(ctx)
	list := d.handed(ctx, messages...)
	ordered := inOrder(list, messages)
	d.commits(ctx, list, ordered[0])
	carols.oldCert = d.oldCert
	second := carols.resign(list, ordered[0]).Send(ctx)
	t.Answered(second)
	m := ordered[1]
	d.done(m)
	var calls []*actor.Call
	for range 3 {
		calls = append(calls, d.resign(list, m), carols.resign(list, m))
	}
	var bobs, carolsToo bool
	for i, res := range t.Together(ctx, calls...) {
		bobs, carolsToo = bobs || i%2 == 0 && res.OK(), carolsToo || i%2 == 1 && res.OK()
	}
	if bobs && carolsToo && !second.OK() {
		t.Fail("one of two actors re-signs a message, as where one commit comes after the other", "both did")
	}
	if !bobs && !carolsToo {
		d.commits(ctx, list, m)
	}
	t.Hold(nil)
}
