package main

import (
	"fmt"
	"os"
	"regexp"
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
			a.console.command(line)
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

// forgeCommand is what a forge takes for a command to it, in any line of a job's
// output: two colons at its beginning, or the older form anywhere.
var forgeCommand = regexp.MustCompile(`(?m)^([ \t]*)::|##\[`)

// inert is a text for a person, in which a forge that shows it finds no command.
func (a *app) inert(text string) string {
	if !a.env.actions {
		return text
	}
	return forgeCommand.ReplaceAllStringFunc(text, func(s string) string {
		if s == "##[" {
			return `\x23#[`
		}
		return strings.TrimSuffix(s, "::") + `\x3a:`
	})
}
