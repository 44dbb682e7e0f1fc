package transport

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// parameters checks queries that are unusual, on the one parameter that is any
// text: the session of a list of ID-Certs.
var parameters = []check.Check{
	{
		ID:      "transport.parameters.twice",
		Title:   "lists the ID-Certs of no further session where session_id stands twice, and does not fail",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Probes:  []ambiguity.Entry{ambiguity.ParameterTwice},
		Needs:   check.Needs{Actors: true},
		Run:     parameterTwice,
	},
	{
		ID:      "transport.parameters.long",
		Title:   "lists no ID-Certs for a session_id of 4,000 characters, and does not fail",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Run:     parameterLong,
	},
	{
		ID:      "transport.parameters.long-fid",
		Title:   "lists no ID-Certs for a federation ID of 4,000 characters, and does not fail",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			call := alice.CertsOf(strings.Repeat("a", long) + "@" + t.Target().Domain)
			t.Grants(ctx, alice.Certs(), "the list of an actor's ID-Certs")
			if res := t.TakesOrRefuses(ctx, call, "a federation ID of 4,000 characters", alice.Certs()); res != nil && res.Status != http.StatusNoContent {
				entries, err := p2.ParseCacheableCerts(res.Body)
				if err != nil || len(entries) > 0 {
					t.Fail("no ID-Certs: an empty list, or a refusal", "%s with %d", actor.Line(res), len(entries))
				}
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "transport.parameters.long-token",
		Title:   "refuses a session token of 4,000 characters without failing",
		Decides: []requirement.Requirement{api.NewIDCertBearer},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Refuses(ctx, t.NewActor(ctx).NewIDCert(), "a session token of 4,000 characters", actor.Token(strings.Repeat("a", long)))
		},
	},
	{
		ID:      "transport.parameters.escaped",
		Title:   "finds the ID-Certs of a session by its session ID with each character percent-encoded that has to be",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true, SecondFactor: true},
		Run:     parameterEscaped,
	},
	{
		ID:      "transport.parameters.plus",
		Title:   "reads a plus sign in a query as itself or as a space, and does not fail",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Probes:  []ambiguity.Entry{ambiguity.PlusInQuery},
		Needs:   check.Needs{Actors: true, SecondFactor: true},
		Run:     parameterPlus,
	},
}

// inQuery ends the check where the target does not read queries at all.
func inQuery(t *check.T) {
	if t.Target().Dialect.JSONParameters {
		t.NotApplicable("the target reads its parameters from a JSON body")
	}
}

// parameterTwice has a third session, which no reading names.
func parameterTwice(ctx context.Context, t *check.T) {
	inQuery(t)
	alice := t.NewActor(ctx)
	one, two, third := t.NewSession(ctx, alice), t.NewSession(ctx, alice), t.NewSession(ctx, alice)
	for _, s := range []*actor.Session{one, two, third} {
		if !slices.Equal(listed(t, t.Grants(ctx, chosen(s), "the ID-Certs of a session"), one, two, third), []*actor.Session{s}) {
			t.Blocked(check.ChosenSession, "the list is not that of the session that was named")
		}
	}
	twice := alice.Certs().With(func(c *actor.Call) { c.Request.Query["session_id"] = []string{one.ID, two.ID} })
	res := t.TakesOrRefuses(ctx, twice, "a session_id that stands twice", chosen(one))
	found := []*actor.Session{}
	if res != nil {
		found = listed(t, res, one, two, third)
	}
	switch {
	case slices.Contains(found, third):
		t.Fail("the ID-Certs of the sessions that are named, of one of them or none", "those of another one, too")
	case len(found) == 2:
		t.Took(ambiguity.ParameterTwice, "both")
	case len(found) == 0:
		t.Took(ambiguity.ParameterTwice, "refused")
	default:
		t.Took(ambiguity.ParameterTwice, map[bool]string{true: "first", false: "last"}[found[0] == one])
	}
	t.Hold(nil)
}

// long is under the length of a request's first line that everybody should read
// (RFC 9112, 3).
const long = 4000

// parameterLong begins as the longest session ID does that there is.
func parameterLong(ctx context.Context, t *check.T) {
	s := session(ctx, t, t.NewActor(ctx), strings.Repeat("a", 32))
	if s == nil {
		t.Blocked(opIssue, "no session with an ID of 32 characters could be had")
	}
	t.Grants(ctx, chosen(s), "the ID-Certs of a session")
	t.ChoosesSessions(ctx, s)
	call := chosen(s).With(actor.Query("session_id", s.ID+strings.Repeat("b", long-len(s.ID))))
	if res := t.TakesOrRefuses(ctx, call, "a session_id of 4,000 characters", chosen(s)); res != nil && len(listed(t, res, s)) > 0 {
		t.Fail("no ID-Cert, as no session has such an ID", "that of the session whose ID it begins with")
	}
	t.Hold(nil)
}

// escapable stand for characters that mean something in a query, and may stand in
// a session ID unless the server allows fewer.
var escapable = []string{" ", "+", "%41", "&x=", "#", "?", "/", ";"}

func parameterEscaped(ctx context.Context, t *check.T) {
	alice, tried := t.NewActor(ctx), []*actor.Session{}
	plain := t.NewSession(ctx, alice)
	if !slices.Equal(listed(t, t.Grants(ctx, chosen(plain), "the ID-Certs of a session"), plain), []*actor.Session{plain}) {
		t.Blocked(opActorCerts, "the ID-Certs of a session with an ordinary ID are not found")
	}
	t.ChoosesSessions(ctx, plain)
	for _, text := range escapable {
		if s := session(ctx, t, alice, alice.NewSessionID()[:8]+text+"z"); s != nil {
			tried = append(tried, s)
		}
	}
	if len(tried) == 0 {
		t.NotApplicable("the target allows no such character in a session ID")
	}
	check.ForAll(t, "sessions whose ID has a character that is percent-encoded", tried, func(s *actor.Session) *check.Deviation {
		res := chosen(s).Send(ctx)
		t.Answered(res)
		if !res.OK() || !slices.Equal(listed(t, res, tried...), []*actor.Session{s}) {
			return check.Deviates("the ID-Cert of the session "+s.ID+" alone", "%s without it, or with that of another", actor.Line(res))
		}
		return nil
	})
}

func parameterPlus(ctx context.Context, t *check.T) {
	inQuery(t)
	alice := t.NewActor(ctx)
	s := session(ctx, t, alice, alice.NewSessionID()[:8]+"+z")
	if s == nil {
		t.NotApplicable("the target allows no plus sign in a session ID")
	}
	if !slices.Contains(listed(t, t.Grants(ctx, chosen(s), "the ID-Certs of a session"), s), s) {
		t.Blocked(opActorCerts, "a session with a plus sign in its ID is not found")
	}
	call := chosen(s).With(func(c *actor.Call) { c.Request.RawQuery = "session_id=" + s.ID })
	res := t.TakesOrRefuses(ctx, call, "a plus sign in the query", chosen(s))
	t.Took(ambiguity.PlusInQuery, map[bool]string{true: "plus", false: "space"}[res != nil && len(listed(t, res, s)) > 0])
	t.Hold(nil)
}

const (
	opActorCerts = "Unregistered_actorCerts"
	opIssue      = "Registered_newIdCert"
)

// chosen asks for the ID-Certs of a session.
func chosen(s *actor.Session) *actor.Call {
	return s.Actor.Certs().With(actor.Query("session_id", s.ID))
}

// session makes one of a given ID; nil where the target refuses that, or gives it
// another: what is allowed is for other checks.
func session(ctx context.Context, t *check.T, a *actor.Actor, id string) *actor.Session {
	call := a.NewIDCert(idcert.SessionID(id))
	res := call.Send(ctx)
	t.GotAnswer(res)
	if call.Accepted(res) != nil {
		return nil
	}
	if s := t.Session(call, res); s.ID == id {
		return s
	}
	return nil
}

// listed are those of some sessions whose ID-Certs an answer has.
func listed(t *check.T, res *client.Response, some ...*actor.Session) []*actor.Session {
	found := []*actor.Session{}
	if res.Status == http.StatusNoContent {
		return found
	}
	entries, err := p2.ParseCacheableCerts(res.Body)
	if err != nil {
		t.Blocked(opActorCerts, "the list of ID-Certs could not be read: %v", err)
	}
	for _, s := range some {
		if slices.ContainsFunc(entries, func(e p2.CacheableCert) bool {
			cert, err := p2.ParseCertPEM(e.PEM)
			return err == nil && cert.Serial.Cmp(s.Cert.Serial) == 0
		}) {
			found = append(found, s)
		}
	}
	return found
}
