package reports

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/p2conform/p2conform/spec/requirement"
)

// MaxSize is the largest report that Decode reads, in bytes.
const MaxSize = 256 << 20

// JSON writes the document as the published schema describes it: indented, with
// a line feed at its end, and with the summary that its results come to. Its
// errors are the writer's, or say which result has no verdict.
func JSON(w io.Writer, d *Document) error {
	c := *d
	c.Count()
	c.Claims = list(c.Claims)
	c.Readings = list(c.Readings)
	c.Requirements = list(c.Requirements)
	c.Results = append([]Result{}, c.Results...)
	for i := range c.Results {
		c.Results[i].Requirements = list(c.Results[i].Requirements)
	}
	e := json.NewEncoder(visibleJSON{w})
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(&c); err != nil {
		return fmt.Errorf("write report as JSON: %w", err)
	}
	return nil
}

// visibleJSON writes JSON with everything escaped that is not plain: people look at
// a report in a terminal, too. What is not ASCII stands in strings only.
type visibleJSON struct{ w io.Writer }

// Write takes whole documents, as an Encoder writes them.
func (v visibleJSON) Write(b []byte) (int, error) {
	done := 0
	for i := 0; i < len(b); {
		r, n := rune(b[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(b[i:])
		}
		if !plain(r) {
			if _, err := v.w.Write(b[done:i]); err != nil {
				return done, err
			}
			var escaped []byte
			for _, unit := range utf16.Encode([]rune{r}) {
				escaped = fmt.Appendf(escaped, `\u%04x`, unit)
			}
			if _, err := v.w.Write(escaped); err != nil {
				return i, err
			}
			done = i + n
		}
		i += n
	}
	if _, err := v.w.Write(b[done:]); err != nil {
		return done, err
	}
	return len(b), nil
}

// list is the slice, and an empty one for nil: a list in a report is never null.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// What is wrong with a report that Decode does not read.
var (
	ErrTooLarge = fmt.Errorf("the report is larger than %d MiB", MaxSize>>20)
	ErrSchema   = errors.New("not a report that this version reads")
	ErrReport   = errors.New("the report contradicts itself")
)

// Decode reads a report that JSON wrote. Members that it does not know are
// skipped, since a later version may add some; a schema that it does not know is
// ErrSchema. A report of more than MaxSize bytes is ErrTooLarge, and one whose
// results have no verdict, or are not those that its summary counts, is
// ErrReport.
func Decode(r io.Reader) (*Document, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("read report: %w", err)
	}
	if len(b) > MaxSize {
		return nil, fmt.Errorf("read report: %w", ErrTooLarge)
	}
	// The schema first: another version's members would be nonsense here.
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return nil, fmt.Errorf("read report: %w", place(b, err))
	}
	switch head.Schema {
	case Schema:
	case "":
		return nil, fmt.Errorf("read report: %w: it names no schema, want %q", ErrSchema, Schema)
	default:
		return nil, fmt.Errorf("read report: %w: its schema is %q, want %q", ErrSchema, head.Schema, Schema)
	}
	var d Document
	if err := json.Unmarshal(b, &d); err != nil {
		return nil, fmt.Errorf("read report: %w", place(b, err))
	}
	if err := d.check(); err != nil {
		return nil, fmt.Errorf("read report: %w: %w", ErrReport, err)
	}
	return &d, nil
}

// check holds a document against what JSON would have written.
func (d *Document) check() error {
	for i, r := range d.Results {
		switch {
		case r.Check == "":
			return fmt.Errorf("result %d names no check", i+1)
		case verdictNames[r.Verdict] == "":
			return fmt.Errorf("result %d (%s) has no verdict", i+1, r.Check)
		case !readable(r.Level, r.Impact):
			return fmt.Errorf("result %d (%s) has no level or no impact", i+1, r.Check)
		}
	}
	for i, q := range d.Requirements {
		if q.ID == "" || q.Subject < requirement.HomeServer || q.Subject > requirement.Extension || !readable(q.Level, q.Impact) {
			return fmt.Errorf("requirement %d (%s) has no id, level, subject or impact", i+1, q.ID)
		}
	}
	for _, c := range d.Claims {
		if _, ok := claimWords[c.Claim]; !ok {
			return fmt.Errorf("profile %q claims %q", c.Profile, c.Claim)
		}
	}
	if n := d.counted(); n != d.Summary {
		return fmt.Errorf("its summary counts %s, its results are %s", counts(d.Summary), counts(n))
	}
	return nil
}

func readable(l requirement.Level, i requirement.Impact) bool {
	return l >= requirement.Must && l <= requirement.May && i >= requirement.Security && i <= requirement.Cosmetic
}

// place adds the line to an error of the JSON decoder.
func place(b []byte, err error) error {
	var at int64 = -1
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	}
	if at < 0 || at > int64(len(b)) {
		return err
	}
	return fmt.Errorf("line %d: %w", 1+bytes.Count(b[:at], []byte("\n")), err)
}
