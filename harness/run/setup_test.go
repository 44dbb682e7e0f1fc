package run

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// serve makes a target of a handler.
func serve(t *testing.T, h http.HandlerFunc) *target.Target {
	t.Helper()
	e, err := target.Serve(h, "a server of this test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e.Target
}

// atOnce is a server that answers without a connection, so that a test can run in
// a synctest bubble, whose time stands still while anybody is at work.
func atOnce(t *testing.T) *target.Target {
	t.Helper()
	tg := *serve(t, fine)
	tg.HTTP = &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Body: http.NoBody, Request: r,
		}, nil
	})}
	return &tg
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// fine answers everything with an empty 200.
func fine(http.ResponseWriter, *http.Request) {}

// hangsUp never answers.
func hangsUp(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// asking makes a check that asks once, and then does as its body says.
func asking(id string, body func(context.Context, *check.T)) check.Check {
	return check.Check{
		ID: id, Title: "does as it is told", Decides: []requirement.Requirement{core.WellKnownPresent},
		Run: func(ctx context.Context, c *check.T) {
			c.Answered(c.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: "/" + id}))
			body(ctx, c)
		},
	}
}

func holds(_ context.Context, c *check.T) { c.Hold(nil) }

// numbered makes checks a.a.0 to a.a.n-1.
func numbered(n int, body func(context.Context, *check.T)) []check.Check {
	var all []check.Check
	for i := range n {
		all = append(all, asking(fmt.Sprintf("a.a.%d", i), body))
	}
	return all
}

// run runs checks and holds the document against the published schema.
func run(t *testing.T, o Options) *reports.Document {
	t.Helper()
	d, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	validate(t, d)
	return d
}

// validate holds a document against the published schema, as it would be written.
func validate(t *testing.T, d *reports.Document) {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(reports.SchemaText()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(reports.Schema, text); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(reports.Schema)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := reports.JSON(&b, d); err != nil {
		t.Fatalf("the document cannot be written: %v", err)
	}
	written := bytes.Clone(b.Bytes())
	v, err := jsonschema.UnmarshalJSON(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("the document does not hold to its schema: %v", err)
	}
	if _, err := reports.Decode(bytes.NewReader(written)); err != nil {
		t.Errorf("the document cannot be read again: %v", err)
	}
}

// verdicts lists ids and verdicts in the order of the document.
func verdicts(d *reports.Document) []string {
	var all []string
	for _, r := range d.Results {
		all = append(all, r.Check+" "+r.Verdict.String())
	}
	return all
}
