package services

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// extension checks where the routes of extensions stand (section 8.6), on the one
// whose routes can be known: auth.
var extension = []check.Check{{
	ID:      "services.extension.routes",
	Title:   "has the routes of the extension auth below /.p2/auth/, if it has any",
	Decides: []requirement.Requirement{core.ExtensionRoutePrefix},
	Run:     authRoutes,
}}

// authRoutes asks for the routes without saying anything: that one is there shows
// in any other answer than to a route of nobody.
func authRoutes(ctx context.Context, t *check.T) {
	exists := func(below string) bool {
		for _, name := range []string{"/register", "/v1/register", "/login", "/v1/login"} {
			res := t.Client().Do(ctx, client.Request{
				Method: http.MethodPost, Path: below + name,
				Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(`{}`),
			})
			t.GotAnswer(res)
			if res.Status != http.StatusNotFound && res.Status != http.StatusMethodNotAllowed {
				return true
			}
		}
		return false
	}
	if exists("/.p2/" + actor.Word(t.Random(), 16)) {
		t.NotApplicable("the server answers routes that nobody has, so that those of an extension cannot be told")
	}
	if exists("/.p2/auth") {
		t.Hold(nil)
		return
	}
	for _, elsewhere := range []string{"/auth", "/p2/auth", "/api/auth", client.Base + "/auth", "/.p2/core/auth"} {
		if exists(elsewhere) {
			t.Fail("the routes of the extension auth below /.p2/auth", "routes below %s", elsewhere)
		}
	}
	t.NotApplicable("the server has no routes of the extension auth")
}
