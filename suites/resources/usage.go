package resources

import (
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// usage checks GET /resource/usage (API
// ResourceAddressingWithRelativeRoots_getStorageLimitInfo).
var usage = []check.Check{
	check.Probing(check.Proving(opUsage, plain("usage.ok", "tells an actor how many bytes it may store, and does", usageOK, api.ResourceUsageOK)),
		ambiguity.UsageToken),
	check.Probing(one("usage.counts", "counts what an actor uploads, and no more what it deletes", usageCounts, api.ResourceUsageCounts),
		ambiguity.UsageMeasure),
	one("usage.own", "does not count what others upload", usageOwn, api.ResourceUsageCounts),
	one("usage.full", "lets an actor store no more than the limit, however many resources it is", usageFull,
		api.ResourceUsageCounts, api.UploadResourceTooLarge),
}

func usageOK(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	res := h.StorageLimit().Send(ctx)
	h.served(ctx, res)
	t.Answered(res)
	t.Granted(res, http.StatusOK)
	if _, err := p2.ParseStorageUsage(res.Body); err != nil {
		t.Fail("a JSON object with the unsigned integers limit and used", "%v", err)
	}
	t.Took(ambiguity.UsageToken, map[bool]string{true: "server-wide", false: "token"}[h.wide(ctx)])
}

// wide reports that the usage is told to everybody, so that it is no actor's.
func (h holder) wide(ctx context.Context) bool {
	call := h.StorageLimit()
	delete(call.Request.Header, "Authorization")
	res := call.Send(ctx)
	h.t.Answered(res)
	return res.OK()
}

func (h holder) ofActors(ctx context.Context) {
	if h.wide(ctx) {
		h.t.NotApplicable("the usage is that of the server, which others change (A-167)")
	}
}

// usageCounts leaves open what a resource takes besides its bytes.
func usageCounts(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	first := h.add(ctx, 10, hidden)
	h.ofActors(ctx)
	before := h.usage(ctx)
	second := h.add(ctx, 3000, hidden)
	larger := h.usage(ctx)
	h.add(ctx, 1000, hidden)
	all := h.usage(ctx)
	h.grew(before, larger, 3000)
	h.grew(larger, all, 1000)
	h.remove(ctx, second)
	if left := h.usage(ctx); left.Used > all.Used-3000 {
		t.Fail(fmt.Sprintf("%d bytes or fewer that are used after the deletion of 3000", all.Used-3000), "%d", left.Used)
	}
	if all.Limit < all.Used {
		t.Fail("a limit that is not exceeded", "%d bytes are used, and the limit is %d", all.Used, all.Limit)
	}
	h.get(ctx, first)
	t.Hold(nil)
	exact := larger.Used-before.Used == 3000 && all.Used-larger.Used == 1000
	t.Took(ambiguity.UsageMeasure, map[bool]string{true: "bytes", false: "more"}[exact])
}

// grew fails the check unless an upload of n bytes counts.
func (h holder) grew(before, now p2.StorageUsage, n uint64) {
	if now.Used < before.Used+n {
		h.t.Fail(fmt.Sprintf("%d bytes or more that are used after the upload of %d", before.Used+n, n), "%d", now.Used)
	}
}

func usageOwn(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	alice.add(ctx, 10, hidden)
	alice.ofActors(ctx)
	before, others := alice.usage(ctx), bob.usage(ctx)
	bob.add(ctx, 2000, hidden)
	if now := bob.usage(ctx); now.Used < others.Used+2000 {
		t.Blocked("resources.usage.counts", "what the other actor uploaded is not counted")
	}
	if now := alice.usage(ctx); now.Used != before.Used {
		t.Fail(fmt.Sprintf("%d bytes that are used, as before another actor's upload", before.Used), "%d", now.Used)
	}
	t.Hold(nil)
}

// usageFull uploads two resources, each of which fits, and both of which do not.
func usageFull(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	h.ofActors(ctx)
	half := h.half(ctx)
	first := h.newResource(half, hidden)
	res := h.send(ctx, first)
	t.Answered(res)
	if res.Status == http.StatusRequestEntityTooLarge {
		t.NotApplicable("the server takes no resource of %d bytes, which are left", half)
	}
	if !res.OK() {
		t.Blocked(opUpload, "a resource could not be uploaded: %d", res.Status)
	}
	h.acknowledged(first, res)
	second := h.newResource(half, hidden)
	t.Refused(h.send(ctx, second), "a resource that does not fit beside another", check.Status(http.StatusRequestEntityTooLarge))
	h.noTrace(ctx, second)
	h.remove(ctx, first)
	h.upload(ctx, second)
}

// half is a little more than half of what is left, in bytes.
func (h holder) half(ctx context.Context) int {
	u := h.usage(ctx)
	left := u.Limit - min(u.Limit, u.Used)
	if left >= mostBytes {
		h.t.Untested("the server lets an actor store %d bytes more, and no more than %d are sent: lower its limit", left, mostBytes)
	}
	return int(left)/2 + int(left)/10 + 1
}
