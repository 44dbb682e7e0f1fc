package identity

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certsAlike are about federation IDs that are like an actor's and are not his.
var certsAlike = []check.Check{
	{
		ID:      "identity.certs.domain-alike",
		Title:   "lists none of its own actor's ID-Certs for a domain that only begins or ends with its own",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			fid := laptop.Actor.FID
			for _, domain := range []string{"elsewhere." + fid.Domain, fid.Domain + ".invalid"} {
				notHere(t, laptop.Actor.CertsOf(fid.Local+"@"+domain).Send(ctx))
			}
		},
	},
	{
		ID:      "identity.certs.name-pattern",
		Title:   "lists no ID-Certs for a pattern that an actor's local name fits",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true, Names: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			fid := laptop.Actor.FID
			begin := fid.Local[:len(fid.Local)-1]
			// They are names that an actor could have. Nobody has them, since the
			// names of actors are drawn: those of prepared ones may be alike.
			for _, local := range []string{begin + "_", begin + "%", begin} {
				notHere(t, laptop.Actor.CertsOf(local+"@"+fid.Domain).Send(ctx))
			}
		},
	},
}

// mostSessions is how many sessions an actor of a check is given at most: more
// than fit on one page of most lists.
const mostSessions = 21

// manySessions makes sessions until there are many, or the target gives no more.
func manySessions(ctx context.Context, t *check.T, a *actor.Actor) []*actor.Session {
	all := []*actor.Session{t.NewSession(ctx, a)}
	for len(all) < mostSessions {
		call := a.NewIDCert()
		res := call.Send(ctx)
		t.Answered(res)
		if call.Accepted(res) != nil {
			break
		}
		all = append(all, t.Session(call, res))
	}
	return all
}
