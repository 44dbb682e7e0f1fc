package main

import (
	"fmt"
	"time"

	"github.com/p2conform/p2conform/reports"
)

// progress tells how a run goes on: on a terminal in one line that changes,
// elsewhere in a line for each check, with --quiet not at all. The runner calls
// it one call at a time.
type progress struct {
	console *console
	quiet   bool
	live    bool
	total   int
	done    reports.Document
	running []string
}

func (a *app) newProgress(total int) *progress {
	_, terminal := terminalOf(a.console.w)
	return &progress{console: a.console, quiet: a.quiet, live: terminal && !a.env.dumb && !a.verbose, total: total}
}

// result is told when a check begins, with a verdict of zero, and when it ends.
func (p *progress) result(r reports.Result) {
	if r.Verdict == 0 {
		p.running = append(p.running, r.Check)
	} else {
		p.done.Results = append(p.done.Results, reports.Result{Check: r.Check, Verdict: r.Verdict})
		for i, id := range p.running {
			if id == r.Check {
				p.running = append(p.running[:i], p.running[i+1:]...)
				break
			}
		}
	}
	switch {
	case p.quiet:
	case p.live:
		p.console.live(p.line())
	case r.Verdict != 0:
		p.console.say(ended(r))
	}
}

// ended is the line of a check that has ended.
func ended(r reports.Result) string {
	line := fmt.Sprintf("%s %s", r.Verdict, r.Check)
	if r.DurationMS != nil {
		line += fmt.Sprintf(" (%s)", time.Duration(*r.DurationMS)*time.Millisecond)
	}
	return line
}

// line is how far the run has come, in no more columns than the terminal has.
func (p *progress) line() string {
	p.done.Count()
	s := p.done.Summary
	line := fmt.Sprintf("%d of %d", len(p.done.Results), p.total)
	if s.Fail > 0 {
		line += fmt.Sprintf(", %d failed", s.Fail)
	}
	if open := s.Blocked + s.Untested + s.Error; open > 0 {
		line += fmt.Sprintf(", %d open", open)
	}
	if len(p.running) > 0 {
		line += "  " + p.running[0]
		if more := len(p.running) - 1; more > 0 {
			line += fmt.Sprintf(" and %d more", more)
		}
	}
	n, _ := terminalOf(p.console.w)
	if n <= 0 {
		n = defaultColumns
	}
	return line[:min(len(line), n-1)] // ids and counts are ASCII
}

// end takes the changing line away.
func (p *progress) end() { p.console.live("") }
