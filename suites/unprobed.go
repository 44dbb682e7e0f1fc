package suites

import (
	"slices"

	"github.com/p2conform/p2conform/spec/ambiguity"
)

// Silence is why nothing finds out how a server reads some places, although its
// reading shows in what it does.
type Silence struct {
	// Why is a sentence.
	Why     string
	Entries []ambiguity.Entry
}

// Of reports whether it is about the entry. It does not ask whether the entry has
// a probe.
func (s Silence) Of(e ambiguity.Entry) bool {
	return slices.ContainsFunc(s.Entries, func(o ambiguity.Entry) bool { return o.ID == e.ID })
}

// Silences are all the readings that show and that nothing finds out, errata
// aside: an entry has a probe or is in one of them, and leaves it with the check
// that brings the probe. Tests hold both.
var Silences = []Silence{
	{
		Why: "No text names the attribute that would carry the wish, so that a server which knows one cannot be asked for it.",
		Entries: []ambiguity.Entry{
			ambiguity.RequestedExpiry,
		},
	},
	{
		Why: "No route of the protocol ends an account, unless the deletion of data does (A-200), which the suite for migration finds out; a driver has no act for it.",
		Entries: []ambiguity.Entry{
			ambiguity.LocalNameReuse,
		},
	},
	{
		Why: "No route of the protocol lets one home server tell another anything, and who asks for an ID-Cert does not say which server it is: whoever would be told, and how, is no peer of ours.",
		Entries: []ambiguity.Entry{
			ambiguity.RevocationNotice,
		},
	},
	{
		Why: "It shows in operations of a migration, and the suite for migration has no check of it yet.",
		Entries: []ambiguity.Entry{
			ambiguity.TrialHeaderForm, ambiguity.TrialHeaderName, ambiguity.RedirectAfterDeletion,
			ambiguity.TrialHeaderSize, ambiguity.ResourceKey,
			ambiguity.MigrationExtent,
			ambiguity.OldSignatures,
			ambiguity.ImportedCerts,
			ambiguity.ResourceFileName, ambiguity.ChangedRoot,
		},
	},
	{
		Why: "It shows on the gateway, and the suite for the gateway has no check of it yet.",
		Entries: []ambiguity.Entry{
			ambiguity.RevocationProof, ambiguity.InvalidationPayload, ambiguity.ClientInvalidation,
			ambiguity.HeartbeatRequestOpcode, ambiguity.IdentifyDeadline, ambiguity.EmptyHeartbeat,
			ambiguity.HeartbeatRange, ambiguity.ResumedConnection, ambiguity.ResumableEnds,
			ambiguity.ChannelName, ambiguity.ServerChannelClose,
			ambiguity.SuccessError, ambiguity.NewSessionTrigger, ambiguity.MissedNotices, ambiguity.HeartbeatGrace,
			ambiguity.ResumedSubscriptions, ambiguity.RotationInvalidation,
			ambiguity.DetachedStream, ambiguity.ServerChangeAudience,
			ambiguity.InvalidationAudience, ambiguity.RevocationSignatureForm,
		},
	},
	{
		Why: "It shows on a server with the extension polyproto-mls, and the suite for the extension is not written yet.",
		Entries: []ambiguity.Entry{
			ambiguity.MLSRoutes, ambiguity.MLSGateway,
		},
	},
}

// WhyUnprobed is why nothing finds out how a server reads an ambiguous place;
// empty where something does, or where there is nothing to find out.
func WhyUnprobed(e ambiguity.Entry) string {
	for _, s := range Silences {
		if s.Of(e) {
			return s.Why
		}
	}
	return ""
}
