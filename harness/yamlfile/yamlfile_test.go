package yamlfile

import (
	"errors"
	"strings"
	"testing"
)

const schema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object", "additionalProperties": false, "required": ["form"],
  "properties": {
    "form": {"const": 1},
    "name": {"type": "string", "minLength": 1},
    "kind": {"enum": ["process", "container"]},
    "rate": {"type": "number", "minimum": 0.5, "maximum": 100},
    "inner": {"type": "object", "additionalProperties": false, "properties": {
      "command": {"type": "array", "items": {"type": "string"}, "minItems": 1}}}
  }
}`

func TestErrorsNameThePlace(t *testing.T) {
	s := Compile([]byte(schema))
	for _, c := range []struct{ name, text, want, hint string }{
		{"empty", "", "f.yaml: the file is empty", "p2conform init"},
		{"only comments", "# nothing\n", "f.yaml: the file is empty", ""},
		{"syntax", "form: 1\nname: \"open\n", "f.yaml:2:7: ", ""},
		{"twice", "form: 1\nname: a\nname: b\n", "f.yaml:3:1: ", ""},
		{"two documents", "form: 1\n---\nform: 1\n", "f.yaml:3:1: the file has 2 YAML documents", "keep one"},
		{"unknown member", "form: 1\nnmae: a\n", `f.yaml:2:1: the file has no member "nmae"`, "did you mean name?"},
		{"unknown within", "form: 1\ninner:\n  comand: [a]\n", `f.yaml:3:3: inner has no member "comand"`, "did you mean command?"},
		{"missing", "name: a\n", "f.yaml:1:1: the file has no form, which it must have", ""},
		{"type", "form: 1\nname: 1.0\n", "f.yaml:2:1: name is a number, and has to be a text", "quotes"},
		{"element", "form: 1\ninner:\n  command:\n    - a\n    - [b]\n", "f.yaml:5:7: inner.command.1 is a list, and has to be a text", ""},
		{"enum", "form: 1\nkind: proces\n", `f.yaml:2:1: kind is "proces", which is none that is known`, "did you mean process?"},
		{"const", "form: 2\n", "f.yaml:1:1: form is 2", "write 1"},
		{"too small", "form: 1\nrate: 0.1\n", "f.yaml:2:1: rate is 0.1, and has to be at least 0.5", ""},
		{"too large", "form: 1\nrate: 1000\n", "f.yaml:2:1: rate is 1000, and may be at most 100", ""},
		{"empty text", "form: 1\nname: ''\n", "f.yaml:2:1: name is empty", ""},
		{"null", "form: 1\nname:\n", "f.yaml:2:1: name is empty, and has to be a text", ""},
		{"no mapping", "- a\n", "f.yaml:1:", ""},
		{"alias", "form: 1\nname: &a x\nkind: *a\n", "f.yaml:2:7: anchors and aliases are not read", ""},
		{"tag", "form: 1\nname: !!str 1\n", "f.yaml:2:7: the tag !!str is not read", ""},
		{"deep", "form: " + strings.Repeat("[", 60) + strings.Repeat("]", 60), "more than 50 levels", ""},
		{"large", strings.Repeat("#", 1<<20+1), "at most 1048576 are read", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Parse("f.yaml", []byte(c.text))
			if err == nil {
				err = d.Check(s)
			}
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) || !strings.Contains(e.Hint, c.hint) {
				t.Errorf("error %v, hint %q; want %q, %q", err, hintOf(e), c.want, c.hint)
			}
		})
	}
}

func hintOf(e *Error) string {
	if e == nil {
		return ""
	}
	return e.Hint
}

func TestAllMistakesAreNamedInOrder(t *testing.T) {
	d, err := Parse("f.yaml", []byte("rate: 0\nnmae: a\nkind: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	err = d.Check(Compile([]byte(schema)))
	want := []string{"f.yaml:1:1: the file has no form", "f.yaml:1:1: rate is 0", "f.yaml:2:1: ", "f.yaml:3:1: "}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d errors:\n%v", len(lines), err)
	}
	for i := range want {
		if !strings.HasPrefix(lines[i], want[i]) {
			t.Errorf("line %d is %q, want %q", i, lines[i], want[i])
		}
	}
}

func TestDecode(t *testing.T) {
	d, err := Parse("f.yaml", []byte("form: 1\nname: a\ninner: {command: [x, y]}\n"))
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Form  int    `json:"form"`
		Name  string `json:"name"`
		Inner struct {
			Command []string `json:"command"`
		} `json:"inner"`
	}
	if err := d.Decode(&v); err != nil || v.Form != 1 || v.Name != "a" || len(v.Inner.Command) != 2 {
		t.Errorf("%+v, error %v", v, err)
	}
	var few struct {
		Form string `json:"form"`
	}
	if err := d.Decode(&few); err == nil {
		t.Error("a number became a text")
	}
}

func TestExpand(t *testing.T) {
	env := map[string]string{"PASSWORD": "s3cret", "EMPTY": "", "TRICK": "${env.PASSWORD}"}
	lookup := func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	for _, c := range []struct{ text, want, wrong string }{
		{"plain $5 ${x}", "plain $5 ${x}", ""},
		{"a${env.PASSWORD}b", "as3cretb", ""},
		{"${env.EMPTY}", "", ""},
		{"${env.TRICK}", "${env.PASSWORD}", ""},
		{"$${env.PASSWORD}", "${env.PASSWORD}", ""},
		{"${env.GONE}", "", "name needs the environment variable GONE, which is not set"},
		{"${env.", "", "without a name"},
		{"${env.}", "", "without a name"},
	} {
		d, err := Parse("f.yaml", []byte("name: '"+c.text+"'\n"))
		if err != nil {
			t.Fatal(err)
		}
		_, err = d.Expand(lookup)
		if c.wrong != "" {
			if err == nil || !strings.Contains(err.Error(), c.wrong) || !strings.HasPrefix(err.Error(), "f.yaml:1:1: ") {
				t.Errorf("%q: error %v", c.text, err)
			}
			continue
		}
		if got := d.Value().(map[string]any)["name"]; err != nil || got != c.want {
			t.Errorf("%q became %q, error %v", c.text, got, err)
		}
	}
	d, err := Parse("f.yaml", []byte("a: [{b: '${env.PASSWORD}'}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if used, err := d.Expand(lookup); err != nil || len(used) != 1 || used[0] != "s3cret" {
		t.Errorf("used %q, error %v", used, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"", "form: 1", "- a\n- b", "a: &x 1\nb: *x", "a: {b: [c, 'd']}", "? a\n: b", "\x00", "a: |\n  b\n", "!!binary x", "1: 2", "<<: *a", "---\n---\n"} {
		f.Add(text)
	}
	s := Compile([]byte(schema))
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Parse("f.yaml", []byte(text))
		if err == nil {
			_ = d.Check(s)
			_, _ = d.Expand(func(string) (string, bool) { return "x", true })
		}
	})
}
