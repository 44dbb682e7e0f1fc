package ambiguity

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// settlement is what became of an item of the first reading of the spec: an
// entry, or a rejection with its reason.
type settlement struct {
	item, entry, note string
}

func settled(t *testing.T) []settlement {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "settled.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []settlement
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 2 && len(cells) != 3 {
			t.Fatalf("%q has %d cells", line, len(cells))
		}
		row := settlement{item: cells[0], entry: cells[1]}
		if len(cells) == 3 {
			row.note = cells[2]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestSettlementsAreWhole(t *testing.T) {
	rows := settled(t)
	named := map[ID]bool{}
	for i, row := range rows {
		if i > 0 && rows[i-1].item >= row.item {
			t.Errorf("%s stands before %s", rows[i-1].item, row.item)
		}
		if row.note != "" && !strings.HasSuffix(row.note, ".") {
			t.Errorf("%s: the note does not end with a period: %q", row.item, row.note)
		}
		if row.entry == "-" {
			if row.note == "" {
				t.Errorf("%s is rejected without a reason", row.item)
			}
			if _, err := ByID(ID(row.item)); err == nil {
				t.Errorf("%s is rejected, and an entry has its id", row.item)
			}
			continue
		}
		named[ID(row.entry)] = true
		if _, err := ByID(ID(row.entry)); err != nil {
			t.Errorf("%s: %v", row.item, err)
		}
	}
	for _, e := range All {
		if later := e.ID > "A-300"; named[e.ID] == later {
			t.Errorf("%s: an entry up to A-299 settles an item, and a later one settles none", e.ID)
		}
	}
}

// TestNotesNameEntries holds the ids inside notes, which are where else to look.
func TestNotesNameEntries(t *testing.T) {
	found := 0
	for _, row := range settled(t) {
		for _, id := range regexp.MustCompile(`A-[0-9]{3}`).FindAllString(row.note, -1) {
			found++
			if _, err := ByID(ID(id)); err != nil {
				t.Errorf("%s: %v", row.item, err)
			}
		}
	}
	if found == 0 {
		t.Error("no note names an entry: the expression finds nothing")
	}
}

// TestEveryItemIsSettled holds the table against the first reading, which lies
// beside the repository where the spec is worked on.
func TestEveryItemIsSettled(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "inventory", "ambiguities.md"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the first reading is not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	var items, rows []string
	for _, m := range regexp.MustCompile(`(?m)^### (A-[0-9]{3}):`).FindAllStringSubmatch(string(b), -1) {
		items = append(items, m[1])
	}
	for _, row := range settled(t) {
		rows = append(rows, row.item)
	}
	if len(items) == 0 {
		t.Fatal("the first reading has no items: the expression finds nothing")
	}
	slices.Sort(items)
	for _, item := range items {
		if !slices.Contains(rows, item) {
			t.Errorf("%s is not settled", item)
		}
	}
	for _, row := range rows {
		if !slices.Contains(items, row) {
			t.Errorf("%s is settled, and no item has that id", row)
		}
	}
	if len(slices.Compact(items)) != len(rows) {
		t.Errorf("%d items, %d settlements", len(items), len(rows))
	}
}
