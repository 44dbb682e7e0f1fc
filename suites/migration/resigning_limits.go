package migration

import (
	"bytes"
	"context"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// The headers of section 7.2.2.
const (
	bodyLimitHeader = "X-P2-Return-Body-Size-Limit"
	retryHeader     = "Retry-After"
)

// resigningLimits is about the limits that a server sets (core 7.2.2).
var resigningLimits = []check.Check{
	resigns("limits.body-header", "tells the limit on bodies, if at all, as a number of bytes, where it hands messages out", bodyHeader,
		api.GetMessagesBodyLimit),
	resigns("limits.body-header-commit", "tells the limit on bodies, if at all, as a number of bytes, where it takes messages", commitBodyHeader,
		api.CommitMessagesBodyLimit),
	resigns("limits.body", "takes a commit that is as large as it says, or of 1 MiB where it says no limit", bodyLimit, core.BodyLimitAnnounced),
	resigns("limits.interval", "says in seconds how long to wait after a commit, as an integer of 16 bits", interval,
		core.IntervalDefined, core.IntervalAnnounced, core.IntervalSeconds, api.CommitMessagesRetryAfter),
	resigns("limits.interval-kept", "takes another commit after the time that it said", intervalKept, core.IntervalAnnounced),
}

var digits = regexp.MustCompile(`^[0-9]{1,20}$`)

// uintIn is the number in a header with digits, of so many bits.
func uintIn(text string, bits int) (uint64, bool) {
	n, err := strconv.ParseUint(text, 10, bits)
	return n, err == nil && digits.MatchString(text)
}

func bodyHeader(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 1)
	d.deals(ctx)
	d.handed(ctx, messages...)
	d.hasBodyHeader(t.Grants(ctx, d.messages(d.bob), "a request for the messages to re-sign"))
	d.forget()
}

func commitBodyHeader(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 2)
	d.deals(ctx)
	list := d.handed(ctx, messages...)
	d.hasBodyHeader(d.commits(ctx, list, inOrder(list, messages)[0]))
	d.forget()
}

// hasBodyHeader holds a header that is there.
func (d *deal) hasBodyHeader(res *client.Response) {
	for _, text := range res.Header.Values(bodyLimitHeader) {
		if _, ok := uintIn(text, 64); !ok {
			d.t.FailAt(res, "the header "+bodyLimitHeader+" with a number of 64 bits in digits", "%q", text)
		}
	}
	d.t.Hold(nil)
}

// Bodies are no larger than this, whatever a target says, in bytes.
const (
	unlimitedBody = 1 << 20
	largestBody   = 4 << 20
)

// bodyLimit fills a right commit up with white space, which JSON may have anywhere.
func bodyLimit(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	list := d.handed(ctx, messages...)
	ordered := inOrder(list, messages)
	res := t.Grants(ctx, d.messages(d.bob), "a request for the messages to re-sign")
	d.commits(ctx, list, ordered[0])
	size, said := unlimitedBody, "no limit on bodies"
	n, ok := uintIn(res.Header.Get(bodyLimitHeader), 64)
	if !ok && res.Header.Get(bodyLimitHeader) != "" {
		t.Blocked(opGetMessages, "the limit on bodies could not be read: %q", res.Header.Get(bodyLimitHeader))
	}
	if n > 0 {
		said = "a limit of " + strconv.FormatUint(n, 10) + " bytes on bodies"
		size = int(min(n, largestBody))
	}
	call := d.resign(list, ordered[1])
	if len(call.Request.Body) > size {
		t.Fail("a limit on bodies that has room for one message", "%s, and a message takes %d", said, len(call.Request.Body))
	}
	padded := bytes.Repeat([]byte(" "), size-len(call.Request.Body))
	large := call.With(actor.Body(append(bytes.Clone(call.Request.Body), padded...)))
	answer := large.Send(ctx)
	t.GotAnswer(answer)
	if !answer.OK() {
		d.commits(ctx, list, ordered[1])
		t.FailAt(answer, "a right commit of "+strconv.Itoa(size)+" bytes is granted, as the server says "+said, "%s", actor.Line(answer))
	}
	d.done(ordered[1])
	t.Hold(nil)
}

// interval looks at the answer to a commit after which messages are left: who has to
// send nothing more has nothing to wait for.
func interval(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	list := d.handed(ctx, messages...)
	res := d.commits(ctx, list, inOrder(list, messages)[0])
	text := res.Header.Get(retryHeader)
	if _, ok := uintIn(text, 16); !ok {
		t.FailAt(res, "the header "+retryHeader+" with a number of seconds from 0 to 65535", "%q", text)
	}
	t.Hold(nil)
}

func intervalKept(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	messages := d.posts(ctx, 3)
	d.deals(ctx)
	list := d.handed(ctx, messages...)
	ordered := inOrder(list, messages)
	res := d.commits(ctx, list, ordered[0])
	seconds, ok := uintIn(res.Header.Get(retryHeader), 16)
	if !ok {
		t.Blocked(opCommitMessages, "no interval was said")
	}
	if seconds > 0 {
		t.WaitUntil(ctx, t.Now().Add(time.Duration(seconds)*time.Second), "the interval between two commits")
	}
	call := d.resign(list, ordered[1])
	res = call.Send(ctx)
	t.GotAnswer(res)
	if res.Status >= http.StatusBadRequest {
		t.Fail("another commit is granted after the interval of "+strconv.FormatUint(seconds, 10)+" s", "%s", actor.Line(res))
	}
	d.done(ordered[1])
	t.Hold(nil)
}
