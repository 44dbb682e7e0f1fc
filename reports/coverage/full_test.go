package coverage

import (
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/requirement"
)

// nasty is in every text that is free: nothing that renders it may break.
const nasty = `</style><script>alert(1)</script> | a*b_c ` + "`d`" + ` [e](f) & "quoted"`

// source has every state, level and means, and a text that is hard to write.
func source() Source {
	at := func(doc, section string) requirement.Ref {
		return requirement.Ref{Doc: doc, Section: section, Anchor: "anchor"}
	}
	return Source{
		Suite:     reports.Suite{Version: "v1.2.3", Commit: "0123abc"},
		Spec:      reports.Spec{Prose: "v1.0-beta.2", API: "v1.0-beta.3", Digest: "sha256:0000"},
		Selection: "made-up requirements",
		Requirements: []requirement.Requirement{
			{ID: "core.a", Level: requirement.Must, Subject: requirement.HomeServer, Impact: requirement.Security, Profile: requirement.Identity, Decided: requirement.BlackBox, Ref: at("core", "6.1.1.3"), Says: "It has a check."},
			{ID: "core.b", Level: requirement.MustNot, Subject: requirement.Both, Impact: requirement.Interop, Profile: requirement.Identity, Decided: requirement.BlackBox, Ref: at("core", "6.1.1.3"), Says: "It has none: " + nasty, Note: nasty},
			{ID: "core.c", Level: requirement.Should, Subject: requirement.ForeignServer, Impact: requirement.Degraded, Profile: requirement.Federation, Decided: requirement.Peer, By: requirement.PostMessages, Ref: at("core", "6.4"), Says: "It takes a peer."},
			{ID: "core.d", Level: requirement.Must, Subject: requirement.Client, Impact: requirement.Interop, Profile: requirement.Federation, Decided: requirement.ClientOnly, Ref: at("core", "6.4"), Says: "It binds clients."},
			{ID: "auth.e", Level: requirement.May, Subject: requirement.Operator, Impact: requirement.Cosmetic, Profile: requirement.Auth, Decided: requirement.Untestable, By: "Nobody can: " + nasty, Ref: at("auth", "1.1"), Says: "It cannot be seen."},
			{ID: "mls.f", Level: requirement.ShouldNot, Subject: requirement.Extension, Impact: requirement.Cosmetic, Profile: requirement.MLS, Decided: requirement.Time, By: "the end of time", Ref: at("mls", "1"), Says: "It takes long."},
			{ID: "api.g", Level: requirement.Must, Subject: requirement.HomeServer, Impact: requirement.Interop, Profile: requirement.Identity, Decided: requirement.Driver, By: requirement.Admin, Since: "v1.0-beta.2", Ref: at("api", "Registered_newIdCert"), Says: "It takes an administrator."},
			{ID: "api.h", Level: requirement.Must, Subject: requirement.HomeServer, Impact: requirement.Interop, Profile: requirement.Migration, Decided: requirement.Driver, By: requirement.SeedMessages, Ref: at("api", "Registered_newIdCert"), Says: "It takes messages."},
		},
		Checks: map[requirement.ID][]string{"core.a": {"identity.one", "identity.two"}, "api.g": {"identity.three"}},
		Faults: map[requirement.ID][]string{"core.a": {"fault-one"}, "api.g": {"fault-two", "fault-three"}},
		Why: func(r requirement.Requirement) string {
			if r.Profile == requirement.Identity {
				return "Not yet: " + nasty
			}
			return "The suite is not written yet."
		},
		Entries: []ambiguity.Entry{
			{ID: "A-901", Title: "Found out", Impact: requirement.Security, Wire: true, Readings: []ambiguity.Reading{
				{ID: "one", Says: "The first."}, {ID: "two", Says: nasty}, {ID: "three", Says: "Wrong.", Fails: true}, {ID: "four", Says: "The last."},
			}},
			{ID: "A-902", Title: "Open " + nasty, Impact: requirement.Interop, Wire: true, Readings: []ambiguity.Reading{{ID: "one", Says: "The first."}, {ID: "two", Says: "The second."}}},
			{ID: "A-903", Title: "Hidden", Impact: requirement.Interop, Readings: []ambiguity.Reading{{ID: "one", Says: "The first."}, {ID: "two", Says: "The second."}}},
			{ID: "A-904", Title: "Wrong", Impact: requirement.Cosmetic, Wire: true, Readings: []ambiguity.Reading{{ID: "one", Says: "What is meant."}}},
		},
		Probes:      map[ambiguity.ID][]string{"A-901": {"preflight", "identity.one"}},
		Variants:    map[ambiguity.ID][]string{"A-901": {"two"}},
		WhyUnprobed: func(e ambiguity.Entry) string { return "Nobody looks at " + string(e.ID) + " " + nasty + "." },
	}
}
