package identity

import (
	"context"
	"errors"
	"math/big"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// issued holds an ID-Cert against the table in section 6.1.1, a row at a time:
// its numbers, times, keys and algorithms. Names and extensions follow.
var issued = []check.Check{
	ofIssued("identity.issued.version", "issues ID-Certs of X.509 version 3", core.Version3, certVersion),
	ofIssued("identity.issued.x509", "issues ID-Certs that are X.509 in DER, as RFC 5280 has it", core.IDCertX509, certX509),
	ofIssued("identity.issued.serial-positive", "issues ID-Certs with a positive serial number", core.SerialPositive, certSerialPositive),
	ofIssued("identity.issued.serial-length", "issues ID-Certs with a serial number of at most 20 octets", core.SerialLength, certSerialLength),
	{
		ID:      "identity.issued.serial-unique",
		Title:   "gives every ID-Cert a serial number of its own, across actors and sessions",
		Decides: []requirement.Requirement{core.SerialUnique},
		Needs:   check.Needs{Actors: true},
		Run:     serialUnique,
	},
	{
		ID:      "identity.issued.signature",
		Title:   "signs an ID-Cert with its own key",
		Decides: []requirement.Requirement{core.SignedByHomeServer},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			i := newIssuance(ctx, t)
			err := verify.Cert(i.Cert, i.Root)
			if errors.Is(err, verify.ErrNotEd25519) {
				t.Blocked(check.RootKey, "the ID-Cert cannot be verified: %v", err)
			}
			t.Hold(certSignature(err))
		},
	},
	ofIssued("identity.issued.signature-algorithm", "names the same algorithm in both places of an ID-Cert", core.SignatureAlgorithmConsistent, certAlgorithms),
	alsoDeciding(ofIssued("identity.issued.ed25519", "signs ID-Certs with Ed25519", core.Ed25519IDCerts, certEd25519), core.Ed25519ByDefault),
	ofIssued("identity.issued.public-key", "certifies the public key of the ID-CSR", core.KeyFromCSR, certKey),
	ofIssued("identity.issued.key-algorithm", "names the algorithm of the public key as the ID-CSR does", core.KeyAlgorithmFromCSR, certKeyAlgorithm),
	ofIssued("identity.issued.valid-now", "issues ID-Certs that are valid at once", core.IDCertIssued, certValidNow),
	ofIssued("identity.issued.lifetime", "issues ID-Certs that live at most 60 days", core.LifetimeSixtyDays, certLifetime),
	ofIssued("identity.issued.not-before", "issues no ID-Cert that is valid before its root ID-Cert", core.NotBeforeWithinRoot, certNotBefore),
	ofIssued("identity.issued.not-after", "issues no ID-Cert that outlives its root ID-Cert", core.NotAfterWithinRoot, certNotAfter),
}

// issuance is an ID-Cert and all that it is held against.
type issuance struct {
	Cert, Root *p2.Cert
	Session    *actor.Session
	// Request is the ID-CSR that the ID-Cert answers.
	Request *idcert.CSR
	Domain  string
	Now     time.Time
}

// newIssuance has an ID-Cert issued, for an ID-CSR that the changes vary.
func newIssuance(ctx context.Context, t *check.T, changes ...idcert.Change) issuance {
	root := t.ServerCert(ctx)
	call := t.NewActor(ctx).NewIDCert(changes...)
	laptop := t.Session(call, t.Grants(ctx, call, "a right ID-CSR"))
	return issuance{
		Cert: laptop.Cert, Root: root.Cert, Session: laptop, Request: call.CSR,
		Domain: t.Target().Domain, Now: t.Now(),
	}
}

// ofIssued makes a check that has an ID-Cert issued, and decides one thing on it.
func ofIssued(id, title string, decides requirement.Requirement, decide func(issuance) *check.Deviation) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(decide(newIssuance(ctx, t)))
		},
	}
}

// serialUnique has ID-Certs issued to several actors, for the same session IDs:
// these are an actor's own affair (section 6.1.1.3). Whether the root's serial
// number counts is open, so that it is not among them.
func serialUnique(ctx context.Context, t *check.T) {
	var serials []*big.Int
	first := t.NewActor(ctx)
	ids := []string{first.NewSessionID(), first.NewSessionID(), first.NewSessionID()}
	for _, alice := range []*actor.Actor{first, t.NewActor(ctx), t.NewActor(ctx)} {
		for _, id := range ids {
			call := alice.NewIDCert(idcert.SessionID(id))
			serials = append(serials, t.Session(call, t.Grants(ctx, call, "a right ID-CSR")).Cert.Serial)
		}
	}
	t.Hold(distinct(serials))
}
