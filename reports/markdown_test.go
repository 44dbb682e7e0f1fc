package reports

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/p2conform/p2conform/spec/requirement"
)

func markdownOf(t *testing.T, d *Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdownStartsWithTheVerdict(t *testing.T) {
	first, _, _ := strings.Cut(markdownOf(t, full()), "\n")
	if want := "### ❌ Nonconformant: 3 of 17 checks failed (1 waived)"; !strings.HasPrefix(first, want) {
		t.Errorf("got %q", first)
	}
	if got := markdownOf(t, &Document{}); !strings.HasPrefix(got, "### ❔ Incomplete: no check was run\n") {
		t.Errorf("an empty document gives %q", got)
	}
}

func TestMarkdownSortsByImpact(t *testing.T) {
	d := &Document{}
	for i, impact := range []requirement.Impact{requirement.Cosmetic, requirement.Security, 0, requirement.Interop, requirement.Security} {
		d.Results = append(d.Results, Result{Check: fmt.Sprintf("check.%d", i), Verdict: Fail, Level: requirement.Must, Impact: impact})
	}
	got := regexp.MustCompile(`\(check\.(\d)\)`).FindAllStringSubmatch(markdownOf(t, d), -1)
	order := ""
	for _, m := range got {
		order += m[1]
	}
	if order != "14302" {
		t.Errorf("got the order %s, want 14302", order)
	}
}

func TestMarkdownIsCut(t *testing.T) {
	d := full()
	for i := range 500 {
		r := d.Results[1]
		r.Check = fmt.Sprintf("check.%d", i)
		d.Results = append(d.Results, r)
	}
	d.Target.Name = strings.Repeat("ü", 100_000)
	d.Partial = strings.Repeat("ü", 100_000)
	s := markdownOf(t, d)
	if n := utf8.RuneCountInString(s); n > 60_000 || n < 50_000 {
		t.Errorf("%d characters", n)
	}
	shown := strings.Count(s, "<details>")
	if shown != strings.Count(s, "</details>\n") {
		t.Errorf("%d unfold, %d end", shown, strings.Count(s, "</details>\n"))
	}
	m := regexp.MustCompile(`\*\*This report was cut at 60,000 characters: (\d+) results not shown`).FindStringSubmatch(s)
	if m == nil {
		t.Fatal("it does not say that it was cut")
	}
	// All but the pass and the one that is not applicable would be shown.
	if want := fmt.Sprint(len(d.Results) - 2 - shown); m[1] != want {
		t.Errorf("it says that %s results are missing, want %s", m[1], want)
	}
	if strings.Contains(markdownOf(t, full()), "was cut at") {
		t.Error("a short report says that it was cut")
	}
}

func TestMarkdownEscapes(t *testing.T) {
	for _, c := range []struct{ in, text, code string }{
		{"plain words", "plain words", "`plain words`"},
		{"<b>&", "&lt;b&gt;&amp;", "`<b>&`"},
		{"*a* _b_ [c](d) `e`", "\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\`", "`` *a* _b_ [c](d) `e` ``"},
		{"@me #1", "@\u2060me \\#\u20601", "`@me #1`"},
		{"https://x", "https\u2060://x", "`https://x`"},
		{"- a", "\\- a", "`- a`"},
		{"1. a", "1\\. a", "`1. a`"},
		{"a|b", "a\\|b", "`a¦b`"},
		{"a\n\nb", "a b", "`a b`"},
		{"\x1b[1m", "\\\\x1b\\[1m", "`\\x1b[1m`"},
		{"", "", ""},
		{"``", "\\`\\`", "``` `` ```"},
	} {
		if got := mdText(c.in); got != c.text {
			t.Errorf("%q: text is %q, want %q", c.in, got, c.text)
		}
		if got := mdCode(c.in); got != c.code {
			t.Errorf("%q: code is %q, want %q", c.in, got, c.code)
		}
	}
	if got, want := mdFence("text", "a\n````\nb"), "`````text\na\n````\nb\n`````"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// outside returns the lines of a Markdown text that no code block holds.
func outside(t *testing.T, s string) []string {
	t.Helper()
	var lines []string
	fence := ""
	for l := range strings.SplitSeq(s, "\n") {
		run := l[:len(l)-len(strings.TrimLeft(l, "`"))]
		switch {
		case fence != "" && len(run) >= len(fence) && run == l:
			fence = ""
		case fence == "" && len(run) >= 3:
			fence = run
		case fence == "":
			lines = append(lines, l)
		}
	}
	if fence != "" {
		t.Error("a code block does not end")
	}
	return lines
}

// withoutCode leaves the code spans out of a line of Markdown.
func withoutCode(l string) string {
	run := func(s string) int { return len(s) - len(strings.TrimLeft(s, "`")) }
	var b strings.Builder
	for l != "" {
		switch n := run(l); {
		case strings.HasPrefix(l, "\\") && len(l) > 1:
			b.WriteString(l[:2])
			l = l[2:]
		case n == 0:
			b.WriteByte(l[0])
			l = l[1:]
		default:
			end := -1
			for i := n; i < len(l) && end < 0; {
				m := run(l[i:])
				if m == n {
					end = i + m
				}
				i += max(m, 1)
			}
			if end < 0 {
				end = n // backticks that open nothing
			}
			l = l[end:]
		}
	}
	return b.String()
}

func TestMarkdownMentionsNobody(t *testing.T) {
	for _, l := range outside(t, markdownOf(t, full())) {
		if l = withoutCode(l); strings.Contains(l, "@everyone") || strings.Contains(l, "</script") {
			t.Errorf("unescaped: %q", l)
		}
	}
}
