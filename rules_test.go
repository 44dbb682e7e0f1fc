package p2conform_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

const module = "github.com/p2conform/p2conform"

// source is a Go file of this module.
type source struct {
	name string // with slashes, from the root
	dir  string // "." for the root
	test bool
	file *ast.File
	text []byte
}

// names maps the name of each imported package in the file to its path.
func (s source) names() map[string]string {
	m := map[string]string{}
	for _, i := range s.file.Imports {
		p := strings.Trim(i.Path.Value, `"`)
		name := path.Base(p)
		if i.Name != nil {
			name = i.Name.Name
		}
		m[name] = p
	}
	return m
}

func (s source) imports() []string {
	var all []string
	for _, i := range s.file.Imports {
		all = append(all, strings.Trim(i.Path.Value, `"`))
	}
	return all
}

// in reports whether a package is one of some: a path as it is, or with "/..." and
// all below it, as for the go command.
func in(pkg string, patterns ...string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		root, below := strings.CutSuffix(p, "/...")
		return pkg == root || below && strings.HasPrefix(pkg, root+"/") || p == "..."
	})
}

var (
	files   = token.NewFileSet()
	sources = sync.OnceValues(readSources)
)

func readSources() ([]source, error) {
	var all []source
	err := walk(func(name string, text []byte) error {
		if !strings.HasSuffix(name, ".go") || strings.Contains(name, "testdata/") {
			return nil
		}
		f, err := parser.ParseFile(files, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		all = append(all, source{name: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), file: f, text: text})
		return nil
	})
	return all, err
}

// walk reads every text file of the repository.
func walk(f func(name string, text []byte) error) error {
	return filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil || !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
			return err
		}
		return f(filepath.ToSlash(name), text)
	})
}

// each calls f for every Go file.
func each(t *testing.T, f func(source)) {
	t.Helper()
	all, err := sources()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 100 {
		t.Fatalf("only %d Go files were found: the walk is wrong", len(all))
	}
	for _, s := range all {
		f(s)
	}
}

// layers are the trees of the module, and which trees each may import.
var layers = map[string][]string{
	"cmd":      {"cmd/...", "suites/...", "harness/...", "reports/...", "fixtures/...", "spec/..."},
	"suites":   {"suites/...", "harness/...", "reports/...", "fixtures/...", "spec/..."},
	"harness":  {"harness/...", "reports/...", "fixtures/...", "spec/..."},
	"reports":  {"reports/...", "spec/..."},
	"fixtures": {"fixtures/...", "spec/..."},
	"spec":     {"spec/..."},
	".":        {"spec/..."}, // these tests
}

// TestLayers: imports point one way, so that what judges can be read without
// what runs it, and the vocabulary without either. Tests are no exception.
func TestLayers(t *testing.T) {
	each(t, func(s source) {
		layer, _, _ := strings.Cut(s.dir, "/")
		allowed, known := layers[layer]
		if !known {
			t.Errorf("%s: %q is no layer of the module", s.name, layer)
			return
		}
		for _, i := range s.imports() {
			if ours, ok := strings.CutPrefix(i, module+"/"); ok && !in(ours, allowed...) {
				t.Errorf("%s imports %s: imports point cmd → suites → harness → {reports, fixtures} → spec", s.name, ours)
			}
		}
	})
}

// bans are imports that the layers would allow: from some packages to others, but
// for a few. Tests may have them, unless a ban says otherwise.
var bans = []struct {
	from, to []string
	but      []string
	tests    bool // tests may not either
	because  string
}{
	{
		from: []string{"spec/requirement"}, to: []string{"spec/..."}, tests: true,
		because: "every other package imports the vocabulary, so it imports nothing of ours",
	},
	{
		from: []string{"spec/p2"}, to: []string{"spec/..."},
		because: "the protocol's nouns know no requirement",
	},
	{
		from: []string{"harness/verify"}, to: []string{"fixtures/..."},
		because: "what judges a signature must not share code with what makes one: a mistake in it would hide itself",
	},
	{
		from: []string{"harness/verify"}, to: []string{"fixtures/homeserver"}, tests: true,
		because: "what judges is proven on vectors, and not on a server that may have made the same mistake",
	},
	{
		from: []string{"fixtures/..."}, to: []string{"harness/..."}, tests: true,
		because: "the reference server must not answer with the code that it is judged by",
	},
	{
		from: []string{"harness/..."}, to: []string{"fixtures/homeserver"}, but: []string{"harness/target", "harness/selftest", "harness/peer"},
		because: "only what starts, proves or federates with a reference server may know it",
	},
	{
		from: []string{"suites/..."}, to: []string{"fixtures/homeserver"},
		because: "a check that knows the reference server is a check of that server",
	},
	{
		from: []string{"suites/..."}, to: []string{"harness/run", "harness/target", "harness/selftest"}, but: []string{"suites"},
		because: "a check is given its target, and runs no others",
	},
	{
		from: []string{"..."}, to: []string{"github.com/onsi/ginkgo/..."}, but: []string{"suites"},
		because: "checks are values; only the adapter knows that Ginkgo can run them",
	},
	{
		from: []string{"..."}, to: []string{"github.com/onsi/gomega/..."}, but: []string{"harness/check", "suites/..."},
		because: "assertions go through check.T, which counts them",
	},
	{
		from: []string{"..."}, to: []string{"testing", "net/http/httptest"},
		because: "a program that imports it has its flags",
	},
	{
		from: []string{"..."}, to: []string{"github.com/spf13/...", "os/signal", "golang.org/x/term"}, but: []string{"cmd/..."},
		because: "only the command line knows that there is one",
	},
}

// TestBans: each ban says why it is one.
func TestBans(t *testing.T) {
	each(t, func(s source) {
		for _, b := range bans {
			if s.test && !b.tests || !in(s.dir, b.from...) || in(s.dir, b.but...) {
				continue
			}
			for _, i := range s.imports() {
				if to := strings.TrimPrefix(i, module+"/"); in(to, b.to...) && to != s.dir {
					t.Errorf("%s imports %s: %s", s.name, to, b.because)
				}
			}
		}
	})
}

// calls are functions that only some packages may use.
var calls = []struct {
	name    string // package path and name; after a beginning, a star
	but     []string
	tests   bool // tests may
	because string
}{
	{"os.Exit", []string{"cmd/..."}, true, "only the command line decides how the program ends"},
	{"log.Fatal*", nil, false, "it ends the program from the middle"},
	{"os.Getenv", []string{"cmd/..."}, true, "configuration is read once, on the command line"},
	{"os.LookupEnv", []string{"cmd/..."}, true, "configuration is read once, on the command line"},
	{"os.Environ", []string{"cmd/..."}, true, "configuration is read once, on the command line"},
	{"os.Stdout", []string{"cmd/..."}, true, "only the command line knows where a result goes"},
	{"os.Stderr", []string{"cmd/..."}, true, "only the command line speaks to the user"},
	{"fmt.Print*", []string{"cmd/..."}, true, "only the command line speaks to the user"},
	{"time.Sleep", nil, true, "wait for a condition, under a context"},
	{"net/http.DefaultClient", nil, false, "it has no bounds, and follows redirects"},
	{"net/http.Get", nil, true, "it has no bounds, and follows redirects"},
	{"io/ioutil.*", nil, false, "it is deprecated"},
}

// TestCalls: what ends the program, reads its surroundings, speaks to the user or
// sleeps stands in few places. A test sleeps only in a bubble of testing/synctest.
func TestCalls(t *testing.T) {
	each(t, func(s source) {
		names := s.names()
		inBubble := slices.Contains(s.imports(), "testing/synctest")
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := sel.X.(*ast.Ident)
			if !ok || names[x.Name] == "" {
				return true
			}
			used := names[x.Name] + "." + sel.Sel.Name
			for _, c := range calls {
				begins, some := strings.CutSuffix(c.name, "*")
				if used != c.name && !(some && strings.HasPrefix(used, begins)) || in(s.dir, c.but...) || s.test && c.tests && (c.name != "time.Sleep" || inBubble) {
					continue
				}
				t.Errorf("%s uses %s: %s", files.Position(sel.Pos()), used, c.because)
			}
			return true
		})
	})
}

// TestPackageComments: a package says what it is once.
func TestPackageComments(t *testing.T) {
	with, all := map[string][]string{}, map[string]bool{}
	each(t, func(s source) {
		if s.test {
			return
		}
		all[s.dir] = true
		if s.file.Doc != nil {
			with[s.dir] = append(with[s.dir], s.name)
		}
	})
	for dir := range all {
		if n := len(with[dir]); n != 1 {
			t.Errorf("package %s has %d package comments, want one: %q", dir, n, with[dir])
		}
	}
}

// TestFileSize: a file past 400 lines is two things.
func TestFileSize(t *testing.T) {
	each(t, func(s source) {
		if n := bytes.Count(s.text, []byte("\n")); n > 400 && !ast.IsGenerated(s.file) {
			t.Errorf("%s has %d lines, want at most 400", s.name, n)
		}
	})
}

// TestPackageNames: a package is named for what it provides.
func TestPackageNames(t *testing.T) {
	vague := []string{"util", "utils", "helper", "helpers", "common", "misc", "shared", "lib"}
	each(t, func(s source) {
		if name := s.file.Name.Name; slices.Contains(vague, name) || slices.Contains(vague, path.Base(s.dir)) {
			t.Errorf("%s is in package %s, a name that says nothing", s.name, name)
		}
	})
}

// words stand nowhere. They are put together here, or this file would have them.
var words = []struct {
	any     []string
	because string
}{
	{[]string{"TO" + "DO", "FIX" + "ME"}, "what is left to do does not stand in the code"},
	{
		[]string{
			"proxy.golang" + ".org", "sum.golang" + ".org", "index.golang" + ".org", "goproxy" + ".io", "goproxy" + ".cn", "registry.npmjs" + ".org",
			"pypi" + ".org", "files.pythonhosted" + ".org", "crates" + ".io", "rubygems" + ".org", "repo1.maven" + ".org", "repo.maven.apache" + ".org",
		},
		"which registry a package comes from is for who builds it to say",
	},
}

// TestWords: some words stand in no text file of the repository.
func TestWords(t *testing.T) {
	err := walk(func(name string, text []byte) error {
		for _, w := range words {
			for _, word := range w.any {
				for at := 0; ; at += len(word) {
					i := bytes.Index(text[at:], []byte(word))
					if i < 0 {
						break
					}
					if at += i; !partOfAWord(text, at, at+len(word)) {
						t.Errorf("%s:%d has %s: %s", name, 1+bytes.Count(text[:at], []byte("\n")), word, w.because)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// partOfAWord reports whether letters stand right before or after a place.
func partOfAWord(text []byte, from, to int) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }
	return from > 0 && letter(text[from-1]) || to < len(text) && letter(text[to])
}
