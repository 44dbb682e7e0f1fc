package drift

import (
	"testing"
)

// FuzzOfAPI: whatever a user names as an API document, it is refused or compared.
func FuzzOfAPI(f *testing.F) {
	f.Add(newest(f))
	f.Add([]byte(document))
	f.Add([]byte("openapi: 3.0.0\npaths: {/a: {get: [], parameters: [1, {name: a}]}, 7: }\ncomponents: {schemas: []}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		a, err := OfAPI(text)
		if err != nil {
			return
		}
		for _, p := range a.Parts {
			if p.Kind == "" || p.What == Altered && len(p.Changes) == 0 {
				t.Errorf("%+v says nothing", p)
			}
		}
	})
}
