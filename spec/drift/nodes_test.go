package drift

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/openapi"
)

// document is a made-up API document with one operation and one schema.
const document = `
openapi: 3.0.0
info: {title: Boxes, version: v1}
servers: [{url: 'https://boxes.dev', description: Here.}]
paths:
  /box/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: Box_read
      summary: Reads a box.
      security: [{Token: []}]
      parameters: [{name: limit, in: query, schema: {type: integer, format: uint16, maximum: 10}}]
      responses:
        '200':
          description: A box.
          headers: {X-Size: {required: true, schema: {type: integer}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Box'}}}
        '404': {description: There is none.}
components:
  schemas:
    Box:
      type: object
      required: [size, title]
      properties:
        size: {type: integer, description: How large.}
        title: {type: string, pattern: '^a', enum: [a, b]}
  securitySchemes:
    Token: {type: http, scheme: bearer}
`

// TestCompareDocuments changes the document in one place each, as a user's other
// version of it would be.
func TestCompareDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		old, new string
		want     []string
	}{
		"nothing":              {"", "", nil},
		"words":                {"summary: Reads a box.", "summary: Gives a box.\n      description: One.", nil},
		"words of a property":  {"description: How large.", "description: How heavy., title: Size", nil},
		"words of a server":    {"description: Here.", "description: There.", nil},
		"the order of a set":   {"required: [size, title]", "required: [title, size]", nil},
		"version":              {"version: v1", "version: v2", []string{"changed document head: version: v2, was v1"}},
		"server":               {"https://boxes.dev", "https://box.dev", []string{`changed document head: servers: removed {"description":"Here.","url":"https://boxes.dev"}; servers: added {"description":"Here.","url":"https://box.dev"}`}},
		"method":               {"get:", "post:", []string{"changed operation GET /box/{id} (Box_read): route: POST /box/{id}, was GET /box/{id}"}},
		"route and id":         {"get:\n      operationId: Box_read", "post:\n      operationId: Box_give", []string{"removed operation GET /box/{id} (Box_read)", "added operation POST /box/{id} (Box_give)"}},
		"id":                   {"operationId: Box_read", "operationId: Box_give", []string{"changed operation GET /box/{id} (Box_read): operationId: Box_give, was Box_read"}},
		"security":             {"security: [{Token: []}]", "security: [{}]", []string{`changed operation GET /box/{id} (Box_read): security: removed {"Token":[]}; security: added {}`}},
		"no security":          {"security: [{Token: []}]", "tags: []", []string{`changed operation GET /box/{id} (Box_read): security: removed [{"Token":[]}]; tags: added []`}},
		"parameter":            {"name: limit", "name: most", []string{`changed operation GET /box/{id} (Box_read): parameter limit (query): removed {"in":"query","name":"limit","schema":{"format":"uint16","maximum":10,"type":"i…; parameter most (query): added {"in":"query","name":"most","schema":{"format":"uint16","maximum":10,"type":"in…`}},
		"place of a parameter": {"in: query", "in: header", []string{`changed operation GET /box/{id} (Box_read): parameter limit (header): added {"in":"header","name":"limit","schema":{"format":"uint16","maximum":10,"type":"…; parameter limit (query): removed {"in":"query","name":"limit","schema":{"format":"uint16","maximum":10,"type":"i…`}},
		"shared parameter":     {"schema: {type: string}}", "schema: {type: integer}}", []string{"changed operation GET /box/{id} (Box_read): parameter id (path) > schema > type: integer, was string"}},
		"format and limit":     {"format: uint16, maximum: 10", "format: uint32", []string{"changed operation GET /box/{id} (Box_read): parameter limit (query) > schema > format: uint32, was uint16; parameter limit (query) > schema > maximum: removed 10"}},
		"status":               {"'404': {description: There is none.}", "'410': {description: There was one.}", []string{`changed operation GET /box/{id} (Box_read): response 404: removed {"description":"There is none."}; response 410: added {"description":"There was one."}`}},
		"header":               {"required: true, schema: {type: integer}", "schema: {type: integer}", []string{"changed operation GET /box/{id} (Box_read): response 200 > header X-Size > required: removed true"}},
		"media type":           {"application/json", "text/plain", []string{"changed operation GET /box/{id} (Box_read): response 200 > content application/json: removed {\"schema\":{\"$ref\":\"#/components/schemas/Box\"}}; response 200 > content text/plain: added {\"schema\":{\"$ref\":\"#/components/schemas/Box\"}}"}},
		"required":             {"required: [size, title]", "required: [size]", []string{"changed schema Box: required: removed title"}},
		"a property's title":   {"title: {type: string,", "title: {type: integer,", []string{"changed schema Box: property title > type: integer, was string"}},
		"pattern and enum":     {"pattern: '^a', enum: [a, b]", "pattern: '^b', enum: [b, c]", []string{"changed schema Box: property title > enum: removed a; property title > enum: added c; property title > pattern: ^b, was ^a"}},
		"no properties":        {"properties:\n        size: {type: integer, description: How large.}\n        title: {type: string, pattern: '^a', enum: [a, b]}", "minProperties: 1", []string{`changed schema Box: minProperties: added 1; property size: removed {"description":"How large.","type":"integer"}; property title: removed {"enum":["a","b"],"pattern":"^a","type":"string"}`}},
		"schema":               {"    Box:", "    Crate:", []string{"removed schema Box", "added schema Crate"}},
		"security scheme":      {"scheme: bearer", "scheme: basic", []string{"changed security scheme Token: scheme: basic, was bearer"}},
	} {
		t.Run(name, func(t *testing.T) {
			if !strings.Contains(document, c.old) {
				t.Fatalf("the document has no %q", c.old)
			}
			ours, err := documentOf([]byte(document))
			if err != nil {
				t.Fatal(err)
			}
			other, err := documentOf([]byte(strings.Replace(document, c.old, c.new, 1)))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range compareDocuments(ours, other) {
				line := string(p.What) + " " + p.Kind + " " + p.Name
				if p.Operation != "" {
					line += " (" + p.Operation + ")"
				}
				for i, d := range p.Changes {
					line += map[bool]string{true: ": ", false: "; "}[i == 0] + d.String()
				}
				got = append(got, line)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestListsAreComparedInOrder(t *testing.T) {
	got := compareNodes([]any{"a", "b"}, []any{"a", "c", "d"})
	if len(got) != 2 || got[0].String() != "2: c, was b" || got[1].String() != "3: added d" {
		t.Errorf("got %+v", got)
	}
	if got := compareNodes(map[string]any{"$ref": "#/a/A"}, map[string]any{"$ref": "#/a/B"}); len(got) != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestOurCopyHasNotDrifted(t *testing.T) {
	got, err := OfAPI(newest(t))
	if err != nil {
		t.Fatal(err)
	}
	if got.Drifted() || got.Requirements.Unchanged != got.Requirements.Total() || got.Requirements.Total() < 200 || got.Places.Total() < 100 {
		t.Errorf("got %+v and %+v, touched %+v, parts %+v", got.Requirements, got.Places, got.Touched, got.Parts)
	}
}

func TestAPIChangesTouchRequirements(t *testing.T) {
	text := strings.Replace(string(newest(t)), "operationId: Registered_newIdCert\n", "operationId: Registered_newIdCert\n      deprecated: true\n", 1)
	text = strings.Replace(text, "    Models.P2Export:\n", "    Models.Export:\n", 1)
	text = strings.ReplaceAll(text, "schemas/Models.P2Export", "schemas/Models.Export")
	got, err := OfAPI([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		state       State
		requirement string
	}{
		"Registered_newIdCert": {Changed, "api.idcert.issue.bearer"},
		"Models.P2Export":      {Gone, ""},
	} {
		i := slices.IndexFunc(got.Touched, func(x Touched) bool { return x.From == name })
		if i < 0 || got.Touched[i].State != c.state {
			t.Errorf("%s is not %s: %+v", name, c.state, got.Touched)
			continue
		}
		j := slices.IndexFunc(got.Parts, func(p Part) bool { return p.cited() == name })
		if j < 0 || c.requirement != "" && !slices.Contains(got.Parts[j].Requirements, c.requirement) {
			t.Errorf("%s: %+v", name, got.Parts[j])
		}
	}
	if got.Requirements.Changed == 0 || got.Requirements.Total() != got.Requirements.Unchanged+got.Requirements.Changed+got.Requirements.Gone {
		t.Errorf("got %+v", got.Requirements)
	}
}

func TestOfAPIRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"nothing":      {"", "no members"},
		"no YAML":      {"a: [", "no YAML"},
		"prose":        {"# 1. Boxes\n\nThere are boxes.", "no members"},
		"other YAML":   {"hello: world", "no member openapi"},
		"Swagger":      {"swagger: '2.0'", "Swagger 2.0"},
		"version 2":    {"openapi: 2", "version 2"},
		"no paths":     {"openapi: 3.0.0", "no paths"},
		"paths a list": {"openapi: 3.0.0\npaths: []", "no paths"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := OfAPI([]byte(c.text)); !errors.Is(err, ErrNotOpenAPI) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want it to say %q", err, c.says)
			}
		})
	}
}

// newest is our copy of the API document.
func newest(t testing.TB) []byte {
	t.Helper()
	text, err := openapi.Raw(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
