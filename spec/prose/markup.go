package prose

import (
	"regexp"
	"sort"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Link is a link in the text.
type Link struct {
	// Text is what is shown, without markup.
	Text string
	To   string
	Line int
}

// Span is a text that is marked as code, outside of blocks.
type Span struct {
	Text string
	Line int
}

// CodeBlock is a block of code between fences.
type CodeBlock struct {
	// Language is what the opening fence names, as in "json", or empty.
	Language string
	// Title is that of the box that the block stands in, or empty.
	Title string
	Text  string
	// Line is that of the opening fence.
	Line int
}

// boxForm is the first line of a box with a title.
var boxForm = regexp.MustCompile(`^:::+\s*\w+\[(.*)\]\s*$`)

// Links are the links of the document, in the order of the text.
func (d *Document) Links() []Link {
	var links []Link
	d.walk(func(n ast.Node) {
		if link, ok := n.(*ast.Link); ok {
			links = append(links, Link{Text: d.textOf(n), To: string(link.Destination), Line: d.lineAt(positionOf(n))})
		}
	})
	return links
}

// Marks are the anchors that the text sets with HTML, besides its headings.
func (d *Document) Marks() []string {
	var marks []string
	for _, m := range markForm.FindAllSubmatch(d.source, -1) {
		marks = append(marks, string(m[1]))
	}
	return marks
}

var markForm = regexp.MustCompile(`<[a-z][^<>]*?\s(?:id|name)="([^"]+)"`)

// Spans are the code spans of the document, in the order of the text.
func (d *Document) Spans() []Span {
	var spans []Span
	d.walk(func(n ast.Node) {
		if n.Kind() != ast.KindCodeSpan {
			return
		}
		spans = append(spans, Span{Text: d.textOf(n), Line: d.lineAt(positionOf(n))})
	})
	return spans
}

// textOf is the text inside of a node, with single spaces.
func (d *Document) textOf(n ast.Node) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(d.source))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
			continue
		}
		b.WriteString(d.textOf(c))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// CodeBlocks are the fenced blocks of code, in the order of the text.
func (d *Document) CodeBlocks() []CodeBlock {
	var blocks []CodeBlock
	var open *CodeBlock
	title := ""
	for i, l := range d.lines {
		switch {
		case open == nil && strings.HasPrefix(l.text, ":::"):
			title = ""
			if m := boxForm.FindStringSubmatch(l.text); m != nil {
				title = m[1]
			}
		case l.mark && open == nil:
			open = &CodeBlock{Language: strings.TrimLeft(strings.TrimSpace(l.text), "`~"), Title: title, Line: i + 1}
		case l.mark:
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
			open.Text += l.text + "\n"
		}
	}
	if open != nil {
		blocks = append(blocks, *open)
	}
	return blocks
}

// walk calls f for every node of the syntax tree.
func (d *Document) walk(f func(ast.Node)) {
	root := goldmark.DefaultParser().Parse(text.NewReader(d.source))
	// The walker ends only as its function says, which never has an error.
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			f(n)
		}
		return ast.WalkContinue, nil
	})
}

// positionOf is where an inline node begins in the source.
func positionOf(n ast.Node) int {
	if p := n.Pos(); p >= 0 {
		return p
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			return t.Segment.Start
		}
	}
	return 0
}

// lineAt is the number of the line that has the byte.
func (d *Document) lineAt(offset int) int { return sort.SearchInts(d.starts, offset+1) }
