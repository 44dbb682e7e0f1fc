package reports

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

func FuzzDecode(f *testing.F) {
	var b bytes.Buffer
	if err := JSON(&b, full()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schema":"` + Schema + `"}`))
	f.Add([]byte(`{"schema":"` + Schema + `","results":[{"check":"x","verdict":"pass","level":"MUST","impact":"interop"}],"summary":{"pass":1}}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, in []byte) {
		d, err := Decode(bytes.NewReader(in))
		if err != nil {
			return
		}
		// What was read can be written, and is the same when read again.
		var out bytes.Buffer
		if err := JSON(&out, d); err != nil {
			t.Fatal(err)
		}
		again, err := Decode(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		var twice bytes.Buffer
		if err := JSON(&twice, again); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out.Bytes(), twice.Bytes()) {
			t.Errorf("written once:\n%s\ntwice:\n%s", out.Bytes(), twice.Bytes())
		}
		holdsForAny(t, d)
	})
}

func FuzzRender(f *testing.F) {
	f.Add(nasty, "</style><script>alert(1)</script>", "javascript:alert(1)", int8(7))
	f.Add("</details>\n```\n</pre>", "\xff\x00\ufffe", "https://x/\"onclick=alert(1)", int8(0))
	f.Add("]]>", "<!--", "data:text/html,<script>", int8(-3))
	f.Add("Authorization: Bearer x", "\u202e", "", int8(3))
	f.Fuzz(func(t *testing.T, a, b, c string, n int8) {
		d := &Document{}
		i := 0
		fill(reflect.ValueOf(d).Elem(), func() string {
			i++
			return []string{a, b, c, a + b + c}[i%4]
		})
		d.Results[0].Verdict = Verdict(n)
		d.Results[1].Exchanges[0].Response.Status = int(n)
		holdsForAny(t, d)
	})
}

// holdsForAny are the properties of every format, whatever a document holds.
func holdsForAny(t *testing.T, d *Document) {
	t.Helper()
	out := map[string]string{}
	for name, render := range everyRenderer() {
		var b bytes.Buffer
		if err := render(&b, d); err != nil {
			if strings.Contains(name, "json") || strings.Contains(name, "JSON") {
				continue // which refuses what has no verdict
			}
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = b.String()
	}
	if err := wellFormed([]byte(out["junit"])); err != nil {
		t.Errorf("JUnit: %v", err)
	}
	root, err := html.Parse(strings.NewReader(out["html"]))
	if err != nil {
		t.Fatal(err)
	}
	checkPage(t, root)
	if n := len(out["markdown"]); n > maxMarkdown {
		t.Errorf("Markdown has %d bytes", n)
	}
	for _, l := range outside(t, out["markdown"]) {
		if l := strings.ToLower(withoutCode(l)); strings.Contains(l, "<script") || strings.Contains(l, "</details>") && l != "</details>" {
			t.Errorf("Markdown has %q", l)
		}
	}
	for _, r := range out["terminal"] {
		// A tab stays in what people copy.
		if r != '\n' && r != '\t' && !unicode.IsGraphic(r) {
			t.Fatalf("the terminal gets %q", r)
		}
	}
	c := Canonical(d)
	if !reflect.DeepEqual(Canonical(c), c) {
		t.Error("the canonical form is not canonical")
	}
}

// Whatever the secrets are and wherever they stand, none is left, and a second
// pass finds nothing.
func TestRedactorProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		letters := rapid.SampledFrom([]rune("ab+/"))
		secrets := rapid.SliceOfN(rapid.StringOfN(letters, 4, 9, -1), 1, 6).Draw(t, "secrets")
		text := rapid.StringOfN(rapid.SampledFrom([]rune(`ab+/ "`)), 0, 60, -1).Draw(t, "text")
		var r Redactor
		for _, s := range secrets {
			r.Add(Token, s)
		}
		got := r.String(text)
		for _, s := range secrets {
			if strings.Contains(got, s) {
				t.Errorf("%q is left in %q", s, got)
			}
		}
		if again := r.String(got); again != got {
			t.Errorf("%q a second time is %q", got, again)
		}
	})
}

func TestWrapProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("ab  \t\n名é́")), 0, 80, -1).Draw(t, "text")
		cols := rapid.IntRange(2, 30).Draw(t, "columns")
		lines := wrap(text, cols)
		for _, l := range lines {
			if columns(l) > cols {
				t.Errorf("%q is wider than %d", l, cols)
			}
		}
		without := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := without(strings.Join(lines, "")), without(text); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// Patched together from what the patterns look for, a text settles in one pass.
func TestSteadyAndMaskedOnce(t *testing.T) {
	pieces := []string{
		"127.0.0.1", ":8080", "localhost", "%3A", "[::1]", "12345678", "9", "abcdef0123456789", "Zz", "=", "-", ".", " ", "\n", "s", "ms", "1.5s",
		"2026-03-04T05:06:07", "Z", "+01:00", "Wed, 04 Mar 2026 05:06:07 GMT", "-----BEGIN A-----", "-----END A-----", "‹hex›", "AB:",
		"Authorization: ", "Cookie:", "Bearer ", "[token 1]", "[masked]", "[", "]", "'", "\"", "\\", "$TOKEN", "tok-abc", "\\\"",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		if once := Steady(text); Steady(once) != once {
			t.Errorf("Steady: %q is %q, then %q", text, once, Steady(once))
		}
		var r Redactor
		r.Add(Token, "tok-abc")
		if once := r.String(text); r.String(once) != once {
			t.Errorf("redacted: %q is %q, then %q", text, once, r.String(once))
		}
	})
}
