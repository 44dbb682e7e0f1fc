package check_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

var (
	aMust   = requirement.Requirement{ID: "test.must", Level: requirement.Must, Subject: requirement.HomeServer, Impact: requirement.Interop, Profile: requirement.Identity}
	aShould = requirement.Requirement{ID: "test.should", Level: requirement.Should, Subject: requirement.HomeServer, Impact: requirement.Cosmetic, Profile: requirement.Identity}
)

// checking makes a check of a body that decides a MUST.
func checking(body func(context.Context, *check.T)) check.Check {
	return check.Check{ID: "test.topic.name", Title: "does as it is told", Decides: []requirement.Requirement{aMust}, Run: body}
}

// serve makes a target of a handler.
func serve(t *testing.T, h http.HandlerFunc) *target.Target {
	t.Helper()
	e, err := target.Serve(h, "a server of this test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	e.Domain, e.DomainGiven = "test.p2.example", true
	return e.Target
}

// run runs a body against a handler, with time enough.
func run(t *testing.T, h http.HandlerFunc, body func(context.Context, *check.T)) check.Outcome {
	t.Helper()
	o, _ := check.Run(t.Context(), checking(body), serve(t, h), check.Settings{Timeout: 30 * time.Second})
	return o
}

// want holds an outcome's verdict against what it ought to be.
func want(t *testing.T, o check.Outcome, v reports.Verdict) {
	t.Helper()
	if o.Verdict != v {
		t.Errorf("verdict %s, want %s: expected %q, actual %q, detail %q", o.Verdict, v, o.Expected, o.Actual, o.Detail)
	}
}

// someCall is a call that any 2xx grants, and flawed spoils it.
func someCall(tg *target.Target, c *client.Client) *actor.Call {
	return actor.New(tg, c, nil, "alice", "a password", "a token").Certs()
}

func flawed() actor.Change { return actor.Query("flaw", "1") }

// answer is what a scripted server does with a request: a status, or it hangs up.
type answer struct {
	status int
	body   string
	header http.Header
	// declared is a Content-Length; more than the body cuts the answer off.
	declared string
}

const hangUp = 0

func status(s int) answer { return answer{status: s} }

func (a answer) write(w http.ResponseWriter) {
	if a.status == hangUp {
		panic(http.ErrAbortHandler)
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.declared != "" {
		w.Header().Set("Content-Length", a.declared)
	}
	w.WriteHeader(a.status)
	if _, err := w.Write([]byte(a.body)); err != nil {
		panic(http.ErrAbortHandler)
	}
	if a.declared != "" {
		_ = http.NewResponseController(w).Flush() // what was written goes out before the end
		panic(http.ErrAbortHandler)
	}
}

// scripted answers requests with and without the flaw from a list each; the last
// of a list is repeated.
func scripted(spoiled, right []answer) http.HandlerFunc {
	var mu sync.Mutex
	next := func(list *[]answer) answer {
		mu.Lock()
		defer mu.Unlock()
		a := (*list)[0]
		if len(*list) > 1 {
			*list = (*list)[1:]
		}
		return a
	}
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("flaw") {
			next(&spoiled).write(w)
			return
		}
		next(&right).write(w)
	}
}
