// Package actor is the identities that the harness plays: a local name on the
// target, a second factor, and sessions with keys, ID-Certs and tokens.
package actor

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

// Actor is a registered identity on the target.
type Actor struct {
	FID      p2.FID
	Password string
	// Factor is the second factor of sensitive actions; empty where nobody knows
	// one, and then requests go without.
	Factor string
	// Token authorises ID-CSRs: the one from registering or logging in, or that of
	// a session.
	Token string
	// First is the session that logging in gave, on a target that gives no token
	// before; nil elsewhere.
	First *Session

	// fresh gets another second factor; nil where one is good for all actions.
	fresh func(context.Context) (string, error)
	// factorless is told of each action that was asked for without a factor that
	// it takes; nil where nobody wants to know.
	factorless func()

	target *target.Target
	client *client.Client
	random io.Reader
	tokens tokens
	// taking guards Token while calls that are sent may replace it.
	taking sync.Mutex
	last   lastIssued
}

// Session is one of an actor's devices: a key, its ID-Cert and a token.
type Session struct {
	ID    string
	Key   ed25519.PrivateKey
	Token string
	PEM   string
	Cert  *p2.Cert
	Actor *Actor
}

// New describes an actor that the driver has registered, and whose password is its
// second factor. Random makes its keys and session IDs.
func New(t *target.Target, c *client.Client, random io.Reader, local, password, token string) *Actor {
	return &Actor{
		FID:      p2.FID{Local: local, Domain: t.Domain},
		Password: password, Factor: password, Token: token,
		target: t, client: c, random: random,
	}
}

// NewKey draws a key pair.
func (a *Actor) NewKey() ed25519.PrivateKey {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(a.random, seed); err != nil {
		panic(fmt.Sprintf("actor: no random bytes: %v", err))
	}
	return a.target.Memory.NewKey(seed)
}

// NewSessionID draws a session ID of ten letters and digits.
func (a *Actor) NewSessionID() string { return Word(a.random, 10) }

// Word draws n lower-case letters and digits, a letter first.
func Word(random io.Reader, n int) string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		panic(fmt.Sprintf("actor: no random bytes: %v", err))
	}
	for i := range b {
		if i == 0 {
			b[i] = letters[int(b[i])%26]
		} else {
			b[i] = letters[int(b[i])%len(letters)]
		}
	}
	return string(b)
}

// CSR is a right ID-CSR for a new session of the actor, as the target wants it.
func (a *Actor) CSR(key ed25519.PrivateKey, sessionID string, changes ...idcert.Change) *idcert.CSR {
	d := a.target.Dialect
	name := idcert.ActorName(a.FID.Local, a.FID.Domain, sessionID)
	csr := idcert.NewCSR(key, name)
	csr.Memory = a.target.Memory
	csr.Capabilities.Encoding = d.Capabilities
	if d.SpecificFirst {
		idcert.ReversedDomain()(csr)
	}
	switch d.SessionID {
	case target.UTF8String:
		idcert.SessionIDTag(cryptobyte_asn1.UTF8String)(csr)
	case target.PrintableString:
		idcert.SessionIDTag(cryptobyte_asn1.PrintableString)(csr)
	}
	if d.UTF8Names {
		idcert.UTF8Names()(csr)
	}
	if d.X509Version {
		idcert.Version(2)(csr)
	}
	for _, change := range changes {
		change(csr)
	}
	return csr
}

// write is an ID-CSR as the target wants it: in PEM, or in base64. One
// whose PEM is damaged is in PEM.
func (a *Actor) write(csr *idcert.CSR) ([]byte, error) {
	if !a.target.Dialect.Base64CSR || csr.EditPEM != nil {
		text, err := csr.PEM()
		return []byte(text), err
	}
	der, err := csr.DER()
	if err != nil {
		return nil, err
	}
	return base64.StdEncoding.AppendEncode(nil, der), nil
}

// NewIDCert prepares the request for an ID-Cert for a new session: API
// Registered_newIdCert. The changes spoil, or vary, its ID-CSR.
func (a *Actor) NewIDCert(changes ...idcert.Change) *Call {
	key, id := a.NewKey(), a.NewSessionID()
	call := a.call("Registered_newIdCert", http.MethodPost, "/idcert")
	call.CSR, call.key, call.issues = a.CSR(key, id, changes...), key, true
	call.Request.Header.Set("Content-Type", "text/plain")
	call.SetToken(a.Token)
	call.rightFactor()
	call.accepted = func(res *client.Response) error {
		_, err := a.last.read(res)
		return err
	}
	return call
}

// RevokeSession prepares the revocation of one of the actor's sessions with the
// token of another: API Registered_deleteSession.
func (s *Session) RevokeSession(sessionID string) *Call {
	call := s.Actor.call(deleteSession, http.MethodDelete, "/session")
	call.Request.Query.Set("session_id", sessionID)
	call.SetToken(s.Token)
	call.rightFactor()
	return call
}

// Certs prepares the request for the actor's ID-Certs: API
// Unregistered_actorCerts. It needs no token.
func (a *Actor) Certs() *Call { return a.CertsOf(a.FID.String()) }

// CertsOf prepares the same for any federation ID, written as given.
func (a *Actor) CertsOf(fid string) *Call {
	return a.call("Unregistered_actorCerts", http.MethodGet, "/idcert/actor/"+a.InPath(fid))
}

// InPath writes a federation ID as one segment of a path, as the target wants it.
func (a *Actor) InPath(fid string) string {
	segment := url.PathEscape(fid) // which leaves "@" as it is
	if a.target.Dialect.EscapedAt {
		segment = strings.ReplaceAll(segment, "@", "%40")
	}
	return segment
}

// IssuedCert is the body of a successful answer to POST /idcert.
type IssuedCert struct {
	PEM   string
	Token string
	Cert  *p2.Cert
}

// Issued reads the answer to a request for an ID-Cert; the error says in what it
// is none.
func Issued(res *client.Response) (IssuedCert, error) {
	if !res.OK() {
		return IssuedCert{}, fmt.Errorf("no ID-Cert was issued: the answer is %s", Line(res))
	}
	var body struct {
		Cert  string `json:"id_cert"`
		Token string `json:"token"`
	}
	if err := json.Unmarshal(res.Body, &body); err != nil {
		return IssuedCert{}, fmt.Errorf("the answer to an ID-CSR is %d, but no JSON object with id_cert and token: %w", res.Status, err)
	}
	if body.Cert == "" || body.Token == "" {
		return IssuedCert{}, fmt.Errorf("the answer to an ID-CSR is %d, but lacks id_cert or token", res.Status)
	}
	cert, err := p2.ParseCertPEM(body.Cert)
	if err != nil {
		return IssuedCert{}, fmt.Errorf("id_cert is no ID-Cert: %w", err)
	}
	return IssuedCert{PEM: body.Cert, Token: body.Token, Cert: cert}, nil
}

// lastIssued is the answer that was read last: who sends a call, who holds it to be
// granted and who takes the session from it read the same one.
type lastIssued struct {
	mu  sync.Mutex
	res *client.Response
	got IssuedCert
	err error
}

// read is Issued, without reading the same response twice in a row.
func (l *lastIssued) read(res *client.Response) (IssuedCert, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.res != res {
		l.res = res
		l.got, l.err = Issued(res)
	}
	return l.got, l.err
}

// Session reads the answer to a call of NewIDCert as the session that it made.
func (c *Call) Session(res *client.Response) (*Session, error) {
	got, err := c.actor.last.read(res)
	if err != nil {
		return nil, err
	}
	id := got.Cert.Subject.PDN().SessionIDs
	s := &Session{Key: c.key, Token: got.Token, PEM: got.PEM, Cert: got.Cert, Actor: c.actor}
	if len(id) > 0 {
		s.ID = id[0].Text()
	} else { // a target that lost it knows the session by the one that was asked for
		s.ID = c.requestedID()
	}
	c.actor.tokens.made(s)
	return s, nil
}

// requestedID is the session ID that the call's ID-CSR asks for, "" without one.
func (c *Call) requestedID() string {
	if c.CSR == nil {
		return ""
	}
	for _, rdn := range c.CSR.Subject {
		for _, a := range rdn {
			if a.OID.Equal(idcert.OIDUniqueIdentifier) {
				return string(a.Value)
			}
		}
	}
	return ""
}

// Login makes the first session of an actor by logging in with an ID-CSR, on a
// target that gives no token before.
func (a *Actor) Login(ctx context.Context) error {
	key, id := a.NewKey(), a.NewSessionID()
	csr, err := a.write(a.CSR(key, id))
	if err != nil {
		return fmt.Errorf("write an ID-CSR: %w", err)
	}
	r := a.target.Driver.Login(ctx, a.client, a.FID.Local, a.Password, string(csr))
	if r.Token == "" {
		return &LoginError{Registration: r}
	}
	a.Token = r.Token
	if r.Cert == "" {
		return nil
	}
	cert, err := p2.ParseCertPEM(r.Cert)
	if err != nil {
		return fmt.Errorf("logging in gave no ID-Cert: %w", err)
	}
	a.First = &Session{ID: id, Key: key, Token: r.Token, PEM: r.Cert, Cert: cert, Actor: a}
	a.tokens.made(a.First)
	return nil
}

// LoginError says that logging in gave no token; its Registration is what the
// driver got.
type LoginError struct{ driver.Registration }

func (e *LoginError) Error() string { return "logging in gave no token: " + e.Why }

// Line is a response in a few words, the same for the same answer.
func Line(res *client.Response) string {
	if res.Err != nil && res.Status == 0 {
		return "none: " + res.Err.Error()
	}
	line := strings.TrimSpace(fmt.Sprintf("%d %s", res.Status, http.StatusText(res.Status)))
	if res.Err != nil {
		line += ", cut off: " + res.Err.Error()
	}
	return line
}
