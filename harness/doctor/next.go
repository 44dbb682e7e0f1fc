package doctor

import (
	"slices"
	"strings"
)

// mostNext is how many things to do are told.
const mostNext = 3

// next is what to do: where something is wrong, the first of it, since the rest may
// follow from that, and then to look again; else what is worth a look, and a run.
func (e *examination) next(o Outcome) []Advice {
	var all []Advice
	worst := Failed
	if o == Ready {
		worst = Warn
	}
	for _, s := range e.steps {
		if s.State == worst && s.Do != "" {
			all = append(all, Advice{Says: s.Title + ": " + s.Do, Command: s.Command})
			break
		}
	}
	if o != Ready {
		return append(all, Advice{Says: "look again", Command: e.again("doctor")})
	}
	all = append(all, Advice{Says: "run the checks", Command: e.again("run", "--out", "out")})
	if !e.Configured && !e.Target.Embedded && !e.started() {
		all = append(all, Advice{Says: "or write down first what was found, in a target file", Command: e.again("init")})
	}
	return all[:min(len(all), mostNext)]
}

// started reports that Flags have the target started, so that its URL is that of
// this look alone.
func (e *examination) started() bool {
	return len(e.Behind) > 0 || slices.Contains(e.Flags, "--image") || slices.Contains(e.Flags, "--dockerfile")
}

// again is a command about the target, with some flags in the place of those that
// have the same names.
func (e *examination) again(command string, flags ...string) string {
	words := []string{"p2conform", command}
	for i := 0; i+1 < len(e.Flags); i += 2 {
		name := e.Flags[i]
		if command == "init" && name != "--target" && name != "--ca" && name != "--domain" {
			continue
		}
		replaced := false
		for j := 0; j+1 < len(flags); j += 2 {
			replaced = replaced || flags[j] == name
		}
		if !replaced {
			words = append(words, name, word(e.Flags[i+1]))
		}
	}
	for i, f := range flags {
		if i%2 == 1 {
			f = word(f)
		}
		words = append(words, f)
	}
	for _, w := range e.Behind {
		words = append(words, word(w))
	}
	return strings.Join(words, " ")
}

// word quotes what a shell could take for more than a word: a server that redirects
// chooses its own URL.
func word(s string) string {
	plain := func(r rune) bool {
		return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune("-._:/,@%+=", r)
	}
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
