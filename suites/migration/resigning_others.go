package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// resigningOthers is about actors who have no part in it.
var resigningOthers = []check.Check{
	isolates("resigning-commit", "takes no commit without a completed key trial, whoever signs", commitOfOther,
		api.CommitMessagesNoTrial, core.ResigningForNamedActor),
	isolates("resigning-allow", "lets no actor give a permission with the key trial of another", allowOfOther, api.AllowResigningForbidden),
	isolates("resigning-abort", "ends no permission for another actor than the one who gave it", abortOfOther, api.AbortResigningUnknown),
	isolates("resigning-messages", "hands out nobody's messages but those of the actor who lets them be re-signed", messagesOfOthers,
		api.GetMessagesProvenKeysOnly),
	check.Probing(isolates("resigning-several", "hands out the messages of who gave a permission, where several did", several,
		api.GetMessagesOK), ambiguity.WhoseMessages),
}

func isolates(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := resigns(id, title, run, decides...)
	c.ID = "migration.isolation." + id
	return c
}

// commitOfOther has mallory, whom nobody lets re-sign, commit with her own key, and
// bring bob's commit along.
func commitOfOther(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	list, _, left := d.ready(ctx, 1)
	m := left[0]
	for _, next := range [][]handedBatch{signedAnew(among(list, m.Message), mallory, m), d.signs(list, m)} {
		d.refuses(ctx, d.commit(mallory, next), "a commit of an actor for whom no key trial was completed", []sentMessage{m}, check.Status(http.StatusForbidden))
	}
	d.commits(ctx, list, m)
}

func allowOfOther(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	d.permit(ctx, d.alice, d.alice, []*actor.Session{d.alice})
	call := d.allow(d.alice, mallory, mallory).With(t.Prove(ctx, d.alice))
	t.Refused(call.With(actor.Token(mallory.Token)).Send(ctx), "the key trial of another actor", check.Status(http.StatusForbidden))
	d.bob, mallory = mallory, d.bob
	d.unlocked(ctx, "a request with the key trial of another actor", message)
	d.bob = mallory
	d.deals(ctx)
	d.handed(ctx, message)
}

func abortOfOther(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	d.deals(ctx)
	d.handed(ctx, message)
	t.Refused(d.abort(mallory, d.bob).Send(ctx), "an actor who has given no permission")
	d.still(ctx, "another actor aborted", message)
	t.Grants(ctx, d.abort(d.alice, d.bob), "the end of a permission to re-sign")
}

// messagesOfOthers has carol post as well, who lets nobody re-sign.
func messagesOfOthers(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	message := d.post(ctx, d.alice)
	carols, bobs := d.post(ctx, t.NewSession(ctx, t.NewActor(ctx))), d.post(ctx, d.bob)
	d.deals(ctx)
	d.handed(ctx, message)
	d.unlocked(ctx, "another actor gave a permission", carols, bobs)
	asks := *d
	asks.bob = carols.by
	asks.unlocked(ctx, "somebody else was given a permission", message, carols, bobs)
	res := d.messages(d.bob).With(underSerial(carols.by)).Send(ctx)
	t.Answered(res)
	if list, wrong := batchesIn(res.Body); res.OK() && wrong == nil {
		t.Hold(afterwards("another actor gave a permission", withholds(list, carols, bobs)))
	}
}

// several has alice and carol let bob re-sign, one after the other.
func several(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	alices := d.post(ctx, d.alice)
	carol := t.NewSession(ctx, t.NewActor(ctx))
	carols := d.post(ctx, carol)
	d.deals(ctx)
	d.handed(ctx, alices)
	d.permit(ctx, carol, d.bob, []*actor.Session{d.bob})
	res := d.messages(d.bob).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Fail("messages to re-sign for whom two actors let, and one did before", "%s", actor.Line(res))
	}
	list := d.read(res)
	first, last := counted(among(list, alices.Message)) > 0, counted(among(list, carols.Message)) > 0
	switch {
	case first && last:
		t.Hold(handsOut(list, alices, carols))
		t.Took(ambiguity.WhoseMessages, "all")
	case last:
		t.Hold(handsOut(list, carols))
		t.Took(ambiguity.WhoseMessages, "latest")
	default:
		t.Hold(handsOut(d.fetch(ctx, d.bob, underSerial(d.alice)), alices))
		t.Hold(handsOut(d.fetch(ctx, d.bob, underSerial(carol)), carols))
		t.Took(ambiguity.WhoseMessages, "serial")
	}
}
