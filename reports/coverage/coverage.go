// Package coverage says how much of the specification the suite decides: every
// requirement that we know, counted by document, section, level, means and
// profile, with what checks it, which faults prove the check, or why there is
// none; and every ambiguity, with what finds out how a server reads it.
//
// The document is made of what it is given and nothing else; renderers are
// functions of it.
package coverage

import (
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Schema identifies the version of the document's form. It changes whenever a
// member changes its meaning or goes away; new members do not change it.
const Schema = "https://p2conform.dev/schema/coverage-v1.json"

// Document is the coverage of the specification, or of a part of it.
type Document struct {
	Schema string        `json:"schema"`
	Suite  reports.Suite `json:"suite"`
	Spec   reports.Spec  `json:"spec"`
	// Selection says in words which requirements were chosen; empty for all.
	Selection string `json:"selection,omitempty"`
	Totals    Counts `json:"totals"`
	// The lists each hold every requirement once: their counts add up to Totals.
	Documents []Text  `json:"documents"`
	Levels    []Group `json:"levels"`
	Means     []Means `json:"means"`
	Profiles  []Group `json:"profiles"`
	// Pending are the requirements that can be decided and have no check, by the
	// reason why not, the reason of most first.
	Pending []Reason `json:"pending"`
	// OutOfReach are those that cannot be decided, in the same way.
	OutOfReach   []Reason      `json:"outOfReach"`
	Requirements []Requirement `json:"requirements"`
	// Ambiguities is left out where only some requirements were chosen.
	Ambiguities *Ambiguities `json:"ambiguities,omitempty"`
}

// Counts says what became of some requirements. Total is the sum of the others.
type Counts struct {
	Total int `json:"total"`
	// Checked have a check.
	Checked int `json:"checked"`
	// Pending can be decided and have no check.
	Pending int `json:"pending"`
	// OutOfReach cannot be decided on a server: only a client shows them, or
	// nobody outside does.
	OutOfReach int `json:"outOfReach"`
}

// Decidable is how many of them some check can decide.
func (c Counts) Decidable() int { return c.Checked + c.Pending }

// Group is what some requirements have in common, and their counts.
type Group struct {
	Name   string `json:"name"`
	Counts Counts `json:"counts"`
}

// Text is one document of the specification.
type Text struct {
	// Doc is as in requirement.Ref.
	Doc      string    `json:"doc"`
	Version  string    `json:"version"`
	Counts   Counts    `json:"counts"`
	Sections []Section `json:"sections"`
}

// Section is one section of a document.
type Section struct {
	Number string `json:"number"`
	Title  string `json:"title"`
	// Depth is how many headings stand above it.
	Depth        int              `json:"depth"`
	Counts       Counts           `json:"counts"`
	Requirements []requirement.ID `json:"requirements"`
}

// Means are the requirements that are decided in one way.
type Means struct {
	Decided requirement.Means `json:"decided"`
	Counts  Counts            `json:"counts"`
	// By divides them by what the means leave open: the capability of a driver,
	// what has to end, or the reason. A requirement without one is in none.
	By []Group `json:"by"`
}

// Reason is why some requirements have no check.
type Reason struct {
	Why          string           `json:"why"`
	Requirements []requirement.ID `json:"requirements"`
}

// State is what became of a requirement.
type State string

// The states of a requirement, as in Counts.
const (
	Checked    State = "checked"
	Waiting    State = "pending"
	OutOfReach State = "outOfReach"
)

// Requirement is one requirement, with what decides it.
type Requirement struct {
	reports.Requirement
	State State `json:"state"`
	// Why says why there is no check; empty where there is one.
	Why string `json:"why,omitempty"`
	// Checks decide it, and Faults are broken reference servers on which they
	// have to notice.
	Checks []string `json:"checks"`
	Faults []string `json:"faults"`
}

// Source is what a document is made of.
type Source struct {
	Suite        reports.Suite
	Spec         reports.Spec
	Selection    string
	Requirements []requirement.Requirement
	// Checks and Faults are the names of those that decide or break each.
	Checks, Faults map[requirement.ID][]string
	// Why says why a requirement that can be decided has no check.
	Why func(requirement.Requirement) string
	// Entries are the ambiguities; with none the document is about
	// requirements alone.
	Entries []ambiguity.Entry
	// WhyUnprobed says why nothing finds out how a server reads one that shows.
	WhyUnprobed func(ambiguity.Entry) string
	// Probes are what finds out how a server reads each, by name, and Variants
	// are the readings that the reference server can be switched to.
	Probes, Variants map[ambiguity.ID][]string
}
