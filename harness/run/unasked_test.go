package run

import (
	"slices"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// A target that has nothing of a home server is not blamed for it: what was planned
// is an error, with why, and the document shows what was tried, without secrets.
func TestUnasked(t *testing.T) {
	checks := []check.Check{
		decidingThe("a.a.always", holds, core.WellKnownPresent),
		decidingThe("a.a.older", fails, api.ListResourcesFlat),
	}
	tg := against(t, "v1.0-beta.3")
	found, err := Preflight(limited(t, plenty), tg, nil)
	if err == nil {
		t.Fatal("a server that answers everything with nothing passes for a home server")
	}
	redactor := &reports.Redactor{}
	redactor.Add(reports.Secret, "hunter2-hunter2")
	o := Options{Checks: checks, Target: tg, Preflight: found, Redactor: redactor}
	d := Unasked(o, &reports.Problem{What: err.Error() + " hunter2-hunter2", Hint: "do this"}, "")
	validate(t, d)
	if got, want := verdicts(d), []string{"a.a.always error", "a.a.older notApplicable"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := d.Results[0].Detail, "the server could not be asked: "+err.Error()+" [secret 1]"; got != want {
		t.Errorf("it says %q", got)
	}
	for _, c := range d.Claims {
		if c.Claim != reports.Incomplete {
			t.Errorf("it claims %+v", c)
		}
	}
	p := d.Problem
	if p == nil || p.Hint != "do this" || len(p.Tried) != len(found.Exchanges) || len(p.Tried) < 2 || p.Tried[0].Response == nil || d.Partial != "" {
		t.Fatalf("%+v, of %d exchanges; partial %q", p, len(found.Exchanges), d.Partial)
	}

	// Cut short before it began: nothing was planned, and there is no problem of the
	// target's.
	d = Unasked(o, nil, "interrupted")
	validate(t, d)
	if len(d.Results) != 0 || d.Problem != nil || d.Partial != "interrupted" || reports.Overall(d) != reports.Incomplete {
		t.Errorf("%+v", d)
	}
}

// A part of a run that could ask nothing is merged with those that did.
func TestMergeWithAPartThatAskedNothing(t *testing.T) {
	checks := numbered(2, holds)
	tg := serve(t, fine)
	asked := run(t, Options{Checks: checks[:1], Suite: checks, Target: tg})
	asked.Target.Driver, asked.Target.Domain = "auth", "p2.example"
	not := Unasked(Options{Checks: checks[1:], Suite: checks, Target: tg}, &reports.Problem{What: "it is not there"}, "")
	for _, parts := range [][]*reports.Document{{asked, not}, {not, asked}} {
		d, err := Merge(parts, checks, nil)
		if err != nil {
			t.Fatal(err)
		}
		validate(t, d)
		if got, want := verdicts(d), []string{"a.a.0 pass", "a.a.1 error"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
		if d.Problem == nil || d.Target.Driver != "auth" || d.Target.Domain != "p2.example" {
			t.Errorf("%+v, %+v", d.Problem, d.Target)
		}
	}
	other := *asked
	other.Target.Driver = "http"
	if _, err := Merge([]*reports.Document{asked, not, &other}, checks, nil); err == nil {
		t.Error("two drivers are merged")
	}
}
