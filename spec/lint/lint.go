// Package lint finds contradictions in the specification's texts: in the API
// document as it is published, without our corrections, and in the prose, alone
// and beside the API document. A finding is the text's fault and nobody else's;
// where our register of ambiguities has it, the finding names the entry.
package lint

import (
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/prose"
)

// Severity is how much a finding matters.
type Severity string

// The severities, worst first.
const (
	// Error is a contradiction: no implementation can do all that is said.
	Error Severity = "error"
	// Warning is a gap, or a likely slip: implementations will differ.
	Warning Severity = "warning"
	// Note is what a reader stumbles over.
	Note Severity = "note"
)

// Texts are what is looked at. A nil one was not given: rules that need it find
// nothing.
type Texts struct {
	API *API
	// Prose is the core protocol's.
	Prose *prose.Document
}

// Rule is one thing to look for.
type Rule struct {
	// ID is lower-case words, joined by hyphens.
	ID       string   `json:"id"`
	Severity Severity `json:"severity"`
	// Says is what the rule asks of a text, in one sentence.
	Says string `json:"says"`

	// One of the three is set, as the rule needs texts.
	ofAPI   func(*API, report)
	ofProse func(*prose.Document, report)
	ofBoth  func(*API, *prose.Document, report)
}

// report takes what a rule finds.
type report func(at Place, what string)

// Place is where a finding is.
type Place struct {
	// Doc is "api" or "core", as in requirement.Ref.
	Doc string `json:"doc"`
	// Section is an operationId, the name of a schema or of another part, or empty
	// for the API document as a whole; in the prose the number of a section.
	Section string `json:"section"`
	// Detail says where in a part, as in "parameter limit".
	Detail string `json:"detail,omitempty"`
	// Line is that of the prose, from 1.
	Line int `json:"line,omitempty"`
}

// Finding is one contradiction.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	Place    Place    `json:"place"`
	What     string   `json:"what"`
	// Ambiguity is the entry of the register that covers it, or empty.
	Ambiguity ambiguity.ID `json:"ambiguity,omitempty"`
}

// Run applies all rules, in their order.
func Run(t Texts) []Finding {
	found := []Finding{}
	for _, r := range Rules {
		found = append(found, r.run(t)...)
	}
	return found
}

func (r Rule) run(t Texts) []Finding {
	var found []Finding
	take := func(at Place, what string) {
		found = append(found, Finding{r.ID, r.Severity, at, what, registered(r.ID, at)})
	}
	switch {
	case r.ofAPI != nil && t.API != nil:
		r.ofAPI(t.API, take)
	case r.ofProse != nil && t.Prose != nil:
		r.ofProse(t.Prose, take)
	case r.ofBoth != nil && t.API != nil && t.Prose != nil:
		r.ofBoth(t.API, t.Prose, take)
	}
	return found
}

// Known reports whether the register has every finding.
func Known(found []Finding) bool {
	for _, f := range found {
		if f.Ambiguity == "" {
			return false
		}
	}
	return true
}
