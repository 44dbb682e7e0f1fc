// Package ambiguity is the register of the places where the spec can be read in
// more than one way: the readings, which of them a conforming server may take,
// how to find out which one a server took, and what the text could say instead.
// Checks ask it; none hard-codes a reading.
package ambiguity

import (
	"fmt"

	"github.com/p2conform/p2conform/spec/requirement"
)

// ID is the permanent name of an entry, as in "A-033". Numbers up to A-299 are
// those of the first reading of the spec, later finds begin at A-301.
type ID string

// Entry is one place where two honest readers would build different servers, or
// where the text is wrong.
type Entry struct {
	ID ID
	// Title is a short noun phrase.
	Title string
	// Places are where the texts meet, or contradict each other.
	Places []requirement.Ref
	// Question is what the text leaves open, in our words.
	Question string
	// Readings are all that we know of, the one of the reference server first.
	// A single one makes the entry an erratum: the text is wrong, and cannot be
	// read in another way.
	Readings []Reading
	// Impact is what it does to users when two implementers choose differently.
	Impact requirement.Impact
	// Wire reports whether the reading of a server shows in what it sends,
	// takes or does, so that a run can find it out. It does not where only
	// clients, authors or people read the place.
	Wire bool
	// Rare says that servers of different readings mostly do the same, the reference
	// server among them: a probe names a reading only where one shows.
	Rare bool
	// Probe says how a test finds out which reading a server took; empty where
	// nothing shows on the wire.
	Probe string
	// Accepts says why the readings that pass do.
	Accepts string
	// Proposal is what the text could say: one or two sentences for the authors
	// of the spec.
	Proposal string
	// Issue is the address of an issue in which the authors of the spec have
	// written about the place; mostly empty.
	Issue string
}

// Reading is one way to read the place.
type Reading struct {
	// ID is unique in its entry: lower-case words joined by hyphens.
	ID string
	// Says is the reading, in one sentence.
	Says string
	// Fails marks a reading that a server does not pass with; it is listed because
	// implementations have it, or a document does. All others pass.
	Fails bool
}

// Reading returns the reading with the given id.
func (e Entry) Reading(id string) (Reading, error) {
	for _, r := range e.Readings {
		if r.ID == id {
			return r, nil
		}
	}
	return Reading{}, fmt.Errorf("ambiguity %s has no reading %q", e.ID, id)
}

// Erratum reports whether the text is wrong rather than open.
func (e Entry) Erratum() bool { return len(e.Readings) == 1 }
