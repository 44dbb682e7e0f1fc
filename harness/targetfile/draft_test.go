package targetfile

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// drafts are with nothing known, and with all of it.
var drafts = []Draft{
	{},
	{
		Name: "p2.example.com", URL: "https://p2.example.com:8443", Domain: "p2.example.com", CA: "a b/roots.pem",
		Offers: []string{"auth", "zstd"}, Readings: []string{"A-033=get-challenge", "A-022=bare"}, Destructive: true,
	},
	{Name: "x", Image: "a/b:c"},
	{Name: "yes", Command: []string{"./server", "--name '${PORT}'", "", "a b"}, CA: "${env.HOME}/#1: \"x\"\t\u2028"},
}

// A draft parses as it is, and says what was known.
func TestDraftParses(t *testing.T) {
	for _, d := range drafts {
		f, err := Parse("p2conform.yaml", written(t, d), none)
		if err != nil {
			t.Errorf("%+v: %v", d, err)
			continue
		}
		if f.Name != d.Name || f.URL != d.URL || f.Domain != d.Domain || f.CA != d.CA || f.Allow.Destructive != d.Destructive ||
			!slices.Equal(f.Offers, d.Offers) || (f.Process != nil) != (d.Command != nil) || f.Process != nil && !slices.Equal(f.Process.Command, d.Command) ||
			(f.Container != nil) != (d.Image != "") || len(f.Readings) != len(d.Readings) {
			t.Errorf("%+v is read as %+v", d, f)
		}
	}
}

// It parses with every member switched on, too, and then it has all that the schema
// has, in the same order of nesting.
func TestDraftHasEveryMember(t *testing.T) {
	lookup := func(string) (string, bool) { return "a password", true }
	for _, d := range drafts[:2] { // of url, process and container one is there
		text := regexp.MustCompile(`(?m)^#(process|container): .*`).ReplaceAll(written(t, d), nil)
		text = regexp.MustCompile(`(?m)^( *)#(\w)`).ReplaceAll(text, []byte("$1$2"))
		if _, err := Parse("p2conform.yaml", text, lookup); err != nil {
			t.Errorf("%+v: %v", d, err)
		}
	}
	var paths []string
	for _, m := range (Draft{}).members() {
		paths = append(paths, m.path)
	}
	// What describes a server to start, and how actors are had, is one line with an
	// example.
	want := slices.DeleteFunc(schemaPaths(t), func(path string) bool {
		parent, _, nested := strings.Cut(path, "/")
		return nested && parent != "allow" && parent != "timeouts"
	})
	if slices.Sort(paths); !slices.Equal(paths, want) {
		t.Errorf("a draft has the members %q, the schema %q", paths, want)
	}
}

// Each member stands in the documentation.
func TestDocumentation(t *testing.T) {
	page, err := os.ReadFile("../../docs/target-file.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range schemaPaths(t) {
		if row := "| `" + strings.ReplaceAll(path, "/", ".") + "` |"; strings.Count(string(page), row) != 1 {
			t.Errorf("docs/target-file.md has not one line that begins with %s", row)
		}
	}
	known := append(schemaPaths(t), offered(t)...)
	for _, name := range offered(t) {
		if !strings.Contains(string(page), "| `"+name+"` |") {
			t.Errorf("docs/target-file.md does not say what the feature %s is", name)
		}
	}
	rows := regexp.MustCompile("(?m)^\\| `([a-zA-Z0-9.]+)` \\|").FindAllStringSubmatch(string(page), -1)
	for _, row := range rows {
		if !slices.Contains(known, strings.ReplaceAll(row[1], ".", "/")) {
			t.Errorf("docs/target-file.md has %s, and the schema has not", row[1])
		}
	}
}

func TestDraftBegins(t *testing.T) {
	first, _, _ := strings.Cut(string(written(t, Draft{})), "\n")
	var s struct {
		ID string `json:"$id"`
	}
	if err := json.Unmarshal(SchemaText(), &s); err != nil {
		t.Fatal(err)
	}
	if want := "# yaml-language-server: $schema=" + s.ID; first != want {
		t.Errorf("the first line is %q, want %q", first, want)
	}
}

func written(t *testing.T, d Draft) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// offered are the features that the schema has.
func offered(t *testing.T) []string {
	t.Helper()
	var s struct {
		Properties struct {
			Offers struct{ Items struct{ Enum []string } }
		}
	}
	if err := json.Unmarshal(SchemaText(), &s); err != nil {
		t.Fatal(err)
	}
	return s.Properties.Offers.Items.Enum
}

// schemaPaths are the members of the schema, those of a mapping below it.
func schemaPaths(t *testing.T) []string {
	t.Helper()
	var s node
	if err := json.Unmarshal(SchemaText(), &s); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for name, p := range s.Properties {
		paths = append(paths, name)
		for below := range p.Properties {
			paths = append(paths, name+"/"+below)
		}
	}
	slices.Sort(paths)
	return paths
}
