package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

// The exit codes. They fail closed: what was not found out is no success. 4 is
// reserved for waivers.
const (
	exitOK            = 0 // conformant; or the command did what it was asked
	exitNonconformant = 1 // a MUST is broken; or the self-test found something
	exitUsage         = 2 // wrong usage or configuration, unknown name, nothing selected
	exitUnknown       = 3 // could not find out, or not write it down
)

// exitStatus is an exit code of which all has been said already.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit code %d", int(s)) }

// exitCode is what a run comes to. An error decides before the document does,
// and a run that was cut short before its failures do.
//
// Of the checks that ran, one failure makes 1, and one that was not decided
// (blocked, untested, an error) makes 3, whatever its level. What is not
// applicable, and a SHOULD that is broken, do not count, but something must have
// been decided. A choice of checks that holds is 0, although it makes no claim;
// a run of all checks is 0 only if every claim is conformant, and a choice of
// profiles if the claims of those, promised, are.
func exitCode(d *reports.Document, promised []requirement.Profile, err error) int {
	var p *problem
	var r *run.Problem
	switch {
	case errors.As(err, &p):
		return p.code
	case errors.As(err, &r) && r.Cause == run.WrongBase:
		return exitUsage
	case errors.Is(err, run.ErrEmpty):
		return exitUsage
	case err != nil, d == nil, d.Partial != "":
		return exitUnknown
	}
	// Counted again: what is no verdict at all is an error.
	n := reports.Document{Results: d.Results}
	n.Count()
	s := n.Summary
	switch {
	case s.Fail > 0:
		return exitNonconformant
	case s.Blocked+s.Untested+s.Error > 0, s.Pass+s.Warn == 0, !claimed(d, promised):
		return exitUnknown
	}
	return exitOK
}

// claimed reports whether the document makes the claims that were asked for.
func claimed(d *reports.Document, promised []requirement.Profile) bool {
	if len(promised) == 0 {
		return d.Settings.Selection != "" || reports.Overall(d) == reports.Conformant
	}
	for _, p := range promised {
		if !slices.Contains(d.Claims, reports.Claim{Profile: p, Claim: reports.Conformant}) {
			return false
		}
	}
	return true
}
