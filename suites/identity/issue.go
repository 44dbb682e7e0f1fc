package identity

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"mime"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

const opNewIDCert = "Registered_newIdCert"

// issue checks that a right ID-CSR is exchanged for an ID-Cert, and the answer
// to it.
var issue = []check.Check{
	{
		ID:      "identity.issue.granted",
		Title:   "exchanges a right ID-CSR of an Ed25519 key for an ID-Cert",
		Decides: []requirement.Requirement{core.IDCertIssued, core.Ed25519CSRAccepted, core.SharedAlgorithm},
		Needs:   check.Needs{Actors: true},
		Proves:  opNewIDCert,
		Run: func(ctx context.Context, t *check.T) {
			res := t.NewActor(ctx).NewIDCert().Send(ctx)
			t.Answered(res)
			if !res.OK() {
				t.Fail("a right ID-CSR is granted", "%s", actor.Line(res))
			}
			t.Hold(holdsCert(res.Body))
		},
	},
	{
		ID:      "identity.issue.created",
		Title:   "answers a right ID-CSR with 201 and JSON",
		Decides: []requirement.Requirement{api.NewIDCertCreated},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			res := answerToCSR(ctx, t)
			t.Granted(res, http.StatusCreated)
			t.Hold(object(res.Body))
			t.Hold(calledJSON(res.Header))
		},
	},
	{
		ID:      "identity.issue.pem",
		Title:   "answers a right ID-CSR with the ID-Cert in PEM as id_cert",
		Decides: []requirement.Requirement{api.NewIDCertPEM},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(idCertMember(answerToCSR(ctx, t).Body))
		},
	},
	{
		ID:      "identity.issue.token",
		Title:   "answers a right ID-CSR with a session token as token",
		Decides: []requirement.Requirement{api.NewIDCertToken},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(tokenMember(answerToCSR(ctx, t).Body))
		},
	},
	{
		ID:      "identity.issue.token-own",
		Title:   "gives every ID-Cert a session token of its own",
		Decides: []requirement.Requirement{api.NewIDCertTokenValid},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop, phone := t.NewSession(ctx, alice), t.NewSession(ctx, alice)
			if laptop.Token == phone.Token {
				t.Fail("another token for another ID-Cert", "the same one")
			}
			t.Hold(nil)
		},
	},
}

// answerToCSR is what a right ID-CSR is answered with, whatever is in it.
func answerToCSR(ctx context.Context, t *check.T) *client.Response {
	res := t.NewActor(ctx).NewIDCert().Send(ctx)
	t.Answered(res)
	if d := holdsCert(res.Body); !res.OK() || d != nil {
		t.Blocked(opNewIDCert, "no ID-Cert was issued: %s", actor.Line(res))
	}
	return res
}

// holdsCert decides whether an answer has a certificate in it, wherever it is and
// however it is called.
func holdsCert(body []byte) *check.Deviation {
	if _, err := p2.ParseCertPEM(string(body)); err == nil {
		return nil
	}
	var members map[string]any
	if json.Unmarshal(body, &members) == nil {
		for _, m := range members {
			if text, ok := m.(string); ok && isCert(text) {
				return nil
			}
		}
	}
	return check.Deviates("an ID-Cert", "an answer without one")
}

// isCert takes a certificate in PEM, and in DER written in base64 or the like.
func isCert(text string) bool {
	if _, err := p2.ParseCertPEM(text); err == nil {
		return true
	}
	for _, decode := range []func(string) ([]byte, error){base64.StdEncoding.DecodeString, hex.DecodeString} {
		if der, err := decode(text); err == nil {
			if _, err := p2.ParseCert(der); err == nil {
				return true
			}
		}
	}
	return false
}

func object(body []byte) *check.Deviation {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return check.Deviates("a JSON object", "no JSON object: %v", err)
	}
	return nil
}

// calledJSON decides whether an answer says of itself that it is JSON.
func calledJSON(h http.Header) *check.Deviation {
	const want = "the Content-Type application/json"
	values := h.Values("Content-Type")
	if len(values) != 1 {
		return check.Deviates(want, "%d of them", len(values))
	}
	if media, _, err := mime.ParseMediaType(values[0]); err != nil || media != "application/json" {
		return check.Deviates(want, "%q", values[0])
	}
	return nil
}

// member reads a member of a JSON object as a string that is not empty.
func member(body []byte, name string) (string, *check.Deviation) {
	want := "the string " + name
	if d := object(body); d != nil {
		return "", check.Deviates(want, "%s", d.Actual)
	}
	var members map[string]json.RawMessage
	_ = json.Unmarshal(body, &members) // an object, as was seen
	raw, ok := members[name]
	if !ok {
		return "", check.Deviates(want, "no such member")
	}
	var text *string
	if err := json.Unmarshal(raw, &text); err != nil || text == nil {
		return "", check.Deviates(want, "a member that is no string")
	}
	if *text == "" {
		return "", check.Deviates(want, "an empty one")
	}
	return *text, nil
}

func idCertMember(body []byte) *check.Deviation {
	text, d := member(body, "id_cert")
	if d != nil {
		return d
	}
	return inPEM(text, "one certificate in PEM as id_cert")
}

// inPEM decides whether a text is the PEM of one certificate. What the certificate
// is like is for others.
func inPEM(text, want string) *check.Deviation {
	cert, err := p2.ParseCertPEM(text)
	if err != nil {
		return check.Deviates(want, "%v", err)
	}
	if found := verify.TextFindings(cert.Findings); len(found) > 0 {
		return check.Deviates(want, "%s", verify.Told(found))
	}
	return nil
}

func tokenMember(body []byte) *check.Deviation {
	_, d := member(body, "token")
	return d
}
