package reports

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func htmlOf(t *testing.T, d *Document) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, d); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), root
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// harmless holds a page against what it may have: one style and one script, both
// ours and named by the policy; no handlers, no inline styles, nothing loaded;
// links to the web or into the page.
func checkPage(t *testing.T, root *html.Node) {
	t.Helper()
	var policies []string
	found := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		found[n.Data]++
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "src" || a.Key == "srcset" {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
			if a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				if u, err := url.Parse(a.Val); err != nil || u.Scheme != "https" && u.Scheme != "http" {
					t.Errorf("<%s> links to %q", n.Data, a.Val)
				}
			}
		}
		switch n.Data {
		case "meta":
			if attr(n, "http-equiv") == "Content-Security-Policy" {
				policies = append(policies, attr(n, "content"))
			}
		case "style", "script":
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			if !strings.Contains(policies[0], n.Data+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
				t.Errorf("the policy %q does not allow the <%s> of the page", policies[0], n.Data)
			}
		case "iframe", "object", "embed", "link", "base", "img":
			t.Errorf("there is a <%s>", n.Data)
		}
	}
	if found["script"] != 1 || found["style"] != 1 || len(policies) != 1 || !strings.HasPrefix(policies[0], "default-src 'none';") {
		t.Errorf("%d scripts, %d styles, policies %q", found["script"], found["style"], policies)
	}
}

func TestPageIsHarmless(t *testing.T) {
	_, root := htmlOf(t, full())
	checkPage(t, root)
	_, root = htmlOf(t, &Document{})
	checkPage(t, root)
}

func TestPageShowsEveryResult(t *testing.T) {
	d := full()
	d.Results = append(d.Results, d.Results[0], Result{Check: "odd id\"><", Verdict: 0})
	text, root := htmlOf(t, d)
	ids, order, open := map[string]int{}, []string{}, 0
	hidden := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			ids[id]++
		}
		for _, a := range n.Attr {
			if a.Key == "hidden" {
				hidden[n.Data] = true
			}
			if a.Key == "open" {
				open++
			}
		}
		if v := attr(n, "data-verdict"); v != "" {
			order = append(order, v)
		}
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements have the id %q", n, id)
		}
	}
	if got, want := strings.Join(order, " "), "fail fail warn error error blocked blocked blocked blocked blocked untested untested untested untested untested waived notApplicable pass pass"; got != want {
		t.Errorf("results are %s, want %s", got, want)
	}
	if open != 2 {
		t.Errorf("%d results are open, want the 2 failures", open)
	}
	// Without its script the page has no controls that do nothing.
	if !hidden["form"] || !hidden["button"] {
		t.Error("what needs the script is shown without it")
	}
	for _, want := range []string{
		`<a href="https://polyproto.org/docs/protocols/core/#6113-session-ids" rel="noreferrer">core 6.1.1.3</a>`,
		"A session ID has 1 to 32 characters.", `\x1b[31m`, "interrupted after 8 of 12 checks", "serial-is-decimal",
		"4s ahead of ours", strings.Repeat("0123456789", 498), "1 other exchange",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not shown", want)
		}
	}
}
