package check

import (
	"fmt"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// Outcome is what the body of a check came to.
type Outcome struct {
	Verdict  reports.Verdict
	Detail   string
	Expected string
	Actual   string
	// BlockedOn is the operation, or Registering, that broke first.
	BlockedOn string
	// Decisive is the exchange that the verdict rests on; nil if none is.
	Decisive *client.Exchange
	// Lost says that the target could not be reached.
	Lost bool
	// Readings are those found out, in order.
	Readings []reports.Reading
}

// Deviation is how something departs from what the spec wants. Functions that
// decide from bytes return one, or nil.
type Deviation struct{ Expected, Actual string }

// Deviates makes a deviation: what was expected, and what is there.
func Deviates(expected, actualFormat string, args ...any) *Deviation {
	return &Deviation{Expected: expected, Actual: fmt.Sprintf(actualFormat, args...)}
}
