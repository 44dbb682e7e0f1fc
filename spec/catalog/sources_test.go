package catalog_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/catalog/mls"
	"github.com/p2conform/p2conform/spec/requirement"
)

// declared is an exported variable of a section file, and its place.
type declared struct {
	name, id, file string
}

// TestEveryVariableIsInAll reads the sources: a requirement that is declared and
// not listed would be cited by checks and counted by nobody.
func TestEveryVariableIsInAll(t *testing.T) {
	for _, doc := range []struct {
		dir string
		all []requirement.Requirement
	}{{"core", core.All}, {"auth", auth.All}, {"mls", mls.All}, {"api", api.All}} {
		t.Run(doc.dir, func(t *testing.T) {
			var listed []string
			for _, r := range doc.all {
				listed = append(listed, string(r.ID))
			}
			vars := requirementsIn(t, doc.dir)
			if len(vars) == 0 {
				t.Fatal("no requirement found in the sources")
			}
			for _, v := range vars {
				if n := count(listed, v.id); n != 1 {
					t.Errorf("%s: %s (%s) is %d times in All", v.file, v.name, v.id, n)
				}
			}
			if len(vars) != len(listed) {
				t.Errorf("%d variables are declared, All has %d", len(vars), len(listed))
			}
		})
	}
}

// The order of the lists is that of the declarations, so that a reader finds
// statements in the order of the text.
func TestListsFollowTheDeclarations(t *testing.T) {
	for _, doc := range []struct {
		dir string
		all []requirement.Requirement
	}{{"core", core.All}, {"auth", auth.All}, {"mls", mls.All}, {"api", api.All}} {
		byFile := map[string][]string{}
		fileOf := map[string]string{}
		for _, v := range requirementsIn(t, doc.dir) {
			byFile[v.file] = append(byFile[v.file], v.id)
			fileOf[v.id] = v.file
		}
		listed := map[string][]string{}
		for _, r := range doc.all {
			f := fileOf[string(r.ID)]
			listed[f] = append(listed[f], string(r.ID))
		}
		for f, ids := range byFile {
			if !slices.Equal(ids, listed[f]) {
				t.Errorf("%s declares %q and lists %q", f, ids, listed[f])
			}
		}
	}
}

func requirementsIn(t *testing.T, dir string) []declared {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var vars []declared
	fset := token.NewFileSet()
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, filepath.Join(dir, e.Name()), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				vars = append(vars, requirementVars(t, g, e.Name())...)
			}
		}
	}
	return vars
}

func requirementVars(t *testing.T, g *ast.GenDecl, file string) []declared {
	t.Helper()
	var vars []declared
	for _, spec := range g.Specs {
		v := spec.(*ast.ValueSpec)
		for i, value := range v.Values {
			lit, ok := value.(*ast.CompositeLit)
			if !ok || !isRequirement(lit.Type) {
				continue
			}
			if !v.Names[i].IsExported() {
				t.Errorf("%s: the requirement %s is not exported", file, v.Names[i].Name)
			}
			vars = append(vars, declared{v.Names[i].Name, idOf(lit), file})
		}
	}
	return vars
}

func isRequirement(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Requirement"
}

func idOf(lit *ast.CompositeLit) string {
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "ID" {
			if b, ok := kv.Value.(*ast.BasicLit); ok {
				if s, err := strconv.Unquote(b.Value); err == nil {
					return s
				}
			}
		}
	}
	return ""
}

func count(list []string, s string) int {
	n := 0
	for _, e := range list {
		if e == s {
			n++
		}
	}
	return n
}
