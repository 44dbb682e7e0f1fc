// Package waiver reads the known failures that a target's own repository admits,
// and holds a run against them.
package waiver

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/harness/yamlfile"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/nearest"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Name is what a file of waivers is called where nobody says otherwise.
const Name = "p2conform-waivers.yaml"

// date is the form of Expires.
const date = "2006-01-02"

// file is the form of a file of waivers.
type file struct {
	Form    int      `json:"p2conform"         yaml:"p2conform"`
	Waivers []waiver `json:"waivers,omitempty" yaml:"waivers"`
}

type waiver struct {
	Check       string `json:"check"       yaml:"check,omitempty"`
	Requirement string `json:"requirement" yaml:"requirement,omitempty"`
	Symptom     string `json:"symptom"     yaml:"symptom"`
	Reason      string `json:"reason"      yaml:"reason"`
	Owner       string `json:"owner"       yaml:"owner"`
	Expires     string `json:"expires"     yaml:"expires"`
}

//go:embed schema.json
var schemaText []byte

// SchemaText is the published JSON Schema (draft 2020-12) of the file. The bytes
// are the caller's.
func SchemaText() []byte { return slices.Clone(schemaText) }

var schema = sync.OnceValue(func() *jsonschema.Schema { return yamlfile.Compile(schemaText) })

// Known are the names that a waiver may be about.
type Known struct{ Checks, Requirements []string }

// Parse reads a file of waivers. Name is its path. The error joins a
// *yamlfile.Error for every mistake.
func Parse(name string, text []byte, known Known) ([]reports.Waiver, error) {
	doc, err := yamlfile.Parse(name, text)
	if err != nil {
		return nil, err
	}
	if err := doc.Check(schema()); err != nil {
		return nil, err
	}
	var f file
	if err := doc.Decode(&f); err != nil {
		return nil, err
	}
	var errs []error
	var list []reports.Waiver
	seen := map[string]bool{}
	for i, w := range f.Waivers {
		wrong := func(member, hint, format string, args ...any) {
			errs = append(errs, doc.Errorf([]string{"waivers", strconv.Itoa(i), member}, hint, format, args...))
		}
		kind, id, names := "check", w.Check, known.Checks
		if w.Requirement != "" {
			kind, id, names = "requirement", w.Requirement, known.Requirements
		}
		switch {
		case w.Check != "" && w.Requirement != "":
			wrong("requirement", "write two waivers", "the waiver is about a check and a requirement")
		case !slices.Contains(names, id):
			hint := "p2conform list " + kind + "s shows them all"
			if near := nearest.Names(id, names); len(near) > 0 {
				hint = fmt.Sprintf("did you mean %s?", near[0])
			}
			wrong(kind, hint, "unknown %s %q", kind, id)
		case seen[id]:
			wrong(kind, "keep one of them", "the %s %s is waived twice", kind, id)
		}
		seen[id] = true
		if _, err := time.Parse(date, w.Expires); err != nil {
			wrong("expires", "write a day that there is, as in 2027-01-31", "expires is %q", w.Expires)
		}
		list = append(list, reports.Waiver{
			Check: w.Check, Requirement: w.Requirement, Symptom: w.Symptom,
			Reason: w.Reason, Owner: w.Owner, Expires: w.Expires,
		})
	}
	return list, errors.Join(errs...)
}

// First makes waivers for the failures of a run, and for what it could not find
// out, until a day. They lack a reason that only people know: each says that it
// was there before.
func First(d *reports.Document, owner string, until time.Time) []reports.Waiver {
	failed := map[string]bool{}
	for _, r := range d.Results {
		failed[r.Check] = waivable(r)
	}
	var list []reports.Waiver
	for _, r := range d.Results {
		if !waivable(r) || failed[r.BlockedBy] { // what is blocked is waived with its cause
			continue
		}
		list = append(list, reports.Waiver{
			Check: r.Check, Symptom: reports.Symptom(r), Owner: owner, Expires: until.UTC().Format(date),
			Reason: "it was so when the first waivers were written",
		})
	}
	return list
}

// waivable reports a result that keeps a run from being good.
func waivable(r reports.Result) bool {
	switch r.Verdict {
	case reports.Fail, reports.Blocked, reports.Untested:
		return true
	}
	return false
}

// Write writes waivers in the form that Parse reads.
func Write(w io.Writer, list []reports.Waiver) error {
	f := file{Form: 1, Waivers: []waiver{}}
	for _, l := range list {
		f.Waivers = append(f.Waivers, waiver{
			Check: l.Check, Requirement: l.Requirement, Symptom: l.Symptom,
			Reason: l.Reason, Owner: l.Owner, Expires: l.Expires,
		})
	}
	text, err := yaml.Marshal(f)
	if err != nil {
		return fmt.Errorf("write waivers: %w", err)
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write waivers: %w", err)
	}
	return nil
}

// about reports whether a waiver is about a result.
func about(w reports.Waiver, r reports.Result) bool {
	if w.Check != "" {
		return w.Check == r.Check
	}
	return slices.Contains(r.Requirements, requirement.ID(w.Requirement))
}
