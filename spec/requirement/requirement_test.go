package requirement_test

import (
	"encoding"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

// TestText writes and reads every value that has a text form.
func TestText(t *testing.T) {
	for want, c := range map[string]struct {
		value interface {
			encoding.TextMarshaler
			String() string
		}
		empty encoding.TextUnmarshaler
	}{
		"MUST":         {requirement.Must, new(requirement.Level)},
		"MUST NOT":     {requirement.MustNot, new(requirement.Level)},
		"SHOULD":       {requirement.Should, new(requirement.Level)},
		"SHOULD NOT":   {requirement.ShouldNot, new(requirement.Level)},
		"MAY":          {requirement.May, new(requirement.Level)},
		"home server":  {requirement.HomeServer, new(requirement.Subject)},
		"extension":    {requirement.Extension, new(requirement.Subject)},
		"security":     {requirement.Security, new(requirement.Impact)},
		"cosmetic":     {requirement.Cosmetic, new(requirement.Impact)},
		"black box":    {requirement.BlackBox, new(requirement.Means)},
		"peer":         {requirement.Peer, new(requirement.Means)},
		"driver":       {requirement.Driver, new(requirement.Means)},
		"time":         {requirement.Time, new(requirement.Means)},
		"client only":  {requirement.ClientOnly, new(requirement.Means)},
		"untestable":   {requirement.Untestable, new(requirement.Means)},
		"means(0)":     {requirement.Means(0), nil},
		"means(99)":    {requirement.Means(99), nil},
		"level(-1)":    {requirement.Level(-1), nil},
		"subject(100)": {requirement.Subject(100), nil},
	} {
		got, err := c.value.MarshalText()
		if err != nil || string(got) != want || c.value.String() != want {
			t.Errorf("text of %v = %q, %v, want %q", c.value, got, err, want)
		}
		if c.empty == nil {
			continue
		}
		if err := c.empty.UnmarshalText(got); err != nil {
			t.Errorf("%q cannot be read: %v", got, err)
		}
		again, err := c.empty.(encoding.TextMarshaler).MarshalText()
		if err != nil || string(again) != want {
			t.Errorf("%q was read as %q, %v", want, again, err)
		}
	}
	for _, v := range []encoding.TextUnmarshaler{
		new(requirement.Level), new(requirement.Subject), new(requirement.Impact), new(requirement.Means),
	} {
		for _, text := range []string{"", "nonsense", "means(1)"} {
			if err := v.UnmarshalText([]byte(text)); err == nil {
				t.Errorf("%T reads %q", v, text)
			}
		}
	}
}

// Requirements are compared with ==, and used as keys of maps.
func TestRequirementsAreComparable(t *testing.T) {
	r := requirement.Requirement{ID: "core.example", Decided: requirement.Driver, By: requirement.Admin}
	other := r
	other.Since = "v1.0-beta.2"
	if m := map[requirement.Requirement]bool{r: true}; !m[r] || m[other] {
		t.Error("a requirement is not told from another by its version")
	}
}

func TestBinding(t *testing.T) {
	for level, want := range map[requirement.Level]bool{
		requirement.Must: true, requirement.MustNot: true,
		requirement.Should: false, requirement.ShouldNot: false, requirement.May: false,
	} {
		if level.Binding() != want {
			t.Errorf("%s binds: %v", level, !want)
		}
	}
}

func TestRef(t *testing.T) {
	for want, r := range map[string]requirement.Ref{
		"core 6.1.1.3 https://polyproto.org/docs/protocols/core/#6113-session-ids": {Doc: "core", Section: "6.1.1.3", Anchor: "6113-session-ids"},
		"mls 4 https://polyproto.org/docs/protocols/mls/#4-websocket-gateway":      {Doc: "mls", Section: "4", Anchor: "4-websocket-gateway"},
		"auth https://polyproto.org/docs/protocols/auth/":                          {Doc: "auth"},
		"API Registered_name https://apidocs.polyproto.org/":                       {Doc: "api", Section: "Registered_name"},
	} {
		if got := r.String() + " " + r.URL(); got != want {
			t.Errorf("%+v = %q, want %q", r, got, want)
		}
	}
}

func TestPrint(t *testing.T) {
	const paragraph = "Session IDs have\n  a bound."
	if got := requirement.Print("Session IDs have a bound."); got != requirement.Print(paragraph) {
		t.Errorf("a rewrapped paragraph has another print: %s", got)
	}
	if got := requirement.Print("Session IDs have no bound."); got == requirement.Print(paragraph) {
		t.Errorf("a reworded paragraph has the same print: %s", got)
	}
}
