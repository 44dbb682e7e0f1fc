package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/reports"
)

// reportSchema is what each report has to keep to.
func reportSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.SchemaText()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(reports.Schema, text); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(reports.Schema)
}

// valid reads a report, and holds it against the schema.
func valid(t *testing.T, schema *jsonschema.Schema, file string) *reports.Document {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Error(err)
	}
	d, err := reports.Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
