package identity

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// issue checks that a right ID-CSR is exchanged for an ID-Cert.
var issue = []check.Check{
	{
		ID:      "identity.issue.granted",
		Title:   "exchanges a right ID-CSR for an ID-Cert and a session token",
		Decides: []requirement.Requirement{core.IDCertIssued, core.Ed25519CSRAccepted, api.NewIDCertCreated},
		Needs:   check.Needs{Actors: true},
		Proves:  "Registered_newIdCert",
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			res := alice.NewIDCert().Send(ctx)
			t.Granted(res, http.StatusCreated)
			if _, err := actor.Issued(res); err != nil {
				t.Fail("an ID-Cert and a session token", "%v", err)
			}
		},
	},
	{
		ID:      "identity.issue.schema",
		Title:   "answers POST /idcert in the form of the API document",
		Decides: []requirement.Requirement{api.NewIDCertPEM, api.NewIDCertToken},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.InForm(t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR"))
		},
	},
}
