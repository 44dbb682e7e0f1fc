package reports

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// unasked is a document of a target that could be asked nothing.
func unasked() *Document {
	d := full()
	d.Partial, d.Target.Ended, d.Target.Log, d.Notes, d.Readings, d.Waivers = "", "", "", nil, nil, nil
	d.Problem = &Problem{
		What: "https://p2.example.com answers, but not as a polyproto home server: " + nasty, Hint: "name the URL that the paths of the core API stand below; " + nasty,
		Tried: []Exchange{
			{
				Request:  Message{Method: "GET", URL: "https://p2.example.com/.well-known/polyproto-core", Headers: []string{"Accept: application/json"}},
				Response: &Message{Proto: "HTTP/2.0", Status: 404, Headers: []string{"X-Nasty: " + nasty}, Body: nasty},
			},
			{Request: Message{Method: "GET", URL: "https://p2.example.com/.p2/core/v1/idcert/server"}, Error: "connection reset by peer"},
		},
	}
	for i := range d.Results {
		r := &d.Results[i]
		*r = Result{Check: r.Check, Title: r.Title, Suite: r.Suite, Requirements: r.Requirements, Level: r.Level, Impact: r.Impact, Verdict: Error}
		r.Detail = "the server could not be asked: " + d.Problem.What
	}
	d.Claims = []Claim{{Profile: "identity", Claim: Incomplete}}
	d.Count()
	return d
}

// A server that could not be asked is blamed for nothing, and every report says
// once why that was, what was tried, and what to do.
func TestWhatWasNotAsked(t *testing.T) {
	for _, c := range []struct {
		name  string
		wants []string
	}{
		{"terminal", []string{"17 checks: the server could not be asked: ", "GET https://p2.example.com/.well-known/polyproto-core: HTTP/2.0 404\n             Not Found", "/idcert/server: no answer:\n             connection reset by peer", "What to do first:\n  1. name the URL"}},
		{"markdown", []string{"> **The server could not be asked:** ", "#### What to do first\n\n1. name the URL", "What was tried", "404 Not Found"}},
		{"html", []string{"<b>The server could not be asked:</b>", "<li>name the URL", "What was tried", "connection reset by peer"}},
		{"junit", []string{`errors="17"`, `failures="0"`, `<property name="problem" value="https://p2`}},
		{"sarif", []string{`"executionSuccessful": false`, "the server could not be asked: https://p2"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Lookup(c.name)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := f.Render(&b, unasked()); err != nil {
				t.Fatal(err)
			}
			s := b.String()
			for _, want := range c.wants {
				if !strings.Contains(s, want) {
					t.Errorf("it lacks %q", want)
				}
			}
			if c.name != "html" && strings.Contains(strings.ToLower(s), "nonconformant") {
				t.Error("it blames the server")
			}
		})
	}
	if got := Overall(unasked()); got != Incomplete {
		t.Errorf("it comes to %s", got)
	}
	var b bytes.Buffer
	if err := Annotations(&b, unasked()); err != nil || strings.Count(b.String(), "\n") != 1 || !strings.HasPrefix(b.String(), "::error title=p2conform::https://p2") {
		t.Errorf("%v, %q", err, b.String())
	}
}

// Of many requests the last ones are shown.
func TestLinesOfWhatWasTried(t *testing.T) {
	p := unasked().Problem
	if got, want := p.lines(1), []string{"(1 request before)", "GET https://p2.example.com/.p2/core/v1/idcert/server: no answer: connection reset by peer"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := p.lines(2); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

// A secret in what was tried does not get into a report.
func TestWhatWasTriedIsRedacted(t *testing.T) {
	d := unasked()
	d.Problem.Tried[0].Request.Headers = []string{"Authorization: Bearer s3cr3t-token"}
	d.Problem.Tried[0].Response.Body, d.Problem.Tried[0].Response.Size = `{"token":"s3cr3t-to`, 5000
	r := &Redactor{}
	r.Add(Token, "s3cr3t-token")
	r.Document(d)
	var b bytes.Buffer
	if err := JSON(&b, d); err != nil || strings.Contains(b.String(), "s3cr3t") {
		t.Errorf("%v, %s", err, d.Problem.Tried[0].Response.Body)
	}
	if x := Canonical(d).Problem.Tried[0]; x.Response.Body != "" || x.Request.Headers != nil {
		t.Errorf("a canonical report keeps %+v", x)
	}
}
