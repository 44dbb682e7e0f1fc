package ambiguity

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// errata are the entries that have one reading: the text is wrong, and cannot
// be read in another way.
var errata = []ID{
	CacheFormula.ID, EventNames.ID, BodyLimitHeader.ID, DeadReferences.ID,
	MemberSpelling.ID, NumberTypes.ID, OperationNames.ID, HeartbeatExample.ID, Unfinished.ID, HeadingDepth.ID,
}

var (
	idForm      = regexp.MustCompile(`^A-[0-9]{3}$`)
	readingForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	printForm   = regexp.MustCompile(`^sha256:[0-9a-f]{16}$`)
	anchorForm  = regexp.MustCompile(`^[a-z0-9-]*$`)
	issueForm   = regexp.MustCompile(`^https://github\.com/[a-z0-9-]+/[a-z0-9-]+/issues/[0-9]+$`)
)

func TestEveryEntryIsComplete(t *testing.T) {
	for _, e := range All {
		t.Run(string(e.ID), func(t *testing.T) {
			if !idForm.MatchString(string(e.ID)) {
				t.Errorf("the id is not of the form A-033")
			}
			if e.Title == "" || strings.HasSuffix(e.Title, ".") {
				t.Errorf("title %q", e.Title)
			}
			for what, s := range map[string]string{"question": e.Question, "accepts": e.Accepts, "proposal": e.Proposal} {
				if !strings.HasSuffix(s, ".") {
					t.Errorf("%s does not end with a period: %q", what, s)
				}
			}
			if e.Probe != "" && !strings.HasSuffix(e.Probe, ".") {
				t.Errorf("probe does not end with a period: %q", e.Probe)
			}
			if e.Wire != (e.Probe != "") {
				t.Errorf("wire is %t, and the probe %q", e.Wire, e.Probe)
			}
			if e.Issue != "" && !issueForm.MatchString(e.Issue) {
				t.Errorf("issue %q", e.Issue)
			}
			if strings.Contains(e.Impact.String(), "(") {
				t.Errorf("impact %s", e.Impact)
			}
			if len(e.Places) == 0 {
				t.Error("no place")
			}
			for _, p := range e.Places {
				if p.Doc == "" || !anchorForm.MatchString(p.Anchor) || !printForm.MatchString(p.Print) {
					t.Errorf("place %+v", p)
				}
			}
		})
	}
}

func TestReadings(t *testing.T) {
	for _, e := range All {
		if len(e.Readings) == 0 || e.Erratum() != slices.Contains(errata, e.ID) {
			t.Errorf("%s: %d readings, and an erratum has one", e.ID, len(e.Readings))
		}
		seen := map[string]bool{}
		for i, r := range e.Readings {
			if !readingForm.MatchString(r.ID) || seen[r.ID] {
				t.Errorf("%s: the reading id %q is malformed or there twice", e.ID, r.ID)
			}
			seen[r.ID] = true
			if !strings.HasSuffix(r.Says, ".") {
				t.Errorf("%s %s: does not end with a period: %q", e.ID, r.ID, r.Says)
			}
			if i == 0 && r.Fails {
				t.Errorf("%s: the first reading is that of the reference server, and fails", e.ID)
			}
		}
	}
}

// TestSomeReadingPasses holds that a server can be right: the first reading is
// that of the reference server, and an open place has two that pass unless
// the text is plain and only implementations differ.
func TestSomeReadingPasses(t *testing.T) {
	for _, e := range All {
		passing, failing := 0, 0
		for _, r := range e.Readings {
			if r.Fails {
				failing++
			} else {
				passing++
			}
		}
		if passing == 0 || (passing == 1 && failing == 0 && !e.Erratum()) {
			t.Errorf("%s: %d readings pass and %d fail", e.ID, passing, failing)
		}
	}
}

// TestNothingIsSaidTwice finds entries that were copied and not finished.
func TestNothingIsSaidTwice(t *testing.T) {
	titles, questions := map[string]ID{}, map[string]ID{}
	for _, e := range All {
		if other, ok := titles[e.Title]; ok {
			t.Errorf("%s and %s have the title %q", other, e.ID, e.Title)
		}
		if other, ok := questions[e.Question]; ok {
			t.Errorf("%s and %s have the question %q", other, e.ID, e.Question)
		}
		titles[e.Title], questions[e.Question] = e.ID, e.ID
	}
}

// TestCrossReferences holds the ids inside the texts of entries.
func TestCrossReferences(t *testing.T) {
	for _, e := range All {
		texts := []string{e.Question, e.Probe, e.Accepts, e.Proposal}
		for _, id := range regexp.MustCompile(`A-[0-9]{3}`).FindAllString(strings.Join(texts, " "), -1) {
			if _, err := ByID(ID(id)); err != nil || ID(id) == e.ID {
				t.Errorf("%s names %s: %v", e.ID, id, err)
			}
		}
	}
}

func TestAllIsSortedAndUnique(t *testing.T) {
	for i := 1; i < len(All); i++ {
		if All[i-1].ID >= All[i].ID {
			t.Errorf("%s stands before %s", All[i-1].ID, All[i].ID)
		}
	}
}

func TestByID(t *testing.T) {
	for _, e := range All {
		got, err := ByID(e.ID)
		if err != nil || got.Title != e.Title {
			t.Errorf("ByID(%s) = %q, %v", e.ID, got.Title, err)
		}
	}
	if e, err := ByID("A-000"); err == nil {
		t.Errorf("ByID(A-000) = %q, want an error", e.Title)
	}
}

func TestReadingByID(t *testing.T) {
	r, err := CacheFieldNames.Reading("prose-names")
	if err != nil || r.ID != "prose-names" || r.Says == "" {
		t.Errorf("Reading(prose-names) = %+v, %v", r, err)
	}
	if r, err := CacheFieldNames.Reading("no-names"); err == nil {
		t.Errorf("Reading(no-names) = %+v, want an error", r)
	}
}

// TestEveryVariableIsInAll reads the sources: an entry that is declared and not
// listed would be probed and reported by nobody.
func TestEveryVariableIsInAll(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for name, id := range entriesIn(parsed) {
			found++
			if _, err := ByID(ID(id)); err != nil {
				t.Errorf("%s: %s: %v", f.Name(), name, err)
			}
		}
	}
	if found != len(All) {
		t.Errorf("%d entries are declared, All has %d", found, len(All))
	}
}

// entriesIn maps the names of the variables that hold an Entry to its id.
func entriesIn(f *ast.File) map[string]string {
	ids := map[string]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 {
			return true
		}
		lit, ok := v.Values[0].(*ast.CompositeLit)
		if !ok {
			return true
		}
		if typ, ok := lit.Type.(*ast.Ident); !ok || typ.Name != "Entry" {
			return true
		}
		ids[v.Names[0].Name] = ""
		for _, e := range lit.Elts {
			kv := e.(*ast.KeyValueExpr)
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "ID" {
				if b, ok := kv.Value.(*ast.BasicLit); ok {
					ids[v.Names[0].Name], _ = strconv.Unquote(b.Value)
				}
			}
		}
		return false
	})
	return ids
}
