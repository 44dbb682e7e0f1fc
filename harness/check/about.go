package check

import (
	"fmt"
	"strings"
	"time"
)

// About writes a duration that was measured: to half a minute, to a tenth of a
// day where it is days, so that the seconds that a run takes do not show. What is
// longer than a year is a mistake about the unit, and depends on today's date.
func About(d time.Duration) string {
	const day = 24 * time.Hour
	switch d = d.Abs().Round(30 * time.Second); {
	case d == 0:
		return "a few seconds"
	case d > year:
		return "more than a year"
	case d >= 2*day:
		return fmt.Sprintf("about %.1f days", d.Hours()/24)
	}
	s := d.String()
	if whole, ok := strings.CutSuffix(s, "m0s"); ok {
		s = whole + "m"
	}
	return "about " + s
}
