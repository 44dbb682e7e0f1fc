package openapi

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/pb33f/libopenapi"
	"github.com/pb33f/libopenapi/overlay"
)

// Correction is one action of an overlay.
type Correction struct {
	// Ambiguity is the id of the ambiguity that it is for, as in "A-091".
	Ambiguity string
	// Target is the JSONPath (RFC 9535) of what it changes.
	Target string
	// Why says what the texts leave open, or what is taken instead.
	Why string
}

// Corrections lists what is corrected in a version of the document, in the order
// in which it is applied; nothing for a version that we do not have.
func Corrections(name string) []Correction {
	i, err := place(name)
	if err != nil {
		return nil
	}
	var list []Correction
	for _, text := range overlays(versions[i]) {
		// An overlay that cannot be read is Load's error to report.
		part, _ := corrections(text)
		list = append(list, part...)
	}
	return list
}

func corrections(text []byte) ([]Correction, error) {
	var file struct {
		Actions []struct {
			Target      string `yaml:"target"`
			Ambiguity   string `yaml:"x-ambiguity"`
			Description string `yaml:"description"`
		} `yaml:"actions"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("read the overlay: %w", err)
	}
	list := make([]Correction, len(file.Actions))
	for i, action := range file.Actions {
		list[i] = Correction{action.Ambiguity, action.Target, strings.TrimSpace(action.Description)}
	}
	return list, nil
}

// correct applies the corrections of a version to its document.
func correct(document []byte, v version) ([]byte, error) {
	for _, text := range overlays(v) {
		var err error
		if document, err = apply(document, text); err != nil {
			return nil, fmt.Errorf("correct %s: %w", v.name, err)
		}
	}
	return document, nil
}

// apply applies an overlay to a document, both as YAML. An action that matches
// nothing is an error: the document has changed under it.
func apply(document, actions []byte) ([]byte, error) {
	parsed, err := libopenapi.NewOverlayDocument(actions)
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
