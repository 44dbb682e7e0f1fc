package reports

import (
	"fmt"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

func TestFolded(t *testing.T) {
	first, second := strings.Repeat("A", 64), strings.Repeat("B", 64)
	pem := "-----BEGIN CERTIFICATE-----\n" + first + "\n" + second + "\nCC==\n-----END CERTIFICATE-----\n"
	short := "-----BEGIN CERTIFICATE-----\n" + first + "\n… 68 characters more\n-----END CERTIFICATE-----\n"
	escaped := strings.NewReplacer("\n", `\n`)
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"no PEM", "no PEM"},
		{pem, short},
		{pem + pem, short + short},
		{"a" + pem + "b", "a" + short + "b"},
		{`{"id_cert":"` + escaped.Replace(pem) + `"}`, `{"id_cert":"` + escaped.Replace(short) + `"}`},
		// What is wrong with PEM stays to be seen.
		{strings.Replace(pem, "-----END", "----END", 1), strings.Replace(pem, "-----END", "----END", 1)},
		{strings.Replace(pem, second, second+"é", 1), strings.Replace(pem, second, second+"é", 1)},
		{strings.Replace(pem, first, first+"A", 1), strings.Replace(pem, first, first+"A", 1)},
		{"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"},
	} {
		if got := folded(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestShortCurl(t *testing.T) {
	const url = " 'https://p2.example/'"
	long := strings.Repeat("a", maxCurlBody)
	for _, c := range []struct {
		body  string
		short bool
	}{
		{`'{}'`, false},
		{`'` + long[2:] + `'`, false},
		{`'` + long[1:] + `'`, true},
		{"'a\nb'", true},
		{"'it'\\''s\n'", true},
		{"'a\n'\"'\"$TOKEN\"'\"' b'", true},
	} {
		line := "curl -i --data-raw " + c.body + url
		want := line
		if c.short {
			want = "curl -i --data-binary @body" + url
		}
		if got, note := shortCurl(line); got != want || (note != "") != c.short {
			t.Errorf("%q: got %q, %q", c.body, got, note)
		}
	}
	if got, _ := shortCurl("curl -i --data-raw 'a\n"); got != "curl -i --data-binary @body" {
		t.Errorf("an open quote: %q", got)
	}
	if got, note := shortCurl("curl -i" + url); got != "curl -i"+url || note != "" {
		t.Errorf("without a body: %q, %q", got, note)
	}
}

// Where a check decides many requirements, the failure itself stays on the screen.
func TestTerminalShortensManyDuties(t *testing.T) {
	var all []duty
	for i := range 4 {
		all = append(all, duty{
			Requirement: Requirement{ID: requirement.ID(fmt.Sprintf("core.numbered.r%d", i)), Says: "It says so.", Note: "It was noted."},
			Href:        "https://polyproto.org/docs/protocols/core/#5",
		})
	}
	for _, c := range []struct {
		duties, notes int
		verbose       bool
	}{{2, 2, false}, {4, 0, false}, {4, 4, true}} {
		term := &terminal{o: TerminalOptions{Verbose: c.verbose}, width: 80}
		term.duties(all[:c.duties])
		s := term.b.String()
		if strings.Count(s, "It says so.") != c.duties || strings.Count(s, "It was noted.") != c.notes || strings.Count(s, "https://") != 1 {
			t.Errorf("%+v:\n%s", c, s)
		}
	}
}
