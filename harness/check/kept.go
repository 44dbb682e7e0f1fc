package check

import (
	"context"
	"slices"
)

// Kept is what a check expects at its end of all that the target had acknowledged.
const Kept = "what the server has acknowledged is there still, once and unchanged, and nobody sees it who may not"

// Acknowledged is something that the target has said to have, as in "the message that
// was posted first".
type Acknowledged struct {
	what string
	look func(ctx context.Context) string
}

// Acknowledge keeps account of something that the target has said to have: look says at
// the end of the check what is wrong with it, as in "is gone", and nothing if all is
// well. It may end the check as any helper does.
func (t *T) Acknowledge(what string, look func(ctx context.Context) string) *Acknowledged {
	a := &Acknowledged{what, look}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, a)
	return a
}

// Forget has nobody ask for it at the end: the check itself has had it removed, or has
// asked for that.
func (t *T) Forget(a *Acknowledged) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = slices.DeleteFunc(t.kept, func(o *Acknowledged) bool { return o == a })
}

// takeStock asks for all that was acknowledged, once the body has come to its end.
func (t *T) takeStock(ctx context.Context) {
	t.mu.Lock()
	kept := slices.Clone(t.kept)
	t.mu.Unlock()
	for _, a := range kept {
		if wrong := a.look(ctx); wrong != "" {
			t.Fail(Kept, "%s %s", a.what, wrong)
		}
	}
}
