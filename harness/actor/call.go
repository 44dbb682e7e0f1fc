package actor

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"fmt"
	"net/http"
	"net/url"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// deleteSession is the operation that revokes a session.
const deleteSession = "Registered_deleteSession"

// The headers that carry secrets.
const (
	tokenHeader     = "Authorization"
	sensitiveHeader = target.FactorHeader
)

// Call is one operation that an actor is about to ask for, complete and right.
// A Change spoils one thing of a copy.
type Call struct {
	// Operation is the operationId of the API document.
	Operation string
	Request   client.Request
	// CSR is the body, for the operations that take an ID-CSR.
	CSR *idcert.CSR

	key    ed25519.PrivateKey
	actor  *Actor
	issues bool // it asks for an ID-Cert
	// factor says that the call is to have the actor's right second factor.
	factor bool
	// anyStatus says that what the call asks for may come with a refusal.
	anyStatus bool
	accepted  func(*client.Response) error
}

// Change is one difference from a right call.
type Change func(*Call)

func (a *Actor) call(operation, method, path string) *Call {
	return &Call{
		Operation: operation,
		Request:   client.Request{Method: method, Path: client.Base + path, Query: url.Values{}, Header: http.Header{}},
		actor:     a,
	}
}

// With is a copy of the call with the changes applied in order.
func (c *Call) With(changes ...Change) *Call {
	out := *c
	out.Request = c.Request.Clone()
	if c.CSR != nil {
		out.CSR = c.CSR.Clone()
	}
	for _, change := range changes {
		change(&out)
	}
	return &out
}

// Send makes the call. A CSR that cannot even be written is our own mistake, and
// comes back as the response's error.
func (c *Call) Send(ctx context.Context) *client.Response {
	r := c.Request
	if c.CSR != nil && r.Body == nil {
		body, err := c.actor.write(c.CSR)
		if err != nil {
			return &client.Response{Err: fmt.Errorf("%w: write the ID-CSR: %w", client.ErrNotSent, err)}
		}
		r.Body = body
	}
	if c.factor {
		var err error
		if r, err = c.actor.withFactor(ctx, r); err != nil {
			return &client.Response{Err: fmt.Errorf("%w: %w", client.ErrNotSent, err)}
		}
	}
	if c.issues {
		res := c.actor.issue(ctx, r)
		if c.actor.target.Dialect.NextToken == target.SessionToken {
			_, _ = c.Session(res) // an ID-Cert that nobody looks at makes a session, too
		}
		return res
	}
	res := c.actor.client.Do(ctx, r)
	if c.Operation == deleteSession && res.OK() {
		c.actor.tokens.revoked(r.Query.Get("session_id"))
	}
	return res
}

// Accepted reports whether a response grants what the call asks for: nil, or in
// what it does not. A bare 2xx is not enough where the API has a body.
func (c *Call) Accepted(res *client.Response) error {
	if !res.OK() && (!c.anyStatus || res.Err != nil) {
		return fmt.Errorf("the answer is %s", Line(res))
	}
	if c.accepted == nil {
		return nil
	}
	return c.accepted(res)
}

// SetToken puts a session token into the call.
func (c *Call) SetToken(token string) { c.Request.Header.Set(tokenHeader, c.actor.credentials(token)) }

// SetSecondFactor puts a second factor into the call.
func (c *Call) SetSecondFactor(value string) {
	c.factor = false
	c.Request.Header.Set(sensitiveHeader, value)
}

// rightFactor puts the actor's own second factor into the call, as far as one is
// known.
func (c *Call) rightFactor() {
	if c.actor.Factor != "" {
		c.SetSecondFactor(c.actor.Factor)
	}
	c.factor = true
}

// CSR spoils the ID-CSR of a call.
func CSR(changes ...idcert.Change) Change {
	return func(c *Call) {
		for _, change := range changes {
			change(c.CSR)
		}
	}
}

// SubjectOf names another actor in the ID-CSR.
func SubjectOf(other *Actor) Change {
	return CSR(idcert.CommonName(other.FID.Local), idcert.UID(other.FID.String()))
}

// Token replaces the session token.
func Token(token string) Change { return func(c *Call) { c.SetToken(token) } }

// WithoutToken leaves the token out.
func WithoutToken() Change { return func(c *Call) { c.Request.Header.Del(tokenHeader) } }

// Scheme sends the token under another authentication scheme.
func Scheme(scheme, token string) Change {
	return func(c *Call) { c.Request.Header.Set(tokenHeader, scheme+" "+token) }
}

// SecondFactor replaces the second factor.
func SecondFactor(value string) Change { return func(c *Call) { c.SetSecondFactor(value) } }

// WithoutSecondFactor leaves the second factor out.
func WithoutSecondFactor() Change {
	return func(c *Call) {
		c.factor = false
		c.Request.Header.Del(sensitiveHeader)
	}
}

// Query sets one parameter.
func Query(name, value string) Change { return func(c *Call) { c.Request.Query.Set(name, value) } }

// WithoutQuery leaves one parameter out.
func WithoutQuery(name string) Change { return func(c *Call) { c.Request.Query.Del(name) } }

// Header sets one header field.
func Header(name, value string) Change { return func(c *Call) { c.Request.Header.Set(name, value) } }

// Body replaces the whole body.
func Body(body []byte) Change {
	return func(c *Call) {
		c.Request.Body = bytes.Clone(body)
		if c.Request.Body == nil {
			c.Request.Body = []byte{}
		}
	}
}

// DER sends the ID-CSR as DER instead of PEM.
func DER() Change {
	return func(c *Call) {
		if der, err := c.CSR.DER(); err == nil {
			c.Request.Body = der
		}
	}
}
