package p2conform_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/ambiguity"
)

const registerPackage = module + "/spec/ambiguity"

var ambiguityID = regexp.MustCompile(`\bA-[0-9]{3}\b`)

// TestAmbiguitiesThatAreNamedExist: whoever reads of an ambiguity can look it up.
// A test may make some up, and the register has a test of its own.
func TestAmbiguitiesThatAreNamedExist(t *testing.T) {
	named := 0
	err := walk(func(name string, text []byte) error {
		if strings.HasSuffix(name, "_test.go") || strings.Contains(name, "testdata/") || strings.HasPrefix(name, "spec/ambiguity/") {
			return nil
		}
		for _, id := range ambiguityID.FindAllString(string(text), -1) {
			named++
			if _, err := ambiguity.ByID(ambiguity.ID(id)); err != nil {
				t.Errorf("%s names %s: %v", name, id, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if named < 500 {
		t.Errorf("only %d places name an ambiguity: the walk is wrong", named)
	}
}

// registered maps the variables of the register to their entries.
func registered(t *testing.T) map[string]ambiguity.Entry {
	t.Helper()
	entries := map[string]ambiguity.Entry{}
	each(t, func(s source) {
		if s.dir != "spec/ambiguity" || s.test {
			return
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			lit, ok := v.Values[0].(*ast.CompositeLit)
			if !ok || len(lit.Elts) == 0 {
				return true
			}
			first, ok := lit.Elts[0].(*ast.KeyValueExpr)
			if !ok {
				return true
			}
			if id, ok := text(first.Value); ok {
				if e, err := ambiguity.ByID(ambiguity.ID(id)); err == nil {
					entries[v.Names[0].Name] = e
				}
			}
			return true
		})
	})
	if len(entries) != len(ambiguity.All) {
		t.Fatalf("%d variables were found for %d entries", len(entries), len(ambiguity.All))
	}
	return entries
}

// text is the value of a string literal.
func text(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// TestReadingsThatAreTakenAreRegistered: what a check or the preflight says that a
// server took is a reading of that entry. One that is only known at run time is
// looked up then, and is our own mistake if it is not there.
func TestReadingsThatAreTakenAreRegistered(t *testing.T) {
	entries, found := registered(t), 0
	each(t, func(s source) {
		if s.test || !in(s.dir, "suites/...", "harness/...", "fixtures/...") {
			return
		}
		names := s.names()
		// An entry and a reading stand side by side where one is taken, and in the
		// tables of the preflight and of the variants.
		pair := func(exprs []ast.Expr) {
			for i := range max(0, len(exprs)-1) {
				variable, ok := selected(exprs[i], names, registerPackage)
				reading, literal := text(exprs[i+1])
				if !ok || !literal {
					continue
				}
				found++
				if _, err := entries[variable].Reading(reading); err != nil {
					t.Errorf("%s: %v", files.Position(exprs[i].Pos()), err)
				}
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				pair(n.Args)
			case *ast.CompositeLit:
				pair(n.Elts)
			}
			return true
		})
	})
	if found < 100 {
		t.Errorf("only %d readings were found: the walk is wrong", found)
	}
}

// selected is the name that an expression takes from a package.
func selected(e ast.Expr, names map[string]string, pkg string) (string, bool) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	x, ok := sel.X.(*ast.Ident)
	return sel.Sel.Name, ok && names[x.Name] == pkg
}

// only are types whose values some packages alone make, so that nothing gets
// around the register.
var only = []struct {
	pkg, name string
	in        []string
	because   string
}{
	{registerPackage, "Entry", []string{"spec/ambiguity"}, "a place that is not in the register has no readings that pass"},
	{registerPackage, "Reading", []string{"spec/ambiguity"}, "a reading that is not in the register cannot pass"},
	{module + "/reports", "Reading", []string{"harness/check", "harness/run"}, "checks record a reading with t.Took, which looks it up"},
}

// TestNothingGetsAroundTheRegister: entries and readings are made in few places.
func TestNothingGetsAroundTheRegister(t *testing.T) {
	each(t, func(s source) {
		if s.test {
			return
		}
		names := s.names()
		ast.Inspect(s.file, func(n ast.Node) bool {
			lit, ok := n.(*ast.CompositeLit)
			if !ok || len(lit.Elts) == 0 {
				return true // none at all is no value of its own
			}
			typ := lit.Type
			if list, ok := typ.(*ast.ArrayType); ok && slices.ContainsFunc(lit.Elts, untyped) {
				typ = list.Elt
			}
			for _, o := range only {
				if name, ok := selected(typ, names, o.pkg); ok && name == o.name && !in(s.dir, o.in...) {
					t.Errorf("%s makes a %s: %s", files.Position(lit.Pos()), name, o.because)
				}
			}
			return true
		})
	})
}

// untyped reports a value in a list that leaves its type to the list.
func untyped(e ast.Expr) bool {
	lit, ok := e.(*ast.CompositeLit)
	return ok && lit.Type == nil
}
