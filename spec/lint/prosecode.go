package lint

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/prose"
)

// coreAt is a place in the core protocol's prose.
func coreAt(d *prose.Document, line int, detail string) Place {
	return Place{Doc: "core", Section: d.SectionAt(line), Detail: detail, Line: line}
}

// examples are the blocks of JSON.
func examples(d *prose.Document) []prose.CodeBlock {
	var all []prose.CodeBlock
	for _, b := range d.CodeBlocks() {
		if b.Language == "json" {
			all = append(all, b)
		}
	}
	return all
}

func proseJSON(d *prose.Document, found report) {
	for _, b := range examples(d) {
		var v any
		if err := json.Unmarshal([]byte(b.Text), &v); err != nil {
			found(coreAt(d, b.Line, b.Title), fmt.Sprintf("it cannot be read: %v", err))
		}
	}
}

// jsonTypes are the types of JSON that a type of a table may have on the wire. A
// number that is a string is what the rule is for.
var jsonTypes = map[string]string{
	"string": "string", "boolean": "boolean", "bool": "boolean",
	"uint8": "number", "uint16": "number", "uint32": "number", "uint64": "number", "int32": "number", "int64": "number", "number": "number",
}

// proseExampleTypes holds the members of examples against the rows about them in
// the same section.
func proseExampleTypes(d *prose.Document, found report) {
	types := map[string]string{} // by section and member
	for _, u := range d.Units {
		cells := u.Cells()
		if len(cells) < 2 || !strings.HasPrefix(cells[0], "`") {
			continue
		}
		if typ, ok := jsonTypes[strings.TrimSuffix(strings.ToLower(cells[1]), "?")]; ok {
			types[u.Section+" "+strings.Trim(cells[0], "`")] = typ
		}
	}
	for _, b := range examples(d) {
		var v any
		if json.Unmarshal([]byte(b.Text), &v) != nil {
			continue
		}
		eachMember(v, func(name string, value any) {
			want := types[d.SectionAt(b.Line)+" "+name]
			if got := jsonType(value); want != "" && got != want {
				found(coreAt(d, b.Line, b.Title), fmt.Sprintf("the example has a %s as %s, the table a %s", got, name, want))
			}
		})
	}
}

// eachMember calls f for every member in a value, in the order of their names.
func eachMember(v any, f func(string, any)) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range sorted(v) {
			f(name, v[name])
			eachMember(v[name], f)
		}
	case []any:
		for _, e := range v {
			eachMember(e, f)
		}
	}
}

func jsonType(v any) string {
	switch v.(type) {
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	case []any:
		return "list"
	case nil:
		return "null"
	}
	return "object"
}

var (
	codeForm   = regexp.MustCompile("^`(\\d+)`$")
	opcodeForm = regexp.MustCompile(`"op"\s*:\s*(\d+)`)
)

// coded is a row that begins with a number.
type coded struct {
	number, name string
	unit         prose.Unit
}

// tables are the tables of numbers, each a run of rows.
func tables(d *prose.Document) [][]coded {
	var all [][]coded
	last := -1
	for _, u := range d.Units {
		cells := u.Cells()
		if len(cells) < 2 {
			continue
		}
		m := codeForm.FindStringSubmatch(cells[0])
		if m == nil {
			continue
		}
		if last < 0 || u.Line != last+1 {
			all = append(all, nil)
		}
		last = u.Line
		all[len(all)-1] = append(all[len(all)-1], coded{m[1], cells[1], u})
	}
	return all
}

func proseNumbers(d *prose.Document, found report) {
	for _, table := range tables(d) {
		first := map[string]string{}
		for _, row := range table {
			if other, taken := first[row.number]; taken {
				found(coreAt(d, row.unit.Line, ""), fmt.Sprintf("%s is %s and %s", row.number, other, row.name))
				continue
			}
			first[row.number] = row.name
		}
	}
}

// proseOpcodes holds the opcode of an example against the one of the event that
// its title names: the longest name that stands in it.
func proseOpcodes(d *prose.Document, found report) {
	all := slices.Concat(tables(d)...)
	for _, b := range examples(d) {
		op := opcodeForm.FindStringSubmatch(b.Text)
		if op == nil {
			continue
		}
		var event coded
		for _, row := range all {
			if len(row.name) > len(event.name) && strings.Contains(plainWords(b.Title), plainWords(row.name)) {
				event = row
			}
		}
		if event.name != "" && event.number != op[1] {
			found(coreAt(d, b.Line, b.Title), fmt.Sprintf("its opcode is %s, and %s has %s", op[1], event.name, event.number))
		}
	}
}

// plainWords are the words of a text between single spaces, in lower case.
func plainWords(text string) string {
	return " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !('a' <= r && r <= 'z') && !('0' <= r && r <= '9') }), " ") + " "
}

var eventForm = regexp.MustCompile(`^[A-Z]+(_[A-Z]+)+$`)

// proseEvents looks for what is written like the name of an event among the names
// of the tables.
func proseEvents(d *prose.Document, found report) {
	all := slices.Concat(tables(d)...)
	for _, s := range d.Spans() {
		named := func(row coded) bool {
			return strings.EqualFold(strings.ReplaceAll(s.Text, "_", " "), row.name) && row.name != ""
		}
		if eventForm.MatchString(s.Text) && len(all) > 0 && !slices.ContainsFunc(all, named) {
			found(coreAt(d, s.Line, s.Text), "no table of codes has "+s.Text)
		}
	}
}
