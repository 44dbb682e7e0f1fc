package reports

import (
	"slices"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Claims returns what the target may say of itself: one claim for each profile
// that has a result for a requirement that binds, in the order of
// requirement.Profiles. Decidable are all requirements that the suite has checks
// for, whether they were chosen or not, so that a narrow choice of checks makes
// a claim incomplete and never conformant.
//
// A profile is nonconformant if a check that decides one of its MUSTs failed. It
// is incomplete if one of them has no result, or one that is blocked, untested
// or an error; if none of them passed; and if the run is partial. Warnings,
// features that the target does not offer, and what only other versions of the
// API document require do not count either way.
func Claims(d *Document, decidable []Requirement) []Claim {
	t := tally{seen: map[requirement.ID]found{}}
	other := map[requirement.ID]bool{}
	for _, q := range d.Requirements {
		other[q.ID] = !q.holdsIn(d.Spec.API)
	}
	for _, r := range d.Results {
		for _, id := range r.Requirements {
			if !other[id] {
				t.seen[id] = t.seen[id].with(r.Verdict)
			}
		}
	}
	for _, q := range decidable {
		t.require(q)
	}
	// A result may name a requirement that the caller forgot: what the document
	// says of it still binds.
	for _, q := range d.Requirements {
		if !other[q.ID] {
			t.require(q)
		}
	}
	// A result for a requirement that nobody knows could concern any profile.
	known := true
	for id := range t.seen {
		known = known && slices.ContainsFunc(t.all, func(q Requirement) bool { return q.ID == id })
	}
	claims := []Claim{}
	for _, p := range t.profiles() {
		state, ok := t.claim(p)
		if !ok {
			continue
		}
		if state == Conformant && (d.Partial != "" || !known) {
			state = Incomplete
		}
		claims = append(claims, Claim{Profile: p, Claim: state})
	}
	return claims
}

// found is what the results of one requirement came to, taken together.
type found struct{ any, failed, open, passed bool }

func (f found) with(v Verdict) found {
	f.any = true
	switch v {
	case Fail:
		f.failed = true
	case Pass:
		f.passed = true
	case Warn, NotApplicable:
	default: // blocked, untested, error, and what is no verdict at all
		f.open = true
	}
	return f
}

// tally holds the requirements, each once, and what was found of them.
type tally struct {
	all  []Requirement
	seen map[requirement.ID]found
}

func (t *tally) require(q Requirement) {
	if !slices.ContainsFunc(t.all, func(o Requirement) bool { return o.ID == q.ID }) {
		t.all = append(t.all, q)
	}
}

// profiles lists the profiles in their order; one that the vocabulary does not
// have comes last, and is not dropped.
func (t *tally) profiles() []requirement.Profile {
	ps := slices.Clone(requirement.Profiles)
	for _, q := range t.all {
		if q.Profile != "" && !slices.Contains(ps, q.Profile) {
			ps = append(ps, q.Profile)
		}
	}
	return ps
}

// claim is the state of one profile; false if nothing that binds has a result.
func (t *tally) claim(p requirement.Profile) (ClaimState, bool) {
	var all found
	missing := false
	for _, q := range t.all {
		if q.Profile != p || !q.Level.Binding() {
			continue
		}
		f := t.seen[q.ID]
		missing = missing || !f.any
		all = found{
			any: all.any || f.any, failed: all.failed || f.failed,
			open: all.open || f.open, passed: all.passed || f.passed,
		}
	}
	switch {
	case !all.any:
		return "", false
	case all.failed:
		return Nonconformant, true
	case all.open || missing || !all.passed:
		return Incomplete, true
	default:
		return Conformant, true
	}
}

// Overall is the worst of the document's claims: what one word can say of the
// whole run. A failed check makes it nonconformant even where no claim was made,
// and without claims, or in a partial run, it is incomplete.
func Overall(d *Document) ClaimState {
	state := Conformant
	if len(d.Claims) == 0 || d.Partial != "" || len(d.Results) == 0 {
		state = Incomplete
	}
	for _, c := range d.Claims {
		switch c.Claim {
		case Nonconformant:
			return Nonconformant
		case Conformant:
		default:
			state = Incomplete
		}
	}
	for _, r := range d.Results {
		if r.Verdict == Fail {
			return Nonconformant
		}
	}
	return state
}
