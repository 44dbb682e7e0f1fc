package check

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// TakesOrRefuses sends a call that one reading of the text grants and another
// refuses, named as in "a request in DER". It returns the response where the
// call was granted, and nil where it was refused; all else fails the check: a
// server error, a 2xx without what the call asks for, a connection that the
// target ends although it then grants the control.
//
// It proves nothing by itself: grant the control before, and decide on what was
// granted.
func (t *T) TakesOrRefuses(ctx context.Context, call *actor.Call, what string, control *actor.Call) *client.Response {
	res := call.Send(ctx)
	if hungUp(res) && ctx.Err() == nil {
		res = t.again(ctx, call, what, control)
	}
	t.answered(res)
	if judgeRefusal(res, what, nil) == nil {
		return nil
	}
	if err := call.Accepted(res); err != nil {
		t.end(reports.Fail, Outcome{
			Expected: what + " is granted, or refused (4xx)",
			Actual:   err.Error(),
			Decisive: res.Exchange,
		})
	}
	return res
}
