package suites

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/onsi/ginkgo/v2"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// specTimeout bounds one check that runs under Ginkgo.
const specTimeout = 30 * time.Second

// Describe declares every check as a spec of Ginkgo: a container for each suite
// and topic, with the check's labels. Call it before RunSpecs, with the server
// under test; the preflight runs before the first spec. A home server written in
// Go can call it in a test of its own. The spec's seed is Ginkgo's.
//
// A broken MUST fails its spec. A broken SHOULD passes, with a report entry; what
// was blocked, could not be asked or does not apply is skipped, with the reason.
func Describe(t *target.Target) {
	redactor := &reports.Redactor{}
	preflight := sync.OnceValue(func() error {
		ctx, cancel := context.WithTimeout(context.Background(), specTimeout)
		defer cancel()
		_, err := run.Preflight(ctx, t, redactor)
		return err
	})
	for _, s := range tree(All()) {
		ginkgo.Describe(s.name, ginkgo.Label(s.name), func() {
			for _, topic := range s.topics {
				ginkgo.Describe(topic.name, func() {
					for _, c := range topic.checks {
						declare(c, t, redactor, preflight)
					}
				})
			}
		})
	}
}

func declare(c check.Check, t *target.Target, redactor *reports.Redactor, preflight func() error) {
	args := []any{ginkgo.Label(c.Labels()...)}
	if c.Alone {
		args = append(args, ginkgo.Serial)
	}
	args = append(args, func(ctx ginkgo.SpecContext) {
		if err := preflight(); err != nil {
			ginkgo.Fail(redactor.String(err.Error()))
		}
		result := one(ctx, c, t, redactor)
		switch result.Verdict {
		case reports.Pass:
		case reports.Warn:
			ginkgo.AddReportEntry("warning", message(result), ginkgo.ReportEntryVisibilityAlways)
		case reports.Fail, reports.Error:
			ginkgo.Fail(message(result))
		default:
			ginkgo.Skip(message(result))
		}
	})
	ginkgo.It(c.Title, args...)
}

// one runs a single check as the command line would, with the plan's reasons
// where the target cannot be asked.
func one(ctx context.Context, c check.Check, t *target.Target, redactor *reports.Redactor) reports.Result {
	doc, err := run.Run(ctx, run.Options{
		Checks: []check.Check{c}, Suite: All(), Certifies: Certified, Target: t, Redactor: redactor, CheckTimeout: specTimeout,
		Seed: ginkgo.GinkgoRandomSeed(), Nonce: fmt.Sprintf("ginkgo-%d", time.Now().UnixNano()),
	})
	if err != nil {
		return reports.Result{Verdict: reports.Error, Detail: err.Error()}
	}
	if len(doc.Results) == 0 {
		return reports.Result{Verdict: reports.Error, Detail: doc.Partial}
	}
	return doc.Results[0]
}

// message is a result as the text of a failure or a reason to skip.
func message(r reports.Result) string {
	lines := []string{fmt.Sprintf("%s: %s", r.Verdict, r.Check)}
	for _, l := range []struct{ name, text string }{
		{"", r.Detail}, {"expected: ", r.Expected}, {"actual: ", r.Actual}, {"blocked by: ", r.BlockedBy},
	} {
		if l.text != "" {
			lines = append(lines, l.name+l.text)
		}
	}
	if r.Reproduce != nil {
		lines = append(lines, "see it again: "+r.Reproduce.Command)
		if r.Reproduce.Curl != "" {
			lines = append(lines, r.Reproduce.Curl)
		}
	}
	return strings.Join(lines, "\n")
}

// suite and topic are the containers of the tree, in the order of the checks.
type suite struct {
	name   string
	topics []topic
}

type topic struct {
	name   string
	checks []check.Check
}

func tree(checks []check.Check) []suite {
	var suites []suite
	for _, c := range checks {
		if len(suites) == 0 || suites[len(suites)-1].name != c.Suite() {
			suites = append(suites, suite{name: c.Suite()})
		}
		s := &suites[len(suites)-1]
		if len(s.topics) == 0 || s.topics[len(s.topics)-1].name != c.Topic() {
			s.topics = append(s.topics, topic{name: c.Topic()})
		}
		last := &s.topics[len(s.topics)-1]
		last.checks = append(last.checks, c)
	}
	return suites
}
