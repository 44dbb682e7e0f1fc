package run

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/gateway"
)

// findGateway looks for the gateway of a target whose file names none, if some check
// asks there.
func findGateway(ctx context.Context, o Options) {
	t := o.Target
	asked := slices.ContainsFunc(o.Checks, func(c check.Check) bool { return c.Needs.Gateway })
	if !asked || t.Gateway != "" || t.GatewayAt != nil || t.NoGateway != "" {
		return
	}
	at, err := gateway.Find(ctx, t.URL, t.HTTP, &client.Log{})
	if err != nil {
		t.NoGateway = check.NoGateway(err)
		return
	}
	t.GatewayAt = at
}
