package main

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
)

// unasked is the document of a run that could ask its server nothing: whoever reads
// the reports of a job, and not its output, is to learn why, and what to do. Nil where
// not even that can be written.
func (a *app) unasked(ctx context.Context, p *plan, err error) *reports.Document {
	t := p.asked
	if t == nil { // it was not started
		var e error
		if t, e = p.target.at(&url.URL{}); e != nil {
			return nil
		}
	}
	o := p.options(a, t)
	why, partial := &reports.Problem{What: err.Error(), Hint: hintOf(err)}, ""
	var l *launch.Problem
	switch {
	case ctx.Err() != nil:
		why, partial = nil, err.Error()
	case errors.As(err, &l):
		why.What = l.What
		if p.server == nil {
			o.Complete = func(d *reports.Document) {
				d.Target.Name = cmp.Or(d.Target.Name, p.launcher.String())
				d.Target.Launched = kindOfLauncher(p.launcher) + " " + p.launcher.String()
				d.Target.Log = strings.Join(l.Log, "\n")
			}
		}
	}
	return run.Unasked(o, why, partial)
}

// kindOfLauncher is what a report calls a server that is started.
func kindOfLauncher(l launch.Launcher) string {
	if _, ok := l.(launch.Process); ok {
		return "process"
	}
	return "container of"
}
