package discovery

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// root holds the server's own ID-Cert against sections 6.1.1, 6.1.1.1, 6.1.1.2
// and 6.5, a rule at a time.
var root = []check.Check{
	ofRoot("discovery.root.version", "serves a root ID-Cert of X.509 version 3", core.RootVersion3, rootVersion),
	ofRoot("discovery.root.self-signed", "serves a root ID-Cert that is signed with its own key", core.RootSelfSigned, rootSelfSigned),
	ofRoot("discovery.root.ed25519", "serves a root ID-Cert with an Ed25519 key and signature", core.RootEd25519, rootEd25519),
	ofRoot("discovery.root.serial-positive", "serves a root ID-Cert with a positive serial number", core.RootSerialPositive, rootSerialPositive),
	ofRoot("discovery.root.ca", "serves a root ID-Cert with the CA flag set", core.RootCA, rootCA),
	ofRoot("discovery.root.path-length", "serves a root ID-Cert with a path length constraint of 0", core.RootPathLength, rootPathLength),
	ofRoot("discovery.root.key-cert-sign", "serves a root ID-Cert with the key usage keyCertSign", core.RootKeyCertSign, rootKeyCertSign),
	ofRoot("discovery.root.key-usage-critical", "marks the key usage of its root ID-Cert critical", core.RootKeyUsageCritical, rootKeyUsageCritical),
	ofRoot("discovery.root.basic-constraints-critical", "marks the basic constraints of its root ID-Cert critical", core.RootBasicConstraintsCritical, rootBasicConstraintsCritical),
	ofRoot("discovery.root.no-common-name", "serves a root ID-Cert without a common name", core.RootNoCommonName, rootNoCommonName),
	ofRoot("discovery.root.domain-component", "names its domain in the root ID-Cert by at least one domain component", core.RootDomainComponentPresent, rootDomainComponent),
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
