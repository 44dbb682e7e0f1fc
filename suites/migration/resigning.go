package migration

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/requirement"
)

// resigning are the checks of how messages get new signatures (core 7.2, and the API
// operations under /messages).
var resigning = slices.Concat(
	resigningAllowed, resigningRefused, resigningMessages, resigningChosen, resigningCommits, resigningFlaws,
	resigningCerts, resigningLimits, resigningAborts, resigningTimes, resigningOthers, resigningTokens, resigningForeign, resigningAlone, resigningRaces,
)

// messageNeeds is what checks of messages need: core has no route for them, so that
// the driver posts them.
var messageNeeds = check.Needs{Actors: true, Trials: true, Messages: true}

// resigns is a check with messages.
func resigns(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{ID: "migration.resigning." + id, Title: title, Decides: decides, Needs: messageNeeds, Run: run}
}

// permits is a check that goes without messages.
func permits(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	c := resigns(id, title, run, decides...)
	c.Needs.Messages = false
	return c
}
