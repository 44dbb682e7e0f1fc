package check

import (
	"context"
	"encoding/asn1"
	"net/http"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// Entry is a certificate as a target lists it.
type Entry struct {
	p2.CacheableCert
	Cert *p2.Cert
}

// SessionID is the first one in the subject; "" without any.
func (e Entry) SessionID() string {
	if ids := e.Cert.Subject.PDN().SessionIDs; len(ids) > 0 {
		return ids[0].Text()
	}
	return ""
}

const (
	opServerCert = "Unregistered_serverIdCert"
	opActorCerts = "Unregistered_actorCerts"
)

// ServerCert gets the target's own ID-Cert. A target that has none that can be
// read blocks the check.
func (t *T) ServerCert(ctx context.Context) Entry {
	res := t.client.Do(ctx, ServerCertRequest())
	t.answered(res)
	if !res.OK() {
		t.Blocked(opServerCert, "the server's ID-Cert could not be had: %s", actor.Line(res))
	}
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		t.Blocked(opServerCert, "the server's ID-Cert could not be read: %v", err)
	}
	return t.parse(opServerCert, entry)
}

// ServerCertRequest asks for the target's own ID-Cert.
func ServerCertRequest() client.Request {
	return client.Request{Method: http.MethodGet, Path: client.Base + "/idcert/server", Query: url.Values{}}
}

// Certs gets an actor's ID-Certs, chosen by the changes to the call.
func (t *T) Certs(ctx context.Context, a *actor.Actor, changes ...actor.Change) []Entry {
	return t.Entries(t.Grants(ctx, a.Certs().With(changes...), "the list of an actor's ID-Certs"))
}

// Entries reads the answer to a request for ID-Certs. No content is an empty
// list; anything that is no list blocks the check.
func (t *T) Entries(res *client.Response) []Entry {
	if res.Status == http.StatusNoContent {
		return nil
	}
	listed, err := p2.ParseCacheableCerts(res.Body)
	if err != nil {
		t.Blocked(opActorCerts, "the list of ID-Certs could not be read: %v", err)
	}
	var out []Entry
	for _, c := range listed {
		out = append(out, t.parse(opActorCerts, c))
	}
	return out
}

func (t *T) parse(operation string, c p2.CacheableCert) Entry {
	cert, err := p2.ParseCertPEM(c.PEM)
	if err != nil {
		t.Blocked(operation, "idCertPem is no certificate: %v", err)
	}
	return Entry{CacheableCert: c, Cert: cert}
}

// Readable blocks the check where the certificate that an operation gave has an
// extension of the type, and its value cannot be read: it is neither there nor missing, and that is decided
// by who looks at the DER.
func (t *T) Readable(operation string, c *p2.Cert, oid asn1.ObjectIdentifier) {
	if !c.Unread(oid) {
		return
	}
	for _, f := range c.Findings {
		if strings.HasPrefix(f.What, "extension "+oid.String()+" is unreadable") {
			t.Blocked(operation, "%v", f)
		}
	}
	t.Blocked(operation, "the extension %v of the certificate is unreadable", oid)
}

// EntryOf gets the listed entry of a session: it blocks the check where the
// session is not listed. A target that lists only current ID-Certs is asked once
// more, for the time in which the session's was valid, in each unit
//
func (t *T) EntryOf(ctx context.Context, s *actor.Session) Entry {
	ranges := [][]actor.Change{nil}
	for _, unit := range Units() {
		ranges = append(ranges, WholeValidity(s.Cert, unit))
	}
	for _, changes := range ranges {
		for _, e := range t.Certs(ctx, s.Actor, changes...) {
			if e.Cert.Serial.Cmp(s.Cert.Serial) == 0 {
				return e
			}
		}
	}
	t.Blocked(opActorCerts, "the ID-Cert of a session is not in the list of its actor's")
	return Entry{}
}

// ChoosesSessions blocks the check where a list of ID-Certs takes no notice of the
// session that is named: what unusual names of sessions do is not asked then. It
// makes another session of the same actor.
func (t *T) ChoosesSessions(ctx context.Context, s *actor.Session) {
	other := t.NewSession(ctx, s.Actor)
	for _, e := range t.Certs(ctx, s.Actor, actor.Query("session_id", s.ID)) {
		if e.Cert.Serial.Cmp(other.Cert.Serial) == 0 {
			t.Blocked(ChosenSession, "the list of the ID-Certs of one session has that of another session")
		}
	}
}

// ForAll holds a statement about every one of some things that the target
// showed, named as in "certificates". Without any, nothing was asked, and the
// check is untested.
func ForAll[E any](t *T, what string, items []E, decide func(E) *Deviation) {
	if len(items) == 0 {
		t.Untested("the target showed no %s to decide this on", what)
	}
	for _, item := range items {
		t.Hold(decide(item))
	}
}
