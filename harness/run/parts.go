package run

import (
	"fmt"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/reports"
)

// missingParts begins what a merged report says of parts that nobody gave.
const missingParts = "missing parts: "

// mergeParts puts together which parts of a run there are, and says which are
// missing: a job whose part was lost has not passed. Nil and nothing where none is.
func mergeParts(docs []*reports.Document) (*reports.Parts, string) {
	var all *reports.Parts
	for _, d := range docs {
		switch p := d.Settings.Parts; {
		case d.Settings.Selection == "" && d.Partial == "":
			return nil, "" // it asked everything
		case p == nil:
		case all == nil:
			all = &reports.Parts{Of: p.Of, Asked: slices.Clone(p.Asked)}
		default:
			all.Asked = append(all.Asked, p.Asked...)
		}
	}
	if all == nil {
		return nil, ""
	}
	slices.Sort(all.Asked)
	all.Asked = slices.Compact(all.Asked)
	var missing []string
	for i := range all.Of {
		if !slices.Contains(all.Asked, i+1) {
			missing = append(missing, fmt.Sprint(i+1))
		}
	}
	if len(missing) == 0 {
		return nil, ""
	}
	return all, fmt.Sprintf("%s%s of %d", missingParts, strings.Join(missing, ", "), all.Of)
}

// parts is into how many parts a report's run was cut; 0 for none.
func parts(d *reports.Document) int {
	if d.Settings.Parts == nil {
		return 0
	}
	return d.Settings.Parts.Of
}
