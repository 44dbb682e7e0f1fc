package catalog

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/nearest"
	"github.com/p2conform/p2conform/spec/requirement"
)

func everySettlement(t *testing.T) []Settlement {
	t.Helper()
	list, err := Settled()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSettlementsAreComplete(t *testing.T) {
	list := everySettlement(t)
	if want := 638; len(list) != want {
		t.Errorf("%d statements are settled, the first reading had %d", len(list), want)
	}
	seen := map[string]bool{}
	for _, s := range list {
		if seen[s.Row] {
			t.Errorf("%s is settled twice", s.Row)
		}
		seen[s.Row] = true
		switch n := len(s.Requirements); {
		case s.Verdict == Is && n == 0, s.Verdict == Part && n != 1, s.Verdict == Rejected && n != 0:
			t.Errorf("%s: %d requirements do not go with %q", s.Row, n, s.Verdict)
		case s.Verdict != Is && s.Remark == "":
			t.Errorf("%s: %q without a reason", s.Row, s.Verdict)
		case s.Remark != "" && !strings.HasSuffix(s.Remark, "."):
			t.Errorf("%s: the remark does not end with a period: %q", s.Row, s.Remark)
		}
		for i, id := range s.Requirements {
			if _, ok := ByID(id); !ok {
				t.Errorf("%s: there is no requirement %s; did you mean one of %q", s.Row, id, nearest.Names(string(id), ids()))
			}
			if slices.Contains(s.Requirements[:i], id) {
				t.Errorf("%s names %s twice", s.Row, id)
			}
		}
		for _, id := range regexp.MustCompile(`A-[0-9]{3}`).FindAllString(s.Remark, -1) {
			if _, err := ambiguity.ByID(ambiguity.ID(id)); err != nil {
				t.Errorf("%s: %v", s.Row, err)
			}
		}
	}
}

func TestMalformedSettlements(t *testing.T) {
	for line, want := range map[string]string{
		"":                                    "1 fields",
		"core-1-01\tis\tcore.fid.form":        "3 fields",
		"\tis\tcore.fid.form\t":               "no id",
		"core-1-01\tperhaps\tcore.fid.form\t": `unknown verdict "perhaps"`,
		"core-1-01\tis\tcore.fid.form\tWhy.\tMore": "5 fields",
	} {
		if s, err := settlement(line); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("settlement(%q) = %+v, %v, want an error with %q", line, s, err, want)
		}
	}
}

// inventory is the first reading, which lies beside the repository where it is
// developed, and is not part of it.
var inventory = filepath.Join("..", "..", "..", "shared", "inventory", "normative.jsonl")

type row struct {
	ID, Level, Testable, Caution string
}

// means says what the first reading calls the means.
var means = map[string]requirement.Means{
	"server-blackbox":    requirement.BlackBox,
	"server-needs-peer":  requirement.Peer,
	"server-needs-admin": requirement.Driver,
	"server-needs-time":  requirement.Time,
	"client-only":        requirement.ClientOnly,
	"untestable":         requirement.Untestable,
}

// TestEveryRowIsSettled holds the table against the first reading: each row once
// and in its order, and a remark wherever the catalogue reads it otherwise or
// the first reading itself was in doubt.
func TestEveryRowIsSettled(t *testing.T) {
	rows := rowsOf(t, inventory)
	list := everySettlement(t)
	if len(rows) != len(list) {
		t.Errorf("the first reading has %d rows, %d are settled", len(rows), len(list))
	}
	for i := range min(len(rows), len(list)) {
		r, s := rows[i], list[i]
		if r.ID != s.Row {
			t.Fatalf("line %d settles %s, the first reading has %s there", i+1, s.Row, r.ID)
		}
		if s.Remark == "" && (r.Caution != "" || !readAlike(t, r, s)) {
			t.Errorf("%s (%s, %s, caution %q) became %q: say why", r.ID, r.Level, r.Testable, r.Caution, s.Requirements)
		}
	}
}

// readAlike says whether one of the requirements has the level of the row, and
// one can be decided as the row says.
func readAlike(t *testing.T, r row, s Settlement) bool {
	t.Helper()
	want, ok := means[r.Testable]
	if !ok {
		t.Errorf("%s: unknown testability %q", r.ID, r.Testable)
	}
	level, decided := false, false
	for _, id := range s.Requirements {
		req, _ := ByID(id)
		level = level || req.Level.String() == r.Level
		decided = decided || req.Decided == want
	}
	return level && decided
}

func rowsOf(t *testing.T, path string) []row {
	t.Helper()
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the first reading does not lie beside this checkout")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []row
	for lines := bufio.NewScanner(f); ; {
		if !lines.Scan() {
			if err := lines.Err(); err != nil {
				t.Fatal(err)
			}
			return rows
		}
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatalf("row %d: %v", len(rows)+1, err)
		}
		rows = append(rows, r)
	}
}

// ids are those of all requirements.
func ids() []string {
	var names []string
	for _, r := range All() {
		names = append(names, string(r.ID))
	}
	return names
}
