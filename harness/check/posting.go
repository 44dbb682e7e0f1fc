package check

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/reports"
)

// PostingMessages is what Proves names for messages: no requirement says that a server
// takes any, and so no check proves it.
const PostingMessages = "take a message whose signature is right"

// NewMessage is a message that a session has signed, and that carries its ID-Cert.
// Its text is ASCII, and nobody else's.
func (t *T) NewMessage(s *actor.Session) driver.Message {
	content := []byte("p2conform " + actor.Word(t.random, 16))
	return driver.Message{Content: content, Signature: ed25519.Sign(s.Key, content), Cert: s.PEM}
}

// Post posts a message for a session, and leaves the judgement to the check.
func (t *T) Post(ctx context.Context, s *actor.Session, m driver.Message) driver.Posted {
	poster := t.target.Posts
	if poster == nil {
		if t.target.Driver == nil {
			t.Untested("no message can be posted: %s", t.target.NoDriver)
		}
		poster = t.target.Driver
	}
	started := time.Now()
	p := poster.Post(ctx, t.client, driver.Posting{Token: s.Token, FederationID: s.Actor.FID.String(), Message: m})
	t.offered(driver.PostMessage, p.Err)
	if p.Err != nil {
		t.Error("no message could be posted: %v", p.Err)
	}
	if p.Response != nil {
		t.answered(p.Response)
		return p
	}
	t.client.Log().Record(&client.Exchange{
		At: driverLane, Event: "posts a message of " + s.Actor.FID.String() + map[bool]string{true: ", and it is taken", false: ", and it is refused"}[p.Accepted], Started: started,
	})
	return p
}

// driverLane is who posts messages in a report where no exchange shows it.
const driverLane = "driver"

// PostsRight posts a right message of a session: the positive control. Where it is
// refused, the check is blocked.
func (t *T) PostsRight(ctx context.Context, s *actor.Session) {
	m := t.NewMessage(s)
	if p := t.Post(ctx, s, m); !p.Accepted {
		t.Blocked(PostingMessages, "the positive control failed, so nothing is decided: %s was refused (%s)", posted(s, m), p.Why)
	}
}

// RefusesMessage expects that a message is refused for a flaw named as in "a
// signature of another key". The positive control is the caller's: PostsRight. A
// home server that cannot be asked may also be answered for with 502, 503 or 504.
func (t *T) RefusesMessage(ctx context.Context, s *actor.Session, m driver.Message, flaw string) {
	t.RefusedMessage(s, m, t.Post(ctx, s, m), flaw)
}

// RefusedMessage is RefusesMessage for a message that was posted already.
func (t *T) RefusedMessage(s *actor.Session, m driver.Message, p driver.Posted, flaw string) {
	want := "a refusal of a message with " + flaw
	o := Outcome{Expected: want, Detail: "The driver posted " + posted(s, m) + "."}
	if p.Response != nil {
		o.Decisive = p.Response.Exchange
	}
	switch {
	case p.Accepted:
		o.Actual = "the server took the message"
		t.end(reports.Fail, o)
	case p.Response != nil && p.Response.Status >= http.StatusInternalServerError && !t.refusedForOthers(p.Response):
		o.Actual = fmt.Sprintf("%s: the server failed instead of refusing", actor.Line(p.Response))
		t.end(reports.Fail, o)
	}
	t.hold()
}

// posted says what was posted, so that it can be posted again by hand.
func posted(s *actor.Session, m driver.Message) string {
	signature, cert := "no signature", "no ID-Cert"
	if len(m.Signature) > 0 {
		signature = fmt.Sprintf("the signature %x", m.Signature)
	}
	switch {
	case m.Cert == s.PEM:
		cert = "the ID-Cert of the session"
	case m.Cert != "":
		cert = "another ID-Cert"
	}
	return fmt.Sprintf("a message of %s, session %s, with the content %q, %s and %s", s.Actor.FID, s.ID, m.Content, signature, cert)
}

// TryLogIn logs a foreign actor in where the target lets it, and reports whether it
// has a token.
func (t *T) TryLogIn(ctx context.Context, f *Foreigner) bool {
	res := t.LoggingIn(ctx, f).Send(ctx)
	t.GotAnswer(res)
	token := actor.Text(res)
	if !res.OK() || token == "" {
		return false
	}
	t.secret(reports.Token, token)
	f.Token = token
	return true
}
