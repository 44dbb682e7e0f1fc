package identity

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"io"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrKeys checks the public key of an ID-CSR and what is said of it (sections
// 6.1, 6.2.1 and 6.5).
var csrKeys = []check.Check{
	weak("identity.csr.key-small-order", "rejects an ID-CSR for a key of small order",
		func(p idcert.SmallOrderPoint) bool { return p.Canonical }),
	weak("identity.csr.key-small-order-non-canonical", "rejects an ID-CSR for a key of small order in an encoding that is not canonical",
		func(p idcert.SmallOrderPoint) bool { return !p.Canonical }),
	flawed("identity.csr.key-zero", "rejects an ID-CSR for a key of zeros",
		core.WeakKeysRejected, "a key of 32 zeros with a signature that fits", idcert.ZeroKey()),
	flawed("identity.csr.key-no-point", "rejects an ID-CSR for a key that is no point of the curve",
		core.CSRSignatureVerified, "a key that no signature can verify under", idcert.NotAPoint()),
	flawed("identity.csr.key-short", "rejects an ID-CSR for an Ed25519 key of 31 octets",
		core.CSRClaimsVerified, "the key without its last octet",
		func(c *idcert.CSR) { c.PublicKey = c.PublicKey[:31] }),
	flawed("identity.csr.key-long", "rejects an ID-CSR for an Ed25519 key of 33 octets",
		core.CSRClaimsVerified, "the key with one octet more",
		func(c *idcert.CSR) { c.PublicKey = append(c.PublicKey, 0) }),
	flawed("identity.csr.key-algorithm", "rejects an ID-CSR that calls its Ed25519 key one of another algorithm",
		core.CSRClaimsVerified, "an Ed25519 key under the name of Ed448", idcert.KeyAlgorithmOID(idcert.OIDEd448)),
	flawed("identity.csr.signature-algorithm", "rejects an ID-CSR that names another signature algorithm than the one that signed it",
		core.CSRClaimsVerified, "an Ed25519 signature under the name of ECDSA", idcert.SignatureAlgorithmOID(idcert.OIDECDSAWithSHA256)),
	{
		ID:      "identity.csr.key-p256",
		Title:   "certifies a P-256 key as what it is, or refuses it",
		Decides: []requirement.Requirement{core.KeyAlgorithmFromCSR},
		Probes:  []ambiguity.Entry{ambiguity.OtherAlgorithms},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			root := t.ServerCert(ctx).Cert
			// A certificate of another algorithm may be there besides; an
			// Ed25519 signature has to be the home server's.
			p := newProbe(ctx, t, func(cert *p2.Cert) *check.Deviation {
				if err := verify.Cert(cert, root); err != nil && cert.Algorithm.OID.Equal(p2.OIDEd25519) {
					return check.Deviates("an ID-Cert with a signature of the home server", "%v", err)
				}
				return nil
			})
			switch cert := p.send(ctx, "a P-256 key", idcert.KeyFrom(p256Key(t))); {
			case cert == nil:
				t.Took(ambiguity.OtherAlgorithms, "ed25519-only")
			case cert.Algorithm.OID.Equal(p2.OIDEd25519):
				t.Took(ambiguity.OtherAlgorithms, "other-actor-keys")
			default:
				t.Took(ambiguity.OtherAlgorithms, "parallel")
			}
		},
	},
	{
		ID:      "identity.csr.key-reused",
		Title:   "issues an ID-Cert for a second session with the same key, or for the same session once more, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.KeyReuse},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			key, id := p.alice.NewKey(), p.alice.NewSessionID()
			first := p.alice.NewIDCert(idcert.KeyFrom(key), idcert.SessionID(id))
			phone := t.Session(first, t.Grants(ctx, first, "the first ID-CSR for a key"))
			if p.send(ctx, "the key of another session", idcert.KeyFrom(key)) != nil {
				t.Took(ambiguity.KeyReuse, "allowed")
				return
			}
			laptop := t.NewSession(ctx, p.alice)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of the session that has the key")
			reading := "refused"
			if p.send(ctx, "the key that the session had before", idcert.KeyFrom(key), idcert.SessionID(id)) != nil {
				reading = "same-session"
			}
			t.Took(ambiguity.KeyReuse, reading)
		},
	},
}

// weak makes a check that keys of small order are refused. Each comes with a
// forged signature that holds, so that only a look at the key finds the flaw.
func weak(id, title string, which func(idcert.SmallOrderPoint) bool) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{core.WeakKeysRejected}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			for _, p := range idcert.SmallOrderPoints() {
				if which(p) {
					t.Refuses(ctx, alice.NewIDCert(), "a key of small order ("+p.Name+")", actor.CSR(idcert.SmallOrderKey(p)))
				}
			}
		},
	}
}

// p256Key draws a key for ECDSA on P-256.
func p256Key(t *check.T) *ecdsa.PrivateKey {
	secret := make([]byte, 32)
	_, err := io.ReadFull(t.Random(), secret)
	if err == nil {
		var key *ecdsa.PrivateKey
		if key, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), secret); err == nil {
			return key
		}
	}
	t.Error("a P-256 key could not be drawn: %v", err)
	return nil
}
