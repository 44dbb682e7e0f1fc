package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

// outputFlags say where the result goes.
type outputFlags struct {
	reports   []string
	dir       string
	canonical bool
}

func (f *outputFlags) flags(cmd *cobra.Command) {
	s := cmd.Flags()
	s.StringArrayVar(&f.reports, "report", nil, "write a report, as `FORMAT=PATH`; - is standard output; repeatable")
	s.StringVar(&f.dir, "out", "", "write report.json, report.xml, report.md, report.sarif and report.html into `DIR`, which is made if it is not there")
	s.BoolVar(&f.canonical, "canonical", false, "leave out of every report what differs from run to run: times, durations, random values")
	complete(cmd, "report", reportNames)
	completeDirs(cmd, "out")
}

// toStdout is the path that means standard output.
const toStdout = "-"

// outputs are the places that a result goes to.
type outputs struct {
	// promised are the profiles that the run is about: a report makes no claim
	// about others. None are all.
	promised []requirement.Profile

	app       *app
	files     []destination
	stdout    *reports.Format // nil for the terminal's rendering
	canonical bool
}

// destination is one file to be written.
type destination struct {
	format reports.Format
	// path is as the user wrote it; file is where its links lead.
	path, file string
	// special is no regular file, a device say: it is written to, and never
	// replaced.
	special bool
}

// open reads the flags and makes sure that every report can be written, before a
// run begins whose result would be lost. A report of an earlier run is removed:
// nobody shall take it for one of this run.
func (f *outputFlags) open(a *app) (*outputs, error) {
	o := &outputs{app: a, canonical: f.canonical}
	for _, arg := range f.reports {
		if err := o.add(arg); err != nil {
			return nil, err
		}
	}
	if f.dir != "" {
		if err := os.MkdirAll(f.dir, 0o777); err != nil {
			return nil, unwritten(f.dir, err, "name another directory with --out")
		}
		for _, format := range reports.Formats {
			if format.Name != terminalFormat {
				o.files = append(o.files, destination{format: format, path: filepath.Join(f.dir, "report"+format.Extension)})
			}
		}
	}
	for i := range o.files {
		if err := o.files[i].prepare(); err != nil {
			return nil, err
		}
		d := o.files[i]
		same := func(other destination) bool { return other.file == d.file && !d.special }
		if slices.ContainsFunc(o.files[:i], same) {
			return nil, usage("give each report a path of its own", "two reports go to %s", d.path)
		}
	}
	for _, d := range o.files {
		if d.special {
			continue
		}
		if err := os.Remove(d.file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, unwritten(d.path, err, "")
		}
	}
	return o, nil
}

const terminalFormat = "terminal"

// add reads FORMAT=PATH.
func (o *outputs) add(arg string) error {
	name, path, ok := strings.Cut(arg, "=")
	if !ok || path == "" {
		return usage("write FORMAT=PATH, as in json=report.json or markdown=-", "--report %q names no path", arg)
	}
	format, err := reports.Lookup(name)
	if err != nil {
		return usage("write FORMAT=PATH, as in json=report.json or markdown=-", "--report %q: %v", arg, err)
	}
	if path != toStdout {
		o.files = append(o.files, destination{format: format, path: path})
		return nil
	}
	if o.stdout != nil {
		return usage("write one of them to a file", "two reports go to standard output")
	}
	o.stdout = &format
	return nil
}

// save keeps the JSON reports up to date while a run goes on. What cannot be
// written then is complained of by finish, if it still cannot be.
func (o *outputs) save(d *reports.Document) error {
	if d.Ended != nil {
		return nil
	}
	o.keepPromised(d)
	for _, file := range o.files {
		if file.format.Name == "json" && !file.special {
			_ = file.write(o.render(file.format, d))
		}
	}
	return nil
}

// keepPromised leaves out claims about profiles that were not asked about: one
// check may decide for two.
func (o *outputs) keepPromised(d *reports.Document) {
	if len(o.promised) > 0 {
		d.Claims = slices.DeleteFunc(d.Claims, func(c reports.Claim) bool { return !slices.Contains(o.promised, c.Profile) })
	}
}

// finish writes every report, whatever becomes of the others.
func (o *outputs) finish(d *reports.Document) error {
	o.keepPromised(d)
	var errs []error
	for _, file := range o.files {
		if err := file.write(o.render(file.format, d)); err != nil {
			errs = append(errs, unwritten(file.path, err, ""))
		}
	}
	if err := o.print(d); err != nil {
		errs = append(errs, unwritten("on standard output", err, ""))
	}
	o.app.annotate(d)
	return errors.Join(errs...)
}

func (o *outputs) render(format reports.Format, d *reports.Document) func(io.Writer) error {
	if o.canonical {
		d = reports.Canonical(d)
	}
	return func(w io.Writer) error { return format.Render(w, d) }
}

// print writes the result to standard output: the report that was asked for
// there, and else the rendering for people.
func (o *outputs) print(d *reports.Document) error {
	if o.stdout != nil {
		if err := o.app.render(*o.stdout, o.canonical, d); err != nil {
			return err
		}
		o.app.note(inAWord(d))
		return nil
	}
	terminal, err := reports.Lookup(terminalFormat)
	if err != nil {
		return err
	}
	return o.app.render(terminal, o.canonical, d)
}

// inAWord is the result for whoever sees no more of it.
func inAWord(d *reports.Document) string {
	return string(reports.Overall(d))
}

// render writes one report to standard output.
func (a *app) render(format reports.Format, canonical bool, d *reports.Document) error {
	if canonical {
		d = reports.Canonical(d)
	}
	var b bytes.Buffer
	var err error
	if format.Name == terminalFormat {
		err = reports.Terminal(&b, d, reports.TerminalOptions{Colour: a.coloured(a.out), Width: columns(a.out), Verbose: a.verbose})
	} else {
		err = format.Render(&b, d)
	}
	if err != nil {
		return err
	}
	text := b.String()
	if format.Name == terminalFormat {
		text = a.inert(text)
	}
	_, err = io.WriteString(a.out, text)
	return err
}
