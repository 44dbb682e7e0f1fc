package auth

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// offer checks that the extension is there, and where.
var offer = []check.Check{
	{
		ID:      "auth.routes.offered",
		Title:   "offers the auth extension",
		Decides: []requirement.Requirement{core.AuthExtensionOffered},
		Run:     offered,
	},
	{
		ID:      "auth.routes.base-path",
		Title:   "has the routes of the auth extension below its namespace",
		Decides: []requirement.Requirement{auth.BasePath},
		Probes:  []ambiguity.Entry{ambiguity.ExtensionVersion},
		Run:     basePath,
	},
}

// elsewhere are places that somebody may take for the right one.
var elsewhere = []string{
	client.Base + "/auth", "/.p2/core/auth", "/.p2/polyproto-auth/v1", "/.p2/v1/auth", "/.p2/auth/v1.0", "/auth/v1", "/auth", "/api/v1/auth",
}

// registersBelow reports that an actor can be registered below a base path.
func registersBelow(ctx context.Context, t *check.T, base string) (bool, driver.Registration) {
	r := driver.Auth{Base: base}.Register(ctx, t.Client(), t.NewName(), newPassword(t))
	if r.Err != nil {
		t.Error("%v", r.Err)
	}
	return r.Accepted, r
}

// offered takes the extension for missing only where nothing answers in any
// place: a server may ask for more than we know of to register an actor.
func offered(ctx context.Context, t *check.T) {
	missing := true
	for _, base := range append([]string{driver.AuthBaseV1, driver.AuthBase}, elsewhere...) {
		ok, r := registersBelow(ctx, t, base)
		if ok {
			t.Hold(nil)
			return
		}
		if res := r.Response; res.Err != nil || res.Status == http.StatusTooManyRequests {
			t.Answered(res)
		}
		missing = missing && (r.Response.Status == http.StatusNotFound || r.Response.Status == http.StatusMethodNotAllowed)
	}
	if !missing {
		t.Untested("the server answers, and takes no registration of the form that is known: the draft has none")
	}
	t.Fail("a route that registers actors below /.p2/auth/", "there is none")
}

// basePath takes a path with a version, and one without.
func basePath(ctx context.Context, t *check.T) {
	versioned, _ := registersBelow(ctx, t, driver.AuthBaseV1)
	unversioned, _ := registersBelow(ctx, t, driver.AuthBase)
	switch {
	case versioned && unversioned:
		t.Took(ambiguity.ExtensionVersion, "both")
	case versioned:
		t.Took(ambiguity.ExtensionVersion, "versioned")
	case unversioned:
		t.Took(ambiguity.ExtensionVersion, "unversioned")
	default:
		for _, base := range elsewhere {
			if ok, _ := registersBelow(ctx, t, base); ok {
				t.Fail("the registration of actors below "+driver.AuthBaseV1+"/", "it stands below %s/", base)
			}
		}
		t.NotApplicable("no route is known that registers actors")
	}
	t.Hold(nil)
}
