package driver

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/p2conform/p2conform/harness/client"
)

// Poster posts messages to a target as a client does: by whatever route it has.
type Poster interface {
	// Post posts one message. A message without a signature is posted without one,
	// as far as the target's form of messages allows, and so is one without an
	// ID-Cert.
	Post(ctx context.Context, c *client.Client, p Posting) Posted
}

// Posting is one message and who posts it: an actor of the target, or one of another
// home server.
type Posting struct {
	// Token is of the session that posts.
	Token string
	// FederationID is of the actor who is said to be the sender.
	FederationID string
	// Message is to be posted as it is, its signature and ID-Cert included.
	Message Message
}

// Posted is what became of posting a message.
type Posted struct {
	// Response is the target's answer, for a driver that speaks HTTP.
	Response *client.Response
	// Accepted says that the target took the message.
	Accepted bool
	// Why says why it was refused, in words.
	Why string
	// Err is why the driver could not even ask; the target had no part in that.
	Err error
}

// posted reads what came of asking for a message to be posted.
func posted(res *client.Response, err error) Posted {
	switch {
	case err == nil:
		return Posted{Response: res, Accepted: true}
	case errors.As(err, new(*refusedError)):
		return Posted{Response: res, Why: err.Error()}
	}
	return Posted{Response: res, Why: err.Error(), Err: err}
}

// Post asks for postMessage.
func (d *Command) Post(ctx context.Context, _ *client.Client, p Posting) Posted {
	m := WireMessage(p.Message)
	m.Content, m.Signature = append([]byte{}, m.Content...), append([]byte{}, m.Signature...) // an empty text, and not null
	_, err := d.do(ctx, PostMessage, Request{Op: string(PostMessage), Token: p.Token, FederationID: p.FederationID, Message: &m})
	return posted(nil, err)
}

// Post takes the steps of postMessage.
func (h HTTP) Post(ctx context.Context, c *client.Client, p Posting) Posted {
	if len(h.config.PostMessage) == 0 {
		return posted(nil, ErrNotOffered)
	}
	_, last, err := h.take(ctx, c, "postMessage", h.config.PostMessage, values{
		"token": p.Token, "federationId": p.FederationID, "cert": p.Message.Cert,
		"content": string(p.Message.Content), "contentBase64": base64.StdEncoding.EncodeToString(p.Message.Content),
		"signatureHex": hex.EncodeToString(p.Message.Signature), "signatureBase64": base64.StdEncoding.EncodeToString(p.Message.Signature),
	})
	return posted(last, err)
}

// postValues are the names of what the steps of postMessage are given.
var postValues = []string{"token", "federationId", "cert", "content", "contentBase64", "signatureHex", "signatureBase64"}

// Post hands a message to the embedded server.
func (r Reference) Post(ctx context.Context, _ *client.Client, p Posting) Posted {
	err := r.Operator.Post(ctx, p)
	if err != nil && r.Operator.Refused(err) {
		err = &refusedError{fmt.Sprintf("%s was refused: %v", PostMessage, err)}
	}
	return posted(nil, err)
}

// Post answers ErrNotOffered.
func (Unable) Post(context.Context, *client.Client, Posting) Posted {
	return posted(nil, ErrNotOffered)
}

// posts has a right message posted, with what means something in JSON or a URL in it,
// and one for a session that there is none of.
func (t *Conformance) posts(ctx context.Context, d Driver, a Account, there bool) {
	const what = "posts a message as it is, which the server takes"
	if there && t.Sign != nil {
		p, err := t.Sign(ctx, a, []byte("posted "+awkward))
		if err == nil {
			t.secret(p.Token)
			err = d.Post(ctx, t.Client, p).outcome(true)
		}
		t.add(what, err)
	} else {
		t.skip(what, "that needs an actor with a session")
	}
	nobody := Posting{
		Token: t.secret(t.Word(32)), FederationID: "p2c" + t.Word(13) + "@p2.example",
		Message: Message{Content: []byte("of nobody"), Signature: make([]byte, 64)},
	}
	t.add("says that a message is refused for whose session there is none", d.Post(ctx, t.Client, nobody).outcome(false))
}

// outcome says in what posting is not what it ought to be.
func (p Posted) outcome(accepted bool) error {
	return outcome(Registration{Accepted: p.Accepted, Why: p.Why, Err: p.Err}, accepted)
}
