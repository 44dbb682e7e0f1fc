package main

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

// document has a result for each verdict, and the claim.
func document(selection string, claim reports.ClaimState, verdicts ...reports.Verdict) *reports.Document {
	d := &reports.Document{
		Settings: reports.Settings{Selection: selection},
		Claims:   []reports.Claim{{Profile: requirement.Identity, Claim: claim}},
	}
	for i, v := range verdicts {
		d.Results = append(d.Results, reports.Result{Check: fmt.Sprintf("identity.made.up-%d", i), Verdict: v})
	}
	return d
}

func partial(d *reports.Document) *reports.Document {
	d.Partial = "the run was stopped"
	return d
}

func TestExitCode(t *testing.T) {
	const (
		chosen        = "check identity.made.up-0"
		conformant    = reports.Conformant
		nonconformant = reports.Nonconformant
		incomplete    = reports.Incomplete
	)
	unwritten := &problem{code: exitUnknown, what: "the report r cannot be written"}
	tests := []struct {
		name     string
		document *reports.Document
		promised []requirement.Profile
		err      error
		want     int
	}{
		{"everything passes", document("", conformant, reports.Pass, reports.Pass), nil, nil, 0},
		{"a SHOULD is broken", document("", conformant, reports.Pass, reports.Warn), nil, nil, 0},
		{"an optional feature is not there", document("", conformant, reports.Pass, reports.NotApplicable), nil, nil, 0},
		{"a choice of checks passes", document(chosen, incomplete, reports.Pass), nil, nil, 0},
		{"a chosen SHOULD is broken", document(chosen, incomplete, reports.Warn), nil, nil, 0},
		{"a chosen profile is conformant", document("profile identity", conformant, reports.Pass), []requirement.Profile{requirement.Identity}, nil, 0},

		{"a MUST is broken", document("", nonconformant, reports.Pass, reports.Fail), nil, nil, 1},
		{"a chosen MUST is broken", document(chosen, nonconformant, reports.Fail), nil, nil, 1},
		{"a failure beside what is not decided", document("", nonconformant, reports.Fail, reports.Blocked, reports.Error), nil, nil, 1},
		{"a failure that no claim knows", document("", conformant, reports.Fail), nil, nil, 1},

		{"all that fails is waived", waivedAs(reports.WaiverUsed, document("", nonconformant, reports.Pass, reports.Fail)), nil, nil, 0},
		{"all that fails in a profile is waived", waivedAs(reports.WaiverUsed, document("profile identity", nonconformant, reports.Pass, reports.Fail)), []requirement.Profile{requirement.Identity}, nil, 0},
		{"what is waived could not be found out", waivedAs(reports.WaiverUsed, document("", incomplete, reports.Pass, reports.Untested)), nil, nil, 0},
		{"something else fails", waivedAs(reports.WaiverUsed, document("", nonconformant, reports.Fail, reports.Fail)), nil, nil, 1},
		{"something else is not decided", waivedAs(reports.WaiverUsed, document("", nonconformant, reports.Blocked, reports.Fail)), nil, nil, 3},
		{"nothing else was asked", waivedAs(reports.WaiverUsed, document("", nonconformant, reports.Fail)), nil, nil, 3},
		{"another profile is incomplete", waivedAs(reports.WaiverUsed, elsewhere(document("", nonconformant, reports.Pass, reports.Fail))), nil, nil, 3},
		{"a waiver is not used", waivedAs(reports.WaiverUnused, document("", conformant, reports.Pass, reports.Warn)), nil, nil, 0},
		{"a waiver is stale", waivedAs(reports.WaiverStale, document("", conformant, reports.Pass, reports.Warn)), nil, nil, 4},
		{"a waiver has expired", waivedAs(reports.WaiverExpired, document("", nonconformant, reports.Pass, reports.Fail)), nil, nil, 4},
		{"what is waived looks different", waivedAs(reports.WaiverDifferent, document("", nonconformant, reports.Pass, reports.Fail)), nil, nil, 4},
		{"a failure beside a stale waiver", waivedAs(reports.WaiverStale, document("", nonconformant, reports.Fail, reports.Pass)), nil, nil, 1},
		{"what is not decided beside a stale waiver", waivedAs(reports.WaiverStale, document("", incomplete, reports.Error, reports.Pass)), nil, nil, 3},

		{"wrong usage", nil, nil, usage("", "unknown flag"), 2},
		{"wrong usage, wrapped", nil, nil, fmt.Errorf("read: %w", usage("", "unknown flag")), 2},
		{"nothing is selected", nil, nil, run.ErrEmpty, 2},
		{"the wrong path", nil, nil, &run.Problem{Cause: run.WrongBase}, 2},

		{"nobody answers", nil, nil, &run.Problem{Cause: run.Unreachable}, 3},
		{"TLS does not hold", nil, nil, &run.Problem{Cause: run.Insecure}, 3},
		{"another server", nil, nil, &run.Problem{Cause: run.NotPolyproto}, 3},
		{"a server without the core API", nil, nil, &run.Problem{Cause: run.NoCore}, 3},
		{"a problem that is new", nil, nil, &run.Problem{Cause: 99}, 3},
		{"the server's description is wrong", nil, nil, &launch.Problem{Cause: launch.Misconfigured}, 2},
		{"the server's port is taken", nil, nil, &launch.Problem{Cause: launch.PortTaken}, 3},
		{"the server ends early", nil, nil, &launch.Problem{Cause: launch.EndedEarly}, 3},
		{"the server is not ready in time", nil, nil, &launch.Problem{Cause: launch.NotReady}, 3},
		{"there is no Docker", nil, nil, &launch.Problem{Cause: launch.NoDocker}, 3},
		{"there is no image", nil, nil, &launch.Problem{Cause: launch.NoImage}, 3},
		{"the machine refuses", nil, nil, &launch.Problem{Cause: launch.Failed}, 3},
		{"nobody answers, and there is a report of it", document("", incomplete, reports.Error), nil, &run.Problem{Cause: run.Unreachable}, 3},
		{"a check is blocked", document("", conformant, reports.Pass, reports.Blocked), nil, nil, 3},
		{"a check is untested", document(chosen, incomplete, reports.Pass, reports.Untested), nil, nil, 3},
		{"a check is an error", document("", incomplete, reports.Pass, reports.Error), nil, nil, 3},
		{"a verdict that is none", document("", conformant, reports.Pass, 0), nil, nil, 3},
		{"nothing is decided", document(chosen, incomplete, reports.NotApplicable), nil, nil, 3},
		{"there are no results", document(chosen, incomplete), nil, nil, 3},
		{"a claim is incomplete", document("", incomplete, reports.Pass), nil, nil, 3},
		{"no claim is made", &reports.Document{Results: document("", conformant, reports.Pass).Results}, nil, nil, 3},
		{"the claim of a chosen profile is incomplete", document("profile identity", incomplete, reports.Pass), []requirement.Profile{requirement.Identity}, nil, 3},
		{"a chosen profile has no claim", document("profile gateway", conformant, reports.Pass), []requirement.Profile{requirement.Gateway}, nil, 3},
		{"the run is cut short", partial(document("", conformant, reports.Pass)), nil, nil, 3},
		{"the run is cut short after a failure", partial(document("", nonconformant, reports.Fail)), nil, nil, 3},
		{"a report is not written", document("", conformant, reports.Pass), nil, unwritten, 3},
		{"a report of a failure is not written", document("", nonconformant, reports.Fail), nil, unwritten, 3},
		{"a mistake of ours", document("", conformant, reports.Pass), nil, errors.Join(&run.Panic{Value: "oh"}, nil), 3},
		{"the run is interrupted", nil, nil, context.Canceled, 3},
		{"an error that is new", nil, nil, errors.New("something"), 3},
		{"no result at all", nil, nil, nil, 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := exitCode(test.document, test.promised, test.err); got != test.want {
				t.Errorf("exit code %d, want %d", got, test.want)
			}
		})
	}
}

// waivedAs has a waiver in a state, which covers the last result unless that is
// good.
func waivedAs(state reports.WaiverState, d *reports.Document) *reports.Document {
	w := reports.Waiver{Check: "identity.made.up", State: state}
	d.Waivers = []reports.Waiver{w}
	d.Requirements = []reports.Requirement{{ID: "core.x", Profile: requirement.Identity}}
	last := &d.Results[len(d.Results)-1]
	if last.Verdict != reports.Pass && last.Verdict != reports.Warn {
		last.Waived, last.Requirements = &w, []requirement.ID{"core.x"}
	}
	return d
}

// elsewhere has a claim about a profile in which nothing is waived.
func elsewhere(d *reports.Document) *reports.Document {
	d.Claims = append(d.Claims, reports.Claim{Profile: requirement.Gateway, Claim: reports.Incomplete})
	return d
}
