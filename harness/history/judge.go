package history

import (
	"slices"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/p2conform/p2conform/harness/check"
)

// Model is how something goes if requests come one after another.
type Model[S comparable] struct {
	// Begins is the state before the first.
	Begins S
	// Grants is the state after an attempt that was granted in another, and whether
	// it is right to grant it there. For one that reads, whether it shows what is.
	Grants func(state S, a Attempt) (S, bool)
	// Refuses reports whether it is right to refuse an attempt in a state; nil for
	// always: a server may refuse what gets in the way of something else.
	Refuses func(state S, a Attempt) bool
	// Wants is what the answers are to be, as in "answers that …".
	Wants string
}

// Once is the model of what can be had once, and never again.
func Once(wants string) Model[bool] {
	return Model[bool]{Wants: wants, Grants: func(taken bool, _ Attempt) (bool, bool) { return true, !taken }}
}

// mostUnknown is how many attempts of which nobody knows what came of them are
// judged: each doubles what there is to try.
const mostUnknown = 6

// Judge decides whether some order of the attempts explains their answers. It
// takes polynomial time in the number of attempts that change nothing, however
// many overlap: they explain nothing, so they are held against the changes one by
// one and in pairs. Those that change something have to be few at a time (some
// ten), unless only one of them can be granted. A history with more than
// mostUnknown attempts of which nobody knows what came of them is not judged.
func Judge[S comparable](m Model[S], attempts []Attempt) *check.Deviation {
	var changes, seen []Attempt
	unknown := 0
	for _, a := range attempts {
		switch {
		case a.Outcome == Unknown && a.Reads, a.Outcome == Refused && m.Refuses == nil:
		case a.Reads || a.Outcome == Refused:
			seen = append(seen, a)
		default:
			changes = append(changes, a)
			if a.Outcome == Unknown {
				unknown++
			}
		}
	}
	if unknown > mostUnknown {
		return nil
	}
	wrong := func(some ...Attempt) *check.Deviation {
		if m.explain(slices.Concat(changes, some)) {
			return nil
		}
		return check.Deviates(m.Wants, "answers that no order explains (! marks what does not fit):\n%s", Interleaving(attempts, some))
	}
	if d := wrong(); d != nil {
		return d
	}
	for _, a := range seen {
		if d := wrong(a); d != nil {
			return d
		}
	}
	for i, a := range seen {
		for _, b := range seen[:i] {
			if d := wrong(b, a); d != nil {
				return d
			}
		}
	}
	return nil
}

// explain reports whether the attempts can be put into one order.
func (m Model[S]) explain(attempts []Attempt) bool {
	if len(attempts) == 0 {
		return true
	}
	// Differences are taken on the clock that nobody sets: while a race is on, the
	// other one may be put right by more than a request takes.
	since := func(at time.Time) int64 { return at.Sub(attempts[0].From).Nanoseconds() }
	var ops []porcupine.Operation
	var end int64
	for _, a := range attempts {
		end = max(end, since(a.To))
	}
	for i, a := range attempts {
		op := porcupine.Operation{ClientId: i, Input: a, Call: since(a.From), Output: a.Outcome, Return: since(a.To)}
		if a.Outcome == Unknown {
			op.Return = end + 1
		}
		ops = append(ops, op)
	}
	model := porcupine.NondeterministicModel{
		Init: func() []any { return []any{m.Begins} },
		Step: func(state, input, output any) []any { return m.step(state.(S), input.(Attempt), output.(Outcome)) },
	}
	return porcupine.CheckOperations(model.ToModel(), ops)
}

// step is the states that an attempt can lead to.
func (m Model[S]) step(state S, a Attempt, o Outcome) []any {
	next, right := m.Grants(state, a)
	switch {
	case o == Refused && (m.Refuses == nil || m.Refuses(state, a)):
		return []any{state}
	case o == Unknown && right:
		return []any{state, next}
	case o == Unknown:
		return []any{state}
	case o == Granted && right:
		return []any{next}
	}
	return nil
}
