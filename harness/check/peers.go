package check

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/p2"
)

// Foreigner is an actor of a home server of the harness, with one session.
type Foreigner struct {
	*actor.Session
	Home *peer.Home
	// Issued is the ID-Cert as the home knows it.
	Issued *peer.Issued
	// there is the actor at a real home server; nil where the home is ours.
	there *actor.Actor
}

// NewPeer runs a home server of this check's own, honest but for the changes until it
// is told otherwise. What reaches it stands among the check's exchanges; a request that no
// home server has to expect from another fails the check.
func (t *T) NewPeer(changes ...peer.Change) *peer.Home {
	return t.NewPeerAt(t.NewLabel(), changes...)
}

// NewPeerBelow runs another one, whose domain name begins with the whole of a
// home's, as anybody may choose it: "victim.example.evil.example".
func (t *T) NewPeerBelow(h *peer.Home) *peer.Home { return t.NewPeerAt(h.Domain + "." + t.NewLabel()) }

// NewLabel draws the first label of a host name that nobody has.
func (t *T) NewLabel() string { return NamePrefix + actor.Word(t.random, 13) }

// NewPeerAt is NewPeer under a host name with that first label.
func (t *T) NewPeerAt(label string, changes ...peer.Change) *peer.Home {
	if b := t.target.Beside; b != nil {
		if len(changes) > 0 {
			t.Error("the check wants of a home server what a real one does not do")
		}
		return &peer.Home{Domain: b.Domain}
	}
	if t.target.Peers == nil {
		t.Untested("no home server can run beside the target: %s", t.target.NoPeers)
	}
	h, err := t.target.Peers.NewHome(label, t.random, t.client.Log(), changes...)
	if err != nil {
		t.Error("%v", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.peers = append(t.peers, h)
	return h
}

// NewForeigner makes an actor of a home with a session there. Its ID-Cert is right
// but for the changes.
func (t *T) NewForeigner(h *peer.Home, changes ...func(*peer.Certification)) *Foreigner {
	return t.certified(h, t.NewName(), changes)
}

// NamedForeigner is NewForeigner with a local name that somebody else may have
// elsewhere.
func (t *T) NamedForeigner(h *peer.Home, local string, changes ...func(*peer.Certification)) *Foreigner {
	return t.certified(h, local, changes)
}

// Renewed is the same actor and session with another key, and an ID-Cert for it that
// is right but for the changes. Without any, the home server has revoked the one before,
// as every renewal begins (core 6.1.3).
func (t *T) Renewed(f *Foreigner, changes ...func(*peer.Certification)) *Foreigner {
	if f.there != nil {
		return t.renewedThere(t.ctx, f, len(changes))
	}
	id := func(c *peer.Certification) { c.SessionID = f.ID }
	if len(changes) == 0 {
		f.Home.RevokeSession(f.Actor.FID.Local, f.ID)
	}
	next := t.certified(f.Home, f.Actor.FID.Local, append([]func(*peer.Certification){id}, changes...))
	next.Token = f.Token
	return next
}

// Another is another session of the same actor.
func (t *T) Another(f *Foreigner, changes ...func(*peer.Certification)) *Foreigner {
	return t.certified(f.Home, f.Actor.FID.Local, changes)
}

func (t *T) certified(h *peer.Home, local string, changes []func(*peer.Certification)) *Foreigner {
	if t.target.Beside != nil {
		return t.arriving(t.ctx, h, len(changes))
	}
	a := actor.New(t.target, t.client, t.random, local, "", "")
	a.FID.Domain = h.Domain
	key := a.NewKey()
	c := peer.Certification{Local: local, SessionID: a.NewSessionID(), Key: key.Public().(ed25519.PublicKey)}
	for _, change := range changes {
		change(&c)
	}
	issued, err := h.Certify(c)
	if err != nil {
		t.Error("%v", err)
	}
	s := &actor.Session{ID: c.SessionID, Key: key, PEM: issued.PEM, Actor: a, Cert: &p2.Cert{Serial: issued.Serial}}
	if cert, err := p2.ParseCertPEM(issued.PEM); err == nil { // of one that is damaged, the serial number is enough
		s.Cert = cert
	}
	return &Foreigner{Session: s, Home: h, Issued: issued}
}

// What Proves names for the steps of a foreign actor.
const (
	// ForeignLogin is that an actor of another home server gets a token at all.
	ForeignLogin = "log in an actor of another home server"
)

// NewTrial asks for a challenge string for a foreign actor, who has no token yet.
func (t *T) NewTrial(ctx context.Context, f *Foreigner) p2.KeyTrial {
	t.foreignersLogIn()
	anonymous := *f.Session
	anonymous.Token = ""
	res := t.Grants(ctx, anonymous.NewTrial(), "a request for a challenge string without a token")
	trial, err := p2.ParseKeyTrial(res.Body)
	t.Confide("a challenge string", trial.Trial)
	if err != nil {
		t.Blocked(Challenge, "a challenge string could not be read: %v", err)
	}
	return trial
}

// LoggingIn is a foreign actor's right answer to a fresh challenge string.
func (t *T) LoggingIn(ctx context.Context, f *Foreigner) *actor.Call {
	call := f.CompleteTrial(t.NewTrial(ctx, f))
	var solution struct{ Signature string }
	if json.Unmarshal(call.Request.Body, &solution) == nil {
		t.Confide("the signature over a challenge string", solution.Signature)
	}
	return call
}

// LogIn logs a foreign actor in, whose session then has a token. Where that does
// not work, the check is blocked.
func (t *T) LogIn(ctx context.Context, f *Foreigner) *client.Response {
	res := t.LoggingIn(ctx, f).Send(ctx)
	t.answered(res)
	if token := actor.Text(res); res.OK() && token != "" {
		t.secret(reports.Token, token)
		t.Confide("a session token", token)
		f.Token = token
		return res
	}
	t.end(reports.Blocked, Outcome{
		BlockedOn: ForeignLogin, Decisive: res.Exchange,
		Detail: "an actor of another home server, with a right ID-Cert, could not log in: " + actor.Line(res) + said(res),
	})
	return nil
}

// said is the beginning of what an answer has to say, for whoever has to find out why.
func said(res *client.Response) string {
	if len(res.Body) == 0 {
		return ""
	}
	return fmt.Sprintf(", %.200q", res.Body)
}

// RefusesLogin expects that a foreign actor gets no token, for a flaw named as in
// "an ID-Cert that has expired". Then right, a foreign actor without the flaw, has
// to get one: the positive control. A home server that cannot be asked may also be
// answered for with 502, 503 or 504.
func (t *T) RefusesLogin(ctx context.Context, f *Foreigner, flaw string, right *Foreigner) {
	t.RefusesSolution(ctx, t.LoggingIn(ctx, f), flaw, right)
}

// RefusesSolution is RefusesLogin for an answer to a challenge string that is
// prepared already.
func (t *T) RefusesSolution(ctx context.Context, call *actor.Call, flaw string, right *Foreigner) {
	t.GivesNoToken(ctx, call, flaw, right)
	t.LogIn(ctx, right)
	t.hold()
}

// refusedForOthers reports a 5xx by which a server says that another one is to
// blame.
func (t *T) refusedForOthers(res *client.Response) bool {
	t.answered(res)
	switch res.Status {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// foreignersLogIn ends the check where the target has no way to log in the actors of
// other home servers that we could take.
func (t *T) foreignersLogIn() {
	if why := t.target.NoForeigners; why != "" {
		t.NotApplicable("%s", why)
	}
}

// leavePeers has nobody reach the homes and traps of the check any more.
func (t *T) leavePeers() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, h := range t.peers {
		t.target.Peers.Leave(h)
	}
	for _, trap := range t.traps {
		t.target.Peers.Spring(trap)
	}
}

// NewKey draws a key pair that nobody else has.
func (t *T) NewKey() ed25519.PrivateKey {
	return actor.New(t.target, t.client, t.random, "", "", "").NewKey()
}

// RefusedForOthers fails the check unless the response is a refusal, or says that
// the home server of an actor could not be asked.
func (t *T) RefusedForOthers(res *client.Response, flaw string) {
	if !t.refusedForOthers(res) {
		t.refused(res, flaw, nil)
	}
	t.hold()
}
