package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

// The exit codes. They fail closed: what was not found out is no success.
const (
	exitOK            = 0 // conformant; or the command did what it was asked
	exitNonconformant = 1 // a MUST is broken; or the self-test found something
	exitUsage         = 2 // wrong usage or configuration, unknown name, nothing selected
	exitUnknown       = 3 // could not find out, or not write it down
	exitWaiver        = 4 // a waiver is stale or expired, or its failure looks different now
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
//
// A result that is waived decides nothing, and a claim that only waived results
// stand against is as good as made; but a waiver that somebody has to see to
// makes 4, where nothing worse is there.
func exitCode(d *reports.Document, promised []requirement.Profile, err error) int {
	var p *problem
	var r *run.Problem
	var l *launch.Problem
	switch {
	case errors.As(err, &p):
		return p.code
	case errors.As(err, &l) && l.Cause == launch.Misconfigured:
		return exitUsage
	case errors.As(err, &r) && r.Cause == run.WrongBase:
		return exitUsage
	case errors.Is(err, run.ErrEmpty):
		return exitUsage
	case err != nil, d == nil, d.Partial != "":
		return exitUnknown
	}
	// Counted again: what is no verdict at all is an error.
	n := reports.Document{Results: slices.DeleteFunc(slices.Clone(d.Results), isWaived)}
	n.Count()
	s := n.Summary
	switch {
	case s.Fail > 0:
		return exitNonconformant
	case s.Blocked+s.Untested+s.Error > 0, s.Pass+s.Warn == 0, !claimed(d, promised):
		return exitUnknown
	case slices.ContainsFunc(d.Waivers, func(w reports.Waiver) bool { return w.State.Red() }):
		return exitWaiver
	}
	return exitOK
}

func isWaived(r reports.Result) bool { return r.Waived != nil }

// claimed reports whether the document makes the claims that were asked for, but
// for what is waived.
func claimed(d *reports.Document, promised []requirement.Profile) bool {
	if len(promised) == 0 && d.Settings.Selection != "" {
		return true
	}
	for _, c := range d.Claims {
		if len(promised) > 0 && !slices.Contains(promised, c.Profile) {
			continue
		}
		if c.Claim != reports.Conformant && !waivedIn(d, c.Profile) {
			return false
		}
	}
	has := func(p requirement.Profile) bool {
		return slices.ContainsFunc(d.Claims, func(c reports.Claim) bool { return c.Profile == p })
	}
	return len(d.Claims) > 0 && !slices.ContainsFunc(promised, func(p requirement.Profile) bool { return !has(p) })
}

// waivedIn reports whether a result is waived that counts in a profile's claim.
func waivedIn(d *reports.Document, p requirement.Profile) bool {
	of := map[requirement.ID]requirement.Profile{}
	for _, q := range d.Requirements {
		of[q.ID] = q.Profile
	}
	return slices.ContainsFunc(d.Results, func(r reports.Result) bool {
		return isWaived(r) && slices.ContainsFunc(r.Requirements, func(id requirement.ID) bool { return of[id] == p })
	})
}
