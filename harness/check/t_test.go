package check_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/onsi/gomega"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// alone runs a body that needs no server.
func alone(t *testing.T, c check.Check, s check.Settings) check.Outcome {
	t.Helper()
	if s.Timeout == 0 {
		s.Timeout = 30 * time.Second
	}
	o, _ := check.Run(t.Context(), c, &target.Target{}, s)
	return o
}

var entry = ambiguity.Entry{
	ID: "A-999", Accepts: "either",
	Readings: []ambiguity.Reading{
		{ID: "one", Says: "It is one."},
		{ID: "other", Says: "It is the other."},
		{ID: "none", Says: "It is neither.", Fails: true},
	},
}

// What each way to end a body comes to, and what it says.
func TestVerdicts(t *testing.T) {
	deviation := check.Deviates("a cat", "%d dogs", 2)
	tests := []struct {
		name             string
		body             func(*check.T)
		verdict          reports.Verdict
		expected, actual string
		detail           string
	}{
		{name: "nothing asserted", body: func(*check.T) {}, verdict: reports.Error, detail: "the check ended without asserting anything"},
		{name: "holds", body: func(t *check.T) { t.Hold(nil) }, verdict: reports.Pass},
		{name: "deviates", body: func(t *check.T) { t.Hold(deviation) }, verdict: reports.Fail, expected: "a cat", actual: "2 dogs"},
		{name: "deviates after holding", body: func(t *check.T) { t.Hold(nil); t.Hold(deviation) }, verdict: reports.Fail, expected: "a cat", actual: "2 dogs"},
		{name: "fails", body: func(t *check.T) { t.Fail("a", "%s", "100%") }, verdict: reports.Fail, expected: "a", actual: "100%"},
		{name: "untested", body: func(t *check.T) { t.Untested("no %s", "key") }, verdict: reports.Untested, detail: "no key"},
		{name: "not applicable", body: func(t *check.T) { t.NotApplicable("none") }, verdict: reports.NotApplicable, detail: "none"},
		{name: "blocked", body: func(t *check.T) { t.Blocked("op", "why") }, verdict: reports.Blocked, detail: "why"},
		{name: "error", body: func(t *check.T) { t.Error("why") }, verdict: reports.Error, detail: "why"},
		{name: "a reading alone asserts nothing", body: func(t *check.T) { t.Took(entry, "one") }, verdict: reports.Error, detail: "the check ended without asserting anything"},
		{name: "a reading", body: func(t *check.T) { t.Took(entry, "other"); t.Hold(nil) }, verdict: reports.Pass},
		{
			name: "a reading that fails", body: func(t *check.T) { t.Took(entry, "none"); t.Hold(nil) },
			verdict: reports.Fail, expected: "a reading of A-999 that passes: either", actual: "It is neither.",
		},
		{name: "a reading that holds", body: func(t *check.T) { t.TookBy(nil, entry, "other") }, verdict: reports.Pass},
		{name: "a reading by a deviation", body: func(t *check.T) { t.TookBy(deviation, entry, "none") }, verdict: reports.Fail, expected: "a cat", actual: "2 dogs"},
		{
			name: "a reading that passes in spite of a deviation", body: func(t *check.T) { t.TookBy(deviation, entry, "other") },
			verdict: reports.Error, detail: "the reading other of A-999 passes, and yet there is a deviation: 2 dogs",
		},
		{name: "a reading that is unknown", body: func(t *check.T) { t.Took(entry, "third"); t.Hold(nil) }, verdict: reports.Error, detail: `ambiguity A-999 has no reading "third"`},
		{name: "none of many", body: func(t *check.T) { check.ForAll(t, "certificates", nil, never) }, verdict: reports.Untested, detail: "the target showed no certificates to decide this on"},
		{name: "all of many", body: func(t *check.T) { check.ForAll(t, "numbers", []int{1, 2}, below(3)) }, verdict: reports.Pass},
		{name: "one of many", body: func(t *check.T) { check.ForAll(t, "numbers", []int{1, 5, 2}, below(3)) }, verdict: reports.Fail, expected: "below 3", actual: "5"},
		{name: "matches", body: func(t *check.T) { t.Expect(1).To(gomega.Equal(1)) }, verdict: reports.Pass},
		{name: "should match", body: func(t *check.T) { t.Expect(1).Should(gomega.Equal(1)) }, verdict: reports.Pass},
		{name: "matches not", body: func(t *check.T) { t.Expect(1).ToNot(gomega.Equal(2)) }, verdict: reports.Pass},
		{name: "not to match", body: func(t *check.T) { t.Expect(1).NotTo(gomega.Equal(2)) }, verdict: reports.Pass},
		{name: "should not match", body: func(t *check.T) { t.Expect(1).ShouldNot(gomega.Equal(2)) }, verdict: reports.Pass},
		{name: "matches elsewhere", body: func(t *check.T) { t.Expect(1).WithOffset(1).To(gomega.Equal(1)) }, verdict: reports.Pass},
		{name: "an error as wanted", body: func(t *check.T) { t.Expect(0, errors.New("x")).Error().To(gomega.HaveOccurred()) }, verdict: reports.Pass},
		{name: "an expectation of nothing", body: func(t *check.T) { t.Expect(1) }, verdict: reports.Error, detail: "the check ended without asserting anything"},
		{
			name: "does not match", body: func(t *check.T) { t.Expect(1).To(gomega.Equal(2)); t.Hold(nil) },
			verdict: reports.Fail, expected: "to equal <int>: 2", actual: "<int>: 1",
		},
		{
			name: "matches after all", body: func(t *check.T) { t.Expect(1).NotTo(gomega.Equal(1)) },
			verdict: reports.Fail, expected: "not to equal <int>: 1", actual: "<int>: 1",
		},
		{
			name: "does not match, with a reason", body: func(t *check.T) { t.Expect("a").To(gomega.Equal("b"), "the name of %s", "alice") },
			verdict: reports.Fail, expected: "the name of alice: to equal <string>: b", actual: "<string>: a",
		},
		{
			name: "an error that is none wanted", body: func(t *check.T) { t.Expect(errors.New("boom")).NotTo(gomega.HaveOccurred()) },
			verdict: reports.Fail, expected: "no error", actual: `<*errors.errorString>: boom {s: "boom"}`,
		},
		{
			name: "a matcher for another kind", body: func(t *check.T) { t.Expect(5).To(gomega.ContainSubstring("x")) },
			verdict: reports.Error, detail: "an assertion could not be decided: ContainSubstring matcher requires",
		},
		{
			name: "a matcher for another kind, negated", body: func(t *check.T) { t.Expect(5).NotTo(gomega.ContainSubstring("x")) },
			verdict: reports.Error, detail: "an assertion could not be decided",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := alone(t, checking(func(_ context.Context, c *check.T) { tt.body(c) }), check.Settings{})
			want(t, o, tt.verdict)
			if o.Expected != tt.expected || o.Actual != tt.actual || !strings.HasPrefix(o.Detail, tt.detail) {
				t.Errorf("expected %q, actual %q, detail %q", o.Expected, o.Actual, o.Detail)
			}
			if o.Lost {
				t.Error("the target is said to be lost")
			}
		})
	}
}

func never(any) *check.Deviation { return check.Deviates("nothing", "something") }

func below(n int) func(int) *check.Deviation {
	return func(i int) *check.Deviation {
		if i < n {
			return nil
		}
		return check.Deviates("below 3", "%d", i)
	}
}

// A check that decides only what is no MUST warns; one MUST among it binds.
func TestLevelDecides(t *testing.T) {
	tests := []struct {
		name    string
		decides []requirement.Requirement
		verdict reports.Verdict
	}{
		{"MUST", []requirement.Requirement{aMust}, reports.Fail},
		{"SHOULD", []requirement.Requirement{aShould}, reports.Warn},
		{"SHOULD and MUST", []requirement.Requirement{aShould, aMust}, reports.Fail},
		{"MUST NOT", []requirement.Requirement{{Level: requirement.MustNot}}, reports.Fail},
		{"SHOULD NOT", []requirement.Requirement{{Level: requirement.ShouldNot}}, reports.Warn},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := checking(func(_ context.Context, c *check.T) { c.Fail("a", "b") })
			c.Decides = tt.decides
			o := alone(t, c, check.Settings{})
			want(t, o, tt.verdict)
			if o.Expected != "a" || o.Actual != "b" {
				t.Errorf("expected %q, actual %q", o.Expected, o.Actual)
			}
		})
	}
}

// A verdict only gets worse, whatever a body does after it came to one.
func TestVerdictsOnlyGetWorse(t *testing.T) {
	ways := []func(*check.T){
		func(c *check.T) { c.NotApplicable("x") }, func(c *check.T) { c.Untested("x") },
		func(c *check.T) { c.Blocked("op", "x") }, func(c *check.T) { c.Error("x") }, func(c *check.T) { c.Fail("x", "x") },
	}
	order := []reports.Verdict{reports.NotApplicable, reports.Untested, reports.Blocked, reports.Error, reports.Fail}
	for i, first := range ways {
		for j, then := range ways {
			o := alone(t, checking(func(_ context.Context, c *check.T) {
				defer then(c)
				first(c)
			}), check.Settings{})
			want(t, o, max(order[i], order[j]))
		}
	}
	o := alone(t, checking(func(_ context.Context, c *check.T) {
		defer c.Hold(nil)
		c.Untested("x")
	}), check.Settings{})
	want(t, o, reports.Untested)
}

// Readings that were found out stay with the outcome, whatever came after them.
func TestReadingsAreKept(t *testing.T) {
	o := alone(t, checking(func(_ context.Context, c *check.T) {
		c.Took(entry, "one")
		c.Took(entry, "none")
	}), check.Settings{})
	want(t, o, reports.Fail)
	var ids []string
	for _, r := range o.Readings {
		ids = append(ids, r.Ambiguity+" "+r.Reading)
	}
	if got := strings.Join(ids, ", "); got != "A-999 one, A-999 none" {
		t.Errorf("readings are %s", got)
	}
}

// The same seed draws the same names, another check or nonce others.
func TestRandomIsTheChecksOwn(t *testing.T) {
	draw := func(id string, s check.Settings) (name string) {
		c := checking(func(_ context.Context, c *check.T) { name = c.NewName(); c.Hold(nil) })
		c.ID = id
		want(t, alone(t, c, s), reports.Pass)
		return name
	}
	one := draw("a.b.c", check.Settings{Seed: 1})
	if !strings.HasPrefix(one, check.NamePrefix) || len(one) != len(check.NamePrefix)+13 {
		t.Errorf("a name is %q", one)
	}
	if again := draw("a.b.c", check.Settings{Seed: 1}); again != one {
		t.Errorf("the same seed draws %q and %q", one, again)
	}
	for what, other := range map[string]string{
		"seed": draw("a.b.c", check.Settings{Seed: 2}), "nonce": draw("a.b.c", check.Settings{Seed: 1, Nonce: "n"}),
		"check": draw("a.b.d", check.Settings{Seed: 1}),
	} {
		if other == one {
			t.Errorf("another %s draws the same name", what)
		}
	}
}

// A body may ask from several goroutines.
func TestConcurrentBody(t *testing.T) {
	o := run(t, func(w http.ResponseWriter, _ *http.Request) {}, func(ctx context.Context, c *check.T) {
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				_ = c.NewName()
				c.Grants(ctx, someCall(c.Target(), c.Client()), "it")
				c.Hold(nil)
			})
		}
		wg.Wait()
	})
	want(t, o, reports.Pass)
}

// A text of a target's may be of any length; an outcome's is not.
func TestTextsAreBounded(t *testing.T) {
	o := alone(t, checking(func(_ context.Context, c *check.T) { c.Fail("x", "%s", strings.Repeat("é", 1<<20)) }), check.Settings{})
	want(t, o, reports.Fail)
	if len(o.Actual) > 5000 || !strings.HasSuffix(o.Actual, "é…") {
		t.Errorf("actual has %d bytes and ends with %q", len(o.Actual), o.Actual[max(0, len(o.Actual)-8):])
	}
}
