package reports

import (
	_ "embed"
	"slices"
)

//go:embed schema/report-v1.json
var schemaText []byte

// SchemaText returns the published JSON Schema (draft 2020-12) of the document,
// whose $id is Schema. The bytes are the caller's.
func SchemaText() []byte { return slices.Clone(schemaText) }
