package suites

import (
	"fmt"

	"github.com/onsi/ginkgo/v2/types"

	"github.com/p2conform/p2conform/harness/check"
)

// Select chooses the checks whose labels match an expression of Ginkgo's
// label-filter language, as in "identity && !level:should" or
// "requirement:core.idcert.session-id.length". The empty expression chooses all.
func Select(checks []check.Check, expression string) ([]check.Check, error) {
	matches, err := types.ParseLabelFilter(expression)
	if err != nil {
		return nil, fmt.Errorf("the selection %q cannot be read: %w", expression, err)
	}
	var chosen []check.Check
	for _, c := range checks {
		if matches(c.Labels()) {
			chosen = append(chosen, c)
		}
	}
	return chosen, nil
}
