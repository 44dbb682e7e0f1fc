// Package reports is the result of a run, as one document with a version of its
// own, and what renders it: JSON, JUnit XML, Markdown, one HTML page, the
// terminal. Renderers are functions of the document and keep no state.
package reports

import (
	"time"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Schema identifies the version of the document's form. It changes whenever a
// member changes its meaning or goes away; new members do not change it.
const Schema = "https://p2conform.dev/schema/report-v1.json"

// Document is the whole result of a run. It is written as it grows, and valid
// at every moment: a run that is cut short leaves one with Partial set.
type Document struct {
	Schema   string   `json:"schema" text:"ours"`
	Suite    Suite    `json:"suite" text:"ours"`
	Spec     Spec     `json:"spec" text:"ours"`
	Target   Target   `json:"target"`
	Settings Settings `json:"settings"`
	// Started and Ended are left out of canonical documents.
	Started *time.Time `json:"started,omitempty"`
	Ended   *time.Time `json:"ended,omitempty"`
	// Partial says why the run ended before all that was planned was done;
	// empty when nothing was left out.
	Partial string `json:"partial,omitempty"`
	// Problem is why the target could be asked nothing; nil where it could. Each
	// result that was planned is an error then.
	Problem *Problem `json:"problem,omitempty"`
	Claims  []Claim  `json:"claims"`
	Summary Summary  `json:"summary"`
	Results []Result `json:"results"`
	// Readings are the ways in which the target reads ambiguous places.
	Readings []Reading `json:"readings"`
	// Notes are what the preflight noticed and a reader should know.
	Notes []string `json:"notes,omitempty"`
	// Waivers are the known failures that the run was told of, and what became of
	// each.
	Waivers []Waiver `json:"waivers,omitempty" text:"ours"`
	// Requirements describes every requirement that a result names, in
	// catalogue order.
	Requirements []Requirement `json:"requirements" text:"ours"`
	// Contents are the sections of the specification in the order of the text,
	// with everything that is required in the version of the run, whether a check
	// was there for it or not. Reports of earlier suites have none.
	Contents []Section `json:"contents,omitempty" text:"ours"`
}

// Section is a part of the specification. It stands in the last one before it
// whose Depth is less.
type Section struct {
	// Depth is 0 for a whole document, 1 for its parts, and so on.
	Depth int `json:"depth"`
	// Doc and Section are as in Requirement; Section is empty for what groups
	// others and has no name of its own.
	Doc     string `json:"doc"`
	Section string `json:"section,omitempty"`
	Heading string `json:"heading"`
	Link    string `json:"link,omitempty"`
	// Requirements are those of the section itself, in catalogue order.
	Requirements []Entry `json:"requirements,omitempty"`
}

// Entry is a requirement in a table of contents.
type Entry struct {
	ID      requirement.ID      `json:"id"`
	Level   requirement.Level   `json:"level"`
	Profile requirement.Profile `json:"profile"`
	// Decided and By are how one can find out whether it holds, and what that
	// takes, or why nobody can.
	Decided requirement.Means `json:"decided"`
	By      string            `json:"by,omitempty"`
	// Checks are how many of the suite decide it, chosen for the run or not.
	Checks int    `json:"checks"`
	Says   string `json:"says"`
}

// Suite is the program that made the report.
type Suite struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
}

// Spec is the text that the target was held against.
type Spec struct {
	// Prose and API are the versions of the two documents; of the second there
	// are several, and the run was asked for one.
	Prose string `json:"prose"`
	API   string `json:"api"`
	// Digest is over the catalogue and our copy of the API document: two runs
	// with the same digest asked for the same things.
	Digest string `json:"digest"`
}

// Target is the server under test.
type Target struct {
	Name string `json:"name"`
	// Version and Contact are what the target file says of the server.
	Version string `json:"version,omitempty"`
	Contact string `json:"contact,omitempty"`
	URL     string `json:"url"`
	// Domain is the visible domain name, as in its actors' federation IDs.
	Domain string `json:"domain"`
	Driver string `json:"driver"`
	// Gateway is the URL of the gateway, as the target file has it; empty where it
	// names none.
	Gateway string `json:"gateway,omitempty"`
	// Peer is the visible domain name of the second server whose actors came to the
	// target; empty where they were those of home servers of the run.
	Peer string `json:"peer,omitempty"`
	// Embedded says that the target was our own reference server.
	Embedded bool `json:"embedded,omitempty"`
	// Launched is how the suite started the target, as in "process ./server"; empty
	// if somebody else did.
	Launched string `json:"launched,omitempty"`
	// Ended is how a launched target ended while the run went on, as in "exit
	// status 3"; empty if it did not.
	Ended string `json:"ended,omitempty"`
	// Log is what a launched target wrote to its standard output and standard error;
	// of a long one the first and the last part, and between them a line that says
	// how much is left out. It is left out of canonical documents.
	Log string `json:"log,omitempty"`
}

// Settings are what the run was asked to do; the same settings and seed ask the
// same questions again.
type Settings struct {
	Seed     int64 `json:"seed"`
	Parallel int   `json:"parallel"`
	// CheckTimeout and RunTimeout are Go durations, as in "30s"; "0s" is none.
	CheckTimeout string `json:"checkTimeout"`
	RunTimeout   string `json:"runTimeout"`
	// MaxWait is the longest that a check may wait for time to pass.
	MaxWait string `json:"maxWait"`
	// Selection is the choice of checks in words, empty for all.
	Selection string `json:"selection,omitempty"`
	// Parts are those that the run asked of what was chosen; nil where it asked all.
	Parts *Parts `json:"parts,omitempty"`
}

// Parts are some of the parts into which a run is cut, counted from 1.
type Parts struct {
	Of    int   `json:"of"`
	Asked []int `json:"asked"`
}

// Claim is what a target may say of itself for one profile.
type Claim struct {
	Profile requirement.Profile `json:"profile"`
	Claim   ClaimState          `json:"claim"`
}

// ClaimState is conformant, nonconformant or incomplete.
type ClaimState string

// The claims: all MUSTs of the profile that have a check passed; one failed;
// something was not found out.
const (
	Conformant    ClaimState = "conformant"
	Nonconformant ClaimState = "nonconformant"
	Incomplete    ClaimState = "incomplete"
)

// Summary counts the results by verdict.
type Summary struct {
	Pass          int `json:"pass"`
	Fail          int `json:"fail"`
	Warn          int `json:"warn"`
	Blocked       int `json:"blocked"`
	Untested      int `json:"untested"`
	NotApplicable int `json:"notApplicable"`
	Error         int `json:"error"`
}

// Result is what one check came to.
type Result struct {
	Check string `json:"check" text:"ours"`
	Title string `json:"title" text:"ours"`
	Suite string `json:"suite" text:"ours"`
	// Requirements are the ids of those that the check decides.
	Requirements []requirement.ID `json:"requirements" text:"ours"`
	// Level and Impact are the most binding level and the worst impact of them.
	Level   requirement.Level  `json:"level"`
	Impact  requirement.Impact `json:"impact"`
	Verdict Verdict            `json:"verdict"`
	// Detail says in a sentence or two what happened; empty for a plain pass.
	Detail string `json:"detail,omitempty"`
	// Expected and Actual are what the decisive step wanted and got.
	Expected string `json:"expected,omitempty"`
	Actual   string `json:"actual,omitempty"`
	// Tries are the verdicts of all tries, in order, where there was more than one.
	// Verdict is the worst of them.
	Tries []Verdict `json:"tries,omitempty"`
	// Waived is the waiver that covers this result; nil for none. The verdict
	// stays what it is.
	Waived *Waiver `json:"waived,omitempty" text:"ours"`
	// BlockedBy is the check that decides what broke first.
	BlockedBy string `json:"blockedBy,omitempty" text:"ours"`
	// Reproduce is how to see it again.
	Reproduce *Reproduce `json:"reproduce,omitempty"`
	// Exchanges are what went over the wire, in order; a passed check keeps
	// none. Left are how many were left out for size.
	Exchanges []Exchange `json:"exchanges,omitempty"`
	Left      int        `json:"exchangesLeftOut,omitempty"`
	// Readings that this check found out.
	Readings []Reading `json:"readings,omitempty"`
	// DurationMS is left out of canonical documents.
	DurationMS *int64 `json:"durationMs,omitempty"`
}

// Reproduce is how to see a result again.
type Reproduce struct {
	// Command runs the check alone.
	Command string `json:"command"`
	// Curl repeats the decisive request; its secrets are shell variables.
	Curl string `json:"curl,omitempty"`
}

// Exchange is one HTTP request and what came back: of the suite and the target, or
// of the target and a home server that the suite runs.
type Exchange struct {
	// At is the home server of the suite that the target sent the request to; empty
	// where the suite sent it to the target.
	At string `json:"at,omitempty"`
	// Event is what happened at that home server without a request, as in "revokes
	// the ID-Cert with serial number 7": the members of an exchange are empty then.
	Event string `json:"event,omitempty"`
	// Decisive marks the exchange that the verdict rests on.
	Decisive bool `json:"decisive,omitempty"`
	// Operation is the operationId of the API document, if it is one of its.
	Operation string   `json:"operation,omitempty"`
	Request   Message  `json:"request"`
	Response  *Message `json:"response,omitempty"`
	// Error is why there is no response, or no whole one.
	Error string `json:"error,omitempty"`
	// Schema lists where the exchange departs from the API document.
	Schema     []string `json:"schema,omitempty"`
	DurationMS *int64   `json:"durationMs,omitempty"`
}

// Message is a request (Method, URL) or a response (Proto, Status).
type Message struct {
	Method string `json:"method,omitempty"`
	URL    string `json:"url,omitempty"`
	// Proto is the version of HTTP in which the response came, as in "HTTP/1.1";
	// empty where that is not known.
	Proto  string `json:"proto,omitempty"`
	Status int    `json:"status,omitempty"`
	// Headers are "Name: value" lines, sorted.
	Headers []string `json:"headers,omitempty"`
	// Body is text; bytes that are no text are hexadecimal, marked as such.
	Body string `json:"body,omitempty"`
	// Size is the body's whole length in bytes where Body holds only a part.
	Size int64 `json:"size,omitempty"`
}

// Reading is a way in which the target reads an ambiguous place.
type Reading struct {
	Ambiguity string `json:"ambiguity"`
	Reading   string `json:"reading"`
	// Says is the reading in a sentence.
	Says string `json:"says,omitempty"`
	// Told says that the user named the reading; all others were found out.
	Told bool `json:"told,omitempty"`
}

// Requirement is a requirement as a report shows it.
type Requirement struct {
	ID      requirement.ID      `json:"id"`
	Level   requirement.Level   `json:"level"`
	Subject requirement.Subject `json:"subject"`
	Impact  requirement.Impact  `json:"impact"`
	Profile requirement.Profile `json:"profile"`
	// Decided and By are as in requirement.Requirement; a report of an earlier
	// version has neither.
	Decided requirement.Means `json:"decided,omitempty"`
	By      string            `json:"by,omitempty"`
	Doc     string            `json:"doc"`
	Section string            `json:"section"`
	Link    string            `json:"link"`
	Says    string            `json:"says"`
	Note    string            `json:"note,omitempty"`
	// Since and Until are the first and the last version of the API document that
	// have it; empty for the oldest and the newest.
	Since string `json:"since,omitempty"`
	Until string `json:"until,omitempty"`
}

// holdsIn reports whether a version of the API document has the requirement.
func (q Requirement) holdsIn(version string) bool {
	return requirement.Requirement{Since: q.Since, Until: q.Until}.HoldsIn(version)
}

// Count recomputes the summary from the results.
func (d *Document) Count() {
	var s Summary
	for _, r := range d.Results {
		switch r.Verdict {
		case Pass:
			s.Pass++
		case Fail:
			s.Fail++
		case Warn:
			s.Warn++
		case Blocked:
			s.Blocked++
		case Untested:
			s.Untested++
		case NotApplicable:
			s.NotApplicable++
		default:
			s.Error++
		}
	}
	d.Summary = s
}

// Of returns the count of one verdict.
func (s Summary) Of(v Verdict) int {
	switch v {
	case Pass:
		return s.Pass
	case Fail:
		return s.Fail
	case Warn:
		return s.Warn
	case Blocked:
		return s.Blocked
	case Untested:
		return s.Untested
	case NotApplicable:
		return s.NotApplicable
	default:
		return s.Error
	}
}
