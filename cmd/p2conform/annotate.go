package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/p2conform/p2conform/reports"
)

// annotate shows the result on the page of a forge's job, where it is run there.
// A page that cannot be written is no reason to fail a run that has its reports.
func (a *app) annotate(d *reports.Document) {
	if a.env.actions {
		var b strings.Builder
		_ = reports.Annotations(&b, d) // a Builder takes all
		for line := range strings.Lines(b.String()) {
			a.console.say(line)
		}
	}
	if a.env.summary == "" {
		return
	}
	file, err := os.OpenFile(a.env.summary, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		err = reports.Markdown(file, d)
		if closed := file.Close(); err == nil {
			err = closed
		}
	}
	if err != nil {
		a.note(fmt.Sprintf("the job's summary %s cannot be written: %v", a.env.summary, plainPath(err)))
	}
}
