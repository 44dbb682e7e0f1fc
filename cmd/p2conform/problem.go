package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/spec/nearest"
)

// problem is a complaint with its exit code: what is wrong, with which value,
// and what to do about it, if we know.
type problem struct {
	code int
	what string
	hint string
	err  error
}

func (p *problem) Error() string { return p.what }

func (p *problem) Unwrap() error { return p.err }

// usage complains about what the user wrote.
func usage(hint, format string, args ...any) error {
	return &problem{code: exitUsage, what: fmt.Sprintf(format, args...), hint: hint}
}

// unknown complains about a name that is not there: kind as in "check", and
// where they are listed as in "checks", or empty.
func unknown(kind, name string, names []string, listed string) error {
	hint := didYouMean(nearest.Names(name, names))
	if hint == "" && listed != "" {
		hint = "p2conform list " + listed + " shows them all"
	}
	return usage(hint, "unknown %s %q", kind, name)
}

// unknownOf complains about a name that is none of a few.
func unknownOf(kind, name string, names []string) error {
	err := unknown(kind, name, names, "")
	if hintOf(err) == "" {
		return usage("write "+join(names, "or"), "%v", err)
	}
	return err
}

// unwritten complains about a report that cannot be written, so that whatever
// was found out reaches nobody.
func unwritten(path string, err error, hint string) error {
	return &problem{code: exitUnknown, what: fmt.Sprintf("the report %s cannot be written: %v", path, plainPath(err)), hint: hint, err: err}
}

// hintOf is what to do about an error, or empty.
func hintOf(err error) string {
	var p *problem
	if errors.As(err, &p) {
		return p.hint
	}
	var r *run.Problem
	if errors.As(err, &r) {
		return r.Hint
	}
	var l *launch.Problem
	if errors.As(err, &l) {
		return l.Hint
	}
	var panicked *run.Panic
	if errors.As(err, &panicked) {
		return "please report it, with what --verbose shows"
	}
	return ""
}

func unknownCommand(c *cobra.Command, name string) error {
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	hint := didYouMean(nearest.Names(name, names))
	if hint == "" {
		hint = "the commands are " + join(names, "and")
	}
	return usage(hint, "unknown command %q", name)
}

// flagError puts what the flag parser complains of in our form.
func flagError(c *cobra.Command, err error) error {
	hint := fmt.Sprintf("%s --help shows the flags", c.CommandPath())
	var missing *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing) && missing.GetSpecifiedShortnames() == "":
		var names []string
		add := func(f *pflag.Flag) { names = append(names, "--"+f.Name) }
		c.Flags().VisitAll(add)
		c.InheritedFlags().VisitAll(add)
		if near := didYouMean(nearest.Names("--"+missing.GetSpecifiedName(), names)); near != "" {
			hint = near
		}
		return usage(hint, "unknown flag --%s", missing.GetSpecifiedName())
	case errors.As(err, &valueless):
		return usage(hint, "--%s needs a value", valueless.GetFlag().Name)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		return usage(want(f.Value.Type()), "--%s %q is no %s", f.Name, invalid.GetValue(), kindOf(f.Value.Type()))
	}
	return usage(hint, "%s", strings.TrimSuffix(err.Error(), "."))
}

func kindOf(flagType string) string {
	switch flagType {
	case "int", "int64":
		return "whole number"
	case "bool":
		return "yes or no"
	}
	return flagType
}

func want(flagType string) string {
	switch flagType {
	case "duration":
		return "write a number with its unit, as in 90s, 5m or 1h30m"
	case "int", "int64":
		return "write digits, as in 4"
	case "bool":
		return "write true or false, or the flag alone"
	}
	return ""
}

// noArgs complains about arguments of a command that has none.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(fmt.Sprintf("%s --help shows how it is used", c.CommandPath()), "%s takes no arguments, got %q", c.CommandPath(), args[0])
	}
	return nil
}
