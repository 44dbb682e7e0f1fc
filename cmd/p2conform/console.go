package main

import (
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"

	"github.com/p2conform/p2conform/reports"
)

// console is standard error: lines, and on a terminal one line below them that
// changes. Several goroutines may write to it.
type console struct {
	w      io.Writer
	redact func(string) string
	// inert takes out what a forge would take for commands; nil leaves all.
	inert func(string) string

	mu     sync.Mutex
	status string
}

// say writes whole lines. Nothing in them can steer the terminal, and no secret
// that is known gets out.
func (c *console) say(text string) {
	text = reports.Visible(c.redact(strings.TrimSuffix(text, "\n")))
	if c.inert != nil {
		text = c.inert(text)
	}
	c.write(text)
}

// command writes a line that is a command of ours to a forge.
func (c *console) command(line string) {
	c.write(reports.Visible(c.redact(strings.TrimSuffix(line, "\n"))))
}

func (c *console) write(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clear()
	// What cannot be complained of to anybody is left.
	_, _ = io.WriteString(c.w, text+"\n")
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
