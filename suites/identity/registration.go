package identity

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// registration checks how an actor comes by its federation ID (section 5; auth
// 1.1). Actors are registered by the driver, so that only what its answers show
// is decided here; the routes of the auth extension have a suite of their own.
var registration = slices.Concat([]check.Check{
	{
		ID:      "identity.registration.works",
		Title:   "registers an actor",
		Decides: []requirement.Requirement{auth.RegisterRoute},
		Needs:   check.Needs{Actors: true, Names: true},
		Proves:  check.Registering,
		Run:     registers,
	},
	{
		ID:      "identity.registration.routes",
		Title:   "registers actors below /.p2/auth or below /.p2/auth/v1, or both",
		Decides: []requirement.Requirement{auth.RegisterRoute},
		Probes:  []ambiguity.Entry{ambiguity.AccountRoutes},
		Needs:   check.Needs{Actors: true},
		Run:     registrationRoutes,
	},
	{
		ID:      "identity.registration.name-taken",
		Title:   "registers no second actor with a local name that is taken",
		Decides: []requirement.Requirement{core.LocalNameUnique, core.FIDUnique, auth.RegisterNameAvailable},
		Needs:   check.Needs{Actors: true, Names: true},
		Run: func(ctx context.Context, t *check.T) {
			name := newAccount(ctx, t)
			again := t.Register(ctx, name, newPassword(t))
			newAccount(ctx, t)
			notRegistered(t, again, "a local name that is taken")
		},
	},
	{
		ID:      "identity.registration.name-taken-in-other-case",
		Title:   "registers no second actor whose local name differs from a taken one in case alone",
		Decides: []requirement.Requirement{core.FIDCaseInsensitive},
		Needs:   check.Needs{Actors: true, Names: true},
		Run: func(ctx context.Context, t *check.T) {
			name := newAccount(ctx, t)
			again := t.Register(ctx, strings.ToUpper(name), newPassword(t))
			newAccount(ctx, t)
			if again.Accepted {
				t.Took(ambiguity.CanonicalCase, "bytes") // which fails
			}
			notRegistered(t, again, "a local name that is taken, in capitals")
		},
	},
	{
		ID:      "identity.registration.name-taken-harmless",
		Title:   "leaves an account as it was when its local name is registered again",
		Decides: []requirement.Requirement{auth.RegisterNameAvailable},
		Needs:   check.Needs{Actors: true, Names: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			newSession(ctx, t, alice)
			newSession(ctx, t, alice) // a token that is good for one ID-Cert alone blocks this here
			t.Register(ctx, alice.FID.Local, newPassword(t))
			t.Accepts(ctx, alice.NewIDCert(), "an ID-CSR with the token and the second factor from before")
		},
	},
	{
		ID:      "identity.registration.capitals",
		Title:   "knows an actor that was registered in capitals by its federation ID in any case",
		Decides: []requirement.Requirement{core.FIDCaseInsensitive},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     capitals,
	},
	{
		ID:      "identity.registration.federation-id",
		Title:   "knows an actor by its local name, an at sign and the domain name",
		Decides: []requirement.Requirement{core.FIDParts, core.FIDForm, core.FIDSeparator},
		Needs:   check.Needs{Actors: true},
		Run:     federationID,
	},
	{
		ID:      "identity.registration.special-characters",
		Title:   "knows an actor by its federation ID where the local name has a special character",
		Decides: []requirement.Requirement{core.FIDForm},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     specialCharacters,
	},
}, offGrammar)

// registrationRoutes tries both places that are known. A driver that registers
// actors in another way knows a server that has a way of its own.
func registrationRoutes(ctx context.Context, t *check.T) {
	switch t.Target().Driver.(type) {
	case driver.Auth, driver.Sonata:
	default:
		t.Took(ambiguity.AccountRoutes, "private")
		t.NotApplicable("the server registers actors in a way of its own")
	}
	served := map[string]bool{}
	for _, base := range []string{driver.AuthBase, driver.AuthBaseV1} {
		r := driver.Auth{Base: base}.Register(ctx, t.Client(), t.NewName(), newPassword(t))
		if r.Response == nil || r.Err != nil {
			t.Error("the routes below %s could not be tried: %v", base, r.Err)
		}
		t.Answered(r.Response)
		served[base] = r.Accepted
	}
	switch {
	case served[driver.AuthBase] && served[driver.AuthBaseV1]:
		t.Took(ambiguity.AccountRoutes, "either")
	case served[driver.AuthBaseV1]:
		t.Took(ambiguity.AccountRoutes, "draft")
	case served[driver.AuthBase]:
		t.Took(ambiguity.AccountRoutes, "password-token")
	default:
		t.Blocked(check.Registering, "neither place registers an actor any more")
	}
	t.Hold(nil)
}

func registers(ctx context.Context, t *check.T) {
	r := t.Register(ctx, t.NewName(), newPassword(t))
	switch {
	case r.Response == nil && !r.Accepted:
		t.Untested("the driver registered no actor: %s", r.Why)
	case r.Response == nil:
		t.NotApplicable("the driver %s does not register actors over HTTP", t.Target().Driver.Name())
	case !r.Accepted:
		t.Fail("an answer with a token, or the federation ID of a new actor", "%s", r.Why)
	}
	t.Hold(nil)
}

// newAccount registers an actor, and blocks the check where that does not work.
func newAccount(ctx context.Context, t *check.T) (name string) {
	name = t.NewName()
	if r := t.Register(ctx, name, newPassword(t)); !r.Accepted {
		t.Blocked(check.Registering, "an actor could not be registered: %s", r.Why)
	}
	return name
}

func newPassword(t *check.T) string { return "Pw-" + actor.Word(t.Random(), 24) }

// notRegistered fails the check unless a registration was refused. A driver that
// does not speak HTTP is believed; so is one that reads a refusal out of a 2xx.
func notRegistered(t *check.T, r driver.Registration, flaw string) {
	switch {
	case r.Accepted:
		t.Fail("a refusal of "+flaw, "an actor was registered")
	case r.Response != nil && !r.Response.OK():
		t.Refused(r.Response, flaw)
	}
	t.Hold(nil)
}

// tryName registers an actor under a name that a server may refuse; nil where it
// did.
func tryName(ctx context.Context, t *check.T, name string) *actor.Actor {
	password := newPassword(t)
	r := t.Register(ctx, name, password)
	if !r.Accepted {
		return nil
	}
	a := t.Actor(ctx, name, password, r)
	if a.Token == "" && a.Login(ctx) != nil {
		return nil
	}
	return a
}

// capitals registers a name in capitals. A server may refuse it: the grammar has
// lower case only.
func capitals(ctx context.Context, t *check.T) {
	newAccount(ctx, t)
	alice := tryName(ctx, t, strings.ToUpper(t.NewName()))
	if alice == nil {
		t.NotApplicable("the server registers no local name in capitals")
	}
	upper := alice.FID
	lower := p2.FID{Local: strings.ToLower(upper.Local), Domain: upper.Domain}
	call := alice.NewIDCert()
	res := call.Send(ctx)
	if !res.OK() { // the name may be stored in lower case, and asked for as stored
		alice.FID = lower
		call = alice.NewIDCert()
		res = t.Grants(ctx, call, "an ID-CSR of an actor that was registered in capitals")
		t.Took(ambiguity.CanonicalCase, "lower")
	}
	s := t.Session(call, res)
	found := map[p2.FID]bool{}
	for _, fid := range []p2.FID{upper, lower} {
		found[fid] = lists(ctx, t, alice.CertsOf(fid.String()), s)
	}
	if !found[upper] && !found[lower] {
		t.Blocked("Unregistered_actorCerts", "the ID-Cert is listed under neither case of the federation ID")
	}
	if !found[lower] || !found[upper] {
		t.Fail("the same ID-Certs for the federation ID in capitals and in lower case", "they are listed for one of them only")
	}
	t.Hold(nil)
}

// lists reports that a list of ID-Certs was given, with that of the session.
func lists(ctx context.Context, t *check.T, call *actor.Call, s *actor.Session) bool {
	res := call.Send(ctx)
	t.GotAnswer(res)
	if !res.OK() || res.Status == http.StatusNoContent {
		return false
	}
	return slices.ContainsFunc(t.Entries(res), func(e check.Entry) bool {
		return e.Cert.Serial.Cmp(s.Cert.Serial) == 0
	})
}

// federationID fails only where the server knows the actor, but under another
// name: whether the route works at all is for other checks.
func federationID(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	s := newSession(ctx, t, alice)
	if lists(ctx, t, alice.Certs(), s) {
		t.Hold(nil)
		return
	}
	for _, other := range []string{
		alice.FID.Local, "@" + alice.FID.String(), "@" + alice.FID.Local + ":" + alice.FID.Domain,
		alice.FID.Local + "@" + t.Target().URL.Host,
	} {
		if lists(ctx, t, alice.CertsOf(other), s) {
			t.Fail("the ID-Certs of "+alice.FID.String(), "they are listed for %q instead", other)
		}
	}
	t.Blocked("Unregistered_actorCerts", "the ID-Cert of a session is not in the list of its actor's")
}

// specialCharacters tries those of the grammar that are neither letters nor
// digits. A server need not give out such names: section 5 says what a
// federation ID can look like, not what may be registered.
func specialCharacters(ctx context.Context, t *check.T) {
	bob := t.NewActor(ctx)
	t.EntryOf(ctx, newSession(ctx, t, bob))
	given := 0
	for _, c := range []string{".", "_", "%", "+", "-"} {
		alice := tryName(ctx, t, t.NewName()+c+"41z") // "%41z" shows who decodes twice
		if alice == nil {
			continue
		}
		given++
		s := newSession(ctx, t, alice)
		if !lists(ctx, t, alice.Certs(), s) && !lists(ctx, t, allEscaped(alice), s) {
			t.Fail("the ID-Cert in the list of "+alice.FID.String(), "the list does not have it")
		}
	}
	if given == 0 {
		t.NotApplicable("the server registers no local names with special characters")
	}
	t.Hold(nil)
}

// allEscaped asks for an actor's ID-Certs with every special character of its
// federation ID percent-encoded.
func allEscaped(a *actor.Actor) *actor.Call {
	call := a.Certs()
	plain := a.InPath(a.FID.String())
	escaped := strings.NewReplacer("+", "%2B", "@", "%40", ".", "%2E", "_", "%5F", "-", "%2D").Replace(plain)
	return call.With(func(c *actor.Call) {
		c.Request.Path = strings.TrimSuffix(c.Request.Path, plain) + escaped
	})
}
