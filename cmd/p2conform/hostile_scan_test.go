package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/p2conform/p2conform/reports"
)

// scan looks at all that a run wrote for what the target could have put there.
func (r *ran) scan(t *testing.T) {
	t.Helper()
	all := map[string]string{"standard output": r.stdout, "standard error": r.stderr}
	for name, text := range r.files {
		all[name] = text
	}
	for name, text := range all {
		if at := strangeIn(text); at >= 0 {
			t.Errorf("%s has %q", name, around(text, at))
		}
	}
	commands(t, "standard output", r.stdout, false)
	commands(t, "standard error", r.stderr, true)
	if text := r.files["out/report.xml"]; text != "" {
		plainXML(t, text)
	}
	if text := r.files["out/report.sarif"]; text != "" && !json.Valid([]byte(text)) {
		t.Error("the SARIF report is no JSON")
	}
	if text := r.files["out/report.html"]; text != "" {
		plainPage(t, "the page", text, 1)
	}
	for _, name := range []string{"out/report.md", "summary.md"} {
		var page bytes.Buffer
		md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(renderer.WithUnsafe()))
		if err := md.Convert([]byte(r.files[name]), &page); err != nil {
			t.Error(err)
		}
		plainPage(t, name, page.String(), 0)
	}
}

// strangeIn is where a text has something that steers a terminal or deceives a
// reader, or -1.
func strangeIn(text string) int {
	if !utf8.ValidString(text) {
		for i, c := range text {
			if _, n := utf8.DecodeRuneInString(text[i:]); c == utf8.RuneError && n == 1 {
				return i
			}
		}
	}
	return strings.IndexFunc(text, func(c rune) bool {
		return unicode.IsControl(c) && c != '\n' && c != '\t' || unicode.Is(unicode.Bidi_Control, c) || c == '\u2028' || c == '\u2029'
	})
}

func around(text string, at int) string { return text[max(0, at-60):min(len(text), at+60)] }

// commands looks for lines that a forge would take for commands to it.
func commands(t *testing.T, name, text string, ours bool) {
	t.Helper()
	n := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		own := ours && (strings.HasPrefix(line, "::error title=") || strings.HasPrefix(line, "::warning title=") || strings.HasPrefix(line, "::notice title=p2conform::"))
		if own {
			n++
			continue
		}
		if strings.HasPrefix(line, "::") || strings.Contains(line, "##[") {
			t.Errorf("%s has the command %q", name, line)
			return
		}
	}
	if n > 21 {
		t.Errorf("%s has %d annotations", name, n)
	}
}

func plainXML(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("the JUnit report is no XML: %v", err)
			return
		}
		if e, ok := token.(xml.StartElement); ok && (strings.Contains(e.Name.Local, "canary") || e.Name.Local == "img") {
			t.Errorf("the JUnit report has an element %s", e.Name.Local)
		}
	}
}

// plainPage holds that no element, attribute or link of a page came of the
// target's text.
func plainPage(t *testing.T, name, text string, scripts int) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" {
			scripts--
		}
		if strings.Contains(n.Data, "canary") || slices.Contains([]string{"img", "iframe", "object", "embed", "base"}, n.Data) {
			t.Errorf("%s has an element %s", name, n.Data)
		}
		for _, a := range n.Attr {
			link := slices.Contains([]string{"href", "src", "action", "style", "srcdoc"}, a.Key)
			if strings.HasPrefix(a.Key, "on") || strings.Contains(a.Key, "canary") || link && strings.Contains(a.Val, "canary") ||
				link && strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") {
				t.Errorf("%s has an element %s with %s=%q", name, n.Data, a.Key, a.Val)
			}
		}
	}
	if scripts < 0 {
		t.Errorf("%s has %d scripts too many", name, -scripts)
	}
}

// holdShell runs what people are to copy in a shell whose curl and p2conform
// write down their arguments: they are those that were meant, and nothing else
// runs.
func (r *ran) holdShell(t *testing.T) {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Log("there is no sh to run the lines in")
		return
	}
	var script strings.Builder
	script.WriteString("TOKEN=the-token PASSWORD=the-password SECOND_FACTOR=the-factor\n" +
		"say() { printf '%s\\0' \"$@\"; printf 'end\\0'; }\ncurl() { say curl \"$@\"; }\np2conform() { say p2conform \"$@\"; }\n")
	var of []reports.Result
	for _, result := range r.document.Results {
		again := result.Reproduce
		if again == nil {
			continue
		}
		for _, line := range []string{again.Command, again.Curl} {
			if reports.Visible(line) != line {
				t.Errorf("%s: what is shown of %q is another line", result.Check, line)
			}
		}
		if again.Curl != "" {
			of = append(of, result)
			script.WriteString(again.Curl + "\n")
			if result.Verdict == reports.Fail && !strings.Contains(r.stdout, again.Curl) {
				t.Errorf("%s: the terminal does not show %q", result.Check, again.Curl)
			}
			if result.Verdict == reports.Fail && !strings.Contains(r.files["out/report.xml"], strings.ReplaceAll(again.Curl, "]]>", "]]]]><![CDATA[>")) {
				t.Errorf("%s: the JUnit report does not show %q", result.Check, again.Curl)
			}
		}
		script.WriteString(again.Command + "\n")
		of = append(of, reports.Result{Check: result.Check})
	}
	dir := t.TempDir()
	for _, flag := range []string{"-n", "-e"} {
		cmd := exec.CommandContext(t.Context(), sh, flag)
		cmd.Stdin = strings.NewReader(script.String())
		cmd.Dir, cmd.Env = dir, []string{"PATH=" + os.Getenv("PATH")}
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil || stderr.Len() > 0 {
			t.Errorf("sh %s: %v\n%s", flag, err, stderr.String())
		}
		if flag == "-e" {
			calls := strings.SplitAfter(string(out), "\x00end\x00")
			if len(calls) != len(of)+1 {
				t.Fatalf("%d lines make %d calls", len(of), len(calls)-1)
			}
			for i, result := range of {
				holdCall(t, result, strings.Split(strings.TrimSuffix(calls[i], "\x00end\x00"), "\x00"))
			}
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("the lines left %v, %v", left, err)
	}
}

// holdCall holds the arguments of a call against the request that it repeats.
func holdCall(t *testing.T, result reports.Result, args []string) {
	t.Helper()
	if result.Exchanges == nil {
		if args[0] != "p2conform" || !slices.Contains(args, result.Check) {
			t.Errorf("%s is seen again by %q", result.Check, args)
		}
		return
	}
	i := slices.IndexFunc(result.Exchanges, func(x reports.Exchange) bool { return x.Decisive })
	if args[0] != "curl" || i < 0 {
		t.Errorf("%s: no decisive exchange for %q", result.Check, args)
		return
	}
	sent := result.Exchanges[i].Request
	want := []string{sent.URL}
	for _, h := range sent.Headers {
		if !strings.Contains(h, "[") && !strings.HasSuffix(h, ": ") { // that are whole
			want = append(want, h)
		}
	}
	if sent.Body != "" && sent.Size == 0 && slices.Contains(args, "--data-raw") && !strings.Contains(sent.Body, "[") {
		want = append(want, sent.Body)
	}
	for _, w := range want {
		if !slices.Contains(args, w) {
			t.Errorf("%s: %q is not among %q", result.Check, w, args)
		}
	}
}
