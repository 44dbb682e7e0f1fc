package discovery

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// serverCert checks the route that the root ID-Cert is had from, and whether it
// is the right one.
var serverCert = []check.Check{
	{
		ID:      "discovery.server-cert.served",
		Title:   "answers GET /idcert/server with 200 and an ID-Cert, without authentication",
		Decides: []requirement.Requirement{api.ServerCertOK, api.ServerCertPublic},
		Probes:  []ambiguity.Entry{ambiguity.ServerCertCacheData},
		Proves:  opServerCert,
		Run:     served,
	},
	{
		ID:      "discovery.server-cert.schema",
		Title:   "answers GET /idcert/server in the form of the API document",
		Decides: []requirement.Requirement{api.ServerCertOK},
		Run: func(ctx context.Context, t *check.T) {
			t.InForm(someEntry(ctx, t))
		},
	},
	{
		ID:      "discovery.server-cert.pem",
		Title:   "has its root ID-Cert in PEM as idCertPem",
		Decides: []requirement.Requirement{api.CacheableIDCertPEM},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(pemMember(someEntry(ctx, t).Body))
		},
	},
	{
		ID:      "discovery.server-cert.valid-now",
		Title:   "serves a root ID-Cert that is valid now",
		Decides: []requirement.Requirement{api.ServerCertCurrent},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(validAt(t.ServerCert(ctx).Cert, t.Now()))
		},
	},
	{
		ID:      "discovery.server-cert.same-again",
		Title:   "serves the same root ID-Cert when it is asked again",
		Decides: []requirement.Requirement{api.ServerCertCurrent},
		Run: func(ctx context.Context, t *check.T) {
			first, second := t.ServerCert(ctx), t.ServerCert(ctx)
			t.Hold(sameCert(first.Cert, second.Cert))
		},
	},
	{
		ID:      "discovery.server-cert.domain",
		Title:   "spells its visible domain name by the issuer of its root ID-Cert",
		Decides: []requirement.Requirement{core.WellKnownIssuer},
		Probes:  []ambiguity.Entry{ambiguity.DomainUnderDelegation},
		Needs:   check.Needs{Domain: true},
		Run: func(ctx context.Context, t *check.T) {
			domain(t, t.ServerCert(ctx).Cert.Issuer, "issuer")
		},
	},
	{
		ID:      "discovery.root.domain-complete",
		Title:   "has every label of its domain name in the subject of its root ID-Cert",
		Decides: []requirement.Requirement{core.RootDomainComponentsComplete},
		Needs:   check.Needs{Domain: true},
		Run: func(ctx context.Context, t *check.T) {
			domain(t, t.ServerCert(ctx).Cert.Subject, "subject")
		},
	},
	{
		ID:      "discovery.server-cert.cache-signature",
		Title:   "signs cache data on its own ID-Cert, where it sends any, with its own key",
		Decides: []requirement.Requirement{core.CacheSignatureKey},
		Run:     cacheSignature,
	},
}

// someEntry is an answer of the route that may be an ID-Cert: a JSON object with
// idCertPem, whatever is in it.
func someEntry(ctx context.Context, t *check.T) *client.Response {
	res := t.Client().Do(ctx, check.ServerCertRequest())
	t.Answered(res)
	var members map[string]json.RawMessage
	if !res.OK() || json.Unmarshal(res.Body, &members) != nil || members["idCertPem"] == nil {
		t.Blocked(opServerCert, "the server's ID-Cert could not be had: %s", actor.Line(res))
	}
	return res
}

// pemMember decides whether idCertPem of an entry is a certificate in PEM.
func pemMember(body []byte) *check.Deviation {
	const want = "an X.509 certificate in PEM as idCertPem"
	var entry struct {
		PEM *string `json:"idCertPem"`
	}
	if err := json.Unmarshal(body, &entry); err != nil {
		return check.Deviates(want, "%v", err)
	}
	if entry.PEM == nil {
		return check.Deviates(want, "null, or no such member")
	}
	cert, err := p2.ParseCertPEM(*entry.PEM)
	if err != nil {
		return check.Deviates(want, "%v", err)
	}
	if found := verify.TextFindings(cert.Findings); len(found) > 0 {
		return check.Deviates(want, "%s", verify.Told(found))
	}
	return nil
}

func served(ctx context.Context, t *check.T) {
	res := t.Client().Do(ctx, check.ServerCertRequest())
	t.Granted(res, http.StatusOK)
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		t.Fail("one ID-Cert as a JSON object", "%v", err)
	}
	if _, err := p2.ParseCertPEM(entry.PEM); err != nil {
		t.Fail("an X.509 certificate in idCertPem", "%v", err)
	}
	if entry.HasCache {
		t.Took(ambiguity.ServerCertCacheData, "included")
		t.Took(ambiguity.CacheFieldNames, string(entry.Form.Names))
		t.Took(ambiguity.CacheTimestampType, string(entry.Form.Times))
	} else {
		t.Took(ambiguity.ServerCertCacheData, "omitted")
	}
}

// clockTolerance is how far two clocks in whole seconds may seem apart.
const clockTolerance = 5 * time.Second

func validAt(c *p2.Cert, now time.Time) *check.Deviation {
	switch {
	case now.Before(c.NotBefore.Add(-clockTolerance)):
		return check.Deviates("a certificate that is valid now", "one that is not valid before %s", c.NotBefore.UTC().Format(time.RFC3339))
	case now.After(c.NotAfter.Add(clockTolerance)):
		return check.Deviates("a certificate that is valid now", "one that was not valid after %s", c.NotAfter.UTC().Format(time.RFC3339))
	}
	return nil
}

func sameCert(first, second *p2.Cert) *check.Deviation {
	const want = "the same certificate both times"
	switch {
	case string(first.Raw) == string(second.Raw):
		return nil
	case string(first.Key.Raw) != string(second.Key.Raw):
		return check.Deviates(want, "another one, with another key")
	}
	return check.Deviates(want, "another one, with the same key")
}

// domain holds a name of the root ID-Cert against the visible domain name. Under
// delegation it may be the host's instead.
func domain(t *check.T, n p2.Name, field string) {
	want, host := t.Target().Domain, t.Target().URL.Hostname()
	reading, place := spells(n, want), "visible"
	if reading == "" {
		reading, place = spells(n, host), "actual"
	}
	if reading == "" {
		t.Fail("a domain component for each label of "+want, "%q in the %s", n.PDN().DomainComponents, field)
	}
	if !strings.EqualFold(want, host) {
		t.Took(ambiguity.DomainUnderDelegation, place)
	}
	t.Hold(nil)
}

// cacheSignature decides whose signature it is. Over which string it is made is
// for the checks of actors' entries.
func cacheSignature(ctx context.Context, t *check.T) {
	own := t.ServerCert(ctx)
	if !own.HasCache {
		t.NotApplicable("the server sends no cache data with its own ID-Cert (A-097)")
	}
	_, err := verify.DiagnoseCache(own.CacheableCert, own.Cert, own.Cert)
	switch {
	case errors.Is(err, verify.ErrNotEd25519):
		t.Blocked(check.RootKey, "the cache signature cannot be verified: %v", err)
	case errors.Is(err, verify.ErrEncoding):
		t.Blocked(check.CacheSignature, "the cache signature cannot be read: %v", err)
	case err != nil:
		t.Fail("a cache signature that verifies under the server's own key", "%v", err)
	}
	t.Hold(nil)
}
