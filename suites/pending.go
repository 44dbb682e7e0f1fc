package suites

import (
	"slices"

	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Gap is why some requirements that can be decided have no check yet: those
// that are named, or what of a profile is decided by some means.
type Gap struct {
	// Why is a sentence.
	Why string
	// Requirements are named one by one, and Profile is empty then.
	Requirements []requirement.Requirement
	Profile      requirement.Profile
	// Means narrow the profile; none is all of it.
	Means []requirement.Means
}

// Of reports whether the gap is about the requirement. It does not ask whether
// the requirement has a check.
func (g Gap) Of(r requirement.Requirement) bool {
	if g.Profile == "" {
		return slices.Contains(g.Requirements, r)
	}
	return g.Profile == r.Profile && (len(g.Means) == 0 || slices.Contains(g.Means, r.Decided))
}

// Gaps are all that is missing, named requirements first. What can be decided
// has a check or is in one of them; a gap that nothing is in any more is to be
// taken out. Tests hold both.
var Gaps = slices.Concat([]Gap{
	{
		Why:          "No gateway is asked yet, and how its compression is agreed upon is open (A-029).",
		Requirements: []requirement.Requirement{core.CompressionGateway},
	},
	{
		Why:          "A resource moves with an import of data, and the suite for migration imports none yet.",
		Requirements: []requirement.Requirement{core.ResourceIDKept},
	},
	{
		Why: "They are of older versions of the API document, and the suite for resources asks as the newest has it.",
		Requirements: []requirement.Requirement{
			api.GetResourceNeedsAuthentication, api.GetResourceForbidden, api.GetResourceUnknownText,
			api.ResourceInfoNeedsAuthentication, api.ResourceInfoForbidden, api.ResourceInfoUnknownText, api.ListResourcesFlat,
		},
	},
	{
		Why:          "No driver can take the right to upload from an actor.",
		Requirements: []requirement.Requirement{api.UploadResourceForbidden},
	},
}, profileGaps)

// profileGaps are the profiles whose suites have not been written.
var profileGaps = []Gap{
	{Profile: requirement.Migration, Why: "The suite for migration has no check of it yet."},
	{Profile: requirement.Gateway, Why: "The suite for the gateway has no check of it yet."},
	{Profile: requirement.MLS, Why: "The suite for the extension polyproto-mls is not written yet."},
}

// WhyPending is the reason of the first gap that is about a requirement; empty
// if there is none.
func WhyPending(r requirement.Requirement) string {
	for _, g := range Gaps {
		if g.Of(r) {
			return g.Why
		}
	}
	return ""
}
