// Package doctor looks at a target step by step, as somebody would who is asked why
// a run does not work, and says what it found and what to do.
package doctor

import (
	_ "embed"
	"slices"
)

// Report is what a look at a target came to.
type Report struct {
	// Form is the version of the report's own form: 1.
	Form int `json:"p2conformDoctor"`
	// Target is the URL that was looked at, Domain the visible domain name, as far as
	// it is known, and Driver what makes actors; both may be empty.
	Target string `json:"target"`
	Domain string `json:"domain,omitempty"`
	Driver string `json:"driver,omitempty"`
	// Outcome is the worst that the steps came to.
	Outcome Outcome `json:"outcome"`
	// Steps stand in the order in which they were made.
	Steps []Step `json:"steps"`
	// Next is what to do, one to three things.
	Next []Advice `json:"next"`
}

// Outcome is what a report comes to.
type Outcome string

// The outcomes.
const (
	// Ready is a target on which checks can be run.
	Ready Outcome = "ready"
	// Wrong is one with something wrong, so that a run would be senseless.
	Wrong Outcome = "wrong"
	// Unknown is one of which nothing could be found out: it cannot be reached, or
	// the look was cut short.
	Unknown Outcome = "unknown"
)

// State is what one step came to.
type State string

// The states.
const (
	OK      State = "ok"
	Warn    State = "warn"
	Failed  State = "failed"
	Skipped State = "skipped"
)

// Step is one step of a look. All of its texts can be shown: they are bounded,
// have no secrets, and steer no terminal.
type Step struct {
	// Name is stable, one of Names.
	Name string `json:"name"`
	// Title is for people.
	Title string `json:"title"`
	State State  `json:"state"`
	// Found are short lines; a step that was skipped says why.
	Found []string `json:"found"`
	// Exchanges are what was sent and received, where it helps.
	Exchanges []Exchange `json:"exchanges,omitempty"`
	// Do is what to do about it, and Command what to type; both may be empty.
	Do      string `json:"do,omitempty"`
	Command string `json:"command,omitempty"`

	// unknown says of a failed step that nothing was found out about the target.
	unknown bool
	// stop is why no later step makes sense; empty where they do.
	stop string
}

// Exchange is a request and its answer, each in one line.
type Exchange struct {
	Sent     string `json:"sent"`
	Received string `json:"received"`
}

// Advice is something to do, and the command for it, which may be empty.
type Advice struct {
	Says    string `json:"says"`
	Command string `json:"command,omitempty"`
}

// Schema is where the JSON Schema of a report is published.
const Schema = "https://p2conform.dev/schema/doctor-v1.json"

//go:embed schema.json
var schemaText []byte

// SchemaText is the JSON Schema (draft 2020-12) of a report. The bytes are the
// caller's.
func SchemaText() []byte { return slices.Clone(schemaText) }

// outcome is the worst that the steps came to: what was found to be wrong comes
// before what could not be found out.
func outcome(steps []Step) Outcome {
	worst := Ready
	for _, s := range steps {
		switch {
		case s.State != Failed:
		case !s.unknown:
			return Wrong
		default:
			worst = Unknown
		}
	}
	return worst
}
