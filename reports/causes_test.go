package reports

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
)

// What many results have in common is said once, the most of them first, and what
// most wait for is what to do first.
func TestTerminalNamesACauseOnce(t *testing.T) {
	message := func(status int) *Message { return &Message{Status: status, Proto: "HTTP/1.1"} }
	d := &Document{Results: []Result{
		{Check: "s.few", Suite: "s", Verdict: Fail, Actual: "the other one", Exchanges: []Exchange{
			{Decisive: true, Request: Message{Method: "GET", URL: "http://h/list?q=1"}, Response: message(200)}}},
		{Check: "s.many", Suite: "s", Verdict: Fail, Exchanges: []Exchange{
			{Decisive: true, Request: Message{Method: "POST", URL: "http://h/keys"}, Response: message(404)}}},
		{Check: "s.one", Suite: "s", Verdict: Blocked, BlockedBy: "s.few"},
		{Check: "s.alone", Suite: "s", Verdict: Blocked, Detail: "it works by itself"},
		{Check: "s.elsewhere", Suite: "s", Verdict: Blocked, BlockedBy: "s.left-out"},
	}}
	for _, name := range []string{"a", "b", "c", "d"} {
		d.Results = append(d.Results, Result{Check: "k." + name, Suite: "k", Verdict: Blocked, BlockedBy: "s.many", Detail: "detail " + name},
			Result{Check: "u." + name, Suite: "u", Verdict: Untested, Detail: "nobody knows"})
	}
	d.Count()
	s := terminalOf(t, d, TerminalOptions{Width: 120})
	for _, want := range []string{
		"⊘ 4 checks are blocked by s.many, which failed: POST /keys answered 404 Not Found\n    k 4\n⊘ s.one\n",
		"blocked by s.few, which failed: GET /list answered 200 OK, with the other one",
		"⊘ s.alone\n    it works by itself\n",
		"blocked by s.left-out, which was not asked",
		"? 4 checks: nobody knows\n    u 4\n",
		"What to do first:\n  1. make s.many pass: 4 checks wait for it\n  2. make s.few pass: 1 check waits for it\n",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("it lacks %q:\n%s", want, s)
		}
	}
	if strings.Contains(s, "k.a") || strings.Contains(s, "3. make") {
		t.Errorf("it says too much:\n%s", s)
	}
	if s := terminalOf(t, d, TerminalOptions{Width: 120, Verbose: true}); !strings.Contains(s, "    k.a\n      detail a\n") {
		t.Errorf("it says too little:\n%s", s)
	}
}

// A report for people names a cause once, in Markdown and on the page as well as at
// a terminal, and says what to do first.
func TestReportsNameACauseOnce(t *testing.T) {
	cause := "4 checks are blocked by identity.session-id.too-long, which failed: "
	d := full()
	d.Results = slices.DeleteFunc(d.Results, func(r Result) bool { return r.Check == "federation.error.no-trace" })
	for name, render := range map[string]func(io.Writer, *Document) error{"markdown": Markdown, "html": HTML} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := render(&b, d); err != nil {
				t.Fatal(err)
			}
			s := b.String()
			for _, want := range []string{cause, "4 checks: The driver cannot install an extension, and says ", "make identity.session-id.too-long pass: 4 checks wait for it", "federation.error.language", "federation 4"} {
				if n := strings.Count(s, want); n == 0 || n > 1 && want != "federation 4" && want != "federation.error.language" {
					t.Errorf("%q stands there %d times", want, n)
				}
			}
		})
	}
	text, root := htmlOf(t, d)
	if strings.Contains(text, `class="brief">The driver cannot install an extension, and says`) {
		t.Error("what the cause says stands at each of its results")
	}
	folded := 0
	for n := range root.Descendants() {
		if n.Data == "details" && attr(n, "class") == "cause" && attr(n, "open") == "" {
			folded++
		}
	}
	if folded != 2 {
		t.Errorf("%d causes are folded, want 2", folded)
	}
}
