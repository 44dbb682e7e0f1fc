package reports

import "github.com/p2conform/p2conform/spec/requirement"

// contents is a table of contents in which a requirement is in each state.
func contents() []Section {
	const core = "https://polyproto.org/docs/protocols/core/"
	entry := func(id requirement.ID, checks int, decided requirement.Means, by string) Entry {
		return Entry{
			ID: id, Level: requirement.Must, Profile: requirement.Federation, Decided: decided, By: by, Checks: checks,
			Says: "Says what " + string(id) + " asks for.",
		}
	}
	return []Section{
		{Depth: 0, Doc: "core", Heading: "polyproto core, v1.0-beta.2", Link: core},
		{Depth: 1, Doc: "core", Section: "1", Heading: "Terms", Link: core + "#1-terms"},
		{Depth: 1, Doc: "core", Section: "3", Heading: "Protocols", Link: core + "#3-protocols"},
		{Depth: 2, Doc: "core", Section: "3.1", Heading: "Well known", Link: core + "#31-well-known", Requirements: []Entry{
			entry("core.well-known.version", 1, requirement.BlackBox, ""),
			entry("core.gateway.resume", 1, requirement.Driver, requirement.Admin),
		}},
		{Depth: 1, Doc: "core", Section: "6", Heading: "ID-Certs", Link: core + "#6-id-certs", Requirements: []Entry{
			entry("core.idcert.reuse", 1, requirement.BlackBox, ""),
		}},
		{Depth: 2, Doc: "core", Section: "6.1", Heading: "Session IDs", Link: "javascript:alert(1)", Requirements: []Entry{
			entry("core.idcert.session-id.length", 1, requirement.BlackBox, ""),
			entry("core.idcert.session-id.unchosen", 2, requirement.BlackBox, ""),
		}},
		{Depth: 1, Doc: "core", Section: "7", Heading: "Moving " + nasty, Link: core + "#7-moving", Requirements: []Entry{
			entry("core.migration.notice", 1, requirement.Peer, ""),
			entry("core.migration.peer", 0, requirement.Peer, requirement.SeedMessages),
			entry("core.migration.driver", 0, requirement.Driver, requirement.PostMessages),
			entry("core.migration.time", 0, requirement.Time, "the lifetime of a redirect"),
			entry("core.migration.client", 0, requirement.ClientOnly, ""),
			entry("core.migration.inside", 0, requirement.Untestable, "Nobody sees "+nasty),
			entry("core.extension.names", 2, requirement.BlackBox, ""),
		}},
		{Depth: 0, Doc: "api", Heading: "Core API, v1.0-beta.3", Link: "https://apidocs.polyproto.org/"},
		{Depth: 1, Doc: "api", Heading: "Schemas"},
		{Depth: 2, Doc: "api", Section: "Error", Heading: "Error", Link: "https://apidocs.polyproto.org/", Requirements: []Entry{
			entry("api.error.form", 1, requirement.BlackBox, ""),
		}},
	}
}
