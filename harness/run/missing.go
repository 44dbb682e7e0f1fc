package run

import (
	"context"
	"fmt"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
)

// Missing is what a capability that the driver lacks makes untested.
type Missing struct {
	Capability driver.Capability
	// Checks are the ids of the checks that need it, in the order of reports.
	Checks []string
	// Unless is what else the checks could go by, in words; empty for nothing.
	Unless string
}

// says is the whole in a sentence, but for the checks' names.
func (m Missing) says(name string) string {
	n := fmt.Sprintf("%d checks are", len(m.Checks))
	if len(m.Checks) == 1 {
		n = "1 check is"
	}
	unless := ""
	if m.Unless != "" {
		unless = ", unless " + m.Unless
	}
	return fmt.Sprintf("%s: %s untested%s", driver.Lacks(name, m.Capability), n, unless)
}

// MissingOf lists what each capability that a driver does not have makes untested.
// What the target offers without the driver is not missing; where no check needs a
// capability, Checks is empty.
func MissingOf(t *target.Target, checks []check.Check) []Missing {
	if t.Driver == nil {
		return nil
	}
	var all []Missing
	for _, c := range t.Driver.Capabilities().Missing() {
		if c == driver.Admin && t.Admin != nil || c == driver.SetClock && t.Clock != nil ||
			c == driver.PostMessage && t.Posts != nil {
			continue
		}
		m := Missing{Capability: c, Checks: []string{}}
		if c == driver.SetClock {
			m.Unless = "the run may wait (--max-wait)"
		}
		for _, one := range checks {
			if needs(one.Needs, t.Driver, c) {
				m.Checks = append(m.Checks, one.ID)
			}
		}
		all = append(all, m)
	}
	return all
}

// needs reports whether a check is untested where a driver lacks the capability.
func needs(n check.Needs, d driver.Driver, c driver.Capability) bool {
	switch c {
	case driver.Register:
		return n.Names || n.Actors && !driver.HasActors(d)
	case driver.SecondFactor:
		return n.SecondFactor
	case driver.Admin:
		return n.Admin
	case driver.PostMessage:
		return n.Messages
	case driver.SetClock:
		return n.Time
	}
	return false // nothing asks for it yet, or only a target's answers show whether it is needed
}

// missingNotes are for a report: what is untested for want of a capability.
func missingNotes(t *target.Target, checks []check.Check) []string {
	var notes []string
	for _, m := range MissingOf(t, checks) {
		if len(m.Checks) > 0 {
			notes = append(notes, m.says(t.Driver.Name()))
		}
	}
	return notes
}

// setBack sets the clock of a target right that checks have set.
func setBack(ctx context.Context, t *target.Target) error {
	if !t.ClockMoved() {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	now := time.Now()
	if err := t.Driver.SetClock(ctx, t.NewClient(nil), now); err != nil {
		return fmt.Errorf("the target's clock was not set back: %w", err)
	}
	t.ClockSet(now)
	return nil
}
