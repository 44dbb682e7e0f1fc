package keymaterial

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// voluntary checks that nothing else waits for an actor to upload its keys.
var voluntary = []check.Check{
	one("voluntary.nothing-else", "does the same for an actor who has uploaded nothing as for one who has", nothingElse, core.KeyMaterialVoluntary),
}

// nothingElse asks for what an actor needs of its server. What is refused, and is
// granted after an upload, depended on it; what is refused then as well is for
// other checks.
func nothingElse(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	laptop, phone := t.NewSession(ctx, alice), t.NewSession(ctx, alice)
	granted := 0
	for _, act := range []struct {
		what string
		call func() *actor.Call
	}{
		{"a new ID-Cert", func() *actor.Call { return alice.NewIDCert() }},
		{"the list of its ID-Certs", alice.Certs},
		{"a session token for a solved challenge string", func() *actor.Call { return solution(ctx, t, phone) }},
		{"the revocation of a session", func() *actor.Call { return laptop.RevokeSession(phone.ID) }},
	} {
		switch call := act.call(); {
		case call == nil:
		case accepted(ctx, t, call):
			granted++
		case acceptedAfterUpload(ctx, t, laptop, phone, act.call):
			t.Fail(act.what+" for an actor who has uploaded no encrypted keys", "it is granted after an upload only")
		}
	}
	if granted == 0 {
		t.Blocked("Registered_newIdCert", "an actor is granted nothing, whether it has uploaded keys or not")
	}
	t.Hold(nil)
}

// acceptedAfterUpload asks again when there are keys of both sessions.
func acceptedAfterUpload(ctx context.Context, t *check.T, laptop, phone *actor.Session, call func() *actor.Call) bool {
	u, _ := newUploader(ctx, t, laptop)
	u.store(ctx, phone)
	return accepted(ctx, t, call())
}

func accepted(ctx context.Context, t *check.T, call *actor.Call) bool {
	res := call.Send(ctx)
	t.GotAnswer(res)
	return call.Accepted(res) == nil
}

// solution is a solved challenge string of a session; nil where the server gives
// none out.
func solution(ctx context.Context, t *check.T, s *actor.Session) *actor.Call {
	if t.Target().Dialect.TrialPath == "" {
		return nil
	}
	res := s.NewTrial().Send(ctx)
	t.GotAnswer(res)
	trial, err := p2.ParseKeyTrial(res.Body)
	if err != nil {
		return nil
	}
	return s.CompleteTrial(trial)
}
