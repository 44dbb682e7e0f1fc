package identity

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// updates checks what PUT /session/idcert/extern takes for an ID-Cert. It is
// there for sessions of foreign actors: a server that has it for none of its own
// is asked in vain.
var updates = []check.Check{
	{
		ID:      "identity.sessions.update-no-certificate",
		Title:   "answers with 400 when it is told of an ID-Cert that is none",
		Decides: []requirement.Requirement{api.UpdateSessionCertInvalid},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			call := laptop.UpdateIDCert(laptop.PEM)
			garbage := call.With(actor.Body([]byte("this is no certificate"))).Send(ctx)
			cut := call.With(actor.Body([]byte(laptop.PEM[:len(laptop.PEM)/2]))).Send(ctx)
			empty := call.With(actor.Body(nil)).Send(ctx)
			offered(ctx, t, call)
			t.Refused(garbage, "a body that is no ID-Cert", check.Status(http.StatusBadRequest))
			t.Refused(cut, "half of an ID-Cert", check.Status(http.StatusBadRequest))
			t.Refused(empty, "no body", check.Status(http.StatusBadRequest))
		},
	},
	{
		ID:      "identity.sessions.update-other-actor",
		Title:   "refuses to be told of the ID-Cert of another actor",
		Decides: []requirement.Requirement{api.UpdateSessionCertOwnActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			bobs := newSession(ctx, t, t.NewActor(ctx))
			call := laptop.UpdateIDCert(laptop.PEM)
			res := call.With(actor.Body([]byte(bobs.PEM))).Send(ctx)
			offered(ctx, t, call)
			t.Refused(res, "the ID-Cert of another actor")
		},
	},
}
