package coverage

import (
	"encoding/json"
	"fmt"
	"io"
)

// JSON writes the document as the published schema describes it: indented, with a
// line feed at its end. Its errors are the writer's.
func JSON(w io.Writer, d *Document) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(d); err != nil {
		return fmt.Errorf("write coverage as JSON: %w", err)
	}
	return nil
}
