package identity

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// refusals find out how a server says no, where any way will do.
var refusals = []check.Check{
	{
		ID:      "identity.authorization.refusal",
		Title:   "refuses an ID-CSR without a session token that it gave out with 401, or another status from 400 on",
		Decides: []requirement.Requirement{api.NewIDCertBearer},
		Probes:  []ambiguity.Entry{ambiguity.UnauthorizedStatus, ambiguity.ErrorBody},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			call := alice.NewIDCert()
			without, unknown := call.With(actor.WithoutToken()).Send(ctx), call.With(unknownToken(t)).Send(ctx)
			t.Refused(without, "no session token")
			t.Refused(unknown, "a session token of nobody")
			t.Grants(ctx, call, "the same request with the token of an actor")
			for _, res := range []*client.Response{without, unknown} {
				took(t, ambiguity.UnauthorizedStatus, strconv.Itoa(res.Status))
				took(t, ambiguity.ErrorBody, errorForm(res.Header, res.Body))
			}
		},
	},
	{
		ID:      "identity.second-factor.refusal",
		Title:   "refuses an ID-CSR without a second factor with 400 and with a wrong one with 403, or with other statuses from 400 on",
		Decides: []requirement.Requirement{core.SensitiveSolutionVerified},
		Probes:  []ambiguity.Entry{ambiguity.SensitiveFailureStatus},
		Needs:   check.Needs{Actors: true, SecondFactor: true},
		Run: func(ctx context.Context, t *check.T) {
			s := newSession(ctx, t, t.NewActor(ctx))
			call := issuing.call(ctx, t, s)
			missing := call.With(actor.WithoutSecondFactor()).Send(ctx)
			t.Answered(missing)
			issuing.orOptional(ctx, t, s, missing.OK())
			wrong := call.With(actor.SecondFactor("not " + s.Actor.Factor)).Send(ctx)
			t.Refused(missing, "no second factor")
			t.Refused(wrong, "a wrong second factor")
			t.Grants(ctx, call, "the same request with the right second factor")
			t.Took(ambiguity.SensitiveFailureStatus, factorStatuses(missing.Status, wrong.Status))
		},
	},
}

// took records a reading where the register has it: there are more ways to say no
// than it lists.
func took(t *check.T, e ambiguity.Entry, reading string) {
	if _, err := e.Reading(reading); err == nil {
		t.Took(e, reading)
	}
}

// errorForm is the reading of A-019 that a refusal takes; "" where it is none of
// them, as with a page for people.
func errorForm(h http.Header, body []byte) string {
	text := strings.TrimSpace(string(body))
	var object map[string]json.RawMessage
	switch {
	case text == "":
		return "empty"
	case json.Unmarshal(body, &object) == nil && object != nil:
		if object["code"] != nil && object["message"] != nil {
			return "json"
		}
		return "other-object"
	case strings.Contains(h.Get("Content-Type"), "html"), !utf8.ValidString(text):
		return ""
	}
	return "text"
}

// factorStatuses is the reading of A-021 that the answers to a missing and to a
// wrong second factor take.
func factorStatuses(missing, wrong int) string {
	switch {
	case missing == http.StatusBadRequest && wrong == http.StatusForbidden:
		return "400-403"
	case missing != wrong:
		return "other"
	}
	for _, r := range ambiguity.SensitiveFailureStatus.Readings {
		if r.ID == strconv.Itoa(missing) {
			return r.ID
		}
	}
	return "other"
}
