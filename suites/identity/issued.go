package identity

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// issued holds an ID-Cert against the table in section 6.1.1, a row at a time.
var issued = []check.Check{
	ofIssued("identity.issued.version", "issues ID-Certs of X.509 version 3", core.Version3, certVersion),
	ofIssued("identity.issued.serial-positive", "issues ID-Certs with a positive serial number", core.SerialPositive, certSerialPositive),
	ofIssued("identity.issued.signature", "signs an ID-Cert with its own key", core.SignedByHomeServer, certSignature),
	ofIssued("identity.issued.public-key", "certifies the public key of the ID-CSR", core.KeyFromCSR, certKey),
	ofIssued("identity.issued.lifetime", "issues ID-Certs that live at most 60 days", core.LifetimeSixtyDays, certLifetime),
	ofIssued("identity.issued.not-after", "issues no ID-Cert that outlives its root ID-Cert", core.NotAfterWithinRoot, certNotAfter),
}

// issuance is an ID-Cert and all that it is held against.
type issuance struct {
	Cert, Root *p2.Cert
	Session    *actor.Session
	Domain     string
	Now        time.Time
}

// ofIssued makes a check that has an ID-Cert issued, and decides one thing on it.
func ofIssued(id, title string, decides requirement.Requirement, decide func(issuance) *check.Deviation) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			root := t.ServerCert(ctx)
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.Hold(decide(issuance{
				Cert: laptop.Cert, Root: root.Cert, Session: laptop, Domain: t.Target().Domain, Now: t.Now(),
			}))
		},
	}
}
