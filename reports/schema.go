package reports

import (
	_ "embed"
	"slices"
)

var (
	//go:embed schema/report-v1.json
	schemaText []byte
	//go:embed schema/coverage-v1.json
	coverageSchemaText []byte
)

// SchemaText returns the published JSON Schema (draft 2020-12) of the document,
// whose $id is Schema. The bytes are the caller's.
func SchemaText() []byte { return slices.Clone(schemaText) }

// CoverageSchemaText returns the schema of what package coverage writes. The bytes
// are the caller's.
func CoverageSchemaText() []byte { return slices.Clone(coverageSchemaText) }
