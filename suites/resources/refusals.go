package resources

import (
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// refusals checks the causes for which an upload is refused.
var refusals = []check.Check{
	one("refusals.duplicate", "answers with 409 and DUPLICATE_RID where there is a resource of the ID, and leaves that as it was",
		duplicate, api.UploadResourceDuplicate, core.ResourceIDUnique),
	check.Probing(one("refusals.duplicate-of-another", "answers with 409 where another actor has a resource of the ID, and leaves that as it was",
		duplicateOfAnother, api.UploadResourceDuplicate, core.ResourceIDUnique), ambiguity.ResourceIDScope),
	one("refusals.length", "answers an upload without Content-Length with 411 and LENGTH_REQUIRED", lengthRequired, api.UploadResourceLengthRequired),
	one("refusals.too-large", "answers a resource that is larger than the limit with 413 and TOO_LARGE", tooLarge, api.UploadResourceTooLarge),
	one("refusals.remaining", "tells nothing but an unsigned integer as remainingStorageBytes", remaining, api.UploadResourceRemaining),
	one("refusals.too-long", "answers an ID that is too long with 414 and RID_TOO_LONG", tooLong, api.UploadResourceIDTooLong),
	one("refusals.limit", "tells in the answer 414 how long an ID may be, and takes one of that length", idLimit, api.UploadResourceIDLimit),
}

// clientIDs ends the check where the server makes the IDs of resources itself.
func clientIDs(t *check.T, r *resource, sent string) {
	if r.ID != sent {
		t.NotApplicable("the server makes the IDs of resources (A-155)")
	}
}

func duplicate(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.newResource(100, hidden)
	sent := r.ID
	h.upload(ctx, r)
	clientIDs(t, r, sent)
	h.takenFor(ctx, r, h)
}

// takenFor has an actor upload another resource of the same ID, which is refused.
func (h holder) takenFor(ctx context.Context, r *resource, by holder) {
	again := by.newResource(70, shown)
	again.ID = r.ID
	res := by.send(ctx, again)
	h.t.Refused(res, "an ID that is taken", check.Status(http.StatusConflict))
	h.t.Hold(textIs(res, "DUPLICATE_RID"))
	h.has(ctx, r)
	h.t.Hold(after("the refusal of another of its ID", says(h.info(ctx, r), r)))
}

func duplicateOfAnother(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	r := alice.newResource(100, hidden)
	sent := r.ID
	alice.upload(ctx, r)
	clientIDs(t, r, sent)
	bob := alice.other(ctx)
	again := bob.newResource(70, hidden)
	again.ID = r.ID
	if res := bob.send(ctx, again); res.OK() && bob.sees(ctx, alice.Resource(r.ID), r) && bob.sees(ctx, bob.Resource(r.ID), again) {
		t.Took(ambiguity.ResourceIDScope, "owner") // which fails
	} else {
		t.Refused(res, "an ID that another actor's resource has", check.Status(http.StatusConflict))
	}
	t.Took(ambiguity.ResourceIDScope, "server")
	alice.has(ctx, r)
}

// lengthRequired sends the body in chunks, as a client does that does not know its end.
func lengthRequired(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	r := h.newResource(100, hidden)
	res := h.uploading(r).With(actor.Header("Transfer-Encoding", "chunked")).Send(ctx)
	t.Refused(res, "an upload without Content-Length", check.Status(http.StatusLengthRequired))
	t.Hold(textIs(res, "LENGTH_REQUIRED"))
	h.noTrace(ctx, r)
	h.upload(ctx, r)
}

// mostBytes is the largest resource that is sent, in bytes.
const mostBytes = 8 << 20

// beyond uploads one byte more than anybody may store.
func (h holder) beyond(ctx context.Context) (*resource, *client.Response) {
	h.add(ctx, 1000, hidden)
	u := h.usage(ctx)
	if u.Limit < 1000 {
		h.t.Blocked("resources.usage.counts", "the limit is %d bytes, and 1000 were taken", u.Limit)
	}
	if u.Limit >= mostBytes {
		h.t.Untested("the server lets an actor store %d bytes, and no resource of more than %d is sent: lower its limit", u.Limit, mostBytes)
	}
	r := h.newResource(int(u.Limit)+1, hidden)
	// A server may refuse before it has read what is too much.
	return r, h.uploading(r).With(actor.Header("Expect", "100-continue")).Send(ctx)
}

func tooLarge(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r, res := h.beyond(ctx)
	t.Refused(res, "a resource that is larger than the limit", check.Status(http.StatusRequestEntityTooLarge))
	_, d := reasonIn(res.Body, "TOO_LARGE")
	t.Hold(d)
	h.noTrace(ctx, r)
	h.add(ctx, 100, hidden)
}

func remaining(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	_, res := h.beyond(ctx)
	if res.Status != http.StatusRequestEntityTooLarge {
		t.Blocked("resources.refusals.too-large", "a resource that is too large is answered with %s", actor.Line(res))
	}
	body, d := reasonIn(res.Body, "TOO_LARGE")
	switch {
	case d != nil:
		t.Blocked("resources.refusals.too-large", "%s", d.Actual)
	case len(body.Remaining) == 0:
		t.NotApplicable("the server does not tell how many bytes are left")
	}
	_, d = unsigned("remainingStorageBytes", body.Remaining, 64)
	t.Hold(d)
}

// long is an ID that is longer than any limit of 8 bits.
func (h holder) long(ctx context.Context) (*client.Response, *resource) {
	h.add(ctx, 10, hidden)
	r := h.newResource(20, hidden)
	r.ID = strings.Repeat("p2c", 400)
	res := h.send(ctx, r)
	if res.OK() {
		h.Resource(r.ID).Send(ctx)
		h.DeleteResource(r.ID).Send(ctx)
		h.t.NotApplicable("the server takes an ID of %d characters", len(r.ID))
	}
	return res, r
}

func tooLong(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	res, r := h.long(ctx)
	t.Refused(res, "an ID of 1200 characters", check.Status(http.StatusRequestURITooLong))
	_, d := reasonIn(res.Body, "RID_TOO_LONG")
	t.Hold(d)
	h.noTrace(ctx, r)
}

func idLimit(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	res, _ := h.long(ctx)
	body, d := reasonIn(res.Body, "RID_TOO_LONG")
	if res.Status != http.StatusRequestURITooLong || d != nil {
		t.Blocked("resources.refusals.too-long", "an ID of 1200 characters is answered with %s", actor.Line(res))
	}
	limit, d := unsigned("charLimit", body.Limit, 8)
	t.Hold(d)
	r := h.newResource(20, hidden)
	r.ID = actor.Word(t.Random(), max(int(limit), 1))
	t.Accepts(ctx, h.uploading(r), "the upload of a resource whose ID is as long as the server says")
	t.Refused(h.uploading(&resource{ID: r.ID + "x", Access: hidden}).Send(ctx), "an ID that is longer than the server says", check.Status(http.StatusRequestURITooLong))
}
