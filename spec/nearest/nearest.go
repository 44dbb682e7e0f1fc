// Package nearest finds the name that somebody meant who wrote another one.
package nearest

import (
	"cmp"
	"slices"
	"strings"
)

// most is how many names are offered for one that is not there: more would be a
// list to search.
const most = 3

// Names returns up to three names that somebody who wrote want may have meant,
// the likeliest first: those that contain it, or are a few typing errors away.
// It returns none for what resembles nothing.
func Names(want string, names []string) []string {
	want = strings.ToLower(strings.TrimSpace(want))
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	limit := max(1, min(len(want)/3, 2+len(want)/12))
	for _, name := range names {
		low := strings.ToLower(name)
		d := distance(want, low)
		if len(want) >= 4 && strings.Contains(low, want) {
			d = 0
		}
		if d <= limit {
			found = append(found, candidate{name, d})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var out []string
	for _, c := range found {
		if len(out) < most && !slices.Contains(out, c.name) {
			out = append(out, c.name)
		}
	}
	return out
}

// distance is the Levenshtein distance in bytes, with two neighbours that
// changed places counted as one error.
func distance(a, b string) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
