package reports

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/spec/requirement"
)

//go:embed html/report.html
var pageText string

//go:embed html/report.css
var pageStyle string

//go:embed html/report.js
var pageScript string

var page = template.Must(template.New("report").Funcs(template.FuncMap{
	"visible": Visible,
	"line":    oneLine,
	"claim":   claimWordsOf,
	"symbol":  func(v Verdict) string { return verdictWords[effective(v)].Symbol },
	"counted": countOf,
	"plural":  plural,
	"ms":      func(ms *int64) string { return (time.Duration(*ms) * time.Millisecond).String() },
	"lane":    laneName,
	"count":   func(n int) []struct{} { return make([]struct{}, n) },
	"lines":   func(s []string) string { return strings.Join(s, "\n") },
}).Parse(pageText))

// HTML writes the document as one page that needs nothing else: no other file,
// no network, and no script but to filter and to copy. Its content security
// policy forbids everything but the style and the script that it was written
// with, so that nothing which a target sent could run even if it came through
// the escaping. Its errors are the writer's.
func HTML(w io.Writer, d *Document) error {
	v := newView(d)
	data := struct {
		*view
		Policy  string
		Style   template.CSS
		Script  template.JS
		Bar     []segment
		Map     *chart
		Suites  []string
		Levels  []string
		Impacts []string
	}{
		view:   v,
		Policy: Policy(pageStyle, pageScript),
		Style:  template.CSS(pageStyle),
		Script: template.JS(pageScript),
		Bar:    bar(v.Counts, len(v.Results)),
		Map:    newChart(v),
	}
	for _, r := range d.Results {
		if !slices.Contains(data.Suites, r.Suite) {
			data.Suites = append(data.Suites, r.Suite)
		}
	}
	for l := requirement.Must; l <= requirement.May; l++ {
		if slices.ContainsFunc(d.Results, func(r Result) bool { return r.Level == l }) {
			data.Levels = append(data.Levels, l.String())
		}
	}
	for i := requirement.Security; i <= requirement.Cosmetic; i++ {
		if slices.ContainsFunc(d.Results, func(r Result) bool { return r.Impact == i }) {
			data.Impacts = append(data.Impacts, i.String())
		}
	}
	if err := page.Execute(w, data); err != nil {
		return fmt.Errorf("write report as HTML: %w", err)
	}
	return nil
}

// Style is the style sheet of the page, for pages that are to look like it.
func Style() string { return pageStyle }

// Policy is the content security policy of a page that is whole in itself:
// nothing, but the style and the script that stand in it. Without a script none
// may run.
func Policy(style, script string) string {
	scripts := "'none'"
	if script != "" {
		scripts = "'" + integrity(script) + "'"
	}
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src %s; base-uri 'none'; form-action 'none'",
		integrity(style), scripts)
}

func integrity(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// segment is a part of a bar that shows counts; X and Width are in thousandths of
// its length.
type segment struct {
	// Class is a verdict, or a state of the map.
	Class    string
	X, Width int
}

func bar(n Summary, total int) []segment {
	var out []segment
	sum := 0
	for _, v := range slices.Backward(byBadness) {
		c := n.Of(v)
		if c == 0 {
			continue
		}
		x := 1000 * sum / total
		sum += c
		out = append(out, segment{v.String(), x, 1000*sum/total - x})
	}
	return out
}
