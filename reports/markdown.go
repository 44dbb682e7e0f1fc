package reports

import (
	"fmt"
	"html"
	"io"
	"regexp"
	"strings"
)

// maxMarkdown bounds the Markdown report, in bytes, and so in characters: forges
// refuse longer comments.
const maxMarkdown = 60_000

// Markdown writes the document as a comment on a pull request: the verdict, the
// claims, the counts, what to do first, the failures and warnings, each to be
// unfolded, and what is not known under what it has in common. It is cut at 60,000 characters, between two results, with a line that says so. Text
// of the target stands in code blocks or is escaped, and mentions nobody. Its
// errors are the writer's.
func Markdown(w io.Writer, d *Document) error {
	v := newView(d)
	m := &markdown{}
	m.head(v)
	m.first(v)
	for _, verdict := range []Verdict{Fail, Warn} {
		m.group(v.of(verdict))
	}
	for _, verdict := range []Verdict{Error, Blocked, Untested, waived} {
		m.reasons(v, v.of(verdict))
	}
	m.foot(v)
	if _, err := io.WriteString(w, m.String()); err != nil {
		return fmt.Errorf("write report as Markdown: %w", err)
	}
	return nil
}

// markdown is a list of blocks, each of which can be left out alone.
type markdown struct {
	blocks []block
}

// block says how many results it shows, so that the cut can count them.
type block struct {
	text    string
	results int
}

func (m *markdown) add(text string) { m.blocks = append(m.blocks, block{text: ended(text)}) }

func (m *markdown) addResults(n int, text string) {
	m.blocks = append(m.blocks, block{text: ended(text), results: n})
}

func ended(s string) string { return strings.TrimRight(s, "\n") + "\n" }

// String is all blocks, or as many as there is room for.
func (m *markdown) String() string {
	const room = 300 // bytes for the line that says what was cut
	var b strings.Builder
	left := 0
	for i, s := range m.blocks {
		if b.Len()+len(s.text)+1 > maxMarkdown-room {
			for _, missing := range m.blocks[i:] {
				left += missing.results
			}
			what := "the end of it is missing"
			if left > 0 {
				what = plural(left, "result") + " not shown"
			}
			fmt.Fprintf(&b, "\n**This report was cut at 60,000 characters: %s.** The JSON and HTML reports have everything.\n", what)
			break
		}
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(s.text)
	}
	return b.String()
}

var claimEmoji = map[ClaimState]string{Conformant: "✅", Nonconformant: "❌", Incomplete: "❔"}

func (m *markdown) head(v *view) {
	m.add(fmt.Sprintf("### %s %s", claimEmoji[v.Overall], mdText(v.Headline)))
	about := "p2conform " + mdCode(v.Suite.Version) + " against " + mdText(short(v.Name))
	if v.Target.URL != "" {
		about += " at " + mdCode(short(v.Target.URL))
	}
	about += ", seed " + mdCode(fmt.Sprint(v.Settings.Seed))
	if s := specWords(v.Spec); s != "" {
		about += ", " + mdText(short(s))
	}
	m.add(about + "  \n" + counts(v.Counts))
	if v.Partial != "" {
		m.add("> **The run was cut short:** " + mdText(short(v.Partial)))
	}
	if v.Problem != nil {
		m.add("> **The server could not be asked:** " + mdText(short(v.Problem.What)))
	}
	if v.Target.Ended != "" {
		m.add("> **The server ended while the run went on:** " + mdText(short(v.Target.Ended)))
	}
	if len(v.Claims) == 0 {
		return
	}
	var t strings.Builder
	t.WriteString("| Profile | Claim | |\n| --- | --- | --- |\n")
	for i, c := range v.Claims {
		if i == 50 {
			fmt.Fprintf(&t, "| … | %s | |\n", plural(len(v.Claims)-i, "more claim"))
			break
		}
		w := claimWordsOf(c.Claim)
		fmt.Fprintf(&t, "| %s | %s %s | %s |\n", mdText(short(string(c.Profile))),
			orElse(claimEmoji[c.Claim], "❔"), mdText(short(w.Adjective)), w.Means)
	}
	m.add(t.String())
}

// first says which checks to make pass before all others.
func (m *markdown) first(v *view) {
	var b strings.Builder
	for i, s := range v.Steps() {
		fmt.Fprintf(&b, "%d. %s\n", i+1, mdText(short(s.Text())))
	}
	if b.Len() > 0 {
		m.add("#### What to do first\n\n" + b.String())
	}
}

// group adds the results of a verdict, each to be unfolded.
func (m *markdown) group(g group) {
	if len(g.Items) == 0 {
		return
	}
	m.add("#### " + g.Heading + "\n\n" + g.Means)
	for _, it := range g.Items {
		m.addResults(1, it.markdown(g.Symbol))
	}
}

// reasons adds results that are not known: a cause once, however many have it, and
// their names to be unfolded where they are many.
func (m *markdown) reasons(v *view, g group) {
	if len(g.Items) == 0 {
		return
	}
	m.add("#### " + g.Heading + "\n\n" + g.Means)
	for _, c := range v.causes(g) {
		m.addResults(len(c.Items), c.markdown())
	}
}

func (c cause) markdown() string {
	if !c.Shared() {
		it := c.Items[0]
		why := it.why()
		if c.By != "" {
			why = c.says() + "; " + why
		}
		return "- " + mdCode(short(it.Check)) + " " + mdText(short(why))
	}
	var names []string
	for _, it := range c.Items {
		names = append(names, mdCode(short(it.Check)))
	}
	said := short(c.Said())
	if !c.Folded() {
		return "- " + mdText(said) + ": " + strings.Join(names, ", ")
	}
	return "<details><summary>" + mdHTML(said) + " (" + mdHTML(c.Suites()) + ")</summary>\n\n" + strings.Join(names, ", ") + "\n\n</details>"
}

func (it *item) markdown(symbol string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<details><summary>%s <b>%s</b> %s (%s)</summary>\n", symbol,
		mdHTML(short(it.Tag())), mdHTML(short(it.Title)), mdHTML(short(it.Check)))
	for i, d := range it.Duties {
		if i == 10 {
			fmt.Fprintf(&b, "\n> … %s\n", plural(len(it.Duties)-i, "more requirement"))
			break
		}
		place := mdText(short(d.Place))
		if d.Href != "" && len(d.Href) < 500 {
			place = "[" + orElse(place, "specification") + "](" + mdLink(d.Href) + ")"
		}
		level := ""
		if d.Level > 0 {
			level = "**" + mdText(d.Level.String()) + "** "
		}
		fmt.Fprintf(&b, "\n> %s\n", strings.TrimSpace(level+strings.TrimSpace(place+" "+mdCode(short(string(d.ID))))))
		if d.Says != "" {
			fmt.Fprintf(&b, "> <br>%s\n", mdText(short(d.Says)))
		}
	}
	for _, s := range it.evidence(limits{Chars: 1500, Lines: 40, Headers: true}) {
		if len(s.Text) > 8000 {
			s.Text, s.Note = clip(s.Text, 2000, 40)
		}
		if s.Note != "" {
			s.Text += "\n(" + s.Note + ")"
		}
		language := "text"
		if s.Copied {
			language = "sh"
		}
		fmt.Fprintf(&b, "\n%s:\n\n%s\n", s.Label, mdFence(language, s.Text))
	}
	b.WriteString("\n</details>")
	return b.String()
}

func (m *markdown) foot(v *view) {
	if len(v.Readings) > 0 {
		var b strings.Builder
		b.WriteString("<details><summary>How the server reads ambiguous places</summary>\n\n")
		for i, r := range v.Readings {
			if i == 50 {
				fmt.Fprintf(&b, "- … %s\n", plural(len(v.Readings)-i, "more reading"))
				break
			}
			told := ""
			if r.Told {
				told = " (as told)"
			}
			fmt.Fprintf(&b, "- %s%s %s\n", mdCode(short(r.Ambiguity+" "+r.Reading)), told, mdText(short(r.Says)))
		}
		m.add(b.String() + "\n</details>")
	}
	if v.Problem != nil && len(v.Problem.Tried) > 0 {
		m.add("<details><summary>What was tried</summary>\n\n" + mdFence("text", strings.Join(v.Problem.lines(2*tried), "\n")) + "\n\n</details>")
	}
	for _, n := range v.Notes {
		m.add("- Note: " + mdText(short(n)))
	}
	if v.Target.Log != "" {
		text, note := lastOf(Visible(v.Target.Log), 6000, 60)
		if note != "" {
			text = "(" + note + ")\n" + text
		}
		m.add("<details><summary>The end of the server's log</summary>\n\n" + mdFence("text", text) + "\n\n</details>")
	}
}

// short is a text for one line.
func short(s string) string {
	s, note := clip(oneLine(s), 300, 1)
	if note != "" {
		s += "…"
	}
	return s
}

var (
	mdMarks = regexp.MustCompile("[\\\\`*_{}\\[\\]#|~$]")
	// mdLists are what makes a list or a heading of a line that starts with it.
	mdLists = regexp.MustCompile(`^(\d*)([-+=.)])`)
	// mdCalls are what a forge makes links and mentions of, even where escaped.
	mdCalls = regexp.MustCompile(`@|#|(?i:https?|ftp|www|mailto|xmpp|gh-)`)
)

// mdText escapes text for a paragraph or a table.
func mdText(s string) string {
	s = mdMarks.ReplaceAllString(oneLine(s), `\$0`)
	return html.EscapeString(quiet(mdLists.ReplaceAllString(s, `$1\$2`)))
}

// mdHTML escapes text for an HTML element, in which no Markdown is read.
func mdHTML(s string) string { return html.EscapeString(quiet(oneLine(s))) }

// quiet puts a word joiner behind what would mention somebody or become a link.
// The character takes no room.
func quiet(s string) string {
	return mdCalls.ReplaceAllStringFunc(s, func(c string) string {
		return c + "\u2060"
	})
}

// mdCode is a code span; its fence is longer than any run of backticks inside.
func mdCode(s string) string {
	s = strings.ReplaceAll(oneLine(s), "|", "¦") // ends a table's cell even in code
	if s == "" {
		return ""
	}
	fence := strings.Repeat("`", longestRun(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// mdFence is a code block; its fence is longer than any run of backticks inside.
func mdFence(language, s string) string {
	fence := strings.Repeat("`", max(3, longestRun(s)+1))
	return fence + language + "\n" + s + "\n" + fence
}

func longestRun(s string) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// mdLink escapes what would end a link's target.
func mdLink(href string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E", "\\", "%5C", "|", "%7C", "`", "%60", `"`, "%22", "*", "%2A").Replace(href)
}
