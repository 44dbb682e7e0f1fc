package discovery

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// serverCert checks the route that the root ID-Cert is had from, and what it
// says about the server's name and time.
var serverCert = []check.Check{
	{
		ID:      "discovery.server-cert.served",
		Title:   "answers GET /idcert/server with 200 and an ID-Cert, without authentication",
		Decides: []requirement.Requirement{api.ServerCertOK, api.ServerCertPublic},
		Proves:  "Unregistered_serverIdCert",
		Run:     served,
	},
	{
		ID:      "discovery.server-cert.schema",
		Title:   "answers GET /idcert/server in the form of the API document",
		Decides: []requirement.Requirement{api.CacheableIDCertPEM},
		Run:     schema,
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
		ID:      "discovery.server-cert.timestamp-now",
		Title:   "serves its current root ID-Cert for the present time",
		Decides: []requirement.Requirement{api.ServerCertTimestamp},
		Run:     timestampNow,
	},
	{
		ID:      "discovery.server-cert.timestamp-before",
		Title:   "answers a timestamp from long before its root ID-Cert without failing",
		Decides: []requirement.Requirement{api.ServerCertTimestamp},
		Run:     timestampBefore,
	},
	{
		ID:      "discovery.server-cert.domain",
		Title:   "spells its visible domain name by the domain components of its root ID-Cert",
		Decides: []requirement.Requirement{core.WellKnownIssuer, core.RootDomainComponentsComplete},
		Needs:   check.Needs{Domain: true},
		Run:     domain,
	},
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

func schema(ctx context.Context, t *check.T) {
	res := t.Client().Do(ctx, check.ServerCertRequest())
	if !res.OK() {
		t.Blocked("Unregistered_serverIdCert", "the server's ID-Cert could not be had: %s", actor.Line(res))
	}
	t.InForm(res)
}

func validAt(c *p2.Cert, now time.Time) *check.Deviation {
	switch {
	case now.Before(c.NotBefore.Add(-clockTolerance)):
		return check.Deviates("a certificate that is valid now", "one that is not valid before %s", c.NotBefore.UTC().Format(time.RFC3339))
	case now.After(c.NotAfter.Add(clockTolerance)):
		return check.Deviates("a certificate that is valid now", "one that was not valid after %s", c.NotAfter.UTC().Format(time.RFC3339))
	}
	return nil
}

// clockTolerance is how far two clocks in whole seconds may seem apart.
const clockTolerance = 5 * time.Second

// at asks for the root ID-Cert of a time.
func at(ctx context.Context, t *check.T, when int64) *client.Response {
	r := check.ServerCertRequest()
	r.Query.Set("timestamp", strconv.FormatInt(when, 10))
	return t.Client().Do(ctx, r)
}

func timestampNow(ctx context.Context, t *check.T) {
	current := t.ServerCert(ctx)
	res := at(ctx, t, t.Now().Unix())
	t.Granted(res, http.StatusOK)
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		t.Fail("one ID-Cert as a JSON object", "%v", err)
	}
	if strings.TrimSpace(entry.PEM) != strings.TrimSpace(current.PEM) {
		t.Fail("the same ID-Cert as without a timestamp", "another one")
	}
}

func timestampBefore(ctx context.Context, t *check.T) {
	current := t.ServerCert(ctx)
	res := at(ctx, t, 0)
	t.Answered(res)
	switch {
	case res.Status == http.StatusNotFound:
		t.Took(ambiguity.ServerCertOutOfRange, "not-found")
	case res.Status == http.StatusBadRequest:
		t.Took(ambiguity.ServerCertOutOfRange, "bad-request")
	case res.OK():
		entry, err := p2.ParseCacheableCert(res.Body)
		if err != nil {
			t.Fail("one ID-Cert as a JSON object, or a refusal", "%v", err)
		}
		if strings.TrimSpace(entry.PEM) == strings.TrimSpace(current.PEM) {
			t.Took(ambiguity.ServerCertOutOfRange, "current")
		} else {
			t.Took(ambiguity.ServerCertOutOfRange, "nearest")
		}
	default:
		t.Refused(res, "a timestamp from before the first root ID-Cert")
	}
	t.Hold(nil)
}

func domain(ctx context.Context, t *check.T) {
	pdn := t.ServerCert(ctx).Cert.Issuer.PDN()
	want := t.Target().Domain
	switch {
	case strings.EqualFold(pdn.Domain(p2.GeneralFirst), want):
		t.Took(ambiguity.ComponentOrder, "general-first")
	case strings.EqualFold(pdn.Domain(p2.SpecificFirst), want):
		t.Took(ambiguity.ComponentOrder, "specific-first")
	default:
		t.Fail("the domain components of "+want, "%q", pdn.DomainComponents)
	}
	t.Hold(nil)
}
