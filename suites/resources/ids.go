package resources

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// ids checks what the ID of a resource may be.
var ids = []check.Check{
	check.Probing(one("ids.length", "gives back a resource whose ID is as long as the server takes it", idLengths, core.ResourceRetrieved),
		ambiguity.ResourceIDLength),
	check.Probing(one("ids.characters", "gives back a resource by whatever ID it takes, and no other one by that", idCharacters,
		core.ResourceIDUnique), ambiguity.ResourceIDCharacters),
	one("ids.alike", "tells apart resources whose IDs are alike", idsAlike, core.ResourceIDUnique),
	alone(check.Probing(one("ids.literal", "answers the routes of the list and the usage, whatever resources are named like", literalIDs,
		api.ResourceUsageOK, api.ListResourcesOK), ambiguity.ResourceLiteralPaths)),
}

// tries uploads a resource with an ID that a server may refuse, and says whether it
// was taken: then it can be had.
func (h holder) tries(ctx context.Context, id string) bool {
	r := h.newResource(30, hidden)
	r.ID = id
	res := h.send(ctx, r)
	h.t.Answered(res)
	if !res.OK() {
		h.t.Refused(res, "the ID "+quoted([]string{id}))
		return false
	}
	h.acknowledged(r, res)
	h.has(ctx, r)
	return true
}

func idLengths(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	taken := map[int]bool{}
	for _, n := range []int{64, 65, 68, 255} {
		taken[n] = h.tries(ctx, actor.Word(t.Random(), n))
	}
	t.Hold(nil)
	t.Took(ambiguity.ResourceIDLength, map[bool]string{true: "longer", false: "64"}[taken[65]])
}

// idCharacters has an ID that looks like a path, one in another script, and others
// that have a meaning to somebody. Each has a part that nobody else has.
func idCharacters(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	if !h.tries(ctx, actor.Word(t.Random(), 8)+"-A_9.jxl") {
		t.Fail("an ID of letters, digits, a dot, a hyphen and an underscore is taken", "it is refused")
	}
	word := func() string { return actor.Word(t.Random(), 10) }
	slash := h.tries(ctx, word()+"/"+word())
	for _, id := range []string{word() + " " + word(), "é" + word(), word() + "%41", word() + "?a=b", "+" + word(), word() + ";" + word()} {
		slash = h.tries(ctx, id) || slash
	}
	t.Took(ambiguity.ResourceIDCharacters, map[bool]string{true: "segment", false: "safe"}[slash])
}

// idsAlike uploads resources whose IDs some databases and file systems take for one.
func idsAlike(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	word := actor.Word(t.Random(), 16)
	var all []*resource
	for _, id := range []string{word + "a", word + "A", word + "_", word + "b", word + "a.txt"} {
		r := h.newResource(30+len(all), hidden)
		r.ID = id
		res := h.send(ctx, r)
		h.served(ctx, res)
		t.Answered(res)
		if !res.OK() {
			continue // which characters it takes is another question, and that it takes two for one
		}
		all = append(all, h.acknowledged(r, res))
	}
	if len(all) < 2 {
		t.Blocked(opUpload, "of five resources %d could be uploaded", len(all))
	}
	for _, r := range all {
		h.has(ctx, r)
	}
	gone := all[0]
	h.remove(ctx, gone)
	for _, r := range all[1:] {
		h.has(ctx, r)
	}
}

func literalIDs(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 10, hidden)
	taken := false
	for _, id := range []string{"usage", "resources"} {
		named := h.newResource(30, shown)
		named.ID = id
		res := h.send(ctx, named)
		t.Answered(res)
		if res.OK() && idIn(res, id) != id {
			h.acknowledged(named, res)
			taken = true
			continue
		}
		if res.OK() {
			taken = true
			got := h.Resource(id).Send(ctx)
			won := got.OK() && same(named.Bytes, got.Body) == nil
			t.Answered(h.DeleteResource(id).Send(ctx))
			if won {
				t.Took(ambiguity.ResourceLiteralPaths, "resource-wins") // which fails
			}
			continue
		}
		if res.Status == conflict { // somebody else has it
			taken = true
		}
	}
	if _, err := p2.ParseStorageUsage(t.Accepts(ctx, h.StorageLimit(), "a question for the usage of storage").Body); err != nil {
		t.Fail("the usage of storage", "%v", err)
	}
	list := listed(t, opList, t.Accepts(ctx, h.Resources(), "a request for the list of resources"))
	if times(list, r) != 1 {
		t.Fail("the list of resources, with the one that was uploaded", "%s", idsOf(list))
	}
	t.Took(ambiguity.ResourceLiteralPaths, map[bool]string{true: "literal-wins", false: "refused"}[taken])
}
