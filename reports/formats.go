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
	meant, best := "", len(low)
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		n := distance(low, f.Name)
		if low == f.Extension[1:] || len(low) > 2 && strings.HasPrefix(f.Name, low) {
			n = 0
		}
		// More typing errors than one in three letters are another word.
		if n < best && 3*n <= len(f.Name) {
			meant, best = f.Name, n
		}
	}
	return Format{}, &UnknownFormatError{Name: name, Meant: meant}
}

// distance is the number of typing errors between two words: letters that were
// changed, added, left out, or swapped with the next.
func distance(a, b string) int {
	var before []int
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range len(a) {
		cur := []int{i + 1}
		for j := range len(b) {
			n := prev[j]
			if a[i] != b[j] {
				n++
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				n = min(n, before[j-1]+1)
			}
			cur = append(cur, min(n, prev[j+1]+1, cur[j]+1))
		}
		before, prev = prev, cur
	}
	return prev[len(b)]
}
