package drift

import (
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

// place is one paragraph or part, and all that cites it.
type place struct {
	ref   requirement.Ref
	cited []Cited
}

// placesIn lists what is cited of a document, in the order in which it is first:
// by requirements in catalogue order, then by the entries of the register.
func placesIn(doc string) []place {
	var all []place
	at := map[string]int{}
	cite := func(ref requirement.Ref, c Cited) {
		if ref.Doc != doc {
			return
		}
		key := ref.Section + " " + ref.Print
		i, ok := at[key]
		if !ok {
			i = len(all)
			at[key] = i
			all = append(all, place{ref: ref})
		}
		all[i].cited = append(all[i].cited, c)
	}
	for _, r := range catalog.Of(openapi.Newest) {
		cite(r.Ref, Cited{ID: string(r.ID), Says: r.Says})
	}
	for _, e := range ambiguity.All {
		for _, ref := range e.Places {
			cite(ref, Cited{ID: string(e.ID), Ambiguity: true, Says: e.Title})
		}
	}
	return all
}

// tally counts what cites a place by what became of it: requirements here,
// entries of the register there.
func (p place) tally(s State, requirements, places *Tally) {
	for _, c := range p.cited {
		if c.Ambiguity {
			places.count(s)
		} else {
			requirements.count(s)
		}
	}
}

// sourceOf is the text of a document that the catalogue was read from.
func sourceOf(doc string) Source {
	for _, v := range catalog.Versions {
		if v.Doc == doc {
			return Source{Doc: doc, Version: v.Version, Commit: v.Commit}
		}
	}
	return Source{Doc: doc}
}
