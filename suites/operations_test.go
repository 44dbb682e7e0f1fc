package suites_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/suites"
)

// Whoever teaches the reference server an operation has to write the check that
// asks for it without a session token: refused where the API document has the
// operation need one, and granted where not.
func TestEveryServedOperationHasACheckOfItsAuthentication(t *testing.T) {
	decided := map[string]bool{}
	for _, c := range suites.All() {
		for _, r := range c.Decides {
			decided[string(r.ID)] = true
		}
	}
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, InMemory: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close() // it serves nobody by then
	served := 0
	for _, op := range e.API.Operations() {
		if !isServed(t, e, op) {
			continue
		}
		served++
		ids := authentication(op)
		if len(ids) == 0 && op.ID != "ResourceAddressingWithRelativeRoots_getStorageLimitInfo" { // which is open
			t.Errorf("%s %s is served, and the catalogue does not say who may use it", op.Method, op.Path)
		}
		for _, id := range ids {
			if !decided[id] {
				t.Errorf("%s %s is served, and no check decides %s", op.Method, op.Path, id)
			}
		}
	}
	if served < 8 {
		t.Errorf("only %d operations of the API document are served", served)
	}
}

// authentication are the requirements of an operation that say whether it needs
// a session token.
func authentication(op openapi.Operation) []string {
	var ids []string
	for _, r := range catalog.All() {
		id := string(r.ID)
		if r.Ref.Doc == "api" && r.Ref.Section == op.ID && (strings.HasSuffix(id, ".bearer") || strings.HasSuffix(id, ".no-authentication")) {
			ids = append(ids, id)
		}
	}
	return ids
}

// isServed reports that a request reached an operation: what no route takes is
// answered by the router, in text or with an empty body.
func isServed(t *testing.T, e *target.Embedded, op openapi.Operation) bool {
	t.Helper()
	path := strings.NewReplacer("{fid}", "nobody@home.p2.example", "{rid}", "none", "{service}", "none").Replace(op.Path)
	if strings.Contains(path, "{") {
		t.Fatalf("%s has a parameter that is not known here", op.Path)
	}
	res := e.NewClient(nil).Do(t.Context(), client.Request{Method: op.Method, Path: path})
	routed := res.Status != http.StatusNotFound && res.Status != http.StatusMethodNotAllowed
	return res.Err == nil && (routed || strings.HasPrefix(res.Header.Get("Content-Type"), "application/json"))
}
