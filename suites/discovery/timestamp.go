package discovery

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// timestamps checks the parameter that selects a root ID-Cert by time. What a
// server without a certificate of that time answers is open; it has to
// answer all the same.
var timestamps = []check.Check{
	{
		ID:      "discovery.server-cert.timestamp-optional",
		Title:   "serves its root ID-Cert without a timestamp",
		Decides: []requirement.Requirement{api.ServerCertTimestampOptional},
		Run: func(ctx context.Context, t *check.T) {
			if d := servedIn(ctx, t, t.Now()); d != nil {
				t.Blocked(opServerCert, "a timestamp does not help: %s", d.Actual)
			}
			res := t.Client().Do(ctx, check.ServerCertRequest())
			t.Granted(res, http.StatusOK)
			_, d := certIn(res)
			t.Hold(d)
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
		Probes:  []ambiguity.Entry{ambiguity.ServerCertOutOfRange},
		Run:     timestampBefore,
	},
	answersTimestamp("discovery.server-cert.timestamp-future", "answers a timestamp 20 years from now without failing",
		func(now time.Time) []string { return []string{strconv.FormatInt(now.AddDate(20, 0, 0).Unix(), 10)} }),
	answersTimestamp("discovery.server-cert.timestamp-largest", "answers the largest timestamp of 64 bits without failing",
		func(time.Time) []string { return []string{strconv.FormatUint(math.MaxUint64, 10)} }),
	answersTimestamp("discovery.server-cert.timestamp-malformed", "answers a timestamp that is no unsigned integer without failing",
		func(time.Time) []string {
			return []string{"yesterday", "-1", "1.5", "0x10", "", "1e3", "184467440737095516160"}
		}),
}

// answersTimestamp makes a check that the values are each answered: by an ID-Cert
// or a refusal, and by no error of the server.
func answersTimestamp(id, title string, values func(now time.Time) []string) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{api.ServerCertTimestamp},
		Run: func(ctx context.Context, t *check.T) {
			t.ServerCert(ctx)
			for _, value := range values(t.Now()) {
				res := at(ctx, t, value)
				t.Answered(res)
				t.Hold(answered(res, value))
			}
		},
	}
}

// answered decides whether an answer to a request with a timestamp is an ID-Cert
// or a refusal.
func answered(res *client.Response, value string) *check.Deviation {
	if res.Status >= 400 {
		return nil
	}
	if _, d := certIn(res); d != nil {
		return check.Deviates("an ID-Cert, or a refusal of the timestamp "+strconv.Quote(value), "%s", d.Actual)
	}
	return nil
}

// certIn reads an answer as one ID-Cert.
func certIn(res *client.Response) (p2.CacheableCert, *check.Deviation) {
	const want = "one ID-Cert as a JSON object"
	if res.Status != http.StatusOK {
		return p2.CacheableCert{}, check.Deviates(want, "%s", actor.Line(res))
	}
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		return p2.CacheableCert{}, check.Deviates(want, "%v", err)
	}
	if _, err := p2.ParseCertPEM(entry.PEM); err != nil {
		return p2.CacheableCert{}, check.Deviates(want, "idCertPem is none: %v", err)
	}
	return entry, nil
}

// servedIn asks for the root ID-Cert of a time, in one unit after another,
// and says what is wrong in the first of them where it is served in none.
func servedIn(ctx context.Context, t *check.T, when time.Time) *check.Deviation {
	var first *check.Deviation
	for _, unit := range check.Units() {
		_, d := certIn(at(ctx, t, unit.Stamp(when)))
		if d == nil {
			return nil
		}
		first = cmp.Or(first, d)
	}
	return first
}

// at asks for the root ID-Cert of a time, as it is written.
func at(ctx context.Context, t *check.T, when string) *client.Response {
	r := check.ServerCertRequest()
	r.Query.Set("timestamp", when)
	return t.Client().Do(ctx, r)
}

// timestampNow asks for a time at which the server had its current certificate
// for sure: that of its answer with it, by its own clock.
func timestampNow(ctx context.Context, t *check.T) {
	current := t.ServerCert(ctx)
	now := t.Now()
	if all := t.Client().Log().Exchanges(); t.Target().Clock == nil {
		if date, err := http.ParseTime(all[len(all)-1].Header.Get("Date")); err == nil {
			now = date
		}
	}
	res := at(ctx, t, check.Seconds.Stamp(now))
	d := sameEntry(res, current.PEM)
	if d != nil && sameEntry(at(ctx, t, check.Milliseconds.Stamp(now)), current.PEM) == nil {
		t.Took(ambiguity.TimestampUnit, string(check.Milliseconds))
		d = nil
	}
	t.Answered(res)
	t.Hold(d)
}

// sameEntry decides whether an answer is the certificate that is given in PEM.
func sameEntry(res *client.Response, pem string) *check.Deviation {
	entry, d := certIn(res)
	if d != nil {
		return d
	}
	if strings.TrimSpace(entry.PEM) != strings.TrimSpace(pem) {
		return check.Deviates("the same ID-Cert as without a timestamp", "another one")
	}
	return nil
}

// timestampBefore leaves open which certificate is served for the time, if one is:
// on a server that has had one only, it is both the first and the current one. A
// refusal with a status that the register does not list harms nobody.
func timestampBefore(ctx context.Context, t *check.T) {
	t.ServerCert(ctx)
	res := at(ctx, t, "0")
	t.Answered(res)
	t.Hold(answered(res, "0"))
	switch res.Status {
	case http.StatusNotFound:
		t.Took(ambiguity.ServerCertOutOfRange, "not-found")
	case http.StatusBadRequest:
		t.Took(ambiguity.ServerCertOutOfRange, "bad-request")
	}
}
