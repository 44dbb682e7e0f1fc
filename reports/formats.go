package reports

import (
	"fmt"
	"io"
	"strings"
)

// Format is a way to write a document.
type Format struct {
	// Name is how a user asks for it.
	Name string
	// Extension is that of a file which holds it, with its dot.
	Extension string
	// Render writes the document; it changes nothing in it, and its errors are
	// the writer's.
	Render func(io.Writer, *Document) error
}

// Formats lists all formats.
var Formats = []Format{
	{Name: "json", Extension: ".json", Render: JSON},
	{Name: "junit", Extension: ".xml", Render: JUnit},
	{Name: "markdown", Extension: ".md", Render: Markdown},
	{Name: "html", Extension: ".html", Render: HTML},
	{Name: "terminal", Extension: ".txt", Render: func(w io.Writer, d *Document) error {
		return Terminal(w, d, TerminalOptions{})
	}},
}

// UnknownFormatError says that no format has a name.
type UnknownFormatError struct {
	Name string
	// Meant is the format that was probably meant, or empty.
	Meant string
}

func (e *UnknownFormatError) Error() string {
	s := fmt.Sprintf("unknown report format %q", e.Name)
	if e.Meant != "" {
		s += fmt.Sprintf(": did you mean %q?", e.Meant)
	}
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = f.Name
	}
	return s + " (there are " + join(names) + ")"
}

// Lookup returns the format with a name, or an *UnknownFormatError.
func Lookup(name string) (Format, error) {
	low := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "."))
	meant, best := "", 3 // more than two typing errors are another word
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		n := distance(low, f.Name)
		if low == f.Extension[1:] || len(low) > 2 && strings.HasPrefix(f.Name, low) {
			n = 0
		}
		if n < best && n < len(f.Name)-1 {
			meant, best = f.Name, n
		}
	}
	return Format{}, &UnknownFormatError{Name: name, Meant: meant}
}

// distance is the number of letters to change, add or remove between two words.
func distance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range len(a) {
		cur := []int{i + 1}
		for j := range len(b) {
			c := prev[j]
			if a[i] != b[j] {
				c++
			}
			cur = append(cur, min(c, prev[j+1]+1, cur[j]+1))
		}
		prev = cur
	}
	return prev[len(b)]
}
