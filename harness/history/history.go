// Package history records requests that overlap, and judges whether some order of
// them explains the answers: whether they could have come one after another. The
// text says of no two requests at the same time which one wins, so every order
// passes in which none stands before one that was answered before it was sent.
package history

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
)

// Outcome is what came of an attempt.
type Outcome int

// The outcomes.
const (
	// Granted attempts did what they were for.
	Granted Outcome = iota + 1
	// Refused attempts changed nothing.
	Refused
	// Unknown attempts may have done what they were for, at some time after they
	// were sent: the connection broke off, or the answer says neither.
	Unknown
)

// Attempt is one request of a history: what it wanted, and what came of it.
type Attempt struct {
	// What it wanted, in a word or two: "use", "remove".
	What string
	// About is what it wanted that of, for the model: a number of the check's.
	About int
	// Reads says that it changes nothing, whatever comes of it.
	Reads   bool
	Outcome Outcome
	// From and To are when it was sent and answered, on one clock.
	From, To time.Time
	// Line is the answer in few words.
	Line string
}

// Granted reports that the attempt did what it was for.
func (a Attempt) Granted() bool { return a.Outcome == Granted }

// Of is what came of a call.
func Of(what string, about int, call *actor.Call, res *client.Response) Attempt {
	a := Attempt{What: what, About: about, Line: "no answer", Outcome: Unknown}
	if res.Status > 0 {
		a.Line = actor.Line(res)
	}
	switch {
	case res.Err == nil && res.Status == http.StatusTooManyRequests:
		a.Reads = true // which says that it was not looked at
	case call.Accepted(res) == nil:
		a.Outcome = Granted
	case errors.Is(res.Err, client.ErrNotSent), res.Err == nil && res.Status >= 400 && res.Status < 500:
		a.Outcome = Refused
	}
	if e := res.Exchange; e != nil { // a call that could not be written has none
		a.From, a.To = e.Started, e.Started.Add(e.Duration)
	}
	return a
}

// Recorder records a history. Several goroutines may send at the same time. Its
// zero value is empty.
type Recorder struct {
	mu        sync.Mutex
	attempts  []Attempt
	responses []*client.Response
}

// Send makes a call and records what came of it.
func (r *Recorder) Send(ctx context.Context, what string, about int, call *actor.Call) *client.Response {
	res := call.Send(ctx)
	r.Add(Of(what, about, call, res), res)
	return res
}

// Read makes a call that changes nothing. Shows is what a granted one shows, as
// the model has it, and whether it shows anything that can be judged.
func (r *Recorder) Read(ctx context.Context, what string, call *actor.Call, shows func(*client.Response) (int, bool)) *client.Response {
	res := call.Send(ctx)
	a := Of(what, 0, call, res)
	a.Reads = true
	if about, ok := shows(res); ok {
		a.About, a.Outcome = about, Granted
	} else {
		a.Outcome = Unknown
	}
	r.Add(a, res)
	return res
}

// Add records an attempt; one without times is taken for one of this moment. The
// response may be nil.
func (r *Recorder) Add(a Attempt, res *client.Response) {
	if a.From.IsZero() {
		a.From = time.Now()
		a.To = a.From
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.attempts = append(r.attempts, a)
	if res != nil {
		r.responses = append(r.responses, res)
	}
}

// Together makes calls at the same time, as check.T's Together does, and records
// them. What each is about is its place among them.
func Together(ctx context.Context, t *check.T, what string, calls ...*actor.Call) (*Recorder, []*client.Response) {
	responses := t.Together(ctx, calls...)
	r := &Recorder{}
	for i, res := range responses {
		r.Add(Of(what, i, calls[i], res), res)
	}
	return r, responses
}

// Attempts are what was recorded so far, in the order of the answers.
func (r *Recorder) Attempts() []Attempt {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.attempts)
}

func (r *Recorder) answers() []*client.Response {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.responses)
}

// Decide fails the check where no order explains the answers, and then where one
// is a server error. A server that was overloaded leaves it untested: what it did
// answer is judged all the same.
func Decide[S comparable](t *check.T, m Model[S], r *Recorder) {
	if d := Judge(m, r.Attempts()); d != nil {
		t.Hold(d)
	}
	responses := r.answers()
	for _, res := range responses {
		t.Served(res, len(responses))
	}
}

// Amid has workers send one request after another, each its next when the last is
// answered. When each has sent some, which is before, they wait for each other, and
// something else is done beside the rest. It returns when all is done.
func Amid(workers, uses, before int, use func(worker, n int), act func()) {
	var busy sync.WaitGroup
	busy.Add(workers)
	check.Together(workers+1, func(i int) {
		if i == workers {
			busy.Wait()
			act()
			return
		}
		for n := range uses {
			if n == before {
				busy.Done()
				busy.Wait()
			}
			use(i, n)
		}
		if before >= uses {
			busy.Done()
		}
	})
}
