package check

import (
	"github.com/onsi/gomega"
	"github.com/onsi/gomega/types"

	"github.com/p2conform/p2conform/reports"
)

// assertion is Gomega's. It counts what held, and takes a matcher that could not
// decide for what it is: our own mistake.
type assertion struct {
	gomega.Assertion
	t *T
}

// newAssertion makes an assertion that fails the check.
func newAssertion(t *T, actual any, extra []any) assertion {
	g := gomega.NewGomega(func(message string, _ ...int) {
		expected, got := splitMessage(message)
		t.end(reports.Fail, Outcome{Expected: expected, Actual: got})
	})
	return assertion{g.Expect(actual, extra...), t}
}

func (a assertion) count(ok bool) bool {
	if ok {
		a.t.hold()
	}
	return ok
}

func (a assertion) To(m types.GomegaMatcher, why ...any) bool {
	return a.count(a.Assertion.To(a.deciding(m), why...))
}

func (a assertion) Should(m types.GomegaMatcher, why ...any) bool {
	return a.count(a.Assertion.Should(a.deciding(m), why...))
}

func (a assertion) ToNot(m types.GomegaMatcher, why ...any) bool {
	return a.count(a.Assertion.ToNot(a.deciding(m), why...))
}

func (a assertion) NotTo(m types.GomegaMatcher, why ...any) bool {
	return a.count(a.Assertion.NotTo(a.deciding(m), why...))
}

func (a assertion) ShouldNot(m types.GomegaMatcher, why ...any) bool {
	return a.count(a.Assertion.ShouldNot(a.deciding(m), why...))
}

func (a assertion) WithOffset(n int) gomega.Assertion {
	return assertion{a.Assertion.WithOffset(n), a.t}
}

func (a assertion) Error() gomega.Assertion { return assertion{a.Assertion.Error(), a.t} }

func (a assertion) deciding(m types.GomegaMatcher) types.GomegaMatcher { return deciding{m, a.t} }

// deciding is a matcher whose error ends the check as an Error: the value is none
// that it can judge.
type deciding struct {
	types.GomegaMatcher
	t *T
}

func (d deciding) Match(actual any) (bool, error) {
	ok, err := d.GomegaMatcher.Match(actual)
	if err != nil {
		d.t.Error("an assertion could not be decided: %v", err)
	}
	return ok, nil
}
