package p2

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What a quick look takes, a close one takes too; and it takes what is ordinary.
func TestPlain(t *testing.T) {
	piece := rapid.SampledFrom([]string{`{`, `}`, `[`, `]`, `:`, `,`, ` `, "\n", `"a"`, `"b"`, `"a":`, `"b" :`, `"\u0061":`, `"\"":`, `"x\\"`, `1`, `null`, `{}`, `{"a":1}`, `{"a":1,"a":2}`})
	var value func(depth int) *rapid.Generator[string]
	value = func(depth int) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			if depth == 0 || rapid.IntRange(0, 3).Draw(t, "kind") == 0 {
				return rapid.SampledFrom([]string{`1`, `"a"`, `"\":"`, `"\\"`, `{}`, `[]`, `true`}).Draw(t, "leaf")
			}
			var parts []string
			object := rapid.Bool().Draw(t, "object")
			for range rapid.IntRange(0, 4).Draw(t, "n") {
				part := value(depth-1).Draw(t, "value")
				if object {
					part = rapid.SampledFrom([]string{`"a"`, `"b"`, `"c" `, `"\u0061"`, `""`}).Draw(t, "name") + ":" + part
				}
				parts = append(parts, part)
			}
			if list := strings.Join(parts, ", "); object {
				return "{" + list + "}"
			} else {
				return "[" + list + "]"
			}
		})
	}
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		text := value(4).Draw(t, "text")
		if rapid.Bool().Draw(t, "broken") {
			text = strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		}
		if !json.Valid([]byte(text)) || !plain([]byte(text)) {
			return
		}
		taken++
		if err := checkTokens([]byte(text)); err != nil {
			t.Fatalf("%s passes the quick look: %v", text, err)
		}
	})
	if taken == 0 {
		t.Error("nothing passed the quick look")
	}
	for text, want := range map[string]bool{
		`{"a":{"b":[1,"a"],"c":"b"},"b":"a"}`: true, `[{"a":1},{"a":2}]`: true, `{"a":"\"a\":"}`: true,
		`{"a":1,"b":2,"a":3}`: false, `{"a":1, "a" :3}`: false, `[{"a":{},"a":1}]`: false,
		strings.Repeat("[", maxJSONDepth) + strings.Repeat("]", maxJSONDepth):     true,
		strings.Repeat("[", maxJSONDepth+1) + strings.Repeat("]", maxJSONDepth+1): false,
	} {
		if got := plain([]byte(text)); got != want {
			t.Errorf("%s: plain is %t, want %t", text, got, want)
		}
		if err := checkTokens([]byte(text)); (err == nil) != want {
			t.Errorf("%s: a close look says %v", text, err)
		}
	}
}

// The lines that are found where there are two dashes are those that are found
// everywhere.
func TestBoundaryLines(t *testing.T) {
	piece := rapid.SampledFrom([]string{"-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----", "-", "--", "BEGIN", "END ", "A", "b", "\n", " ", "-----BEGIN", "PRIVATE KEY", "---- END x --", "BEGINNING"})
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces"), "")
		got, want := boundaryLines(text), boundaryLine.FindAllStringSubmatchIndex(text, -1)
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("%q: got %v, want %v", text, got, want)
		}
		found += len(got)
	})
	if found == 0 {
		t.Error("no line was found")
	}
}
