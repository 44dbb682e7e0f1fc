package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// console is standard error: lines, and on a terminal one line below them that
// changes. Several goroutines may write to it.
type console struct {
	w      io.Writer
	redact func(string) string

	mu     sync.Mutex
	status string
}

// say writes whole lines. Nothing in them can steer the terminal, and no secret
// that is known gets out.
func (c *console) say(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clear()
	// What cannot be complained of to anybody is left.
	_, _ = io.WriteString(c.w, visible(c.redact(strings.TrimSuffix(text, "\n")))+"\n")
}

// Write is say for those that want a writer.
func (c *console) Write(p []byte) (int, error) {
	c.say(string(p))
	return len(p), nil
}

// live shows a line that the next one replaces; the empty one takes it away.
func (c *console) live(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clear()
	if text != "" {
		_, _ = io.WriteString(c.w, text)
		c.status = text
	}
}

// clear takes the changing line away.
func (c *console) clear() {
	if c.status != "" {
		_, _ = io.WriteString(c.w, "\r\x1b[K")
		c.status = ""
	}
}

// visible writes what could steer a terminal, or deceive a reader, as an escape.
func visible(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r == '\n' || r == '\t' || unicode.IsGraphic(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
		i += n
	}
	return b.String()
}

// terminalOf reports whether a stream is a terminal, and how many columns it has;
// 0 if that is not known.
func terminalOf(stream any) (columns int, ok bool) {
	f, isFile := stream.(*os.File)
	if !isFile || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		columns = 0
	}
	return columns, true
}

// coloured decides about a stream: as --color says, and else only on a terminal
// that can, where the user has not said no by NO_COLOR.
func (a *app) coloured(stream any) bool {
	switch a.colour {
	case "always":
		return true
	case "never":
		return false
	}
	_, terminal := terminalOf(stream)
	return terminal && !a.env.noColour && !a.env.dumb
}

// Bounds on the width of text for people, in columns.
const (
	defaultColumns = 80
	mostColumns    = 100
)

// columns is how wide to write text for people to a stream.
func columns(stream any) int {
	n, ok := terminalOf(stream)
	if !ok || n <= 0 {
		return defaultColumns
	}
	return min(n, mostColumns)
}
