package check_test

import (
	"slices"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
)

func TestLabels(t *testing.T) {
	c := check.Check{ID: "identity.session-id.too-long", Decides: []requirement.Requirement{
		{ID: "core.a", Level: requirement.Should, Impact: requirement.Degraded, Profile: requirement.Identity},
		{ID: "core.b", Level: requirement.MustNot, Impact: requirement.Security, Profile: requirement.Identity},
		{ID: "api.c", Level: requirement.May, Impact: requirement.Cosmetic, Profile: requirement.Services},
	}}
	want := []string{
		"identity", "session-id", "check:identity.session-id.too-long", "level:must-not", "impact:security",
		"requirement:core.a", "profile:identity", "requirement:core.b", "requirement:api.c", "profile:services",
	}
	if got := c.Labels(); !slices.Equal(got, want) {
		t.Errorf("labels are %q, want %q", got, want)
	}
	if c.Suite() != "identity" || c.Topic() != "session-id" {
		t.Errorf("suite %q, topic %q", c.Suite(), c.Topic())
	}
}

// What decides nothing binds nobody.
func TestLevelOfNothing(t *testing.T) {
	c := check.Check{ID: "odd"}
	if c.Level() != requirement.May || c.Impact() != requirement.Cosmetic || c.Topic() != "" || c.Suite() != "odd" {
		t.Errorf("level %s, impact %s, suite %q, topic %q", c.Level(), c.Impact(), c.Suite(), c.Topic())
	}
}
