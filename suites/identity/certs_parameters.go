package identity

import (
	"context"
	"encoding/json"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certsParameters are about where the parameters of a list stand: all other
// checks write them where the preflight found that the target reads them.
var certsParameters = []check.Check{
	{
		ID:      "identity.certs.parameters-in-query",
		Title:   "reads the parameters of a list of ID-Certs from the query",
		Decides: []requirement.Requirement{api.ActorCertsSessionID},
		Probes:  []ambiguity.Entry{ambiguity.ParameterPlace},
		Needs:   check.Needs{Actors: true},
		Run:     parametersInQuery,
	},
}

func parametersInQuery(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	phone := t.NewSession(ctx, laptop.Actor)
	t.EntryOf(ctx, laptop)
	t.EntryOf(ctx, phone)
	t.ChoosesSessions(ctx, laptop)
	// With a body, if an empty one, a request is not rewritten to have another.
	query := laptop.Actor.Certs().With(actor.Query("session_id", laptop.ID), actor.Body([]byte{})).Send(ctx)
	t.Answered(query)
	object, _ := json.Marshal(map[string]string{"session_id": laptop.ID}) // a string can be written
	// Whoever reads no bodies of a GET may do anything with one.
	inBody := listsOnly(laptop.Actor.Certs().With(actor.Header("Content-Type", "application/json"), actor.Body(object)).Send(ctx), laptop)
	switch {
	case listsOnly(query, laptop) && inBody:
		t.Took(ambiguity.ParameterPlace, "both")
	case listsOnly(query, laptop):
		t.Took(ambiguity.ParameterPlace, "query")
	default:
		if inBody {
			t.Took(ambiguity.ParameterPlace, "json-body") // which fails
		}
		t.Fail("the ID-Cert of the session that the query names, alone", "%s without it, or with that of another session", actor.Line(query))
	}
	t.Hold(nil)
}

// listsOnly reports a list that has a session's ID-Cert and nothing else.
func listsOnly(res *client.Response, s *actor.Session) bool {
	if !res.OK() {
		return false
	}
	entries, err := p2.ParseCacheableCerts(res.Body)
	if err != nil || len(entries) != 1 {
		return false
	}
	cert, err := p2.ParseCertPEM(entries[0].PEM)
	return err == nil && cert.Serial.Cmp(s.Cert.Serial) == 0
}
