package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// What is shown of a history: a screen.
const (
	mostLines = 24
	barWidth  = 24
)

// Interleaving shows who overlapped whom, in the order in which the attempts were
// sent, with the marked ones among them. Times are since the first. Of more than a
// screen, what was granted and what is marked is shown first.
func Interleaving(attempts, marked []Attempt) string {
	sorted := slices.Clone(attempts)
	slices.SortStableFunc(sorted, func(a, b Attempt) int { return cmp.Or(a.From.Compare(b.From), a.To.Compare(b.To)) })
	if len(sorted) == 0 {
		return ""
	}
	begin, end := sorted[0].From, sorted[0].To
	for _, a := range sorted {
		if a.To.After(end) {
			end = a.To
		}
	}
	shown := chosen(sorted, marked)
	width := 1
	for _, a := range shown {
		width = max(width, len([]rune(a.What)))
	}
	var lines []string
	for _, a := range shown {
		mark := ' '
		if slices.Contains(marked, a) {
			mark = '!'
		}
		lines = append(lines, fmt.Sprintf("%c%8.2f to %8.2f ms |%s| %-*s  %s", mark,
			ms(a.From.Sub(begin)), ms(a.To.Sub(begin)), bar(a, begin, end), width, a.What, a.Line))
	}
	if left := len(sorted) - len(shown); left > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", left))
	}
	return strings.Join(lines, "\n")
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// chosen are as many as a screen holds: the marked, then the granted, then others.
func chosen(sorted, marked []Attempt) []Attempt {
	if len(sorted) <= mostLines {
		return sorted
	}
	keep := make([]bool, len(sorted))
	left := mostLines
	for _, which := range []func(Attempt) bool{
		func(a Attempt) bool { return slices.Contains(marked, a) },
		func(a Attempt) bool { return a.Outcome == Granted && !a.Reads },
		func(Attempt) bool { return true },
	} {
		for i, a := range sorted {
			if left > 0 && !keep[i] && which(a) {
				keep[i] = true
				left--
			}
		}
	}
	var shown []Attempt
	for i, a := range sorted {
		if keep[i] {
			shown = append(shown, a)
		}
	}
	return shown
}

// bar is when an attempt was under way, drawn to scale.
func bar(a Attempt, begin, end time.Time) string {
	at := func(x time.Time) int {
		if !end.After(begin) {
			return 0
		}
		part := x.Sub(begin).Seconds() / end.Sub(begin).Seconds()
		return max(0, min(int(barWidth*part), barWidth-1))
	}
	from, to := at(a.From), at(a.To)
	return strings.Repeat(" ", from) + strings.Repeat("=", max(0, to-from)+1) + strings.Repeat(" ", barWidth-1-max(from, to))
}
