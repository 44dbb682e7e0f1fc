package openapi

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/pb33f/libopenapi"
	"github.com/pb33f/libopenapi/overlay"
)

// Correction is one action of the overlay.
type Correction struct {
	// Ambiguity is the id of the ambiguity that it is for, as in "A-091".
	Ambiguity string
	// Target is the JSONPath (RFC 9535) of what it changes.
	Target string
	// Why says what the texts leave open, or what is taken instead.
	Why string
}

// Corrections lists what the overlay changes, in the order of its file, which
// is the order in which it is applied.
func Corrections() []Correction {
	// An overlay that cannot be read is Load's error to report.
	list, _ := corrections()
	return slices.Clone(list)
}

var corrections = sync.OnceValues(func() ([]Correction, error) {
	var file struct {
		Actions []struct {
			Target      string `yaml:"target"`
			Ambiguity   string `yaml:"x-ambiguity"`
			Description string `yaml:"description"`
		} `yaml:"actions"`
	}
	if err := yaml.Unmarshal(Overlay(), &file); err != nil {
		return nil, fmt.Errorf("read the overlay: %w", err)
	}
	list := make([]Correction, len(file.Actions))
	for i, action := range file.Actions {
		list[i] = Correction{action.Ambiguity, action.Target, strings.TrimSpace(action.Description)}
	}
	return list, nil
})

// correct applies an overlay to a document, both as YAML. An action that
// matches nothing is an error: the document has changed under its correction.
func correct(document, corrections []byte) ([]byte, error) {
	parsed, err := libopenapi.NewOverlayDocument(corrections)
	if err != nil {
		return nil, fmt.Errorf("read the overlay: %w", err)
	}
	result, err := overlay.Apply(document, parsed)
	if err != nil {
		return nil, fmt.Errorf("apply the overlay: %w", err)
	}
	for _, warning := range result.Warnings {
		return nil, fmt.Errorf("apply the overlay: %s: %s", warning.Target, warning.Message)
	}
	return result.Bytes, nil
}
