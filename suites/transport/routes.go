package transport

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// routes checks that the routes of the API document are there.
var routes = []check.Check{
	{
		ID:      "transport.routes.base-path",
		Title:   "has the routes of the core protocol below /.p2/core/v1/",
		Decides: []requirement.Requirement{core.BasePath},
		Run:     basePath,
	},
	{
		ID:      "transport.routes.identity",
		Title:   "has the routes of the API document for ID-Certs, sessions and key trials",
		Decides: []requirement.Requirement{core.APIsImplemented, core.RoutesUnchanged},
		Probes:  []ambiguity.Entry{ambiguity.EventsOverHTTP},
		Needs:   check.Needs{Actors: true},
		Run:     identityRoutes,
	},
}

// elsewhere are places that somebody may take for the base path.
var elsewhere = []string{"/.p2/core", "/.p2/core/v1.0", "/.p2/v1/core", "/.p2/v1", "/.p2", "/p2/core/v1", "/api/core/v1", "/core/v1", "/v1"}

// basePath fails only where a route stands in another place: whether it works at
// all is for other checks.
func basePath(ctx context.Context, t *check.T) {
	has := func(base string) bool {
		return slices.ContainsFunc([]string{"/idcert/server", "/idcert/server/"}, func(route string) bool {
			return isServerCert(t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: base + route, Verbatim: true}))
		})
	}
	if has(client.Base) {
		t.Hold(nil)
		return
	}
	for _, base := range elsewhere {
		if has(base) {
			t.Fail("the server's ID-Cert at "+client.Base+"/idcert/server", "it stands at %s/idcert/server", base)
		}
	}
	t.Blocked(opServerCert, "the server's ID-Cert could not be had")
}

// isServerCert reports that an answer is the server's ID-Cert; what stands in it
// is for other checks.
func isServerCert(res *client.Response) bool {
	_, err := p2.ParseCacheableCert(res.Body)
	return res.OK() && err == nil
}

const opServerCert = "Unregistered_serverIdCert"

// identityRoutes makes the right request to each route. One that is about somebody
// who is not known may be refused by 404, and one for actors of other servers to
// the server's own too: there only a server that says so has no such
// route. Routes without which nothing else works are for the checks of their
// operations. What the update of an ID-Cert does to its session is open, so
// that it comes last.
func identityRoutes(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	laptop, phone := t.NewSession(ctx, alice), t.NewSession(ctx, alice)
	lacking, why := "", ""
	for _, route := range []struct {
		call   *actor.Call
		saysSo []int
		others bool // other checks decide it
	}{
		{alice.Certs(), missing[1:], true},
		{laptop.KeyTrials(alice.FID.String()), missing[1:], false},
		{laptop.RevokeSession(phone.ID), missing, true},
		{laptop.UpdateIDCert(laptop.PEM), missing[1:], false},
	} {
		res := route.call.Send(ctx)
		there, name := !slices.Contains(route.saysSo, res.Status), route.call.Request.Method+" "+route.call.Request.Path
		switch {
		case !there && route.others:
			lacking, why = route.call.Operation, name+": "+actor.Line(res)
		case !there:
			t.Fail("a route "+name, "%s: there is none", actor.Line(res))
		}
		t.Answered(res)
	}
	if lacking != "" {
		t.Blocked(lacking, "there is no route %s", why)
	}
	t.Hold(nil)
	events(ctx, t, phone)
}

// events finds out whether there is a route for events over HTTP where one would look
// for it. What it answers is for other checks.
func events(ctx context.Context, t *check.T, s *actor.Session) {
	call := s.Actor.Certs()
	call.Request.Path = client.Base + "/events"
	call.SetToken(s.Token)
	res := call.Send(ctx)
	var list []json.RawMessage
	switch {
	case res.Err == nil && slices.Contains(missing, res.Status):
		t.Took(ambiguity.EventsOverHTTP, "absent")
	case res.Status == http.StatusOK && json.Unmarshal(res.Body, &list) == nil:
		t.Took(ambiguity.EventsOverHTTP, "get-events")
	}
}

// missing are the statuses for want of a route.
var missing = []int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}
