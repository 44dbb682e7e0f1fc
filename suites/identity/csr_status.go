package identity

import (
	"context"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrStatus looks at the statuses with which ID-CSRs are refused for different
// causes. The API document has none.
var csrStatus = []check.Check{{
	ID:    "identity.csr.refusals",
	Title: "refuses what is no ID-CSR, one in the name of another actor and one with a session ID in use, each by a 4xx",
	Decides: []requirement.Requirement{
		core.CSRMalformedRefused, core.CSROwnActor, core.SessionIDInUseRefused,
	},
	Probes: []ambiguity.Entry{ambiguity.RefusedCSRStatus},
	Needs:  check.Needs{Actors: true},
	Run: func(ctx context.Context, t *check.T) {
		alice, bob := t.NewActor(ctx), t.NewActor(ctx)
		laptop := newSession(ctx, t, alice)
		refused := func(what string, change actor.Change) int {
			res := alice.NewIDCert().With(change).Send(ctx)
			t.Refused(res, what)
			return res.Status
		}
		malformed := refused("a text that is no ID-CSR", actor.Body([]byte("may I have an ID-Cert, please\n")))
		other := refused("the name of another actor", actor.SubjectOf(bob))
		again := alice.NewIDCert(idcert.SessionID(laptop.ID))
		res := again.Send(ctx)
		if again.Accepted(res) == nil {
			t.Blocked(opInUse, "an ID-CSR with a session ID in use was granted")
		}
		t.Refused(res, "a session ID in use")
		inUse := res.Status
		t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR")
		if reading := statusReading(malformed, other, inUse); reading != "" {
			t.Took(ambiguity.RefusedCSRStatus, reading)
		}
	},
}}

// statusReading is the reading of A-311 that three statuses show; "" where the
// register has none.
func statusReading(malformed, other, inUse int) string {
	one := map[int]string{http.StatusBadRequest: "400", http.StatusUnprocessableEntity: "422", http.StatusForbidden: "403"}
	switch {
	case malformed == other && other == inUse:
		return one[inUse]
	case inUse == http.StatusConflict && !slices.Contains([]string{one[malformed], one[other]}, ""):
		return "by-cause"
	}
	return ""
}
