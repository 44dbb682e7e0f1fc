// Package check is what a check is, and what its body is given.
//
// A check is a value: an id, a title that is a sentence about the server, the
// requirements that it decides, what it needs, and a body. The body asserts
// through T, which keeps the rules that make a verdict worth something: every
// refusal has its positive control, a statement about all messages counts them,
// and what could not be asked is never a failure.
package check

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Check is one executable test. One check decides one thing.
type Check struct {
	// ID is permanent: suite, topic and name, as in
	// "identity.session-id.too-long".
	ID string
	// Title is a sentence about the server, without its subject and full stop:
	// "rejects an ID-CSR whose session ID is longer than 32 characters".
	Title string
	// Decides are the requirements that a failure breaks.
	Decides []requirement.Requirement
	// Probes are the ambiguities of which this check finds out the reading that
	// the target took. The self-test holds it to that: on a server that takes a
	// reading, the check has to name it.
	Probes []ambiguity.Entry
	// Needs is what the target must let us do.
	Needs Needs
	// Proves is the operationId, or the driver's act (Registering), of which
	// this check decides whether it works at all. A check that is blocked by it
	// names this one.
	Proves string
	// Honest says that the check wants no more of another home server than what every
	// real one does, so that it can be run between two of them.
	Honest bool
	// Alone runs the check with no other beside it, after all others: it moves
	// the target's clock or changes what others rely on.
	Alone bool
	// Run is the body.
	Run func(ctx context.Context, t *T)
}

// Registering is what Proves names for the driver's registration of actors.
const Registering = "register an actor"

// What Proves names for steps that are no operation, and that checks of several
// suites rest on.
const (
	// RootKey is that the root ID-Cert has a key of the one algorithm that we
	// verify.
	RootKey = "the Ed25519 key of the root ID-Cert"
	// Challenge is that challenge strings are given out.
	Challenge = "hand out a challenge string"
	// ChosenSession is that a list of ID-Certs takes notice of session_id at all.
	ChosenSession = "the ID-Certs of one session alone"
	// CacheSignature is that the cache signature of an entry can be read.
	CacheSignature = "the cache signature of an ID-Cert"
)

// Probing is the check with what it probes.
func Probing(c Check, entries ...ambiguity.Entry) Check {
	c.Probes = entries
	return c
}

// Proving names what a check decides for those that rest on it.
func Proving(what string, c Check) Check {
	c.Proves = what
	return c
}

// Suite is the first part of the id: "identity".
func (c Check) Suite() string { s, _, _ := strings.Cut(c.ID, "."); return s }

// Topic is the second part of the id: "session-id".
func (c Check) Topic() string {
	_, rest, _ := strings.Cut(c.ID, ".")
	topic, _, _ := strings.Cut(rest, ".")
	return topic
}

// Level is the most binding level of what the check decides.
func (c Check) Level() requirement.Level {
	level := requirement.May
	for _, r := range c.Decides {
		level = min(level, r.Level)
	}
	return level
}

// Impact is the worst impact of what the check decides.
func (c Check) Impact() requirement.Impact {
	impact := requirement.Cosmetic
	for _, r := range c.Decides {
		impact = min(impact, r.Impact)
	}
	return impact
}

// Labels are what a selection can name: the suite, the topic, and under their
// kinds the requirements, the level, the impact and the profiles.
func (c Check) Labels() []string {
	labels := []string{c.Suite(), c.Topic(), "check:" + c.ID, "level:" + label(c.Level().String()), "impact:" + c.Impact().String()}
	seen := map[requirement.Profile]bool{}
	for _, r := range c.Decides {
		labels = append(labels, "requirement:"+string(r.ID))
		if !seen[r.Profile] {
			seen[r.Profile] = true
			labels = append(labels, "profile:"+string(r.Profile))
		}
	}
	return labels
}

func label(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") }

// Lacking is the first capability of a driver without which the check is untested.
// An administrator, messages and time can be had without the driver, and are not in
// it.
func (n Needs) Lacking(d driver.Driver) (driver.Capability, bool) {
	has := d.Capabilities()
	switch {
	case n.Actors && !driver.HasActors(d), n.Names && !has.Has(driver.Register):
		return driver.Register, true
	case n.SecondFactor && !has.Has(driver.SecondFactor):
		return driver.SecondFactor, true
	}
	return "", false
}

// Needs is what a check asks of a target beyond answering HTTP.
type Needs struct {
	// Actors: the driver has actors, of whatever names.
	Actors bool
	// Names: it registers actors of the names and passwords that it is given.
	Names bool
	// SecondFactor: it knows the actors' second factors.
	SecondFactor bool
	// Peers: it can be led to home servers that the harness runs.
	Peers bool
	// Trials: the target gives out challenge strings.
	Trials bool
	// Domain: the visible domain name is known from somewhere else than the
	// target's own ID-Cert.
	Domain bool
	// Admin: an administrator's account is known.
	Admin bool
	// Gateway: the target's gateway is known, or can be found.
	Gateway bool
	// Messages: messages can be posted.
	Messages bool
	// Time: the target's clock can be moved, or the run may wait.
	Time bool
	// Destructive: the target's data may be lost, or its key rotated.
	Destructive bool
	// Racing: up to 200 requests may be sent at the same time.
	Racing bool
}
