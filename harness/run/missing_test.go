package run

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
)

var needy = []check.Check{
	{ID: "a.any", Needs: check.Needs{Actors: true}},
	{ID: "a.names", Needs: check.Needs{Actors: true, Names: true}},
	{ID: "a.factor", Needs: check.Needs{Actors: true, SecondFactor: true}},
	{ID: "a.admin", Needs: check.Needs{Admin: true}},
	{ID: "a.messages", Needs: check.Needs{Messages: true}},
	{ID: "a.time", Needs: check.Needs{Time: true}},
	{ID: "a.nothing"},
}

// What a capability leaves untested, and what the target has without the driver.
func TestMissing(t *testing.T) {
	for name, tt := range map[string]struct {
		target target.Target
		want   []string
	}{
		"no driver":  {target.Target{}, nil},
		"everything": {target.Target{Driver: driver.Reference{}}, nil},
		"auth":       {target.Target{Driver: driver.Auth{}}, []string{"admin: a.admin", "seedMessages: ", "postMessage: a.messages", "setClock: a.time", "reset: "}},
		"its own": {
			target.Target{Driver: driver.Auth{}, Admin: &target.Admin{}, Clock: stillClock{}, Posts: driver.Reference{}}, []string{"seedMessages: ", "reset: "},
		},
		"prepared": {target.Target{Driver: prepared(nil)}, []string{
			"register: a.names", "login: ", "secondFactor: a.factor", "admin: a.admin", "seedMessages: ", "postMessage: a.messages", "setClock: a.time", "reset: ",
		}},
		"none at all": {target.Target{Driver: nothing{}}, []string{
			"register: a.any a.names a.factor", "login: ", "secondFactor: a.factor", "admin: a.admin", "seedMessages: ", "postMessage: a.messages", "setClock: a.time", "reset: ",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, m := range MissingOf(&tt.target, needy) {
				got = append(got, string(m.Capability)+": "+strings.Join(m.Checks, " "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("missing %q, want %q", got, tt.want)
			}
		})
	}
	notes := missingNotes(&target.Target{Driver: driver.Auth{Base: "/x"}}, needy)
	want := []string{
		"the driver auth /x does not know an administrator: 1 check is untested",
		"the driver auth /x does not post messages: 1 check is untested",
		"the driver auth /x does not set the clock: 1 check is untested, unless the run may wait (--max-wait)",
	}
	if !slices.Equal(notes, want) {
		t.Errorf("notes %q", notes)
	}
}

type nothing struct{ driver.Unable }

func (nothing) Name() string                      { return "nothing" }
func (nothing) Capabilities() driver.Capabilities { return nil }

type stillClock struct{}

func (stillClock) Now() time.Time        { return time.Time{} }
func (stillClock) Advance(time.Duration) {}

// A clock that was set is set right at the end, and only then.
func TestClockIsSetBack(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	clock := e.Clock
	e.Clock, e.Driver = nil, driver.Reference{Operator: e.Operator}
	if err := setBack(t.Context(), e.Target); err != nil || e.ClockMoved() {
		t.Errorf("%v", err)
	}
	far := time.Now().Add(1000 * time.Hour)
	if err := e.Driver.SetClock(t.Context(), client.New(e.URL, e.HTTP, nil, nil), far); err != nil {
		t.Fatal(err)
	}
	e.ClockSet(far)
	if clock.Now().Before(far) || e.Now().Before(far.Add(-time.Minute)) {
		t.Errorf("the clock shows %s, and we think that it shows %s", clock.Now(), e.Now())
	}
	if err := setBack(t.Context(), e.Target); err != nil || clock.Now().After(far.Add(-time.Hour)) || e.Skew.Abs() > time.Hour {
		t.Errorf("%v: the clock shows %s, skew %s", err, clock.Now(), e.Skew)
	}
}
