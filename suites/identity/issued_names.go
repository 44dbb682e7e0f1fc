package identity

import (
	"context"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// issuedNames holds the issuer and the subject of an ID-Cert against sections
// 6.1.1, 6.1.1.1 and 6.1.1.3.
var issuedNames = []check.Check{
	ofIssued("identity.issued.issuer", "names the domain of its root ID-Cert as the issuer of ID-Certs", core.IssuerName, issuerOfRoot),
	ofIssued("identity.issued.issuer-common-name", "issues ID-Certs without a common name of the issuer", core.RootNoCommonName, issuerCommonName),
	ofIssued("identity.issued.subject", "issues ID-Certs to one name: one common name, one UID and one session ID", core.SubjectName, subjectOnce),
	check.Proving(opCommonName, ofIssued("identity.issued.common-name-present", "issues ID-Certs with a common name", core.CommonNamePresent, subjectCommonName)),
	{
		ID:      "identity.issued.common-name",
		Title:   "issues ID-Certs with the actor's local name as the common name",
		Decides: []requirement.Requirement{core.CommonNameLocalName},
		Needs:   check.Needs{Actors: true},
		Run:     onlyIf(subjectCommonName, opCommonName, subjectLocalName),
	},
	check.Proving(opUID, ofIssued("identity.issued.uid-present", "issues ID-Certs with a UID", core.UIDPresent, subjectUID)),
	{
		ID:      "identity.issued.uid",
		Title:   "issues ID-Certs with the actor's federation ID as the UID",
		Decides: []requirement.Requirement{core.UIDFederationID},
		Needs:   check.Needs{Actors: true},
		Run:     onlyIf(subjectUID, opUID, subjectFID),
	},
	ofIssued("identity.issued.domain-component", "names the actor's domain by at least one domain component", core.DomainComponentPresent, subjectDomainComponent),
	check.Proving(opLabels, ofIssued("identity.issued.domain-complete", "has every label of its domain name in the subject of ID-Certs", core.DomainComponentsComplete, subjectDomainComplete)),
	check.Proving(opSameLabels, ofIssued("identity.issued.domain-equal", "has the same domain components in issuer and subject of ID-Certs", core.DomainComponentsEqual, domainEqual)),
	{
		ID:      "identity.issued.domain-same-order",
		Title:   "has the domain components of issuer and subject in the same order",
		Decides: []requirement.Requirement{core.DomainComponentsSameOrder},
		Needs:   check.Needs{Actors: true},
		Run:     onlyIf(domainEqual, opSameLabels, domainSameOrder),
	},
	{
		ID:      "identity.issued.domain-order",
		Title:   "has the domain components of ID-Certs in the order of the domain name, from one end or the other",
		Decides: []requirement.Requirement{core.DomainComponentsOrder},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			i := newIssuance(ctx, t)
			if d := subjectDomainComplete(i); d != nil {
				t.Blocked(opLabels, "the ID-Cert has not the labels of the domain name: %s", d.Actual)
			}
			t.Hold(domainOrder(i))
		},
	},
	{
		ID:      "identity.issued.session-id-present",
		Title:   "issues ID-Certs with the session ID in the subject's uniqueIdentifier",
		Decides: []requirement.Requirement{core.SessionIDPresent, core.UniqueIdentifierPresent},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDPlace},
		Needs:   check.Needs{Actors: true},
		Proves:  opSessionID,
		Run: func(ctx context.Context, t *check.T) {
			place, d := sessionIDPlace(newIssuance(ctx, t))
			t.Hold(d)
			t.Took(ambiguity.SessionIDPlace, place)
		},
	},
	{
		ID:      "identity.issued.session-id",
		Title:   "issues ID-Certs with the session ID that the ID-CSR asks for, unchanged",
		Decides: []requirement.Requirement{core.SessionIDChosenByActor, core.UniqueIdentifierSessionID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			// As long as it may be, and in letters of either case.
			i := newIssuance(ctx, t, idcert.SessionID("Laptop0OfXenia1InTheKitchen23456"))
			sessionIDThere(t, i)
			t.Hold(sessionIDUnchanged(i))
		},
	},
	{
		ID:      "identity.issued.session-id-type",
		Title:   "issues session IDs as IA5String, or as another string with its characters",
		Decides: []requirement.Requirement{core.SessionIDIA5String},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			i := newIssuance(ctx, t)
			sessionIDThere(t, i)
			t.Hold(sessionIDType(i))
		},
	},
}

// What has to be there in the name of an ID-Cert before anything else can be
// said of it.
const (
	opCommonName = "the common name of ID-Certs"
	opUID        = "the UID of ID-Certs"
	opLabels     = "the domain components of ID-Certs"
	opSameLabels = "the domain components of issuer and subject"
	opSessionID  = "the session ID of ID-Certs"
)

// onlyIf decides one thing on the name of an ID-Cert, unless another check has
// to be right first: then this one is blocked.
func onlyIf(first func(issuance) *check.Deviation, what string, decide func(issuance) *check.Deviation) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		i := newIssuance(ctx, t)
		if d := first(i); d != nil {
			t.Blocked(what, "an ID-Cert has %s, where it needs %s", d.Actual, d.Expected)
		}
		t.Hold(decide(i))
	}
}

// sessionIDThere blocks the check where an ID-Cert has no session ID.
func sessionIDThere(t *check.T, i issuance) {
	if len(i.Cert.Subject.PDN().SessionIDs) == 0 {
		t.Blocked(opSessionID, "an ID-Cert has no session ID in its subject")
	}
}
