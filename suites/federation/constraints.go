package federation

import (
	"context"
	"crypto/ed25519"
	"encoding/asn1"
	"slices"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

const utf8String = cryptobyte_asn1.UTF8String

// constraints is about the extensions, version and key of ID-Certs of other home
// servers (core 6.1.1, 6.1.1.2).
var constraints = []check.Check{
	refusesCert("certificate-authority", "gives no token for an ID-Cert of an actor that may sign certificates",
		"an actor's ID-Cert that is a certificate authority",
		extended(idcert.BasicConstraints(true, nil), idcert.KeyUsageExt(idcert.DigitalSignature|idcert.KeyCertSign)),
		core.ReceivedConstraints),
	refusesCert("authority-alone", "gives no token for an ID-Cert of an actor that is a certificate authority by name",
		"an actor's ID-Cert with the CA flag, and without keyCertSign",
		extended(idcert.BasicConstraints(true, nil), idcert.KeyUsageExt(idcert.DigitalSignature)), core.ReceivedConstraints),
	refusesCert("authority-path-length", "gives no token for an ID-Cert of an actor with the basic constraints of a home server",
		"an actor's ID-Cert with the CA flag and a path length of 0",
		extended(idcert.BasicConstraints(true, new(int)), idcert.KeyUsageExt(idcert.DigitalSignature)), core.ReceivedConstraints),
	refusesCert("key-cert-sign", "gives no token for an ID-Cert of an actor with the key usage keyCertSign",
		"an actor's ID-Cert with keyCertSign, and without the CA flag",
		extended(idcert.BasicConstraints(false, nil), idcert.KeyUsageExt(idcert.DigitalSignature|idcert.KeyCertSign)),
		core.ReceivedConstraints),
	refusesCert("no-signing-usage", "gives no token for an ID-Cert whose key may not sign",
		"an ID-Cert with the key usage keyEncipherment alone",
		extended(idcert.BasicConstraints(false, nil), idcert.KeyUsageExt(idcert.KeyEncipherment)), core.ReceivedConstraints),
	refusesCert("no-key-usage", "gives no token for an ID-Cert without a key usage",
		"an ID-Cert without the extension for key usages", extended(idcert.BasicConstraints(false, nil)), core.ReceivedConstraints),
	refusesCert("no-extensions", "gives no token for an ID-Cert without extensions",
		"an ID-Cert without any extension", extended(), core.ReceivedConstraints),
	refusesCert("usage-not-critical", "gives no token for an ID-Cert whose key usage is not critical",
		"an ID-Cert with a key usage that is not critical", uncritical(idcert.OIDKeyUsage), core.ReceivedCriticality),
	refusesCert("constraints-not-critical", "gives no token for an ID-Cert whose basic constraints are not critical",
		"an ID-Cert with basic constraints that are not critical", uncritical(idcert.OIDBasicConstraints), core.ReceivedCriticality),
	refusesCert("unknown-critical", "gives no token for an ID-Cert with a critical extension that nobody knows",
		"an ID-Cert with a critical extension that nobody knows",
		edited(func(c *idcert.Cert) {
			c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDUnknown, Critical: true, Value: []byte{5, 0}})
		}), core.ReceivedCorrectnessChecked),
	refusesCert("version-1", "gives no token for an X.509 certificate of version 1",
		"an X.509 certificate of version 1",
		edited(func(c *idcert.Cert) { c.Version, c.Extensions = 0, nil }), core.ReceivedCorrectnessChecked),
	refusesCert("algorithms-differ", "gives no token for an ID-Cert that names another algorithm beside its signature than in it",
		"an ID-Cert with two signature algorithms",
		edited(func(c *idcert.Cert) { c.Algorithm = idcert.Algorithm{OID: idcert.OIDEd448} }), core.ReceivedCorrectnessChecked),
	refusesCert("other-algorithm", "gives no token for an ID-Cert that was not signed with the algorithm that it names",
		"an ID-Cert that names Ed448 for its signature",
		edited(func(c *idcert.Cert) {
			c.Algorithm = idcert.Algorithm{OID: idcert.OIDEd448}
			c.TBSAlgorithm = c.Algorithm
		}), core.ReceivedCorrectnessChecked),
	{
		ID:      "federation.certificate.no-basic-constraints",
		Title:   "takes an ID-Cert without basic constraints, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Probes:  []ambiguity.Entry{ambiguity.MissingConstraints},
		Needs:   needs,
		Run: eitherWay("an ID-Cert without basic constraints", func(c *idcert.Cert) {
			c.Extensions = []idcert.Extension{idcert.KeyUsageExt(idcert.DigitalSignature)}
		}, func(t *check.T, taken bool) {
			t.Took(ambiguity.MissingConstraints, map[bool]string{true: "may-be-missing", false: "required"}[taken])
		}),
	},
	{
		ID:      "federation.certificate.content-commitment",
		Title:   "gives a token for an ID-Cert whose only key usage is contentCommitment",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			t.LogIn(ctx, t.NewForeigner(home))
			bob := t.NewForeigner(home, extended(idcert.BasicConstraints(false, nil), idcert.KeyUsageExt(idcert.ContentCommitment))(t, home))
			res := t.Accepts(ctx, t.LoggingIn(ctx, bob), "a solution by an actor whose key usage is contentCommitment")
			bob.Token = actor.Text(res)
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.certificate.weak-key",
		Title:   "gives no token for an ID-Cert with a public key of small order",
		Decides: []requirement.Requirement{core.WeakKeysRejected},
		Needs:   needs,
		Run:     weakKeys,
	},
}

// extended gives an ID-Cert these extensions and no others.
func extended(extensions ...idcert.Extension) func(*check.T, *peer.Home) func(*peer.Certification) {
	return edited(func(c *idcert.Cert) { c.Extensions = slices.Clone(extensions) })
}

// uncritical takes the mark of criticality from an extension.
func uncritical(oid asn1.ObjectIdentifier) func(*check.T, *peer.Home) func(*peer.Certification) {
	return edited(func(c *idcert.Cert) { mild(c, oid) })
}

// weakKeys logs in with keys under which a signature holds that nobody needs a
// secret for.
func weakKeys(ctx context.Context, t *check.T) {
	home := t.NewPeer()
	tried := map[int]bool{}
	for _, p := range idcert.SmallOrderPoints() {
		if tried[p.Order] || !p.Canonical {
			continue // what does not decode is no key at all
		}
		tried[p.Order] = true
		forged := idcert.NewCSR(t.NewKey(), idcert.Name{}).With(idcert.SmallOrderKey(p))
		mallory := t.NewForeigner(home, func(c *peer.Certification) { c.Key = ed25519.PublicKey(p.Encoding) })
		trial := t.NewTrial(ctx, mallory)
		signature, err := mallory.SignBy(forged.Signer, trial.Trial)
		if err != nil {
			t.Error("a signature could not be forged: %v", err)
		}
		call := mallory.SubmitTrial(trial, signature, mallory.Cert.Serial)
		t.RefusesSolution(ctx, call, "an ID-Cert with a public key of small order ("+p.Name+")", t.NewForeigner(home))
	}
}
