package reports

import (
	"fmt"
	"io"
	"strings"

	"github.com/p2conform/p2conform/spec/nearest"
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
	{Name: "sarif", Extension: ".sarif", Render: SARIF},
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
	want := strings.TrimPrefix(strings.TrimSpace(name), ".")
	var names []string
	for _, f := range Formats {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	unknown := &UnknownFormatError{Name: name}
	for _, f := range Formats {
		if strings.EqualFold(want, f.Extension[1:]) || len(want) > 2 && strings.HasPrefix(f.Name, strings.ToLower(want)) {
			unknown.Meant = f.Name
			return Format{}, unknown
		}
	}
	if near := nearest.Names(want, names); len(near) > 0 {
		unknown.Meant = near[0]
	}
	return Format{}, unknown
}
