package identity

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrCapabilities checks what an ID-CSR asks its certificate to be good for
// (section 6.1.1.2), and then further extensions (6.1.1.1).
var csrCapabilities = slices.Concat(csrWishes, csrUsages, csrExtensions)

// csrWishes are for what no actor may have.
var csrWishes = []check.Check{
	wish("identity.csr.ca", "rejects an ID-CSR that asks to be a certificate authority",
		core.CSRCARefused, "the CA flag", plainly, noCA, idcert.RequestCA()),
	wish("identity.csr.ca-other-encoding", "rejects an ID-CSR that asks to be a certificate authority, in the other encoding of capabilities as well",
		core.CSRCARefused, "the CA flag in the other encoding", otherwise, noCA, idcert.RequestCA()),
	{
		ID:      "identity.csr.ca-second",
		Title:   "makes no certificate authority of an actor by a second extension in its ID-CSR that contradicts the first",
		Decides: []requirement.Requirement{core.ActorNotCA},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, noCA)
			p.send(ctx, "basic constraints twice, the second with the CA flag", func(c *idcert.CSR) {
				c.Capabilities.Extra = append(c.Capabilities.Extra, idcert.BasicConstraints(true, nil))
			})
		},
	},
	wish("identity.csr.key-cert-sign", "rejects an ID-CSR that asks for the key usage keyCertSign",
		core.CSRKeyCertSignRefused, "the key usage keyCertSign", plainly, noKeyCertSign, idcert.RequestKeyCertSign()),
	wish("identity.csr.signing-usage-absent", "rejects an ID-CSR that asks for key usages without digitalSignature and contentCommitment",
		core.CSRSigningUsageRequired, "keyEncipherment for the only key usage", plainly, signingUsageGiven, idcert.WithoutSigningUsage()),
}

// csrUsages are for what an actor may have, or not ask for.
var csrUsages = []check.Check{
	granted("identity.csr.content-commitment", "accepts an ID-CSR that asks for contentCommitment alone",
		core.IDCertIssued, "contentCommitment for the only key usage", idcert.KeyUsage(idcert.ContentCommitment)),
	{
		ID:      "identity.csr.extension-order",
		Title:   "accepts an ID-CSR that asks for its key usage before its basic constraints",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.SignedCertBytes},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			if plainly(t) != idcert.ExtensionRequest {
				t.NotApplicable("the target takes capabilities in an encoding that has no order (A-068)")
			}
			alice := t.NewActor(ctx)
			t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR")
			res := alice.NewIDCert(idcert.UsageFirst()).Send(ctx)
			t.Answered(res)
			if res.Status >= 400 && res.Status < 500 {
				t.TookBy(check.Deviates("an ID-Cert: the order of extensions means nothing (RFC 5280, 4.2), and the signature of an ID-CSR is over the bytes that were sent",
					"%s, and the same ID-CSR with the basic constraints first is granted", actor.Line(res)), ambiguity.SignedCertBytes, "rebuilt")
			}
			t.Accepts(ctx, alice.NewIDCert(idcert.UsageFirst()), "an ID-CSR with the key usage before the basic constraints")
			t.Took(ambiguity.SignedCertBytes, "as-received")
		},
	},
	{
		ID:      "identity.csr.both-signing-usages",
		Title:   "gives digitalSignature or contentCommitment to an ID-CSR that asks for both, or refuses it",
		Decides: []requirement.Requirement{core.ActorSigningUsage},
		Probes:  []ambiguity.Entry{ambiguity.SigningUsages},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, signingUsageGiven)
			cert := p.send(ctx, "both signing usages", idcert.KeyUsage(idcert.DigitalSignature|idcert.ContentCommitment))
			switch {
			case cert == nil:
				t.Took(ambiguity.SigningUsages, "exclusive")
			case has(cert, p2.DigitalSignature) && has(cert, p2.ContentCommitment):
				t.Took(ambiguity.SigningUsages, "inclusive")
			}
		},
	},
	{
		ID:      "identity.csr.further-usage",
		Title:   "gives a signing usage to an ID-CSR that asks for keyAgreement beside it, or refuses it",
		Decides: []requirement.Requirement{core.ActorSigningUsage},
		Probes:  []ambiguity.Entry{ambiguity.FurtherKeyUsages},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, signingUsageGiven)
			cert := p.send(ctx, "keyAgreement beside digitalSignature", idcert.KeyUsage(idcert.DigitalSignature|idcert.KeyAgreement))
			switch {
			case cert == nil:
				t.Took(ambiguity.FurtherKeyUsages, "refused")
			case has(cert, p2.KeyAgreement):
				t.Took(ambiguity.FurtherKeyUsages, "allowed")
			case p.reads(ctx, plainly(t)): // else it was not asked
				t.Took(ambiguity.FurtherKeyUsages, "dropped")
			}
		},
	},
	{
		ID:      "identity.csr.capabilities-absent",
		Title:   "gives a signing usage to an ID-CSR that asks for no capabilities, or refuses it",
		Decides: []requirement.Requirement{core.ActorSigningUsage},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, signingUsageGiven)
			p.send(ctx, "no capabilities", idcert.CapabilitiesAs(idcert.None))
		},
	},
	{
		ID:      "identity.csr.capabilities-other-encoding",
		Title:   "gives a signing usage to an ID-CSR that asks for it in the other encoding of capabilities, or refuses it",
		Decides: []requirement.Requirement{core.ActorSigningUsage},
		Probes:  []ambiguity.Entry{ambiguity.RequestedCapabilities},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, signingUsageGiven)
			p.send(ctx, "capabilities in the other encoding", idcert.CapabilitiesAs(otherwise(t)))
			p.tookEncodings(ctx)
		},
	},
	{
		ID:      "identity.csr.capabilities-not-critical",
		Title:   "marks key usage and basic constraints as critical where an ID-CSR does not, or refuses the ID-CSR",
		Decides: []requirement.Requirement{core.KeyUsageCritical, core.BasicConstraintsCritical},
		Probes:  []ambiguity.Entry{ambiguity.CriticalityEnforced},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			onlyExtensions(t)
			p := newProbe(ctx, t, criticalCapabilities)
			if p.send(ctx, "capabilities that are not critical", idcert.NonCriticalCapabilities()) == nil {
				t.Took(ambiguity.CriticalityEnforced, "enforced")
			}
		},
	},
	{
		ID:      "identity.csr.path-length",
		Title:   "issues no ID-Cert with a path length and without the CA flag for an ID-CSR that asks for that",
		Decides: []requirement.Requirement{core.IDCertX509},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, noPathLength)
			p.send(ctx, "a path length of 0", func(c *idcert.CSR) {
				zero := 0
				c.Capabilities.PathLen = &zero
			})
		},
	},
}

// csrExtensions are for what the text does not know.
var csrExtensions = []check.Check{
	{
		ID:      "identity.csr.extension-critical",
		Title:   "issues no ID-Cert with an unknown critical extension for an ID-CSR that asks for one",
		Decides: []requirement.Requirement{core.FurtherAttributesNonCritical},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			onlyExtensions(t)
			p := newProbe(ctx, t, notCriticalIn(idcert.OIDUnknown))
			p.send(ctx, "an unknown critical extension", idcert.CriticalExtension(idcert.OIDUnknown))
		},
	},
	{
		ID:      "identity.csr.extension-not-critical",
		Title:   "makes no extension critical that an ID-CSR asks for as not critical",
		Decides: []requirement.Requirement{core.FurtherAttributesNonCritical},
		Probes:  []ambiguity.Entry{ambiguity.FurtherExtensions},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			onlyExtensions(t)
			p := newProbe(ctx, t, notCriticalIn(idcert.OIDUnknown))
			cert := p.send(ctx, "an unknown extension that is not critical", idcert.NonCriticalExtension(idcert.OIDUnknown))
			t.Took(ambiguity.FurtherExtensions, furtherReading(cert))
		},
	},
}

// furtherReading is the reading of A-073 that an ID-Cert shows, or nil for a
// refusal, where an unknown extension was asked for that is not critical.
func furtherReading(cert *p2.Cert) string {
	switch {
	case cert == nil:
		return "refused"
	case slices.ContainsFunc(cert.Extensions, func(e p2.Extension) bool { return e.OID.Equal(idcert.OIDUnknown) }):
		return "kept"
	}
	return "ignored"
}

// plainly is the encoding of capabilities in which the target takes ID-CSRs, and
// otherwise the other one.
func plainly(t *check.T) idcert.Encoding { return t.Target().Dialect.Capabilities }

func otherwise(t *check.T) idcert.Encoding {
	if plainly(t) == idcert.ExtensionRequest {
		return idcert.BareAttributes
	}
	return idcert.ExtensionRequest
}

// onlyExtensions ends a check about criticality on a target that wants
// capabilities as attributes, which have none.
func onlyExtensions(t *check.T) {
	if plainly(t) != idcert.ExtensionRequest {
		t.NotApplicable("the target takes capabilities in an encoding that has no criticality (A-068)")
	}
}

// wish makes a check that an ID-CSR is refused which asks for what no actor may
// have. A target that does not read the encoding was not asked: it gives
// what an actor may have, and without says in what an ID-Cert has more. A target
// that reads it, and leaves the wish out in silence, has verified no claim.
func wish(id, title string, decides requirement.Requirement, flaw string, encoding func(*check.T) idcert.Encoding,
	without func(*p2.Cert) *check.Deviation, changes ...idcert.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, without)
			in := encoding(t)
			cert := p.send(ctx, flaw, append(slices.Clone(changes), idcert.CapabilitiesAs(in))...)
			if cert == nil {
				return
			}
			if p.reads(ctx, in) {
				t.Fail("a refusal (4xx) of an ID-CSR with "+flaw,
					"the server took it and left that out in silence, although it reads what else is asked for in this encoding")
			}
			p.tookEncodings(ctx)
		},
	}
}

// reads finds out whether the target reads capabilities in an encoding: it then
// gives contentCommitment alone to who asks for that alone, or refuses it.
func (p *probe) reads(ctx context.Context, e idcert.Encoding) bool {
	plain := p.send(ctx, "capabilities in this encoding", idcert.CapabilitiesAs(e))
	if plain == nil {
		return false
	}
	asked := p.send(ctx, "contentCommitment for the only key usage", idcert.KeyUsage(idcert.ContentCommitment), idcert.CapabilitiesAs(e))
	return asked == nil || honours(asked)
}

// tookEncodings records which encodings of capabilities the target reads.
func (p *probe) tookEncodings(ctx context.Context) {
	reads := map[bool]bool{} // by whether the encoding is extensionRequest
	for _, e := range []idcert.Encoding{plainly(p.t), otherwise(p.t)} {
		reads[e == idcert.ExtensionRequest] = p.reads(ctx, e)
	}
	p.t.Took(ambiguity.RequestedCapabilities, encodingsReading(reads[true], reads[false]))
}

// encodingsReading is the reading of A-068 that the encodings show which a
// target reads.
func encodingsReading(extensionRequest, attributes bool) string {
	switch {
	case extensionRequest && attributes:
		return "either"
	case extensionRequest:
		return "extension-request"
	case attributes:
		return "attributes"
	}
	return "none"
}
