package federation

import (
	"context"
	"crypto"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// homes is about home servers that are bad as a whole. The control is always an
// actor of another, honest one.
var homes = slices.Concat([]check.Check{
	badRoot("expired", "whose own ID-Cert has expired", core.ReceivedValidityChecked,
		func(t *check.T, c *idcert.Cert) {
			c.NotBefore, c.NotAfter = t.Now().Add(-48*time.Hour), t.Now().Add(-time.Hour)
		}, nil),
	badRoot("not-yet-valid", "whose own ID-Cert is not valid yet", core.ReceivedValidityChecked,
		func(t *check.T, c *idcert.Cert) { c.NotBefore = t.Now().Add(time.Hour) }, nil),
	badRoot("not-self-signed", "whose own ID-Cert was signed with another key", core.ReceivedSignatureChecked,
		func(*check.T, *idcert.Cert) {}, func(t *check.T) crypto.Signer { return t.NewKey() }),
	badRoot("damaged", "whose own ID-Cert does not match its signature", core.ReceivedSignatureChecked,
		func(_ *check.T, c *idcert.Cert) { c.EditSignature = flipped }, nil),
	badRoot("malleable", "whose own ID-Cert has a malleable signature", core.MalleableSignaturesRejected,
		func(_ *check.T, c *idcert.Cert) { c.EditSignature = unreduced }, nil),
	mismatched(badRoot("other-domain", "whose own ID-Cert is of another domain name", core.ForeignIssuerVerified,
		func(_ *check.T, c *idcert.Cert) {
			c.Issuer = idcert.ServerName("elsewhere.p2.example")
			c.Subject = c.Issuer
		}, nil)),
	mismatched(badRoot("domain-above", "whose own ID-Cert is of the domain name above its own", core.ForeignIssuerVerified,
		func(_ *check.T, c *idcert.Cert) {
			c.Subject = c.Subject[:len(c.Subject)-1]
			c.Issuer = c.Subject
		}, nil)),
	badRoot("components-differ", "whose own ID-Cert has an issuer of another domain name", core.ReceivedDomainComponents,
		func(_ *check.T, c *idcert.Cert) { c.Issuer = idcert.ServerName("elsewhere.p2.example") }, nil),
	badRoot("no-authority", "whose own ID-Cert is that of no certificate authority", core.ReceivedConstraints,
		func(_ *check.T, c *idcert.Cert) {
			c.Extensions = []idcert.Extension{idcert.BasicConstraints(false, nil), idcert.KeyUsageExt(idcert.KeyCertSign)}
		}, nil),
	badRoot("no-cert-sign", "whose own ID-Cert may not sign certificates", core.ReceivedConstraints,
		func(_ *check.T, c *idcert.Cert) {
			c.Extensions = []idcert.Extension{idcert.BasicConstraints(true, new(int)), idcert.KeyUsageExt(idcert.DigitalSignature)}
		}, nil),
	badRoot("usage-not-critical", "whose own ID-Cert has a key usage that is not critical", core.ReceivedCriticality,
		func(_ *check.T, c *idcert.Cert) { mild(c, idcert.OIDKeyUsage) }, nil),
	badRoot("constraints-not-critical", "whose own ID-Cert has basic constraints that are not critical", core.ReceivedCriticality,
		func(_ *check.T, c *idcert.Cert) { mild(c, idcert.OIDBasicConstraints) }, nil),
	badRoot("other-key", "whose own ID-Cert has a key of another algorithm", core.ReceivedCorrectnessChecked,
		func(_ *check.T, c *idcert.Cert) { c.KeyAlgorithm = idcert.Algorithm{OID: idcert.OIDEd448} }, nil),
	{
		ID:      "federation.home.weak-key",
		Title:   "gives no token to an actor of a home server with a key of small order",
		Decides: []requirement.Requirement{core.WeakKeysRejected},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home, weak := t.NewPeer(), idcert.SmallOrderPoints()[0]
			forger := idcert.NewCSR(t.NewKey(), idcert.Name{}).With(idcert.SmallOrderKey(weak)).Signer
			recertify(t, home, "with a key of small order", forger, func(c *idcert.Cert) { c.PublicKey = weak.Encoding })
			mallory := t.NewForeigner(home, peer.SignedBy(forger))
			t.RefusesLogin(ctx, mallory, "a home server whose key is a point of small order", t.NewForeigner(t.NewPeer()))
		},
	},
}, silence, nonsense)

// badRoot makes a check that no actor gets in whose home server shows an ID-Cert of
// its own with one flaw. The actor's is right.
func badRoot(id, whose string, decides requirement.Requirement, edit func(*check.T, *idcert.Cert), by func(*check.T) crypto.Signer) check.Check {
	return check.Check{
		ID: "federation.home." + id, Title: "gives no token to an actor of a home server " + whose,
		Decides: []requirement.Requirement{decides}, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			var signer crypto.Signer
			if by != nil {
				signer = by(t)
			}
			recertify(t, home, "that makes it a home server "+whose, signer, func(c *idcert.Cert) { edit(t, c) })
			t.RefusesLogin(ctx, t.NewForeigner(home), "a home server "+whose, t.NewForeigner(t.NewPeer()))
		},
	}
}

func recertify(t *check.T, h *peer.Home, what string, by crypto.Signer, edit func(*idcert.Cert)) {
	if err := h.Recertify(what, by, edit); err != nil {
		t.Error("%v", err)
	}
}

// mild takes the mark of criticality from an extension.
func mild(c *idcert.Cert, oid []int) {
	for i := range c.Extensions {
		if slices.Equal(c.Extensions[i].OID, oid) {
			c.Extensions[i].Critical = false
		}
	}
}

// silence is about home servers of which nothing can be learnt.
var silence = []check.Check{
	unhelpful("down", "that nobody can reach", func(h *peer.Home) { h.Down(true) }),
	unhelpful("silent", "that takes requests and answers none", func(h *peer.Home) { h.Silent() }),
	unhelpful("hangs-up", "that ends each connection without an answer", instead(func(http.ResponseWriter, *http.Request) {
		panic(http.ErrAbortHandler)
	})),
	unhelpful("cut-off", "that breaks off its answers", instead(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "4096")
		_, _ = w.Write([]byte(`[{"idCertPem":"-----BEGIN`)) // nobody is told of what is cut off
	})),
	unhelpful("not-found", "that answers everything with 404", answering(http.StatusNotFound)),
	unhelpful("failing", "that answers everything with 500", answering(http.StatusInternalServerError)),
	unhelpful("limiting", "that answers everything with 429", answering(http.StatusTooManyRequests)),
	unhelpful("redirect-loop", "that redirects every request to itself", instead(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://"+r.Host+r.URL.Path, http.StatusTemporaryRedirect)
	})),
}

// nonsense is about home servers that answer with what nobody asked for.
var nonsense = []check.Check{
	unhelpful("html", "that answers everything with a page", says("text/html", "<!DOCTYPE html><title>Welcome</title>")),
	unhelpful("no-json", "that answers everything with broken JSON", says("application/json", `[{"idCertPem": `)),
	unhelpful("other-json", "that answers everything with JSON of another shape", says("application/json", `{"idCertPem":{"a":[1]},"cacheSignature":7}`)),
	unhelpful("null", "that answers everything with null", says("application/json", "null")),
	unhelpful("empty-list", "that answers everything with an empty list", says("application/json", "[]")),
	unhelpful("empty-body", "that answers everything with nothing", says("application/json", "")),
	unhelpful("deep-json", "that answers everything with JSON in a hundred thousand brackets",
		says("application/json", strings.Repeat("[", 100_000))),
	unhelpful("huge", "whose answers are 64 MiB long", instead(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		spaces := []byte(strings.Repeat(" ", 64<<10))
		for range 64<<10/64 + 1 {
			if _, err := w.Write(spaces); err != nil {
				return
			}
		}
	})),
	{
		ID:      "federation.home.certificates-of-another",
		Title:   "gives no token for the ID-Cert of another actor that a home server lists for one",
		Decides: []requirement.Requirement{core.ReceivedUID, core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			if t.Target().Dialect.SolvesWithCert() {
				t.NotApplicable("the ID-Cert is what names its actor in a solution (A-035), so that nobody can name another one")
			}
			carol, bob := t.NewForeigner(home), t.NewForeigner(home)
			mallory := *carol.Session // with carol's key and ID-Cert, under a name of its own
			named := t.NewForeigner(home)
			mallory.Actor = named.Actor
			named.Issued.PEM, named.Issued.Serial = carol.Issued.PEM, carol.Issued.Serial
			trial := t.NewTrial(ctx, &check.Foreigner{Session: &mallory, Home: home, Issued: named.Issued})
			t.RefusesSolution(ctx, mallory.CompleteTrial(trial), "another actor's ID-Cert in the list of one's own", bob)
		},
	},
	{
		ID:      "federation.home.one-broken-entry",
		Title:   "takes an ID-Cert beside which another one cannot be read, or refuses it",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			alice, bob := t.NewForeigner(home), t.NewForeigner(home)
			t.Another(alice).Issued.PEM = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
			t.LogsInOrNot(ctx, alice, "an ID-Cert in a list with one that cannot be read", bob)
			t.LogIn(ctx, bob)
			t.Hold(nil)
		},
	},
}

// unhelpful makes a check that an actor gets no token whose home server says nothing
// of use, and that the server under test does not fail over it.
func unhelpful(id, which string, ail func(*peer.Home)) check.Check {
	return check.Check{
		ID: "federation.home." + id, Title: "gives no token to an actor of a home server " + which,
		Decides: []requirement.Requirement{core.ForeignCertFetched}, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			mallory, bob := t.NewForeigner(home), t.NewForeigner(t.NewPeer())
			ail(home)
			t.RefusesLogin(ctx, mallory, "an actor of a home server "+which, bob)
		},
	}
}

func instead(f func(http.ResponseWriter, *http.Request)) func(*peer.Home) {
	return func(h *peer.Home) {
		h.Misbehave("answers in its own way", func(w http.ResponseWriter, r *http.Request) bool {
			f(w, r)
			return true
		})
	}
}

func answering(code int) func(*peer.Home) {
	return instead(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) })
}

func says(mediaType, body string) func(*peer.Home) {
	return instead(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		_, _ = w.Write([]byte(body)) // who does not read it misses nothing
	})
}

// mismatched is a check of a root that shows another domain name, too.
func mismatched(c check.Check) check.Check {
	c.Decides = append(c.Decides, core.WellKnownMismatchRefused)
	return c
}
