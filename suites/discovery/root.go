package discovery

import (
	"context"
	"errors"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// root holds the server's own ID-Cert against sections 6.1, 6.1.1, 6.1.1.1,
// 6.1.1.2 and 6.5, a rule at a time.
var root = []check.Check{
	ofRoot("discovery.root.version", "serves a root ID-Cert of X.509 version 3", core.RootVersion3, rootVersion),
	ofRoot("discovery.root.x509", "serves a root ID-Cert that is X.509 in DER, as RFC 5280 has it", core.IDCertX509, rootX509),
	{
		ID:      "discovery.root.self-signed",
		Title:   "serves a root ID-Cert that is signed with its own key",
		Decides: []requirement.Requirement{core.RootSelfSigned},
		Run: func(ctx context.Context, t *check.T) {
			c := t.ServerCert(ctx).Cert
			err := verify.Cert(c, c)
			if rootEd25519(c) != nil || errors.Is(err, verify.ErrNotEd25519) {
				t.Blocked(check.RootKey, "the root ID-Cert is not of Ed25519, and we verify nothing else")
			}
			t.Hold(rootSelfSigned(err))
		},
	},
	{
		ID:      "discovery.root.ed25519",
		Title:   "serves a root ID-Cert with an Ed25519 key and signature",
		Decides: []requirement.Requirement{core.RootEd25519},
		Proves:  check.RootKey,
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(rootEd25519(t.ServerCert(ctx).Cert))
		},
	},
	ofRoot("discovery.root.signature-algorithm", "names the same algorithm in both places of its root ID-Cert", core.SignatureAlgorithmConsistent, rootAlgorithms),
	ofRoot("discovery.root.serial-positive", "serves a root ID-Cert with a positive serial number", core.RootSerialPositive, rootSerialPositive),
	ofRoot("discovery.root.serial-length", "serves a root ID-Cert with a serial number of at most 20 octets", core.IDCertX509, rootSerialLength),
	{
		ID:      "discovery.root.ca",
		Title:   "serves a root ID-Cert with the CA flag set",
		Decides: []requirement.Requirement{core.RootCA},
		Run: func(ctx context.Context, t *check.T) {
			c := t.ServerCert(ctx).Cert
			t.Readable("Unregistered_serverIdCert", c, p2.OIDBasicConstraints)
			t.Hold(rootCA(c))
		},
	},
	{
		ID:      "discovery.root.path-length",
		Title:   "serves a root ID-Cert with a path length constraint of 0",
		Decides: []requirement.Requirement{core.RootPathLength},
		Probes:  []ambiguity.Entry{ambiguity.RootPathLength},
		Run: func(ctx context.Context, t *check.T) {
			c := t.ServerCert(ctx).Cert
			t.Readable("Unregistered_serverIdCert", c, p2.OIDBasicConstraints)
			reading, d := "zero", rootPathLength(c)
			if d != nil {
				reading = "any"
			}
			t.TookBy(d, ambiguity.RootPathLength, reading)
		},
	},
	{
		ID:      "discovery.root.key-cert-sign",
		Title:   "serves a root ID-Cert with the key usage keyCertSign",
		Decides: []requirement.Requirement{core.RootKeyCertSign},
		Probes:  []ambiguity.Entry{ambiguity.RootKeyUsage},
		Run: func(ctx context.Context, t *check.T) {
			c := t.ServerCert(ctx).Cert
			t.Readable("Unregistered_serverIdCert", c, p2.OIDKeyUsage)
			t.Hold(rootKeyCertSign(c))
			reading := "ignored"
			if c.KeyUsage.Has(p2.DigitalSignature) {
				reading = "required"
			}
			t.Took(ambiguity.RootKeyUsage, reading)
		},
	},
	ofRoot("discovery.root.key-usage-critical", "marks the key usage of its root ID-Cert critical", core.RootKeyUsageCritical, rootKeyUsageCritical),
	ofRoot("discovery.root.basic-constraints-critical", "marks the basic constraints of its root ID-Cert critical", core.RootBasicConstraintsCritical, rootBasicConstraintsCritical),
	ofRoot("discovery.root.further-critical", "marks no further extension of its root ID-Cert critical", core.FurtherAttributesNonCritical, rootFurtherCritical),
	{
		ID:      "discovery.root.no-common-name",
		Title:   "serves a root ID-Cert without a common name",
		Decides: []requirement.Requirement{core.RootNoCommonName},
		Run: func(ctx context.Context, t *check.T) {
			if d := rootNoCommonName(t.ServerCert(ctx).Cert); d != nil {
				t.TookBy(d, ambiguity.CommonNameRules, "server-name")
			}
			t.Hold(nil)
		},
	},
	ofRoot("discovery.root.domain-component", "names its domain in the root ID-Cert by at least one domain component", core.RootDomainComponentPresent, rootDomainComponent),
	ofRoot("discovery.root.empty-component", "leaves out domain components that its domain does not have", core.DomainComponentsOmitted, rootEmptyComponent),
	ofRoot("discovery.root.issuer-equals-subject", "has the same domain components in issuer and subject of its root ID-Cert", core.RootDomainComponentsEqual, rootIssuerEqualsSubject),
}

// ofRoot makes a check that reads the root ID-Cert and decides one thing on it.
func ofRoot(id, title string, decides requirement.Requirement, decide func(*p2.Cert) *check.Deviation) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(decide(t.ServerCert(ctx).Cert))
		},
	}
}
