package catalog_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/catalog/mls"
	"github.com/p2conform/p2conform/spec/requirement"
)

var (
	idForm     = regexp.MustCompile(`^(core|auth|mls|api)(\.[a-z0-9]+(-[a-z0-9]+)*)+$`)
	anchorForm = regexp.MustCompile(`^[a-z0-9-]*$`)
	printForm  = regexp.MustCompile(`^sha256:[0-9a-f]{16}$`)
	ambiguous  = regexp.MustCompile(`A-[0-9]{3}`)
)

func TestEveryRequirementIsComplete(t *testing.T) {
	for _, r := range catalog.All() {
		t.Run(string(r.ID), func(t *testing.T) {
			if !idForm.MatchString(string(r.ID)) {
				t.Errorf("the id is not lower-case words joined by hyphens and dots")
			}
			if doc, _, _ := strings.Cut(string(r.ID), "."); doc != r.Ref.Doc {
				t.Errorf("the id begins with %q, the reference is to %q", doc, r.Ref.Doc)
			}
			for _, name := range []string{r.Level.String(), r.Subject.String(), r.Impact.String()} {
				if strings.Contains(name, "(") {
					t.Errorf("%s has no name", name)
				}
			}
			if !slices.Contains(requirement.Profiles, r.Profile) {
				t.Errorf("there is no profile %q", r.Profile)
			}
			if r.Ref.Section == "" {
				t.Errorf("no section")
			}
			if !anchorForm.MatchString(r.Ref.Anchor) || (r.Ref.Anchor == "") != (r.Ref.Doc == "api") {
				t.Errorf("anchor %q of %s", r.Ref.Anchor, r.Ref)
			}
			if !printForm.MatchString(r.Ref.Print) {
				t.Errorf("print %q is not one that requirement.Print makes", r.Ref.Print)
			}
		})
	}
}

// A statement is one sentence, so that a report can quote it, and a note ends
// like one.
func TestStatementsAreSentences(t *testing.T) {
	inner := regexp.MustCompile(`[.!?]\s+[A-Z]`)
	for _, r := range catalog.All() {
		switch {
		case !strings.HasSuffix(r.Says, "."), inner.MatchString(r.Says), strings.TrimSpace(r.Says) != r.Says:
			t.Errorf("%s: not one sentence: %q", r.ID, r.Says)
		case len(r.Says) > 200:
			t.Errorf("%s: %d bytes are too long for one line of a report", r.ID, len(r.Says))
		case r.Note != "" && !strings.HasSuffix(r.Note, "."):
			t.Errorf("%s: the note does not end with a period: %q", r.ID, r.Note)
		}
	}
}

func TestIDsAndStatementsAreUnique(t *testing.T) {
	ids, says := map[requirement.ID]bool{}, map[string]requirement.ID{}
	for _, r := range catalog.All() {
		if ids[r.ID] {
			t.Errorf("the id %s is there twice", r.ID)
		}
		if other, ok := says[r.Says]; ok {
			t.Errorf("%s and %s say the same: %q", other, r.ID, r.Says)
		}
		ids[r.ID], says[r.Says] = true, r.ID
	}
}

// A section is linked to under one name.
func TestSectionsHaveOneAnchor(t *testing.T) {
	var refs []requirement.Ref
	for _, r := range catalog.All() {
		refs = append(refs, r.Ref)
	}
	for _, e := range ambiguity.All {
		refs = append(refs, e.Places...)
	}
	anchors := map[string]string{}
	for _, ref := range refs {
		if anchor, ok := anchors[ref.String()]; ok && anchor != ref.Anchor {
			t.Errorf("%s has the anchors %q and %q", ref, anchor, ref.Anchor)
		}
		anchors[ref.String()] = ref.Anchor
	}
}

func TestNotesNameAmbiguitiesThatExist(t *testing.T) {
	named := 0
	for _, r := range catalog.All() {
		for _, id := range ambiguous.FindAllString(r.Note, -1) {
			named++
			if _, err := ambiguity.ByID(ambiguity.ID(id)); err != nil {
				t.Errorf("%s: %v", r.ID, err)
			}
		}
	}
	if named == 0 {
		t.Error("no note names an ambiguity: the expression finds nothing")
	}
}

func TestDocumentsStandInOrder(t *testing.T) {
	want := slices.Concat(core.All, auth.All, mls.All, api.All)
	got := catalog.All()
	if len(got) != len(want) {
		t.Fatalf("%d requirements, the documents have %d", len(got), len(want))
	}
	for i, r := range want {
		if got[i].ID != r.ID || catalog.Index(r.ID) != i {
			t.Errorf("%s is at %d, and %s is in its place", r.ID, catalog.Index(r.ID), got[i].ID)
		}
	}
}

func TestTheCallerOwnsTheList(t *testing.T) {
	first := catalog.All()[0].ID
	catalog.All()[0].ID = "core.broken"
	if got := catalog.All()[0].ID; got != first {
		t.Errorf("changing the list changed the catalogue: %s", got)
	}
}

func TestLookUp(t *testing.T) {
	r, ok := catalog.ByID(core.SessionIDLength.ID)
	if !ok || r.Says != core.SessionIDLength.Says {
		t.Errorf("ByID(%s) = %q, %v", core.SessionIDLength.ID, r.Says, ok)
	}
	if r, ok := catalog.ByID("core.no-such-thing"); ok || r.ID != "" {
		t.Errorf("ByID of an unknown id = %q, %v", r.ID, ok)
	}
	if i := catalog.Index("core.no-such-thing"); i != -1 {
		t.Errorf("Index of an unknown id = %d, want -1", i)
	}
}

func TestProfilesDivideTheCatalogue(t *testing.T) {
	n := 0
	for _, p := range requirement.Profiles {
		last := -1
		for _, r := range catalog.OfProfile(p) {
			if r.Profile != p || catalog.Index(r.ID) <= last {
				t.Errorf("%s does not belong into %s, or not there", r.ID, p)
			}
			last = catalog.Index(r.ID)
			n++
		}
	}
	if n != len(catalog.All()) {
		t.Errorf("the profiles have %d requirements, the catalogue %d", n, len(catalog.All()))
	}
	if rs := catalog.OfProfile("nonsense"); rs != nil {
		t.Errorf("an unknown profile has %d requirements", len(rs))
	}
}

func TestVersionsCoverEveryDocument(t *testing.T) {
	versions := map[string]string{}
	for _, v := range catalog.Versions {
		if v.Version == "" || v.Repository == "" || v.Path == "" || v.Commit == "" {
			t.Errorf("incomplete: %+v", v)
		}
		versions[v.Doc] = v.Version
	}
	for _, r := range catalog.All() {
		if versions[r.Ref.Doc] == "" {
			t.Fatalf("%s: no version of %s", r.ID, r.Ref.Doc)
		}
	}
	if versions["core"] != catalog.Prose {
		t.Errorf("core is %s, Prose is %s", versions["core"], catalog.Prose)
	}
}
