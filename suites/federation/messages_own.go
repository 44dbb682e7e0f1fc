package federation

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// ownMessages is about messages of the target's own actors: for them no home server
// has to be reached.
var ownMessages = []check.Check{
	refusesOwnMessage("unsigned", "takes no message of one of its own actors without a signature", "no signature",
		unsigned, core.ExternalRefused),
	refusesOwnMessage("other-key", "takes no message of one of its own actors that was signed with a key of nobody",
		"a signature of a key of nobody", withOtherKey, core.MessagesVerified),
	refusesOwnMessage("other-content", "takes no message of one of its own actors whose signature is over another content",
		"a signature over another content", withOtherContent, core.MessagesVerified),
	{
		ID:      "federation.own-messages.other-actor",
		Title:   "takes no message of one of its own actors in the session of another",
		Decides: []requirement.Requirement{core.MessagesCrossChecked},
		Needs:   check.Needs{Actors: true, Messages: true},
		Run: func(ctx context.Context, t *check.T) {
			alice, carol := t.NewSession(ctx, t.NewActor(ctx)), t.NewSession(ctx, t.NewActor(ctx))
			t.RefusesMessage(ctx, alice, t.NewMessage(carol), "the ID-Cert and the signature of another actor")
			t.PostsRight(ctx, alice)
			t.PostsRight(ctx, carol)
		},
	},
}

func refusesOwnMessage(id, title, what string, spoil flaw, decides ...requirement.Requirement) check.Check {
	return check.Check{
		ID: "federation.own-messages." + id, Title: title, Decides: decides, Needs: check.Needs{Actors: true, Messages: true},
		Run: func(ctx context.Context, t *check.T) {
			refusesFlaw(ctx, t, t.NewSession(ctx, t.NewActor(ctx)), what, spoil)
		},
	}
}
