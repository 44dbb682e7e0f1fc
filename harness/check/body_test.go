package check_test

import (
	"context"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// A panic is an Error that says where, in words that are the same each time.
func TestPanic(t *testing.T) {
	panics := checking(func(_ context.Context, c *check.T) {
		c.Hold(nil)
		var list []int
		_ = list[len(list)]
	})
	o := alone(t, panics, check.Settings{})
	want(t, o, reports.Error)
	if o.Lost {
		t.Error("the target is said to be lost")
	}
	if !strings.HasPrefix(o.Detail, "the check panicked: runtime error: index out of range") ||
		!strings.Contains(o.Detail, "at harness/check_test.TestPanic.func1:") {
		t.Errorf("detail is %q", o.Detail)
	}
	if strings.Contains(o.Detail, "0x") || strings.Contains(o.Detail, "goroutine ") || strings.Contains(o.Detail, ".go:") {
		t.Errorf("detail has what differs from machine to machine: %q", o.Detail)
	}
	if again := alone(t, panics, check.Settings{}); again.Detail != o.Detail {
		t.Errorf("the same panic says %q and %q", o.Detail, again.Detail)
	}
}

// A panic after a failure does not make it better.
func TestPanicAfterFail(t *testing.T) {
	o := alone(t, checking(func(_ context.Context, c *check.T) {
		defer func() { panic("and then") }()
		c.Fail("a", "b")
	}), check.Settings{})
	want(t, o, reports.Fail)
}

// A body whose goroutine ends in a way of its own has a verdict all the same.
func TestGoexit(t *testing.T) {
	o := alone(t, checking(func(_ context.Context, c *check.T) {
		c.Hold(nil)
		runtime.Goexit()
	}), check.Settings{})
	want(t, o, reports.Error)
}

// A body that hangs is left behind, soon after its time.
func TestHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		end := make(chan struct{})
		defer close(end)
		begun := time.Now()
		o := alone(t, checking(func(_ context.Context, c *check.T) { c.Hold(nil); <-end; c.Fail("late", "too late") }),
			check.Settings{Timeout: 20 * time.Second})
		want(t, o, reports.Error)
		if took := time.Since(begun); took < 20*time.Second || took > 21*time.Second {
			t.Errorf("it took %s", took)
		}
		if o.Detail != "the check ran out of time, although every request was answered" || o.Lost {
			t.Errorf("detail is %q, lost is %v", o.Detail, o.Lost)
		}
	})
}

// A body that heeds its context, and then comes to anything, came to nothing.
func TestVerdictsAfterTheEnd(t *testing.T) {
	ways := map[string]func(*check.T){
		"pass": func(c *check.T) { c.Hold(nil) }, "fail": func(c *check.T) { c.Fail("a", "b") },
		"blocked": func(c *check.T) { c.Blocked("op", "why") }, "untested": func(c *check.T) { c.Untested("why") },
		"not applicable": func(c *check.T) { c.NotApplicable("why") }, "error": func(c *check.T) { c.Error("why") },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := alone(t, checking(func(ctx context.Context, c *check.T) {
					<-ctx.Done()
					way(c)
				}), check.Settings{Timeout: time.Second})
				want(t, o, reports.Error)
			})
		})
	}
}

// What a body came to in time stands, though its context ends with it.
func TestVerdictsBeforeTheEnd(t *testing.T) {
	for range 50 {
		ctx, cancel := context.WithCancel(t.Context())
		o, _ := check.Run(ctx, checking(func(_ context.Context, c *check.T) {
			defer cancel()
			c.Fail("a", "b")
		}), &target.Target{}, check.Settings{})
		want(t, o, reports.Fail)
		cancel()
	}
}

// A run that is stopped stops its checks, and says so.
func TestCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		o, _ := check.Run(ctx, checking(func(ctx context.Context, c *check.T) { <-ctx.Done(); c.Hold(nil) }),
			&target.Target{}, check.Settings{Timeout: time.Minute})
		want(t, o, reports.Error)
		if !strings.HasPrefix(o.Detail, "the check was stopped") {
			t.Errorf("detail is %q", o.Detail)
		}
	})
}

// A target that never answers loses the check, and only that is said of it.
func TestNoAnswer(t *testing.T) {
	tg := *serve(t, func(http.ResponseWriter, *http.Request) {})
	tg.HTTP = &http.Client{Transport: silence{}}
	synctest.Test(t, func(t *testing.T) {
		o, log := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
			c.Grants(ctx, someCall(c.Target(), c.Client()), "it")
		}), &tg, check.Settings{Timeout: 50 * time.Millisecond})
		want(t, o, reports.Error)
		if !o.Lost || o.Detail != "no whole answer: the time for the check was over" {
			t.Errorf("detail is %q, lost is %v", o.Detail, o.Lost)
		}
		if n := len(log.Exchanges()); n != 1 {
			t.Errorf("%d exchanges were recorded", n)
		}
	})
}

// silence never answers.
type silence struct{}

func (silence) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, context.Cause(r.Context())
}

// So does one that answers without an end, and one whose answer nobody judges.
func TestEndlessAnswer(t *testing.T) {
	tg := serve(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 100)); err != nil {
				return
			}
			_ = http.NewResponseController(w).Flush() // the client may be gone
			if r.URL.Path == "/silent" {
				<-r.Context().Done()
			}
		}
	})
	for path, lost := range map[string]bool{"/silent": false, "/endless": false} {
		o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
			for ctx.Err() == nil {
				c.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: path})
			}
			c.Hold(nil)
		}), tg, check.Settings{Timeout: 100 * time.Millisecond})
		want(t, o, reports.Error)
		if o.Lost != lost {
			t.Errorf("%s: lost is %v", path, o.Lost)
		}
	}
}
