package discovery

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// wellKnown checks the document of section 3.1.
var wellKnown = []check.Check{
	{
		ID:      "discovery.well-known.served",
		Title:   "answers GET /.well-known/polyproto-core",
		Decides: []requirement.Requirement{core.WellKnownPresent},
		Probes:  []ambiguity.Entry{ambiguity.WellKnownDelivery},
		Proves:  opWellKnown,
		Run: func(ctx context.Context, t *check.T) {
			res, reading := fetchWellKnown(ctx, t)
			t.Granted(res, http.StatusOK)
			hasAPI(t, res.Body) // a server that answers everything with 200 serves no document
			t.Took(ambiguity.WellKnownDelivery, reading)
		},
	},
	{
		ID:      "discovery.well-known.json-object",
		Title:   "serves a JSON object as its well-known document",
		Decides: []requirement.Requirement{core.WellKnownJSON},
		Proves:  opWellKnownJSON,
		Run: func(ctx context.Context, t *check.T) {
			body := getWellKnown(ctx, t)
			t.Hold(jsonObject(body))
			hasAPI(t, body)
		},
	},
	{
		ID:      "discovery.well-known.api-member",
		Title:   "names its API in the string member api of the well-known document",
		Decides: []requirement.Requirement{core.WellKnownAPI},
		Proves:  opWellKnownAPI,
		Run: func(ctx context.Context, t *check.T) {
			body := getWellKnown(ctx, t)
			if d := jsonObject(body); d != nil {
				t.Blocked(opWellKnownJSON, "the well-known document is %s", d.Actual)
			}
			_, d := apiMember(body)
			t.Hold(d)
		},
	},
	{
		ID:      "discovery.well-known.base-path",
		Title:   "names a domain name followed by the base path /.p2/core/ as its API",
		Decides: []requirement.Requirement{core.WellKnownAPIBasePath},
		Probes:  []ambiguity.Entry{ambiguity.WellKnownAPIValue},
		Proves:  opWellKnownBase,
		Run: func(ctx context.Context, t *check.T) {
			body := getWellKnown(ctx, t)
			hasAPI(t, body)
			value, _ := apiMember(body)
			form, d := apiForm(value)
			t.Hold(d)
			t.Took(ambiguity.WellKnownAPIValue, form)
		},
	},
	{
		ID:      "discovery.well-known.server-cert",
		Title:   "serves its ID-Cert below the address that the well-known document names",
		Decides: []requirement.Requirement{core.WellKnownServerCert},
		Probes:  []ambiguity.Entry{ambiguity.PathVersion},
		Run:     wellKnownServerCert,
	},
}

// opWellKnownBase is the form of what the document names.
const opWellKnownBase = "the address in the well-known document"

// hasAPI is the control of what is said about the document as a whole.
func hasAPI(t *check.T, body []byte) {
	if _, d := apiMember(body); d != nil {
		t.Blocked(opWellKnownAPI, "the well-known document has no API: %s", d.Actual)
	}
}

// mostHops is how many redirects on its own host the document is looked for over.
const mostHops = 3

// fetchWellKnown asks for the document, over redirects on the same host, and says
// which reading of A-301 that was. Another host is not the server under test: the
// check ends.
func fetchWellKnown(ctx context.Context, t *check.T) (res *client.Response, reading string) {
	r := client.Request{Method: http.MethodGet, Path: "/.well-known/polyproto-core"}
	reading = "direct"
	for range mostHops {
		res = t.Client().Do(ctx, r)
		location := res.Header.Get("Location")
		if res.Err != nil || res.Status < 300 || res.Status >= 400 || location == "" {
			return res, reading
		}
		next, here := redirected(t.Target().URL, r.Path, location)
		if !here {
			t.Took(ambiguity.WellKnownDelivery, "followed")
			t.Untested("the well-known URI redirects to %q, which is not the server under test", location)
		}
		r.Path, r.Query, reading = next.EscapedPath(), next.Query(), "same-host"
	}
	return res, reading
}

func getWellKnown(ctx context.Context, t *check.T) []byte {
	res, _ := fetchWellKnown(ctx, t)
	t.Answered(res)
	if !res.OK() {
		t.Blocked(opWellKnown, "the well-known document could not be had: %s", actor.Line(res))
	}
	return res.Body
}

// wellKnownServerCert goes from the document to the certificate, as a stranger
// would. The text leaves the version out of the path: it is put in
// unless the document has it.
func wellKnownServerCert(ctx context.Context, t *check.T) {
	current := t.ServerCert(ctx)
	body := getWellKnown(ctx, t)
	hasAPI(t, body)
	value, _ := apiMember(body)
	form, d := apiForm(value)
	if d != nil {
		t.Blocked(opWellKnownBase, "the well-known document names %s", d.Actual)
	}
	below, here := apiPath(t.Target().URL, value)
	if !here {
		t.Untested("the well-known document names %q, which is not the server under test", value)
	}
	versioned := below
	if form != "versioned" {
		versioned += "/v1"
	}
	res := t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: versioned + "/idcert/server"})
	t.Answered(res)
	if !sameServer(res, current) {
		t.Fail("the server's ID-Cert at "+versioned+"/idcert/server", "%s, which is not it", actor.Line(res))
	}
	t.Hold(nil)
	if form == "versioned" {
		return
	}
	reading := "shorthand"
	if sameServer(t.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: below + "/idcert/server"}), current) {
		reading = "literal"
	}
	t.Took(ambiguity.PathVersion, reading)
}

// sameServer reports whether an answer is an ID-Cert with the key of another.
func sameServer(res *client.Response, as check.Entry) bool {
	if res.Status != http.StatusOK {
		return false
	}
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		return false
	}
	cert, err := p2.ParseCertPEM(entry.PEM)
	return err == nil && string(cert.Key.Raw) == string(as.Cert.Key.Raw)
}
