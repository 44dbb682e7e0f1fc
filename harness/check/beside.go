package check

import (
	"context"
	"fmt"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/reports"
)

// arriving is an actor of the real server beside the target, who comes to the target
// with the ID-Cert that it was issued there. What its home server does is not judged
// here: where that does not work, nothing was found out.
func (t *T) arriving(ctx context.Context, h *peer.Home, changes int) *Foreigner {
	if changes > 0 {
		t.Error("the check wants of a home server what a real one does not do")
	}
	b := t.target.Beside
	if b.Driver == nil {
		t.Untested("no actor of %s can be had: %s", b.Domain, b.NoDriver)
	}
	c := b.NewClient(Secrets(t.secret))
	name, password := t.NewName(), "Pw-"+actor.Word(t.random, 24)
	t.secret(reports.Password, password)
	r := driver.NewActor(ctx, b.Driver, c, name, password)
	switch {
	case r.Err != nil:
		t.Error("the driver of %s does not work: %v", b.Domain, r.Err)
	case !r.Accepted:
		t.Error("%s could not register an actor: %s", b.Domain, r.Why)
	}
	account := driver.Account{LocalName: name, Password: password, Token: r.Token}
	if r.Account != nil {
		account = *r.Account
	}
	a, err := actor.Of(ctx, b, c, t.random, account, nil)
	if err == nil && a.Token == "" {
		err = a.Login(ctx)
	}
	if err != nil {
		t.Error("an actor of %s could not log in there: %v", b.Domain, err)
	}
	t.secret(reports.Token, a.Token)
	t.secret(reports.SecondFactor, a.Factor)
	return t.visiting(h, a, t.certifiedThere(ctx, a))
}

// renewedThere is a foreign actor with another ID-Cert of the same session: its home
// server has revoked the one before.
func (t *T) renewedThere(ctx context.Context, f *Foreigner, changes int) *Foreigner {
	if changes > 0 {
		t.Error("the check wants of a home server what a real one does not do")
	}
	another := t.certifiedThere(ctx, f.there) // a session revokes another one
	revocation := another.RevokeSession(f.ID)
	if err := revocation.Accepted(revocation.Send(ctx)); err != nil {
		t.Error("%s could not revoke a session of its actor: %v", t.target.Beside.Domain, err)
	}
	t.there(fmt.Sprintf("revokes the ID-Cert with serial number %v", f.Cert.Serial))
	next := t.visiting(f.Home, f.there, t.certifiedThere(ctx, f.there, idcert.SessionID(f.ID)))
	next.Token = f.Token
	return next
}

// certifiedThere has the real home server issue an ID-Cert.
func (t *T) certifiedThere(ctx context.Context, a *actor.Actor, changes ...idcert.Change) *actor.Session {
	call := a.NewIDCert(changes...)
	s, err := call.Session(call.Send(ctx))
	if err != nil {
		t.Error("%s issued no ID-Cert to its actor: %v", t.target.Beside.Domain, err)
	}
	t.there(fmt.Sprintf("issues an ID-Cert to %s, serial number %v", a.FID.Local, s.Cert.Serial))
	return s
}

// there notes what happens at the real home server.
func (t *T) there(what string) {
	t.client.Log().Record(&client.Exchange{At: t.target.Beside.Domain, Event: what, Started: time.Now()})
}

// visiting is an actor of the real home server as the target meets them.
func (t *T) visiting(h *peer.Home, a *actor.Actor, s *actor.Session) *Foreigner {
	visitor := actor.New(t.target, t.client, t.random, a.FID.Local, "", "")
	visitor.FID.Domain = h.Domain
	return &Foreigner{Home: h, there: a, Session: &actor.Session{ID: s.ID, Key: s.Key, PEM: s.PEM, Actor: visitor, Cert: s.Cert}}
}
