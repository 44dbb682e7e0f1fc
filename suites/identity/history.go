package identity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
)

// attempt is one request of a history: what it wanted, and what came of it.
type attempt struct {
	what    string // "use" or "revoke"
	granted bool
	// from and to are when it was sent and answered.
	from, to time.Time
	line     string
}

// attempted is what came of a call.
func attempted(what string, call *actor.Call, res *client.Response) attempt {
	e := res.Exchange
	return attempt{what, call.Accepted(res) == nil, e.Started, e.Started.Add(e.Duration), actor.Line(res)}
}

// session is the life of a session as those see it who use it: it is there, and
// works, until it is revoked, which it can be once.
var sessionModel = porcupine.Model{
	Init: func() any { return true },
	Step: func(state, input, output any) (bool, any) {
		alive, granted := state.(bool), output.(bool)
		switch {
		case input == "revoke" && granted:
			return alive, false
		case granted:
			return alive, alive
		}
		return !alive, alive
	},
}

// inSomeOrder decides whether a history of a session can be explained: whether
// the requests can be put into one order, in which none stands before one that was
// answered before it was sent, and in which each answer is right.
func inSomeOrder(history []attempt) *check.Deviation {
	var ops []porcupine.Operation
	for i, a := range history {
		ops = append(ops, porcupine.Operation{
			ClientId: i, Input: a.what, Call: a.from.UnixNano(), Output: a.granted, Return: a.to.UnixNano(),
		})
	}
	if porcupine.CheckOperations(sessionModel, ops) {
		return nil
	}
	return check.Deviates("answers that some order of the requests explains, with the session working before its revocation and not after",
		"answers that no order explains:\n%s", interleaving(history))
}

// mostLines is how much of a history is shown.
const mostLines = 24

// interleaving shows who overlapped whom, in the order in which the requests were
// sent. Times are since the first.
func interleaving(history []attempt) string {
	sorted := slices.Clone(history)
	slices.SortStableFunc(sorted, func(a, b attempt) int { return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to)) })
	var lines []string
	for i, a := range sorted {
		if i == mostLines {
			lines = append(lines, fmt.Sprintf("… and %d more", len(sorted)-i))
			break
		}
		ms := func(at time.Time) float64 { return float64(at.Sub(sorted[0].from).Microseconds()) / 1000 }
		lines = append(lines, fmt.Sprintf("%8.2f to %8.2f ms  %-6s  %s", ms(a.from), ms(a.to), a.what, a.line))
	}
	return strings.Join(lines, "\n")
}
