package check

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// Option narrows what Refuses accepts as a refusal.
type Option func(*refusal)

type refusal struct {
	statuses []int
	control  *actor.Call
	taken    func()
}

// Status says that only these statuses refuse: for operations whose document
// names one for the very flaw.
func Status(statuses ...int) Option { return func(r *refusal) { r.statuses = statuses } }

// Control is the right call, where it is another than the one that was spoiled.
func Control(call *actor.Call) Option { return func(r *refusal) { r.control = call } }

// IfTaken is called where the spoiled request is granted, before the check fails for
// it: it may find out that this follows from what another check decides, and end the
// check as blocked by that.
func IfTaken(f func()) Option { return func(r *refusal) { r.taken = f } }

// Refuses sends the call with one flaw, and expects a refusal: a 4xx. Then it
// sends the call as it was, the positive control, and expects that to be
// granted: a server that refuses everything decides nothing. The flaw is named
// as in "a session ID of 33 characters".
//
// A server that hangs up instead of refusing fails, if it does so twice and then
// grants the control.
func (t *T) Refuses(ctx context.Context, call *actor.Call, flaw string, change actor.Change, options ...Option) {
	r := refusal{control: call}
	for _, o := range options {
		o(&r)
	}
	spoiled := call.With(change)
	res := spoiled.Send(ctx)
	if hungUp(res) && ctx.Err() == nil {
		res = t.again(ctx, spoiled, flaw, r.control)
	}
	if r.taken != nil && spoiled.Accepted(res) == nil {
		r.taken()
	}
	t.refused(res, flaw, r.statuses)
	t.Grants(ctx, r.control, "the same request without the flaw")
	t.hold()
}

// hungUp reports that the target ended the connection instead of answering: the
// request was sent, and our own bounds are not what ended it.
func hungUp(res *client.Response) bool {
	return res.Err != nil && !errors.Is(res.Err, client.ErrNotSent) && !errors.Is(res.Err, client.ErrTooLarge)
}

// broken is what came of a request without a whole answer.
func broken(res *client.Response) string {
	if res.Status == 0 {
		return res.Err.Error()
	}
	return actor.Line(res)
}

// again sends a request once more that ended with its connection: one that was
// idle before may have ended for another reason. Where the second one ends like
// the first, and the control goes through at once, the flaw was what ended it.
func (t *T) again(ctx context.Context, spoiled *actor.Call, flaw string, control *actor.Call) *client.Response {
	res := spoiled.Send(ctx)
	if !hungUp(res) || ctx.Err() != nil {
		return res
	}
	t.Grants(ctx, control, "the same request without the flaw")
	t.end(reports.Fail, Outcome{
		Expected: "a refusal (4xx) of " + flaw,
		Actual:   "the server broke off instead of refusing: " + broken(res),
		Decisive: res.Exchange,
	})
	return res
}

// Grants makes a call that a conforming server grants, as the positive control
// of something else: where it does not, the check is blocked by the one that
// decides the operation.
func (t *T) Grants(ctx context.Context, call *actor.Call, what string) *client.Response {
	res := call.Send(ctx)
	t.answered(res)
	if err := call.Accepted(res); err != nil {
		t.end(reports.Blocked, Outcome{
			BlockedOn: call.Operation,
			Detail:    fmt.Sprintf("the positive control failed, so nothing is decided: %s was not granted (%v)", what, err),
			Decisive:  res.Exchange,
		})
	}
	return res
}

// Accepts makes a call that the requirement wants granted; where it is not, the
// check fails.
func (t *T) Accepts(ctx context.Context, call *actor.Call, what string) *client.Response {
	res := call.Send(ctx)
	t.answered(res)
	if err := call.Accepted(res); err != nil {
		t.end(reports.Fail, Outcome{Expected: what + " is granted", Actual: err.Error(), Decisive: res.Exchange})
	}
	t.hold()
	return res
}

// Whole sends a request that differs from one that is granted, the control, in
// what must not break off the answer, named as in "a request that offers zstd".
// Where that is broken off twice, and the control answered, the check fails.
func (t *T) Whole(ctx context.Context, what string, send, control func() *client.Response) *client.Response {
	res := send()
	if hungUp(res) && ctx.Err() == nil {
		res = send()
		if hungUp(res) && ctx.Err() == nil && control().OK() {
			t.end(reports.Fail, Outcome{
				Expected: "a whole answer to " + what, Actual: "the server broke off: " + broken(res), Decisive: res.Exchange,
			})
		}
	}
	t.answered(res)
	return res
}

// Granted fails the check unless the response has one of the statuses.
func (t *T) Granted(res *client.Response, statuses ...int) {
	if len(statuses) == 0 {
		t.Error("the check names no status that grants")
	}
	t.answered(res)
	if !slices.Contains(statuses, res.Status) {
		t.end(reports.Fail, Outcome{Expected: statusList(statuses), Actual: actor.Line(res), Decisive: res.Exchange})
	}
	t.hold()
}

// InForm fails the check unless the response has a form that the API document,
// with our corrections, allows.
func (t *T) InForm(res *client.Response) {
	t.answered(res)
	if !res.Exchange.OperationKnown {
		t.Error("%s %s is no operation of the API document", res.Exchange.Request.Method, res.Exchange.Request.Path)
	}
	if problems := res.Exchange.Departures(); len(problems) > 0 {
		t.end(reports.Fail, Outcome{
			Expected: "the form of " + res.Exchange.Operation.ID + " in the API document",
			Actual:   strings.Join(problems, "; "),
			Decisive: res.Exchange,
		})
	}
	t.hold()
}

// Answered ends the check where there is no whole answer, or one that says
// nothing about the request; a 5xx fails it.
func (t *T) Answered(res *client.Response) {
	t.answered(res)
	if res.Status >= 500 {
		t.end(reports.Fail, Outcome{Expected: "an answer that is no server error", Actual: actor.Line(res), Decisive: res.Exchange})
	}
}

// GotAnswer ends the check where the target says nothing about a request. What it
// says is left to the caller, a server error included.
func (t *T) GotAnswer(res *client.Response) { t.answered(res) }

// Refused fails the check unless the response is a refusal. It is for refusals
// whose control is an earlier call of the same body; others use Refuses.
func (t *T) Refused(res *client.Response, flaw string, options ...Option) {
	var r refusal
	for _, o := range options {
		o(&r)
	}
	t.refused(res, flaw, r.statuses)
	t.hold()
}

func (t *T) refused(res *client.Response, flaw string, statuses []int) {
	t.answered(res)
	if d := judgeRefusal(res, flaw, statuses); d != nil {
		t.end(reports.Fail, Outcome{
			Detail:   "What was sent is right but for this: " + flaw + ".",
			Expected: d.Expected, Actual: d.Actual, Decisive: res.Exchange,
		})
	}
}

// judgeRefusal decides whether a response is a refusal for the flaw.
func judgeRefusal(res *client.Response, flaw string, statuses []int) *Deviation {
	want := "a refusal (4xx) of " + flaw
	if len(statuses) > 0 {
		want = fmt.Sprintf("%s for %s", statusList(statuses), flaw)
	}
	line := actor.Line(res)
	switch {
	case res.Status >= 500:
		return Deviates(want, "%s: the server failed instead of refusing", line)
	case res.OK():
		return Deviates(want, "%s: the server accepted it", line)
	case res.Status < 400:
		return Deviates(want, "%s: this is neither granted nor refused", line)
	case len(statuses) > 0 && !slices.Contains(statuses, res.Status):
		return Deviates(want, "%s", line)
	}
	return nil
}

func statusList(statuses []int) string {
	var names []string
	for _, s := range statuses {
		names = append(names, fmt.Sprintf("%d %s", s, http.StatusText(s)))
	}
	return strings.Join(names, " or ")
}

// answered ends the check where there is no whole answer, or one that says
// nothing about the request.
func (t *T) answered(res *client.Response) {
	switch {
	case errors.Is(res.Err, client.ErrNotSent):
		t.end(reports.Error, Outcome{Detail: res.Err.Error(), Decisive: res.Exchange})
	case res.Err != nil:
		t.end(reports.Error, Outcome{Detail: "no whole answer: " + broken(res), Decisive: res.Exchange, Lost: res.Status == 0})
	case client.Limited(res):
		t.end(reports.Error, Outcome{
			Detail: fmt.Sprintf("the target limits our rate (%d), however often we came back: allow us more requests, "+
				"or run with fewer checks side by side, --parallel 1", res.Status),
			Decisive: res.Exchange,
		})
	}
}
