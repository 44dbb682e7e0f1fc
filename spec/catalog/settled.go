package catalog

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Settlement is what became of one statement of the first reading of the spec,
// which was made before there was a catalogue.
type Settlement struct {
	// Row is the id of the statement in the first reading.
	Row string
	// Verdict says how the catalogue has it.
	Verdict Verdict
	// Requirements are those that it became: at least one for Is, the one that it
	// belongs to for Part, none for Rejected.
	Requirements []requirement.ID
	// Remark is why it was rejected or what it is part of, and why the catalogue
	// reads its level, or how it can be decided, otherwise; often empty.
	Remark string
}

// Verdict is how the catalogue has a statement of the first reading.
type Verdict string

// The verdicts.
const (
	Is       Verdict = "is"       // requirements of its own
	Part     Verdict = "part"     // part of a requirement that says more
	Rejected Verdict = "rejected" // no requirement
)

var verdicts = []Verdict{Is, Part, Rejected}

// settled has a line for each statement, in the order of the first reading: its
// id, the verdict, the ids of the requirements joined by spaces, and the remark.
//
//go:embed settled.tsv
var settled string

// Settled returns what became of every statement of the first reading, in its
// order. An error names the line that is malformed.
func Settled() ([]Settlement, error) {
	var list []Settlement
	for line := range strings.Lines(settled) {
		s, err := settlement(strings.TrimSuffix(line, "\n"))
		if err != nil {
			return nil, fmt.Errorf("settled.tsv, line %d: %w", len(list)+1, err)
		}
		list = append(list, s)
	}
	return list, nil
}

func settlement(line string) (Settlement, error) {
	fields := strings.Split(line, "\t")
	if len(fields) != 4 {
		return Settlement{}, fmt.Errorf("%d fields, want 4", len(fields))
	}
	s := Settlement{Row: fields[0], Verdict: Verdict(fields[1]), Remark: fields[3]}
	if s.Row == "" {
		return Settlement{}, fmt.Errorf("no id")
	}
	if !slices.Contains(verdicts, s.Verdict) {
		return Settlement{}, fmt.Errorf("unknown verdict %q: want one of %q", s.Verdict, verdicts)
	}
	for _, id := range strings.Fields(fields[2]) {
		s.Requirements = append(s.Requirements, requirement.ID(id))
	}
	return s, nil
}
