package suites_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/suites"
)

// onPath are unusual forms of a request for any route: on says whether a request for
// a path has one.
var onPath = []struct {
	name string
	on   func(r *http.Request, path string) bool
}{
	{"slash", func(r *http.Request, path string) bool { return r.URL.Path == path+"/" }},
	{"escaped", func(r *http.Request, path string) bool {
		return r.URL.Path == path && strings.HasPrefix(r.URL.EscapedPath(), "/.p2/core/v1/%")
	}},
	{"head", func(r *http.Request, path string) bool { return r.Method == http.MethodHead && r.URL.Path == path }},
	{"options", func(r *http.Request, path string) bool { return r.Method == http.MethodOptions && r.URL.Path == path }},
	{"other-method", func(r *http.Request, path string) bool { return r.Method == http.MethodPatch && r.URL.Path == path }},
}

// onQuery are those for any parameter.
var onQuery = []struct {
	name string
	on   func(r *http.Request, parameter string) bool
}{
	{"twice", func(r *http.Request, name string) bool { return len(r.URL.Query()[name]) > 1 }},
	{"long", func(r *http.Request, name string) bool { return len(r.URL.Query().Get(name)) >= 4000 }},
	{"not-escaped", func(r *http.Request, name string) bool {
		for _, pair := range strings.Split(r.URL.RawQuery, "&") {
			if strings.HasPrefix(pair, name+"=") && strings.Contains(pair, "%zz") {
				return true
			}
		}
		return false
	}},
}

// withoutUnusual are operations that no unusual request is sent to, and why.
var withoutUnusual = map[string]string{
	"Registered_name": "A right request changes the server's key, which is lost to all checks beside it.",
}

// Whatever route a server fails on when a request has an unusual form, some check
// notices: the table of operations in suites/transport has them all.
func TestEveryOperationIsSentUnusualRequests(t *testing.T) {
	notUnderRace(t)
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, InMemory: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close() // it serves nobody by then
	all := unusualChecks()
	if found := failing(t, all, homeserver.Behaviour{}); len(found) > 0 {
		t.Fatalf("%v fail on a server without faults", found)
	}
	crashed, used, cells := &homeserver.Answer{Status: http.StatusInternalServerError, Header: http.Header{}}, map[string]bool{}, 0
	for _, op := range e.API.Operations() {
		if !isServed(t, e, op) {
			continue
		}
		why := withoutUnusual[op.ID]
		used[op.ID] = true
		try := func(cell string, id string, b homeserver.Behaviour) {
			cells++
			t.Run(op.ID+", "+cell, func(t *testing.T) {
				switch found := failing(t, withID(all, id), b); {
				case why == "" && len(found) == 0:
					t.Error("no check fails")
				case why != "" && len(found) > 0:
					t.Errorf("%v fail, and the list says why nothing can: %s", found, why)
				}
			})
		}
		answers := func(on func(r *http.Request) bool) homeserver.Behaviour {
			return homeserver.Behaviour{Receive: func(r *http.Request) *homeserver.Answer {
				if on(r) {
					return crashed
				}
				return nil
			}}
		}
		for _, o := range onPath {
			try(o.name, o.name, answers(func(r *http.Request) bool {
				path := strings.TrimSuffix(r.URL.Path, "/")
				if strings.HasSuffix(op.Path, "/") {
					path = strings.TrimRight(r.URL.Path, "/") + "/"
				}
				return isFor(e.API, op, path) && o.on(r, path)
			}))
		}
		for _, name := range op.QueryParameters() {
			for _, o := range onQuery {
				try(name+" "+o.name, o.name, answers(func(r *http.Request) bool {
					return r.Method == op.Method && isFor(e.API, op, r.URL.Path) && o.on(r, name)
				}))
			}
		}
		if strings.Contains(op.Path, "{fid}") {
			try("fid-case", "fid-case", homeserver.Behaviour{Rewrite: func(id string, r *http.Request, a *homeserver.Answer) {
				path, _ := url.PathUnescape(r.URL.EscapedPath())
				if local, _, _ := strings.Cut(path, "@"); id == op.ID && local != strings.ToLower(local) {
					a.Status = http.StatusNotFound
				}
			}})
		}
		if op.Documents(http.StatusNoContent) && op.ID != "Unregistered_exportData" { // which is ready at once
			try("no-content", "no-content", homeserver.Behaviour{Rewrite: func(id string, _ *http.Request, a *homeserver.Answer) {
				if id == op.ID && a.Status == http.StatusNoContent {
					a.Header.Set("Content-Length", "2")
				}
			}})
		}
	}
	if cells < 100 {
		t.Errorf("only %d cells", cells)
	}
	for id := range withoutUnusual {
		if !used[id] {
			t.Errorf("%s is not served: take its reason out", id)
		}
	}
}

// isFor reports whether a path is that of an operation, whatever the method.
func isFor(api *openapi.Document, op openapi.Operation, path string) bool {
	found, ok := api.Find(op.Method, path)
	return ok && found.ID == op.ID
}

func unusualChecks() []check.Check {
	return slices.DeleteFunc(slices.Clone(suites.All()), func(c check.Check) bool { return !strings.HasPrefix(c.ID, "transport.unusual.") })
}

func withID(checks []check.Check, name string) []check.Check {
	return slices.DeleteFunc(slices.Clone(checks), func(c check.Check) bool { return c.ID != "transport.unusual."+name })
}
