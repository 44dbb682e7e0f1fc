package run

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// What flakes counts as the worst of its tries, and is said to flake.
func TestRetries(t *testing.T) {
	for name, c := range map[string]struct {
		tries   []reports.Verdict // of the check, one after another
		retries int
		want    reports.Verdict
		flaky   bool
		asked   int32
	}{
		"no retries":               {[]reports.Verdict{reports.Fail, reports.Pass}, 0, reports.Fail, false, 1},
		"passes at once":           {[]reports.Verdict{reports.Pass, reports.Fail}, 2, reports.Pass, false, 1},
		"passes the second time":   {[]reports.Verdict{reports.Fail, reports.Pass}, 2, reports.Fail, true, 2},
		"an error, and then right": {[]reports.Verdict{reports.Error, reports.Pass}, 2, reports.Error, true, 2},
		"an error, then a failure": {[]reports.Verdict{reports.Error, reports.Fail, reports.Pass}, 2, reports.Fail, true, 3},
		"fails each time":          {[]reports.Verdict{reports.Fail, reports.Fail, reports.Fail}, 2, reports.Fail, false, 3},
	} {
		t.Run(name, func(t *testing.T) {
			var asked atomic.Int32
			o := Options{Checks: numbered(1, func(ctx context.Context, c2 *check.T) {
				switch c.tries[asked.Add(1)-1] {
				case reports.Fail:
					c2.Fail("x", "y")
				case reports.Error:
					c2.Error("lost")
				default:
					holds(ctx, c2)
				}
			}), Target: serve(t, fine), Retries: c.retries}
			d := run(t, o)
			validate(t, d)
			r := d.Results[0]
			if r.Verdict != c.want || r.Flaky() != c.flaky || asked.Load() != c.asked {
				t.Errorf("verdict %s of %v, asked %d times", r.Verdict, r.Tries, asked.Load())
			}
			if noted := strings.Contains(strings.Join(d.Notes, "\n"), "flaky, and counted as the worst of its tries: "+r.Check); noted != c.flaky {
				t.Errorf("notes %q", d.Notes)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	suite := numbered(4, func(ctx context.Context, c *check.T) { holds(ctx, c) })
	target := serve(t, fine)
	part := func(from, to int, body func(context.Context, *check.T)) *reports.Document {
		chosen := numbered(4, body)[from:to]
		return run(t, Options{Checks: chosen, Suite: suite, Target: target, Selection: "part"})
	}
	whole := run(t, Options{Checks: suite, Suite: suite, Target: target})
	second, first := part(2, 4, holds), part(0, 2, holds)
	d, err := Merge([]*reports.Document{second, first}, suite, nil)
	if err != nil {
		t.Fatal(err)
	}
	validate(t, d)
	if len(d.Results) != 4 || d.Results[0].Check != suite[0].ID || d.Settings.Selection != "" || d.Summary != whole.Summary {
		t.Errorf("merged: %d results, the first is %s, selection %q, summary %+v", len(d.Results), d.Results[0].Check, d.Settings.Selection, d.Summary)
	}
	if len(d.Claims) != len(whole.Claims) || len(d.Claims) > 0 && d.Claims[0] != whole.Claims[0] {
		t.Errorf("claims %v, want %v", d.Claims, whole.Claims)
	}
	if len(first.Results) != 2 || first.Settings.Selection != "part" {
		t.Error("a part was changed")
	}

	// Not all of it.
	if d, err = Merge([]*reports.Document{first}, suite, nil); err != nil || d.Settings.Selection != "part" {
		t.Errorf("selection %q, error %v", d.Settings.Selection, err)
	}
	for _, c := range d.Claims {
		if c.Claim == reports.Conformant {
			t.Errorf("half of the checks claim %v", c)
		}
	}

	// A check in both.
	failed := part(1, 3, func(_ context.Context, c *check.T) { c.Fail("x", "y") })
	if d, err = Merge([]*reports.Document{first, failed, second}, suite, nil); err != nil {
		t.Fatal(err)
	}
	validate(t, d)
	for i, flaky := range []bool{false, true, true, false} {
		if r := d.Results[i]; r.Flaky() != flaky || (r.Verdict == reports.Fail) != flaky {
			t.Errorf("%s: %s of %v", r.Check, r.Verdict, r.Tries)
		}
	}

	// Cut short, and of another server.
	cut := *second
	cut.Partial, cut.Ended = "interrupted", nil
	if d, err = Merge([]*reports.Document{first, &cut}, suite, nil); err != nil || d.Partial != "report 2: interrupted" || d.Ended != nil {
		t.Errorf("partial %q, ended %v, error %v", d.Partial, d.Ended, err)
	}
	for what, change := range map[string]func(*reports.Document){
		"target":                func(d *reports.Document) { d.Target.Name = "another" },
		"version of the target": func(d *reports.Document) { d.Target.Version = "9" },
		"version of the suite":  func(d *reports.Document) { d.Suite.Version = "v9" },
		"specification":         func(d *reports.Document) { d.Spec.Digest = "sha256:9" },
		"another driver than":   func(d *reports.Document) { d.Target.Driver = "http" },
	} {
		other := *second
		change(&other)
		if _, err := Merge([]*reports.Document{first, &other}, suite, nil); !errors.Is(err, ErrMerge) || !strings.Contains(err.Error(), what) {
			t.Errorf("error %v, want one about the %s", err, what)
		}
	}
	if _, err := Merge(nil, suite, nil); !errors.Is(err, ErrMerge) {
		t.Errorf("error %v", err)
	}
}
