package identity

import (
	"context"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrStrict checks that the signature of an ID-CSR is verified strictly (section
// 6.2.1). What no verifier of RFC 8032 takes has to be refused; what some take and
// others do not is a reading.
var csrStrict = []check.Check{
	flawed("identity.csr.signature-scalar-top-bits", "rejects an ID-CSR whose Ed25519 signature has bits that no scalar has",
		core.MalleableSignaturesRejected, "a signature with the top three bits of the scalar set", idcert.ScalarTopBits()),
	flawed("identity.csr.key-zero-signature-zero", "rejects an ID-CSR whose key and signature are all zeros",
		core.WeakKeysRejected, "zeros for key and signature, which the equation holds for", idcert.ZeroKeyAndSignature()),
	{
		ID:      "identity.csr.signature-non-canonical-r",
		Title:   "rejects an ID-CSR whose Ed25519 signature has a point in an encoding that is not canonical",
		Decides: []requirement.Requirement{core.CSRSignatureVerified},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			for i, n := range idcert.NonCanonicalNonces() {
				t.Refuses(ctx, alice.NewIDCert(), "an Ed25519 signature with a point that RFC 8032 does not decode ("+n.Name+")",
					actor.CSR(idcert.NonCanonicalR(i)))
			}
		},
	},
	{
		ID:      "identity.csr.signature-mixed-order",
		Title:   "certifies keys and takes signatures with a part of small order, or refuses them",
		Decides: []requirement.Requirement{core.CSRSignatureVerified},
		Probes:  []ambiguity.Entry{ambiguity.MixedOrders},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			reading := "cofactorless"
			// This key's signature holds in both equations.
			if p.send(ctx, "a key that has a part of order 8", idcert.MixedOrderKey()) == nil {
				reading = "prime-order"
			}
			if p.send(ctx, "an Ed25519 signature with a point that has a part of order 8", idcert.MixedOrderR()) != nil {
				reading = "cofactored"
			}
			t.Took(ambiguity.MixedOrders, reading)
		},
	},
}
