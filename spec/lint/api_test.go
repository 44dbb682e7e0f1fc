package lint

import (
	"errors"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/prose"
)

func TestReadAPIRefuses(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"nothing":        {"", "openapi"},
		"no YAML":        {"a: [", "OpenAPI"},
		"other YAML":     {"hello: world", "no member openapi"},
		"prose":          {"# 1. Things\n\nThere are `things`.", "OpenAPI"},
		"Swagger":        {"swagger: '2.0'\npaths: {/a: {}}", "no member openapi"},
		"OpenAPI 2":      {"openapi: 2.0.0\npaths: {/a: {}}", "version 2.0.0"},
		"no paths":       {"openapi: 3.0.0\ninfo: {title: x, version: y}\npaths: {}", "no paths"},
		"dead end":       {"openapi: 3.0.0\ninfo: {title: x, version: y}\npaths: {/a: {get: {responses: {'200': {$ref: '#/nowhere'}}}}}", "nowhere"},
		"another's file": {"openapi: 3.0.0\ninfo: {title: x, version: y}\npaths: {/a: {get: {responses: {'200': {$ref: '/etc/passwd'}}}}}", "OpenAPI"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadAPI([]byte(c.text))
			if !errors.Is(err, ErrNotOpenAPI) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want it to say %q", err, c.says)
			}
		})
	}
}

// FuzzRun: whatever a user names as a text, it is refused or looked at.
func FuzzRun(f *testing.F) {
	f.Add(newest(f), []byte("# 1. Things\n"))
	f.Add([]byte("openapi: 3.1.0\ninfo: {title: x, version: y}\npaths: {/a: {get: {responses: {'200': {description: x, content: {a: }, headers: {b: }}}}}}"),
		[]byte("# 1. Things\n\n| `1` | a |\n\n```json\n{\"a\": 1}\n```\n"))
	f.Add([]byte("openapi: 3.0.0\ninfo: {title: x, version: y}\npaths: {/a: }\ncomponents: {schemas: {A: {example: 1, allOf: [{$ref: '#/components/schemas/A'}]}}}"),
		[]byte("# 1. Things\n"))
	f.Fuzz(func(t *testing.T, api, core []byte) {
		var texts Texts
		var err error
		if texts.API, err = ReadAPI(api); err != nil {
			texts.API = nil
		}
		if texts.Prose, err = prose.Parse(core); err != nil {
			texts.Prose = nil
		}
		for _, found := range Run(texts) {
			if found.What == "" || found.Rule == "" {
				t.Errorf("%+v says nothing", found)
			}
		}
	})
}
