package launch

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

const (
	// keepFirst and keepLast bound the log that is kept, in bytes.
	keepFirst = 32 << 10
	keepLast  = 96 << 10
	// maxLine is how many bytes of a line are held against a pattern.
	maxLine = 8 << 10
)

// record is the bounded log of a server. It is a writer.
type record struct {
	mu    sync.Mutex
	first []byte
	last  []byte // up to twice keepLast, so that it is seldom moved
	total int64

	pattern *regexp.Regexp
	line    []byte
	matched chan struct{}
}

// expect closes the channel when a line matches. It is called before anything is
// written.
func (l *record) expect(pattern *regexp.Regexp) <-chan struct{} {
	l.pattern, l.matched = pattern, make(chan struct{})
	return l.matched
}

// Write never fails: a server must not be held up by its log.
func (l *record) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := len(b)
	l.total += int64(n)
	l.match(b)
	if room := keepFirst - len(l.first); room > 0 {
		taken := min(room, len(b))
		l.first = append(l.first, b[:taken]...)
		b = b[taken:]
	}
	l.last = append(l.last, b...)
	if over := len(l.last) - keepLast; over > keepLast {
		l.last = append(l.last[:0], l.last[over:]...)
	}
	return n, nil
}

// match looks at the lines as they come. A line counts before it is ended: a server
// may write no line feed.
func (l *record) match(b []byte) {
	for l.pattern != nil && len(b) > 0 {
		line, rest, ended := bytes.Cut(b, []byte("\n"))
		l.line = append(l.line, line[:min(len(line), maxLine-len(l.line))]...)
		if l.pattern.Match(bytes.TrimSuffix(l.line, []byte("\r"))) {
			l.pattern = nil
			close(l.matched)
		}
		if ended {
			l.line = l.line[:0]
		}
		b = rest
	}
}

// text is the log as far as it is kept.
func (l *record) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	last := l.last[max(0, len(l.last)-keepLast):]
	if l.total <= int64(len(l.first)+len(last)) {
		return valid(string(l.first) + string(last))
	}
	first := l.first
	if i := bytes.LastIndexByte(first, '\n'); i >= 0 {
		first = first[:i+1]
	}
	// Half a line may begin with half a secret, which nobody would find.
	if i := bytes.IndexByte(last, '\n'); i >= 0 {
		last = last[i+1:]
	} else if i := bytes.IndexByte(last, ' '); i >= 0 {
		last = last[i+1:]
	}
	left := l.total - int64(len(first)+len(last))
	return valid(string(first)) + fmt.Sprintf("… %d bytes of the log are left out …\n", left) + valid(string(last))
}

func (l *record) lastLines(n int) []string {
	lines := strings.Split(strings.TrimRight(l.text(), "\r\n"), "\n")
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	lines = lines[max(0, len(lines)-n):]
	for i, line := range lines {
		runes := []rune(strings.TrimRight(line, "\r"))
		if len(runes) > 400 {
			runes = append(runes[:400], '…')
		}
		lines[i] = string(runes)
	}
	return lines
}

// valid writes bytes that are no UTF-8 as escapes: JSON cannot hold them.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, s[i])
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}
