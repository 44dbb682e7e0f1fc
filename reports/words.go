package reports

import (
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// words are how reports speak of a verdict.
type words struct {
	Symbol string
	// One and Many go with a count: "1 warning", "3 failed".
	One, Many string
	// Heading stands over the results that have the verdict, and Means under it.
	Heading, Means string
}

var verdictWords = map[Verdict]words{
	Pass:          {"✓", "passed", "passed", "Passed", "The requirement held, and what has to work beside it worked."},
	Fail:          {"✗", "failed", "failed", "Failed", "A MUST of the specification was broken."},
	Warn:          {"!", "warning", "warnings", "Warnings", "A SHOULD of the specification was broken. Claims do not count it."},
	Blocked:       {"⊘", "blocked", "blocked", "Blocked", "Something that the check needs broke first."},
	Untested:      {"?", "untested", "untested", "Untested", "The driver or the settings did not let the check ask."},
	NotApplicable: {"–", "not applicable", "not applicable", "Not applicable", "An optional feature that the server does not offer, or what only another version of the specification requires."},
	waived:        {"~", "waived", "waived", "Waived", "A failure that is known, as the server's makers say. It still counts in the claims."},
	Error:         {"⚠", "error", "errors", "Errors", "The suite could not find out. This says nothing about the server."},
}

// byBadness lists the verdicts in the order in which readers need them.
var byBadness = []Verdict{Fail, Warn, Error, Blocked, Untested, waived, NotApplicable, Pass}

// effective is the verdict that a result counts as: what is no verdict at all is
// an error, as in Document.Count.
func effective(v Verdict) Verdict {
	if _, ok := verdictWords[v]; ok {
		return v
	}
	return Error
}

// claimWords are how reports speak of a claim.
type claimWord struct{ Symbol, Adjective, Means string }

var claimWords = map[ClaimState]claimWord{
	Conformant:    {"✓", "conformant", "every MUST that has a check held"},
	Nonconformant: {"✗", "nonconformant", "a MUST was broken"},
	Incomplete:    {"?", "incomplete", "not everything could be found out"},
}

// claimWordsOf has words for any claim; one that we do not know claims nothing.
func claimWordsOf(c ClaimState) claimWord {
	if w, ok := claimWords[c]; ok {
		return w
	}
	return claimWord{"?", string(c), "a claim that this version does not know"}
}

// headline is the whole report in a sentence.
func headline(d *Document, n Summary) string {
	total := len(d.Results)
	var s string
	switch Overall(d) {
	case Nonconformant:
		s = fmt.Sprintf("Nonconformant: %d of %s failed", n.Fail, plural(total, "check"))
		if all := waivedFailures(d); all == n.Fail {
			s = fmt.Sprintf("Nonconformant, and no worse than the waivers: %d of %s failed", n.Fail, plural(total, "check"))
		} else if all > 0 {
			s += fmt.Sprintf(" (%d waived)", all)
		}
		if i := worstImpact(d); i != 0 {
			s += fmt.Sprintf(", the worst with impact on %s", impactNoun(i))
		}
	case Conformant:
		s = fmt.Sprintf("Conformant: %d of %s passed and none failed", n.Pass, plural(total, "check"))
	default:
		open := n.Blocked + n.Untested + n.Error
		switch {
		case total == 0:
			s = "Incomplete: no check was run"
		case Unasked(d):
			s = "Incomplete: the server could not be asked, so nothing is known of it"
		case open > 0:
			s = fmt.Sprintf("Incomplete: %d of %s could not be decided", open, plural(total, "check"))
		case n.Fail > 0:
			s = fmt.Sprintf("Incomplete: %d of %s failed", n.Fail, plural(total, "check"))
		case d.Settings.Selection != "" && d.Partial == "":
			s = fmt.Sprintf("None failed: %d of %s chosen passed; a claim needs all of its profile", n.Pass, plural(total, "check"))
		default:
			s = fmt.Sprintf("Incomplete: %d of %s passed, which is not all that a claim needs", n.Pass, plural(total, "check"))
		}
	}
	if d.Partial != "" {
		s += "; the run was cut short"
	}
	return s
}

// waivedFailures counts the failures that a waiver covers.
func waivedFailures(d *Document) int {
	n := 0
	for _, r := range d.Results {
		if r.Verdict == Fail && r.Waived != nil {
			n++
		}
	}
	return n
}

// impactNoun names what suffers.
func impactNoun(i requirement.Impact) string {
	switch i {
	case requirement.Security:
		return "security"
	case requirement.Interop:
		return "interoperability"
	case requirement.Degraded:
		return "comfort or corner cases"
	case requirement.Cosmetic:
		return "form alone"
	default:
		return oneLine(i.String())
	}
}

// worstImpact is the worst impact of a failed check; 0 if none has one.
func worstImpact(d *Document) requirement.Impact {
	var worst requirement.Impact
	for _, r := range d.Results {
		if r.Verdict == Fail && r.Impact > 0 && (worst == 0 || r.Impact < worst) {
			worst = r.Impact
		}
	}
	return worst
}

// counts is the summary in words, without verdicts that no result has.
func counts(n Summary) string {
	var parts []string
	for _, v := range Verdicts {
		if c := n.Of(v); c > 0 {
			parts = append(parts, countOf(v, c))
		}
	}
	if len(parts) == 0 {
		return "no results"
	}
	return strings.Join(parts, ", ")
}

func countOf(v Verdict, c int) string {
	w := verdictWords[v]
	if c == 1 {
		return "1 " + w.One
	}
	return fmt.Sprintf("%d %s", c, w.Many)
}
