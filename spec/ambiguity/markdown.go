package ambiguity

import (
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Markdown is the entry as a text that can be filed with the authors of the
// spec: where it stands, how it can be read, what that does, and what the text
// could say. The first line is a heading. Unprobed is a sentence that says why no
// test finds the reading out, empty where one does.
func (e Entry) Markdown(unprobed string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", e.Title)
	e.body(&b, "##", unprobed)
	fmt.Fprintf(&b, "\nFrom the register of ambiguities of p2conform, %s.\n", e.ID)
	return b.String()
}

// body is what stands under the title; head is the mark of its headings.
func (e Entry) body(b *strings.Builder, head, unprobed string) {
	fmt.Fprintf(b, "%s\n\n%s Where\n\n", e.Question, head)
	for _, place := range e.distinctPlaces() {
		fmt.Fprintf(b, "- [%s](%s)\n", place, place.URL())
	}
	if e.Erratum() {
		fmt.Fprintf(b, "\n%s What is meant\n\n%s %s\n", head, e.Readings[0].Says, e.Accepts)
	} else {
		e.readings(b, head)
	}
	fmt.Fprintf(b, "\n%s What it does\n\nImpact: %s. %s\n", head, e.Impact, consequence(e.Impact))
	if e.Wire {
		fmt.Fprintf(b, "\nHow to see it: %s\n", e.Probe)
		if unprobed != "" {
			fmt.Fprintf(b, "\nNo test finds it out yet: %s\n", unprobed)
		}
	}
	fmt.Fprintf(b, "\n%s Suggestion\n\n%s\n", head, e.Proposal)
	if e.Issue != "" {
		fmt.Fprintf(b, "\nSee also <%s>.\n", e.Issue)
	}
}

func (e Entry) readings(b *strings.Builder, head string) {
	fmt.Fprintf(b, "\n%s How it can be read\n\n", head)
	for _, r := range e.Readings {
		fmt.Fprintf(b, "- `%s`: %s", r.ID, r.Says)
		if r.Fails {
			b.WriteString(" A server that reads it so does not pass.")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "\nWhere servers are tested, %s. %s\n", e.passing(), e.Accepts)
}

// passing says in words which readings pass, after a list that marks the others.
func (e Entry) passing() string {
	pass := 0
	for _, r := range e.Readings {
		if !r.Fails {
			pass++
		}
	}
	switch pass {
	case len(e.Readings):
		return "every reading passes"
	case 1:
		return "the other reading passes"
	default:
		return "the others pass"
	}
}

// distinctPlaces leaves out places that a reader would be sent to twice.
func (e Entry) distinctPlaces() []requirement.Ref {
	var places []requirement.Ref
	seen := map[string]bool{}
	for _, place := range e.Places {
		if name := place.String(); !seen[name] {
			seen[name] = true
			places = append(places, place)
		}
	}
	return places
}

// consequence says in words what an impact means where servers differ.
func consequence(i requirement.Impact) string {
	switch i {
	case requirement.Security:
		return "Where implementations differ, somebody can be impersonated, or loses control."
	case requirement.Interop:
		return "Implementations that differ cannot talk to each other."
	case requirement.Degraded:
		return "Where implementations differ, corner cases or comfort suffer."
	default:
		return "Nobody but a validator would notice."
	}
}
