package identity

import (
	"context"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// probe sends ID-CSRs that one reading of the text takes and another refuses.
// Either will do; an ID-Cert that is not the one that was asked for will not, and
// neither will a server error.
type probe struct {
	t     *check.T
	alice *actor.Actor
	// judge decides on an issued ID-Cert besides; nil decides nothing.
	judge func(*p2.Cert) *check.Deviation
}

// newProbe has a right ID-CSR granted. Where already that ID-Cert is not as it
// should be, other checks say so, and this one is blocked.
func newProbe(ctx context.Context, t *check.T, judge func(*p2.Cert) *check.Deviation) *probe {
	return newProbeFor(ctx, t, t.NewActor(ctx), judge)
}

// newProbeFor is newProbe for an actor that is there.
func newProbeFor(ctx context.Context, t *check.T, alice *actor.Actor, judge func(*p2.Cert) *check.Deviation) *probe {
	if judge == nil {
		judge = func(*p2.Cert) *check.Deviation { return nil }
	}
	p := &probe{t: t, alice: alice, judge: judge}
	call := p.alice.NewIDCert()
	control := t.Session(call, t.Grants(ctx, call, "a right ID-CSR"))
	if d := p.decide(call, control.Cert); d != nil {
		t.Blocked(call.Operation, "the ID-Cert for a right ID-CSR is not as it should be: %s", d.Actual)
	}
	return p
}

// send asks for an ID-Cert for a new session with a request that was varied. It
// returns the ID-Cert, or nil where the request was refused.
func (p *probe) send(ctx context.Context, what string, changes ...idcert.Change) *p2.Cert {
	return p.sendCall(ctx, what, p.alice.NewIDCert(changes...))
}

// sendCall does the same with a call of the actor's NewIDCert.
func (p *probe) sendCall(ctx context.Context, what string, call *actor.Call) *p2.Cert {
	res := p.t.TakesOrRefuses(ctx, call, "an ID-CSR with "+what, p.alice.NewIDCert())
	if res == nil {
		p.t.Hold(nil) // refused, as the control was not
		return nil
	}
	got, err := actor.Issued(res)
	if err != nil {
		p.t.Fail("an ID-Cert for an ID-CSR with "+what+", or a refusal", "%v", err)
	}
	if d := p.decide(call, got.Cert); d != nil {
		p.t.Fail(d.Expected+", or a refusal of "+what, "%s", d.Actual)
	}
	p.t.Hold(nil)
	return got.Cert
}

func (p *probe) decide(call *actor.Call, cert *p2.Cert) *check.Deviation {
	if d := answers(cert, p.alice.FID, call.CSR); d != nil {
		return d
	}
	return p.judge(cert)
}
