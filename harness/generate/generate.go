// Package generate makes inputs that nobody thought of, several at once, and makes
// those small that break something. What a seed makes is the same in every run.
package generate

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
)

// MaxCases is how many inputs a check tries at most, one after another: on a
// server that takes 200 ms for each, that is 19 of the 30 seconds that a check has.
const MaxCases = 95

// mostTries is how many requests are spent on making one input smaller.
const mostTries = 20

// Draw makes one input; the same for the same seed of the run.
func Draw[E any](t *check.T, g *rapid.Generator[E]) E {
	var seed [8]byte
	if _, err := io.ReadFull(t.Inputs(), seed[:]); err != nil {
		t.Error("no random bytes: %v", err)
	}
	return g.Example(int(binary.BigEndian.Uint64(seed[:]) >> 1))
}

// Try holds each case against what breaks finds wrong with it. The first that
// breaks something is made as small as it gets, and fails the check; says writes
// its parts.
func Try[E any](t *check.T, cases [][]E, breaks func([]E) *check.Deviation, says func([]E) string) {
	if len(cases) > MaxCases {
		t.Error("%d generated inputs, more than %d", len(cases), MaxCases)
	}
	for _, parts := range cases {
		if d := breaks(parts); d != nil {
			parts, d = Shrink(parts, d, breaks)
			t.Fail(d.Expected, "%s, for %s (seed %d)", d.Actual, says(parts), t.Seed())
		}
		t.Hold(nil)
	}
}

// Shrink leaves out of the parts of an input whatever is not needed for it to break
// something, and of those that are texts whatever can be left out of them. D is
// what it breaks as it is.
func Shrink[E any](parts []E, d *check.Deviation, breaks func([]E) *check.Deviation) ([]E, *check.Deviation) {
	tries := 0
	smaller := func(candidate []E) bool {
		if tries++; tries > mostTries {
			return false
		}
		less := breaks(candidate)
		if less != nil {
			parts, d = candidate, less
		}
		return less != nil
	}
	for i := 0; i < len(parts) && len(parts) > 1; {
		if !smaller(slices.Delete(slices.Clone(parts), i, i+1)) {
			i++
		}
	}
	for i := range parts {
		for size := len(runesOf(parts[i])) / 2; size > 0; size /= 2 {
			for from := 0; from+size <= len(runesOf(parts[i])); {
				text := runesOf(parts[i])
				candidate := slices.Clone(parts)
				candidate[i] = withRunes(parts[i], slices.Delete(slices.Clone(text), from, from+size))
				if !smaller(candidate) {
					from += size
				}
			}
		}
	}
	return parts, d
}

// Text is a part that can be made smaller. With makes another part of its kind.
type Text interface {
	Text() string
	With(text string) any
}

func runesOf(part any) []rune {
	switch v := part.(type) {
	case string:
		return []rune(v)
	case Text:
		return []rune(v.Text())
	}
	return nil
}

func withRunes[E any](part E, text []rune) E {
	switch v := any(part).(type) {
	case string:
		return any(string(text)).(E)
	case Text:
		return v.With(string(text)).(E)
	}
	return part
}

// Send makes a call with a generated input. The deviation is a server error, or a
// connection that ends twice in place of an answer, where the control is granted at
// once. The response is nil where the input cannot be written, or nothing is known
// of it: the server is overloaded (503), which leaves the check untested.
func Send(ctx context.Context, t *check.T, call, control *actor.Call) (*client.Response, *check.Deviation) {
	res := call.Send(ctx)
	if errors.Is(res.Err, client.ErrNotSent) || errors.Is(res.Err, idcert.ErrChange) {
		return nil, nil
	}
	if hungUp(ctx, res) {
		if res = call.Send(ctx); hungUp(ctx, res) {
			t.Grants(ctx, control, "the same request without what was generated")
			return nil, check.Deviates("an answer that is no server error", "the server ended the connection, twice")
		}
	}
	switch {
	case res.Err == nil && res.Status == http.StatusServiceUnavailable:
		t.Served(res, 1)
		return nil, nil
	case res.Err == nil && res.Status >= http.StatusInternalServerError:
		return nil, check.Deviates("an answer that is no server error", "%s", actor.Line(res))
	}
	t.Answered(res) // which ends the check where there is no whole answer
	return res, nil
}

// hungUp reports a connection that ended before an answer was whole.
func hungUp(ctx context.Context, res *client.Response) bool {
	return res.Err != nil && ctx.Err() == nil && !errors.Is(res.Err, client.ErrTooLarge)
}

// Quoted is a short text for parts that are texts.
func Quoted(parts []string) string { return fmt.Sprintf("%.200q", strings.Join(parts, "")) }
