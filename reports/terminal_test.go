package reports

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func terminalOf(t *testing.T, d *Document, o TerminalOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Terminal(&b, d, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTerminalControlsNothing(t *testing.T) {
	for _, verbose := range []bool{false, true} {
		for _, r := range terminalOf(t, full(), TerminalOptions{Verbose: verbose}) {
			if r != '\n' && !unicode.IsGraphic(r) {
				t.Fatalf("verbose %v: the character %q is in it", verbose, r)
			}
		}
	}
	// With colours there is nothing but ours.
	s := terminalOf(t, full(), TerminalOptions{Colour: true, Verbose: true})
	if !strings.Contains(s, "\x1b[31m") {
		t.Error("no colours")
	}
	s = regexp.MustCompile("\x1b\\[[0-9;]+m").ReplaceAllString(s, "")
	if strings.Contains(s, "\x1b") {
		t.Error("another escape sequence")
	}
	if s != terminalOf(t, full(), TerminalOptions{Verbose: true}) {
		t.Error("the text with colours is another one")
	}
}

func TestTerminalRespectsTheWidth(t *testing.T) {
	d := full()
	d.Target.Name, d.Notes = strings.Repeat("名前", 50), []string{strings.Repeat("長", 200)}
	d.Results[1].Check, d.Results[1].Title = strings.Repeat("very.long.", 30), strings.Repeat("語", 150)
	d.Results[4].Check = strings.Repeat("x", 300)
	d.Claims[0].Profile = "a-profile-whose-name-is-longer-than-a-narrow-terminal-is-wide"
	copied := []string{"https://", "p2conform run", "curl "}
	for _, width := range []int{0, 40, 41, 79, 132} {
		for _, verbose := range []bool{false, true} {
			want := width
			if width == 0 {
				want = 80
			}
			for l := range strings.SplitSeq(terminalOf(t, d, TerminalOptions{Width: width, Verbose: verbose}), "\n") {
				if columns(l) > want && !slices.ContainsFunc(copied, func(p string) bool { return strings.HasPrefix(strings.TrimSpace(l), p) }) {
					t.Errorf("width %d: %d columns in %q", want, columns(l), l)
				}
				if l != strings.TrimRight(l, " ") {
					t.Errorf("width %d: spaces at the end of %q", want, l)
				}
			}
		}
	}
}

func TestTerminalEndsWithTheVerdict(t *testing.T) {
	s := strings.TrimRight(terminalOf(t, full(), TerminalOptions{Width: 200}), "\n")
	last := s[strings.LastIndex(s, "\n")+1:]
	if last != "Nonconformant: 3 of 17 checks failed (1 waived), the worst with impact on security; the run was cut short" {
		t.Errorf("the last line is %q", last)
	}
	for _, want := range []string{"17 checks: 1 passed, 3 failed, 1 warning,", "identity    ✗ nonconformant", "cut short: interrupted"} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q in it", want)
		}
	}
}

// A failure fits on a screen.
func TestTerminalFailureIsShort(t *testing.T) {
	d := full()
	d.Results = d.Results[1:2]
	d.Target.Ended, d.Target.Log = "", ""
	if n := strings.Count(terminalOf(t, d, TerminalOptions{}), "\n"); n > 55 {
		t.Errorf("one failure takes %d lines", n)
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		cols int
		want []string
	}{
		{"", 10, nil},
		{"short", 10, []string{"short"}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one  two", 4, []string{"one", "two"}},
		{"exactly ten", 11, []string{"exactly ten"}},
		{"longerthanaline", 6, []string{"longer", "thanal", "ine"}},
		{"a\n\nb", 10, []string{"a", "", "b"}},
		{"  indented text", 10, []string{"  indented", "  text"}},
		{"\ttab", 10, []string{"    tab"}},
		{"名前名前", 5, []string{"名前", "名前"}},
		{"e\u0301e\u0301e\u0301", 3, []string{"e\u0301e\u0301e\u0301"}},
		{"abc", 0, []string{"a", "b", "c"}},
	} {
		if got := wrap(c.in, c.cols); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d: got %q, want %q", c.in, c.cols, got, c.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain\n\ttext é 名 🙂 �": "plain\n\ttext é 名 🙂 �",
		"\x1b[31m":              `\x1b[31m`,
		"\x00\r\x7f":            `\x00\x0d\x7f`,
		"\u0085\u009b":          `\u0085\u009b`,
		"\u202e\u200b\ufeff":    `\u202e\u200b\ufeff`,
		"\u2028\ufffe\uffff":    `\u2028\ufffe\uffff`,
		"\U000e0041":            `\U000e0041`,
		"bad \xff\xc3":          `bad \xff\xc3`,
	} {
		if got := Visible(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLastOf(t *testing.T) {
	for _, c := range []struct {
		in           string
		chars, lines int
		text, note   string
	}{
		{"", 5, 1, "", ""},
		{"ab\ncd\n", 5, 2, "ab\ncd", ""},
		{"ab\ncd\n", 5, 1, "cd", "… 3 characters before"},
		{"äöü", 2, 1, "öü", "… 1 character before"},
		{"\n\nab", 9, 2, "\nab", "… 1 character before"},
	} {
		if text, note := lastOf(c.in, c.chars, c.lines); text != c.text || note != c.note {
			t.Errorf("%q: %q, %q", c.in, text, note)
		}
	}
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		in           string
		chars, lines int
		text, note   string
	}{
		{"", 5, 5, "", ""},
		{"äöüäö", 5, 1, "äöüäö", ""},
		{"äöüäöü", 5, 1, "äöüäö", "… 1 character more"},
		{"a\nb\nc", 9, 2, "a\nb", "… 1 character more"},
		{"a\nb\n", 9, 2, "a\nb\n", ""},
		{"abc", 0, 1, "", "… 3 characters more"},
	} {
		text, note := clip(c.in, c.chars, c.lines)
		if text != c.text || note != c.note {
			t.Errorf("%q: got %q, %q, want %q, %q", c.in, text, note, c.text, c.note)
		}
	}
}
