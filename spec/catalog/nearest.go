package catalog

import (
	"cmp"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

// maxNearest is how many ids Nearest offers: more would be a list to search.
const maxNearest = 3

// Nearest returns up to three ids that somebody who wrote id may have meant,
// the likeliest first: ids that contain it, then ids a few typing errors
// away from it. It returns none for an id that resembles nothing.
func Nearest(id requirement.ID) []requirement.ID {
	want := strings.ToLower(strings.TrimSpace(string(id)))
	if len(want) < 2 {
		return nil
	}
	type candidate struct {
		id       requirement.ID
		distance int
	}
	var cs []candidate
	limit := max(2, len(want)/4)
	for _, r := range all {
		d := 0
		if len(want) < 4 || !strings.Contains(string(r.ID), want) {
			d = distance(want, string(r.ID))
		}
		if d <= limit {
			cs = append(cs, candidate{r.ID, d})
		}
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	var ids []requirement.ID
	for _, c := range cs[:min(len(cs), maxNearest)] {
		ids = append(ids, c.id)
	}
	return ids
}

// distance is the Levenshtein distance of a and b in bytes, which for ids are
// characters.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
