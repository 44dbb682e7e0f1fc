package federation

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"math/big"
	"slices"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certificates is about ID-Certs of other home servers that are not what they ought
// to be. The home server hands each out like a right one, so that nobody but the
// target notices.
var certificates = []check.Check{
	refusesCert("wrong-signer", "gives no token for an ID-Cert that was not signed with the home server's key",
		"an ID-Cert that another key than the home server's has signed",
		func(t *check.T, _ *peer.Home) func(*peer.Certification) { return peer.SignedBy(t.NewKey()) },
		core.ForeignIssuerVerified, auth.ForeignOrigin),
	refusesCert("damaged", "gives no token for an ID-Cert whose signature does not match its contents",
		"an ID-Cert that was changed after it had been signed",
		edited(func(c *idcert.Cert) { c.EditSignature = flipped }), core.ReceivedSignatureChecked),
	refusesCert("contents-changed", "gives no token for an ID-Cert whose contents were changed after the signature",
		"an ID-Cert whose end of validity was changed after it had been signed",
		edited(func(c *idcert.Cert) { c.EditDER = otherValidity }), core.ReceivedSignatureChecked),
	refusesCert("signature-zero", "gives no token for an ID-Cert with a signature of zeros",
		"an ID-Cert with 64 zeros for a signature",
		edited(func(c *idcert.Cert) {
			c.EditSignature = func(s []byte) []byte { return make([]byte, len(s)) }
		}), core.ReceivedSignatureChecked),
	refusesCert("malleable", "gives no token for an ID-Cert whose signature has a scalar that is not reduced",
		"an ID-Cert with a malleable signature",
		edited(func(c *idcert.Cert) { c.EditSignature = unreduced }), core.MalleableSignaturesRejected),
	refusesCert("expired", "gives no token for an ID-Cert that has expired",
		"an ID-Cert that expired an hour ago", dated(-48*time.Hour, -time.Hour),
		core.ReceivedValidityChecked, core.ForeignExpiryChecked, auth.ForeignValidity),
	refusesCert("not-yet-valid", "gives no token for an ID-Cert that is not valid yet",
		"an ID-Cert that will be valid in an hour", dated(time.Hour, 48*time.Hour), core.ReceivedValidityChecked),
	refusesCert("unknown", "gives no token for an ID-Cert that the home server does not know",
		"an ID-Cert that the home server has signed and does not hand out",
		func(*check.T, *peer.Home) func(*peer.Certification) { return peer.Hidden() },
		core.ForeignCertFetched, auth.ForeignOrigin),
	{
		ID:      "federation.certificate.revoked",
		Title:   "gives no token for a revoked ID-Cert, or gives one without failing",
		Decides: []requirement.Requirement{core.ForeignValidityChecked},
		Probes:  []ambiguity.Entry{ambiguity.RevokedLogin},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			mallory, bob := t.NewForeigner(home), t.NewForeigner(home)
			home.Revoke(mallory.Issued)
			got := t.TakesOrRefuses(ctx, t.LoggingIn(ctx, mallory), "an ID-Cert that its home server has revoked", t.LoggingIn(ctx, bob))
			t.LogIn(ctx, bob)
			t.Took(ambiguity.RevokedLogin, map[bool]string{true: "allowed", false: "refused"}[got != nil])
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.certificate.issued-by-actor",
		Title:   "gives no token for an ID-Cert that another actor's key has signed, though that ID-Cert comes along",
		Decides: []requirement.Requirement{core.ForeignIssuerVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			carol, bob := t.NewForeigner(home), t.NewForeigner(home)
			mallory := t.NewForeigner(home, peer.SignedBy(carol.Key))
			mallory.Issued.PEM += carol.PEM
			t.RefusesLogin(ctx, mallory, "an ID-Cert signed by another actor, with that actor's ID-Cert behind it", bob)
		},
	},
	{
		ID:      "federation.certificate.intermediate",
		Title:   "gives no token for an ID-Cert that an intermediate authority of the home server has signed",
		Decides: []requirement.Requirement{core.ForeignIssuerVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home, key := t.NewPeer(), t.NewKey()
			between := t.NewForeigner(home, peer.Edited(func(c *idcert.Cert) {
				c.Subject, c.PublicKey = idcert.ServerName(home.Domain), key.Public().(ed25519.PublicKey)
				c.Extensions = []idcert.Extension{idcert.BasicConstraints(true, nil), idcert.KeyUsageExt(idcert.KeyCertSign)}
			}), peer.Hidden())
			mallory, bob := t.NewForeigner(home, peer.SignedBy(key)), t.NewForeigner(home)
			mallory.Issued.PEM += between.PEM
			t.RefusesLogin(ctx, mallory, "an ID-Cert signed by an authority that the home server has certified, with its certificate behind it", bob)
		},
	},
}

// refusesCert makes a check that an actor of another home server does not get in
// with an ID-Cert that has one flaw. Its control is another actor of the same home
// server, with a right one.
func refusesCert(id, title, flaw string, change func(*check.T, *peer.Home) func(*peer.Certification),
	decides ...requirement.Requirement,
) check.Check {
	return check.Check{
		ID: "federation.certificate." + id, Title: title, Decides: decides, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			mallory, bob := t.NewForeigner(home, change(t, home)), t.NewForeigner(home)
			t.RefusesLogin(ctx, mallory, flaw, bob)
		},
	}
}

// edited changes an ID-Cert before it is signed.
func edited(edit func(*idcert.Cert)) func(*check.T, *peer.Home) func(*peer.Certification) {
	return func(*check.T, *peer.Home) func(*peer.Certification) { return peer.Edited(edit) }
}

// dated gives an ID-Cert a validity that begins and ends so long from now.
func dated(from, to time.Duration) func(*check.T, *peer.Home) func(*peer.Certification) {
	return func(t *check.T, _ *peer.Home) func(*peer.Certification) {
		now := t.Now()
		return peer.Edited(func(c *idcert.Cert) { c.NotBefore, c.NotAfter = now.Add(from), now.Add(to) })
	}
}

// flipped changes one bit of a signature.
func flipped(signature []byte) []byte {
	signature[0] ^= 1
	return signature
}

// otherValidity changes the last digit of the minute in which a certificate ends,
// in place.
func otherValidity(der []byte) []byte {
	utcTime := []byte{0x17, 13} // the tag, and the length of all of them
	begins := bytes.Index(der, utcTime)
	digit := begins + len("..YYMMDDHHMMSSZ") + len("..YYMMDDHHM")
	if begins >= 0 && digit < len(der) {
		der[digit] = '0' + '9' - der[digit]
	}
	return der
}

// unreduced adds the order of the group to the scalar of a signature, which holds
// for whoever does not compare the two (RFC 8032, section 8.4).
func unreduced(signature []byte) []byte {
	scalar := signature[32:]
	slices.Reverse(scalar) // little-endian
	n := new(big.Int).SetBytes(scalar)
	n.Add(n, groupOrder).FillBytes(scalar)
	slices.Reverse(scalar)
	return signature
}

// groupOrder is L of RFC 8032, section 5.1.
var groupOrder, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)
