package federation

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// asking is about the questions that a server has for the home server of an actor.
var asking = []check.Check{
	{
		ID:      "federation.asking.certificate",
		Title:   "asks the home server of an actor who logs in for the ID-Certs of that actor",
		Decides: []requirement.Requirement{core.ForeignCertFetched},
		Probes:  []ambiguity.Entry{ambiguity.CertBySerial},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob := t.NewForeigner(home)
			res := t.LogIn(ctx, bob)
			if askedForActors(home) == 0 {
				t.FailAt(res, "a request for the ID-Certs of the actor to its home server", "a token, and no such request")
			}
			next := t.Renewed(bob)
			t.GotAnswer(bob.UpdateIDCert(next.PEM).Send(ctx)) // with the ID-Cert the server knows the session ID, too
			t.Hold(nil)
			t.Took(ambiguity.CertBySerial, wanted(home, bob.ID, bob.Cert.Serial.String(), next.Cert.Serial.String()))
		},
	},
	{
		ID:      "federation.asking.identity",
		Title:   "asks the home server of an actor like anybody, or shows in a way of its own who it is",
		Decides: []requirement.Requirement{core.ForeignCertFetched},
		Probes:  []ambiguity.Entry{ambiguity.ServerIdentity},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			res := t.LogIn(ctx, t.NewForeigner(home))
			visits := home.Visits()
			if len(visits) == 0 {
				t.FailAt(res, "a request for the ID-Cert to the home server of the actor", "a token for an actor whose home server nobody has asked")
			}
			reading := "anonymous"
			if slices.ContainsFunc(visits, shows) {
				reading = "authenticated"
			}
			t.Hold(nil)
			t.Took(ambiguity.ServerIdentity, reading)
		},
	},
}

// wanted says by what a home was asked for the ID-Certs of an actor.
func wanted(home *peer.Home, sessionID string, serials ...string) string {
	reading := "list"
	for _, v := range home.Visits() {
		if !strings.HasPrefix(v.Request.Path, client.Base+"/idcert/actor/") {
			continue
		}
		switch {
		case hasValue(v.Request.Query, serials...):
			return "serial-parameter"
		case hasValue(v.Request.Query, sessionID):
			reading = "session-id"
		}
	}
	return reading
}

// hasValue reports that a query has one of the values, under whatever name.
func hasValue(query url.Values, values ...string) bool {
	for _, given := range query {
		if slices.ContainsFunc(given, func(v string) bool { return slices.Contains(values, v) }) {
			return true
		}
	}
	return false
}

// shows reports that a request says who asks, by a signature (RFC 9421) or
// credentials.
func shows(v *client.Exchange) bool {
	return slices.ContainsFunc([]string{"Authorization", "Signature", "Signature-Input", "DPoP", "Client-Cert"}, func(name string) bool {
		return v.Request.Header.Get(name) != ""
	})
}
