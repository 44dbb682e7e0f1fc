package prose

import (
	"regexp"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// Kind is what a unit is.
type Kind string

// The kinds of units.
const (
	// Block is what stands between two blank lines.
	Block Kind = "block"
	// Lead, Item and Row are the parts of a block that has any: the text above a
	// list or table, one item with its further lines, one row.
	Lead Kind = "lead"
	Item Kind = "item"
	Row  Kind = "row"
	// Line is one line inside of a block of code, a diagram say.
	Line Kind = "line"
)

// Unit is what a statement may be read from.
type Unit struct {
	Kind    Kind
	Section string
	// Line is where it begins, from 1.
	Line int
	Text string
	// Print is its fingerprint, as requirement.Print makes it.
	Print string
	// Sketch is a fingerprint that is like those of like texts.
	Sketch Sketch
	// Code says that it stands in a block of code; Whole, that it has parts, which
	// follow it.
	Code, Whole bool
}

var itemForm = regexp.MustCompile(`^\s*([-*+]|\d+[.)])\s+`)

// split finds the units.
func (d *Document) split() {
	for i := 0; i < len(d.lines); {
		if strings.TrimSpace(d.lines[i].text) == "" {
			i++
			continue
		}
		end := i
		for end < len(d.lines) && strings.TrimSpace(d.lines[end].text) != "" {
			end++
		}
		d.block(i, end)
		i = end
	}
}

// block adds the block from one line to before another, and its parts.
func (d *Document) block(from, to int) {
	if d.lines[from].heading && to == from+1 {
		return
	}
	whole := len(d.Units)
	d.add(Block, from, to)
	for i := from; i < to; {
		end, kind := d.part(i, to)
		if (kind != Lead || end-i < to-from) && !d.lines[i].mark {
			d.add(kind, i, end)
		}
		i = end
	}
	d.Units[whole].Whole = len(d.Units) > whole+1
}

// part is where the part that begins at a line ends, and what it is.
func (d *Document) part(from, to int) (int, Kind) {
	begins := func(i int) Kind {
		text := d.lines[i].text
		switch {
		case d.lines[i].fenced:
			return Line
		case strings.HasPrefix(strings.TrimSpace(text), "|"):
			return Row
		case itemForm.MatchString(text):
			return Item
		}
		return Lead
	}
	kind, end := begins(from), from+1
	if kind == Line || kind == Row {
		return end, kind
	}
	for end < to && begins(end) == Lead {
		end++
	}
	return end, kind
}

// add adds a unit. What has no words, a fence or the rule of a table, is none.
func (d *Document) add(kind Kind, from, to int) {
	var text []string
	for _, l := range d.lines[from:to] {
		text = append(text, l.text)
	}
	u := Unit{Kind: kind, Section: d.lines[from].section, Line: from + 1, Text: strings.Join(text, "\n"), Code: d.lines[from].fenced}
	if kind != Block && !wordForm.MatchString(u.Text) {
		return
	}
	u.Print, u.Sketch = requirement.Print(u.Text), SketchOf(u.Text)
	d.Units = append(d.Units, u)
}

// Cells are the cells of a row, or nil of what is none. An escaped bar divides
// none.
func (u Unit) Cells() []string {
	if u.Kind != Row {
		return nil
	}
	const bar = "\x00"
	row := strings.ReplaceAll(strings.TrimSpace(u.Text), `\|`, bar)
	cells := strings.Split(strings.Trim(row, "|"), "|")
	for i, c := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(c, bar, "|"))
	}
	return cells
}
