package check

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// MaxTogether is how many requests a check sends at the same time at most.
const MaxTogether = 200

// fewTogether is how many requests at the same time any check may send: as many
// as a browser has for one server.
const fewTogether = 6

// Together sends calls at the same time, as nearly as one client can, and waits
// for all the answers, which it returns in the order of the calls. A server that
// says that it is overloaded leaves the check untested, unless what it did answer
// fails it (see Served). Any other server error fails the check.
func (t *T) Together(ctx context.Context, calls ...*actor.Call) []*client.Response {
	if len(calls) > MaxTogether {
		t.Error("%d requests at the same time, more than %d", len(calls), MaxTogether)
	}
	if len(calls) > fewTogether && !t.check.Needs.Racing {
		t.Error("%d requests at the same time, in a check that does not say so: Needs.Racing", len(calls))
	}
	out := make([]*client.Response, len(calls))
	Together(len(calls), func(i int) { out[i] = calls[i].Send(client.Once(ctx)) })
	for _, res := range out {
		t.Served(res, len(calls))
	}
	return out
}

// Served is Answered for one of several requests at the same time. A server that
// limits our rate, or says that it has too much to do (503), did nothing wrong, and what it did
// answer can still be: the check goes on, but it cannot pass any more.
func (t *T) Served(res *client.Response, together int) {
	if client.Limited(res) || res.Err == nil && res.Status == http.StatusServiceUnavailable {
		t.merge(reports.Untested, Outcome{
			Detail:   fmt.Sprintf("the server is overloaded by %d requests at the same time (%d): allow us more of them", together, res.Status),
			Decisive: res.Exchange,
		})
		return
	}
	t.Answered(res)
}

// Together runs f for the numbers from 0 to n-1 at the same time: none begins
// before all are there. It returns when all have.
func Together(n int, f func(i int)) {
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	ready.Add(n)
	for i := range n {
		done.Go(func() {
			ready.Done()
			<-start
			f(i)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}
