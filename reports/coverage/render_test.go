package coverage

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"flag"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/p2conform/p2conform/reports"
)

var update = flag.Bool("update", false, "write the golden files anew")

// renderers have a golden file each.
var renderers = map[string]func(io.Writer, *Document) error{
	"full.txt":   func(w io.Writer, d *Document) error { return PlainText(w, d, TextOptions{}) },
	"full.v.txt": func(w io.Writer, d *Document) error { return PlainText(w, d, TextOptions{Verbose: true}) },
	"full.json":  JSON,
	"full.md":    Markdown,
	"full.html":  HTML,
}

// appearance is how a page looks, which is for the eye to judge.
var appearance = regexp.MustCompile(`(?s)<style>.*?</style>|style-src &#39;[^;]*|style-src '[^;]*`)

func TestGolden(t *testing.T) {
	for file, render := range renderers {
		t.Run(file, func(t *testing.T) {
			var b bytes.Buffer
			if err := render(&b, New(source())); err != nil {
				t.Fatal(err)
			}
			got := appearance.ReplaceAll(b.Bytes(), []byte("…"))
			path := filepath.Join("testdata", file)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("run with -update and look at the difference:\n%s", got)
			}
		})
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no space left")

func TestErrorsOfTheWriter(t *testing.T) {
	for file, render := range renderers {
		if err := render(fullDisk{}, New(source())); !errors.Is(err, errFull) {
			t.Errorf("%s: %v, want the writer's error", file, err)
		}
	}
}

func pageOf(t *testing.T, s Source) *html.Node {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, New(s)); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// The page has one style, which its policy names, no script, and nothing that
// loads anything.
func TestPageIsHarmless(t *testing.T) {
	for _, s := range []Source{source(), {}} {
		policy, styles := "", 0
		for n := range pageOf(t, s).Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" {
					t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
				}
				if a.Key == "content" && strings.HasPrefix(a.Val, "default-src 'none';") {
					policy = a.Val
				}
				if u, err := url.Parse(a.Val); a.Key == "href" && (err != nil || u.Scheme != "https" && !strings.HasPrefix(a.Val, "#")) {
					t.Errorf("<%s> links to %q", n.Data, a.Val)
				}
			}
			switch n.Data {
			case "style":
				styles++
				sum := sha256.Sum256([]byte(n.FirstChild.Data))
				if !strings.Contains(policy, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
					t.Errorf("the policy %q does not allow the style", policy)
				}
			case "script", "iframe", "object", "embed", "link", "base", "img":
				t.Errorf("there is a <%s>", n.Data)
			}
		}
		if styles != 1 || !strings.Contains(policy, "script-src 'none'") {
			t.Errorf("%d styles, policy %q", styles, policy)
		}
	}
}

// Every link into the page leads somewhere, and to one place only.
func TestLinksInThePageLeadSomewhere(t *testing.T) {
	ids, links := map[string]int{}, map[string]bool{}
	for n := range pageOf(t, source()).Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val]++
			}
			if link, ok := strings.CutPrefix(a.Val, "#"); ok && a.Key == "href" {
				links[link] = true
			}
		}
	}
	for link := range links {
		if ids[link] != 1 {
			t.Errorf("%d elements have the id %q that a link leads to", ids[link], link)
		}
	}
	for _, id := range []string{"core.b", "core-6.1.1.3", "doc-api", "A-902"} {
		if ids[id] != 1 {
			t.Errorf("%d elements have the id %q", ids[id], id)
		}
	}
}

// The page looks like that of a report.
func TestPageHasTheStyleOfReports(t *testing.T) {
	for n := range pageOf(t, source()).Descendants() {
		if n.Data == "style" && !strings.HasPrefix(n.FirstChild.Data, reports.Style()) {
			t.Error("the page has another style")
		}
	}
}
