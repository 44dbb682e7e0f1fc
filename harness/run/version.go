package run

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

// narrow leaves of every check what it decides in a version of the API document,
// so that its result counts for nothing else. A check of which nothing is left
// keeps all: otherVersion says why it is not asked.
func narrow(checks []check.Check, version string) []check.Check {
	out := slices.Clone(checks)
	for i, c := range out {
		if held := heldIn(c, version); len(held) > 0 {
			out[i].Decides = held
		}
	}
	return out
}

// deciding are the checks that decide something in a version.
func deciding(checks []check.Check, version string) []check.Check {
	return slices.DeleteFunc(narrow(checks, version), func(c check.Check) bool { return !applies(c, version) })
}

// applies reports whether a check is one of a version at all.
func applies(c check.Check, version string) bool {
	return len(c.Decides) == 0 || len(heldIn(c, version)) > 0
}

func heldIn(c check.Check, version string) []requirement.Requirement {
	return slices.DeleteFunc(slices.Clone(c.Decides), func(r requirement.Requirement) bool { return !r.HoldsIn(version) })
}

// otherVersion plans a check whose every requirement is one of other versions of
// the API document.
func otherVersion(c check.Check, version string) (reports.Result, bool) {
	if applies(c, version) {
		return reports.Result{}, false
	}
	var spans []string
	for _, r := range c.Decides {
		if !slices.Contains(spans, r.Span()) {
			spans = append(spans, r.Span())
		}
	}
	r := describe(c)
	r.Verdict = reports.NotApplicable
	r.Detail = fmt.Sprintf("what it decides holds %s, and the target is held against %s", strings.Join(spans, " or "), version)
	return r, true
}
