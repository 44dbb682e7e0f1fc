package resources

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// lists checks GET /resource/resources (API Registered_getResourceList).
var lists = []check.Check{
	check.Probing(check.Proving(opList, one("list.ok", "lists the resources of an actor, each with its information in a member", listOK,
		api.ListResourcesOK)), ambiguity.ResourceListShape),
	one("list.information", "tells the size and the access properties of each listed resource", listInformation, api.ResourceInformationRequired),
	one("list.own", "lists all that the actor uploaded, from whichever session, and nothing of others", listOwn, api.ListResourcesOwn),
	plain("list.none", "answers an actor who has uploaded nothing with 204", listNone, api.ListResourcesNoContent, api.ListResourcesContentLength),
	one("list.limit", "lists no more resources than the limit", listLimit, api.ListResourcesLimit),
	one("list.default-limit", "lists 50 resources at most without a limit", listDefaultLimit, api.ListResourcesDefaultLimit),
	one("list.no-previews", "shows no previews that nobody asked for", listNoPreviews, api.ListResourcesNoPreview),
	one("list.previews", "shows the previews that it has in base64", listPreviews, api.ListResourcesPreview),
}

func listOK(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 50, hidden)
	res := h.Resources().Send(ctx)
	t.Answered(res)
	t.Granted(res, http.StatusOK)
	list, err := p2.ParseResourceList(res.Body)
	if err != nil {
		t.Fail("a JSON array of objects with the information about a resource", "%v", err)
	}
	if slices.ContainsFunc(list, func(l p2.ListedResource) bool { return l.Flat }) {
		t.Took(ambiguity.ResourceListShape, "flat") // which fails
	}
	if n := times(list, r); n != 1 {
		t.Fail("one entry for the resource that was uploaded", "%d in %s", n, idsOf(list))
	}
	t.Took(ambiguity.ResourceListShape, "nested")
}

func listInformation(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := []*resource{h.add(ctx, 5, hidden), h.add(ctx, 600, shown)}
	list, err := p2.ParseResourceList(h.accepted(ctx, h.Resources(), "a request for the list of resources").Body)
	if err != nil {
		t.Fail("information with the members resourceId, size and access", "%v", err)
	}
	for _, r := range all {
		i := slices.IndexFunc(list, func(l p2.ListedResource) bool { return l.ID == r.ID })
		if i < 0 {
			t.Blocked(opList, "a resource that was uploaded is not in the list")
		}
		t.Hold(says(list[i].ResourceInfo, r))
	}
}

func listOwn(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob, phone := alice.other(ctx), alice.another(ctx)
	own := []*resource{alice.add(ctx, 5, hidden), phone.add(ctx, 6, shown)}
	others := bob.add(ctx, 7, shown)
	t.Hold(only(alice.list(ctx), own...))
	t.Hold(only(phone.list(ctx), own...))
	t.Hold(only(bob.list(ctx), others))
}

func listNone(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	res := h.Resources().Send(ctx)
	h.served(ctx, res)
	t.Granted(res, http.StatusNoContent)
	t.Hold(withoutBody(res))
}

// some uploads resources of different sizes, oldest first.
func (h holder) some(ctx context.Context, sizes ...int) []*resource {
	var all []*resource
	for _, n := range sizes {
		all = append(all, h.add(ctx, n, hidden))
	}
	return all
}

func listLimit(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := h.some(ctx, 10, 20, 30)
	if d := only(h.list(ctx), all...); d != nil {
		t.Blocked(opList, "after uploads, expected %s, got %s", d.Expected, d.Actual)
	}
	for n, want := range map[string]int{"1": 1, "2": 2, "3": 3, "1000": 3} {
		list := h.list(ctx, actor.Query("limit", n))
		if len(list) != want {
			t.Fail("a list of as many of three resources as the limit "+n+" allows", "%d in %s", len(list), idsOf(list))
		}
		for _, l := range list {
			if !slices.ContainsFunc(all, func(r *resource) bool { return r.ID == l.ID }) || times(list, &resource{ID: l.ID}) != 1 {
				t.Fail("each of the actor's resources once at most", "%s", idsOf(list))
			}
		}
	}
	t.Hold(nil)
}

// listDefaultLimit uploads 51 resources, of which the first is asked for at the end.
func listDefaultLimit(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 1, hidden)
	for range 50 {
		t.Grants(ctx, h.uploading(h.newResource(1, hidden)), "the upload of one of 51 resources")
	}
	if list := h.list(ctx); len(list) > 50 {
		t.Fail("50 resources at most", "%d", len(list))
	} else if len(list) == 0 {
		t.Fail("some of 51 resources", "an empty list")
	}
	if n := len(h.list(ctx, actor.Query("limit", "100"))); n != 51 {
		t.Blocked("resources.list.limit", "for a limit of 100, %d of 51 resources are listed", n)
	}
	t.Hold(nil)
}

// pictured uploads what servers have previews of, if of anything.
func (h holder) pictured(ctx context.Context) {
	for _, r := range []*resource{
		{ID: newID(h.t) + ".txt", Bytes: []byte("some words, of which there can be a preview\n"), Type: "text/plain", Access: hidden},
		{ID: newID(h.t) + ".png", Bytes: picture, Type: "image/png", Access: hidden},
	} {
		h.upload(ctx, r)
	}
}

// picture is a PNG of one pixel.
var picture = slices.Concat([]byte("\x89PNG\r\n\x1a\n"),
	[]byte("\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"),
	[]byte("\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef"),
	[]byte("\x00\x00\x00\x00IEND\xaeB`\x82"))

func listNoPreviews(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.pictured(ctx)
	for _, change := range []actor.Change{func(*actor.Call) {}, actor.Query("previews", "false")} {
		list := h.list(ctx, change)
		if len(list) == 0 {
			t.Blocked(opList, "the list of two resources is empty")
		}
		for _, l := range list {
			if len(l.Preview) > 0 && !bytes.Equal(l.Preview, []byte("null")) {
				t.Fail("no previews where none were asked for", "one of %q", l.ID)
			}
		}
	}
	t.Hold(nil)
}

func listPreviews(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.pictured(ctx)
	res := h.accepted(ctx, h.Resources().With(actor.Query("previews", "true")), "a request for the list with previews")
	shown := 0
	for _, l := range listed(t, opList, res) {
		if len(l.Preview) == 0 || bytes.Equal(l.Preview, []byte("null")) {
			continue
		}
		shown++
		t.Hold(previewed(l.Preview))
	}
	if shown == 0 {
		t.NotApplicable("the server shows no preview of a text, nor of a picture in PNG")
	}
}

// previewed decides that a preview has its contents in base64.
func previewed(raw json.RawMessage) *check.Deviation {
	var p p2.ResourcePreview
	var m map[string]json.RawMessage
	if json.Unmarshal(raw, &m) != nil || json.Unmarshal(raw, &p) != nil || len(m["contents"]) == 0 || bytes.Equal(m["contents"], []byte("null")) {
		return check.Deviates("a preview with the member contents, in base64", "%.200s", raw)
	}
	return nil
}

// orders checks the parameter sort (API Models.ResourceListSorting).
var orders = []check.Check{
	one("list.sorted-by-size", "sorts the list by size, from small to large and from large to small", sortedBySize,
		api.ListResourcesSort, api.ResourceSorting),
	timed(one("list.sorted-by-age", "sorts the list by age, from new to old and from old to new", sortedByAge,
		api.ListResourcesSort, api.ResourceSorting)),
}

func timed(c check.Check) check.Check {
	c.Needs.Time = true
	return alone(c)
}

func sortedBySize(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := h.some(ctx, 20, 5, 300, 100)
	bySize := []*resource{all[1], all[0], all[3], all[2]}
	h.sorted(ctx, "SizeAsc", bySize)
	slices.Reverse(bySize)
	h.sorted(ctx, "SizeDesc", bySize)
}

// sortedByAge lets time pass between uploads: servers may count in seconds.
func sortedByAge(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	var all []*resource
	for _, n := range []int{20, 300, 5} {
		if len(all) > 0 {
			t.WaitUntil(ctx, t.Now().Add(1100*time.Millisecond), "another second, so that resources are of different ages")
		}
		all = append(all, h.add(ctx, n, hidden))
	}
	h.sorted(ctx, "OldestFirst", all)
	slices.Reverse(all)
	h.sorted(ctx, "NewestFirst", all)
}

func (h holder) sorted(ctx context.Context, order string, want []*resource) {
	call := h.Resources().With(actor.Query("sort", order))
	list := listed(h.t, opList, h.accepted(ctx, call, "a list in the order "+order))
	own := slices.DeleteFunc(list, func(l p2.ListedResource) bool {
		return !slices.ContainsFunc(want, func(r *resource) bool { return r.ID == l.ID })
	})
	h.t.Hold(inOrder(own, want))
}

// accepted makes a call that has to be answered with a success, whatever is in it.
func (h holder) accepted(ctx context.Context, call *actor.Call, what string) *client.Response {
	res := call.Send(ctx)
	h.t.Answered(res)
	if !res.OK() {
		h.t.FailAt(res, what+" is granted", "%s", actor.Line(res))
	}
	return res
}
