package run

import (
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/catalog"
	toc "github.com/p2conform/p2conform/spec/contents"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/requirement"
)

// outline collects the specification's table of contents.
type outline struct {
	sections []reports.Section
	// of are the requirements by document and section, until they are placed.
	of map[requirement.Ref][]reports.Entry
}

// contents is the table of contents of a version of the API document and of the
// prose, with all that is required there, and how many checks decide it.
func contents(api *openapi.Document, suite []check.Check) []reports.Section {
	checks := map[requirement.ID]int{}
	for _, c := range suite {
		for _, r := range c.Decides {
			checks[r.ID]++
		}
	}
	o := outline{of: map[requirement.Ref][]reports.Entry{}}
	required := catalog.Of(api.Version())
	for _, r := range required {
		at := requirement.Ref{Doc: r.Ref.Doc, Section: r.Ref.Section}
		o.of[at] = append(o.of[at], reports.Entry{
			ID: r.ID, Level: r.Level, Profile: r.Profile, Decided: r.Decided, By: r.By, Checks: checks[r.ID], Says: r.Says,
		})
	}
	for _, v := range catalog.Versions {
		if v.Doc == "api" {
			o.api(api, required)
			continue
		}
		o.add(0, requirement.Ref{Doc: v.Doc}, documentNames[v.Doc]+", "+v.Version)
		for _, s := range toc.All() {
			if s.Doc == v.Doc {
				o.add(s.Depth()+1, s.Ref(), s.Title)
			}
		}
	}
	return o.sections
}

// documentNames are what people call the documents.
var documentNames = map[string]string{
	"core": "polyproto core", "auth": "polyproto-auth", "mls": "polyproto-mls", "api": "Core API",
}

// untagged is the group of the operations that the API document has in none.
const untagged = "Without a tag"

// api adds the API document: the operations by their first tag, then what else
// it defines.
func (o *outline) api(api *openapi.Document, required []requirement.Requirement) {
	o.add(0, requirement.Ref{Doc: "api"}, documentNames["api"]+", "+api.Version())
	operations := api.Operations()
	var tags []string
	for _, op := range operations {
		if tag := firstTag(op); !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	for _, tag := range tags {
		o.add(1, requirement.Ref{Doc: "api"}, tag)
		for _, op := range operations {
			if firstTag(op) == tag {
				o.add(2, requirement.Ref{Doc: "api", Section: op.ID}, op.Method+" "+strings.TrimPrefix(op.Path, client.Base))
			}
		}
	}
	o.add(1, requirement.Ref{Doc: "api"}, "Schemas and security schemes")
	for _, r := range required {
		if at := (requirement.Ref{Doc: r.Ref.Doc, Section: r.Ref.Section}); at.Doc == "api" && len(o.of[at]) > 0 {
			o.add(2, at, at.Section)
		}
	}
}

func firstTag(op openapi.Operation) string {
	if len(op.Tags) == 0 {
		return untagged
	}
	return op.Tags[0]
}

// add puts a section at the end, with what is required in it.
func (o *outline) add(depth int, ref requirement.Ref, heading string) {
	at := requirement.Ref{Doc: ref.Doc, Section: ref.Section}
	o.sections = append(o.sections, reports.Section{
		Depth: depth, Doc: ref.Doc, Section: ref.Section, Heading: heading, Link: ref.URL(), Requirements: o.of[at],
	})
	delete(o.of, at)
}
