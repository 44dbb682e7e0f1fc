package main

import (
	"net"
	"net/url"
	"strings"

	"golang.org/x/time/rate"

	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
)

// allow lets checks do to the target what was allowed. To a server on another
// machine, nothing is done that loses data or floods it unless the target file
// and a flag say so: a line that was copied from a build's script allows nothing.
// What the run has started itself is on this machine, wherever its container is.
func (f *targetFlags) allow(t *target.Target) {
	var word targetfile.Allow
	if f.file != nil {
		word = f.file.Allow
	}
	if f.launched || onThisMachine(t.URL) {
		t.Destructive = f.destructive || word.Destructive
		t.Racing = f.racing || word.Racing == nil || *word.Racing
	} else {
		t.Destructive = f.destructive && word.Destructive
		t.Racing = f.racing && word.Racing != nil && *word.Racing
	}
	if word.Rate > 0 {
		t.Pace = rate.NewLimiter(rate.Limit(word.Rate), 1).Wait
	}
}

// halfAllowed says what a flag or the target file allows alone, where it takes
// both.
func (f *targetFlags) halfAllowed(t *target.Target) []string {
	if t.Embedded || f.launched || onThisMachine(t.URL) {
		return nil
	}
	var word targetfile.Allow
	if f.file != nil {
		word = f.file.Allow
	}
	var lines []string
	for _, one := range []struct {
		name       string
		flag, word bool
	}{{"destructive", f.destructive, word.Destructive}, {"racing", f.racing, word.Racing != nil && *word.Racing}} {
		switch {
		case one.flag && !one.word:
			lines = append(lines, "--"+one.name+" alone allows nothing on another machine: the target file has to say allow."+one.name+" too")
		case one.word && !one.flag:
			lines = append(lines, "the target file alone allows nothing "+one.name+" on another machine: add --"+one.name)
		}
	}
	return lines
}

// onThisMachine reports whether a URL names this machine by a loopback address or
// localhost.
func onThisMachine(u *url.URL) bool {
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || net.ParseIP(host).IsLoopback()
}
