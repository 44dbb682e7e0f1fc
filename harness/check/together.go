package check

import (
	"context"
	"net/http"
	"sync"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
)

// MaxTogether is how many requests a check sends at the same time at most.
const MaxTogether = 200

// Together sends calls at the same time, as nearly as one client can, and waits
// for all the answers, which it returns in the order of the calls. A server that
// says that it is overloaded (503) or limits our rate (429) decides nothing; any
// other server error fails the check, and a call without an answer is in error.
func (t *T) Together(ctx context.Context, calls ...*actor.Call) []*client.Response {
	if len(calls) > MaxTogether {
		t.Error("%d requests at the same time, more than %d", len(calls), MaxTogether)
	}
	out := make([]*client.Response, len(calls))
	Together(len(calls), func(i int) { out[i] = calls[i].Send(client.Once(ctx)) })
	for _, res := range out {
		if res.Status == http.StatusServiceUnavailable {
			t.Untested("the server is overloaded by %d requests at the same time (503)", len(calls))
		}
		if client.Limited(res) {
			t.Untested("the server limits the rate of %d requests at the same time (%d): allow us more of them", len(calls), res.Status)
		}
		t.Answered(res)
	}
	return out
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
