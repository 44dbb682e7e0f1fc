package main

import (
	"io"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal is a pseudo-terminal of 60 columns: the side that programs write to,
// and what has been written when it is closed.
func terminal(t *testing.T) (tty *os.File, written func() string) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	fd := int(keyboard.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 60}); err != nil {
		t.Fatal(err)
	}
	tty, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no pseudo-terminals here: %v", err)
	}
	text := make(chan string)
	go func() {
		b, _ := io.ReadAll(keyboard) // ends with an error when the other side is closed
		text <- string(b)
	}()
	return tty, func() string {
		_ = tty.Close()
		s := <-text
		_ = keyboard.Close()
		return s
	}
}

// onTerminal runs a command line with both streams on a terminal.
func onTerminal(t *testing.T, env environment, args ...string) string {
	t.Helper()
	tty, written := terminal(t)
	a := &app{in: strings.NewReader(""), out: tty, console: &console{w: tty}, env: env}
	if code := a.run(args); code != exitOK {
		t.Errorf("exit code %d:\n%s", code, written())
	}
	return written()
}

const (
	coloured = "\x1b[3"
	cleared  = "\r\x1b[K"
)

func TestTerminal(t *testing.T) {
	run := []string{"run", "--check", "identity.issue.granted"}
	tests := []struct {
		name           string
		env            environment
		args           []string
		colours, moves bool
	}{
		{name: "plain", colours: true, moves: true},
		{name: "NO_COLOR", env: environment{noColour: true}, moves: true},
		{name: "dumb", env: environment{dumb: true}},
		{name: "never", args: []string{"--color", "never"}, moves: true},
		{name: "always", env: environment{noColour: true}, args: []string{"--color", "always"}, colours: true, moves: true},
		{name: "quiet", args: []string{"--quiet"}, colours: true},
		{name: "verbose", args: []string{"--verbose"}, colours: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := onTerminal(t, test.env, append(run, test.args...)...)
			if strings.Contains(got, coloured) != test.colours {
				t.Errorf("colours are wanted: %t\n%q", test.colours, got)
			}
			if strings.Contains(got, cleared) != test.moves {
				t.Errorf("a changing line is wanted: %t\n%q", test.moves, got)
			}
			if strings.Contains(got, "pass identity.issue.granted") != (test.name == "dumb" || test.name == "verbose") {
				t.Errorf("a line for each check is wanted only where no line changes\n%q", got)
			}
		})
	}
}

// The changing line never wraps, since a wrapped one cannot be taken away, and
// is gone before the result is shown.
func TestChangingLine(t *testing.T) {
	got := onTerminal(t, environment{}, "run", "--suite", "discovery")
	last := strings.LastIndex(got, cleared)
	if last < 0 || strings.Contains(got[:last], "Conformant") || !strings.Contains(got[last:], "passed") {
		t.Errorf("the line is not gone before the result:\n%q", got)
	}
	for line := range strings.SplitSeq(got[:last], cleared) {
		line = line[strings.LastIndexByte(line, '\n')+1:]
		if len(line) >= 60 {
			t.Errorf("the line has %d columns: %q", len(line), line)
		}
	}
}
