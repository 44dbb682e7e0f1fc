package discovery

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// wellKnown checks the document of section 3.1.
var wellKnown = []check.Check{
	{
		ID:      "discovery.well-known.served",
		Title:   "answers GET /.well-known/polyproto-core",
		Decides: []requirement.Requirement{core.WellKnownPresent},
		Proves:  opWellKnown,
		Run: func(ctx context.Context, t *check.T) {
			res := t.Client().Do(ctx, wellKnownRequest())
			t.Granted(res, http.StatusOK)
			hasAPI(t, res.Body) // a server that answers everything with 200 serves no document
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
		Run: func(ctx context.Context, t *check.T) {
			body := getWellKnown(ctx, t)
			hasAPI(t, body)
			value, _ := apiMember(body)
			form, d := apiForm(value)
			t.Hold(d)
			t.Took(ambiguity.WellKnownAPIValue, form)
		},
	},
}

// The steps to the well-known document's content that other checks rest on.
const (
	opWellKnown     = "GET /.well-known/polyproto-core"
	opWellKnownJSON = "the well-known document as JSON"
	opWellKnownAPI  = "the well-known document's api"
)

// hasAPI is the control of what is said about the document as a whole.
func hasAPI(t *check.T, body []byte) {
	if _, d := apiMember(body); d != nil {
		t.Blocked(opWellKnownAPI, "the well-known document has no API: %s", d.Actual)
	}
}

func wellKnownRequest() client.Request {
	return client.Request{Method: http.MethodGet, Path: "/.well-known/polyproto-core"}
}

func getWellKnown(ctx context.Context, t *check.T) []byte {
	res := t.Client().Do(ctx, wellKnownRequest())
	t.Answered(res)
	if !res.OK() {
		t.Blocked(opWellKnown, "the well-known document could not be had: %s", actor.Line(res))
	}
	return res.Body
}

func jsonObject(body []byte) *check.Deviation {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return check.Deviates("a JSON object", "no JSON object: %v", err)
	}
	if members == nil {
		return check.Deviates("a JSON object", "null")
	}
	return nil
}

func apiMember(body []byte) (string, *check.Deviation) {
	var doc struct {
		API *string `json:"api"`
	}
	switch err := json.Unmarshal(body, &doc); {
	case err != nil:
		return "", check.Deviates("a string member api", "%v", err)
	case doc.API == nil:
		return "", check.Deviates("a string member api", "no such member")
	}
	return *doc.API, nil
}

// apiForm decides which reading of A-003 a value of api is: a domain name and
// the base path, with or without a scheme. The version and the closing slash
// may be there or not.
func apiForm(value string) (reading string, d *check.Deviation) {
	const want = "a domain name followed by /.p2/core/"
	reading, full := "absolute-url", value
	if !strings.Contains(value, "://") {
		reading, full = "bare-host", "https://"+value
	}
	u, err := url.Parse(full)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", check.Deviates(want, "%q", value)
	}
	if u.Scheme != "https" && u.Scheme != "http" {
		return "", check.Deviates(want, "%q", value)
	}
	path := strings.TrimSuffix(u.Path, "/")
	if unversioned, ok := strings.CutSuffix(path, "/v1"); ok {
		reading, path = "versioned", unversioned
	}
	if !strings.HasSuffix(path, "/.p2/core") {
		return "", check.Deviates(want, "%q", value)
	}
	return reading, nil
}
