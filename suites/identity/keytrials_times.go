package identity

import (
	"context"
	"strconv"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// What key trials are listed for a time range.

// twoPerformed solves two challenge strings, and gives a time that lies between
// them, whenever a key trial is said to be performed: the second is given
// after the end of the first.
func twoPerformed(ctx context.Context, t *check.T, s *actor.Session) (first, second solvedTrial, between string) {
	first = solve(ctx, t, s)
	t.WaitUntil(ctx, first.ends.Add(10*time.Second), "time between two key trials")
	second = solve(ctx, t, s)
	if first.Trial == second.Trial {
		t.Blocked(opTrial, "the same challenge string was given out twice")
	}
	return first, second, first.write(first.ends.Add(5 * time.Second))
}

// write is a time in the unit of the challenge string's end.
func (s solvedTrial) write(at time.Time) string {
	if form, _ := lifetimeForm(s.Expires, s.at); form.unit == "milliseconds" {
		return strconv.FormatInt(at.UnixMilli(), 10)
	}
	return strconv.FormatInt(at.Unix(), 10)
}

func performedAfter(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	first, second, between := twoPerformed(ctx, t, laptop)
	whenPublished(ctx, t, laptop, first, second)
	t.Hold(list(ctx, t, laptop, actor.Query("notBefore", between)).only(second.Trial, first.Trial))
}

func performedBefore(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	first, second, between := twoPerformed(ctx, t, laptop)
	whenPublished(ctx, t, laptop, first, second)
	t.Hold(list(ctx, t, laptop, actor.Query("notAfter", between)).only(first.Trial, second.Trial))
}

// performedAt solves a challenge string well after it was given and well before
// its end, and asks for a few seconds around each of these times.
func performedAt(ctx context.Context, t *check.T) {
	const apart, around = 10 * time.Second, 4 * time.Second
	laptop := loggedIn(ctx, t)
	before := t.Now()
	trial := challengeFor(ctx, t, laptop)
	given, ends := span{"issued", before, t.Now()}, EndOf(t, trial)
	t.WaitUntil(ctx, given.to.Add(apart), "time between being given a challenge string and solving it")
	before = t.Now()
	if ends.Before(before.Add(2 * apart)) {
		t.Untested("a challenge string lives for %s only", ends.Sub(given.from).Round(time.Second))
	}
	laptop.Token = actor.Text(t.Grants(ctx, laptop.CompleteTrial(trial), "a solved challenge string"))
	solved := span{"solved", before, t.Now()}
	if challengeFor(ctx, t, laptop).Trial == trial.Trial {
		t.Blocked(opTrial, "the same challenge string was given out twice")
	}
	performed := solvedTrial{KeyTrial: trial, at: solved.to, ends: ends}
	whenPublished(ctx, t, laptop, performed)
	var readings []string
	for _, s := range []span{solved, given, {"expires", ends, ends}} {
		within := []actor.Change{
			actor.Query("notBefore", performed.write(s.from.Add(-around))),
			actor.Query("notAfter", performed.write(s.to.Add(around))),
		}
		if list(ctx, t, laptop, within...).has(trial.Trial) {
			readings = append(readings, s.reading)
		}
	}
	if len(readings) != 1 {
		t.Fail("the key trial in one of three lists: for the time when it was solved, issued, or expires", "it is in those for %q", readings)
	}
	t.Hold(nil)
	t.Took(ambiguity.TrialFilterTime, readings[0])
}

// span is when a reading of A-326 has a key trial performed, as far as we know.
type span struct {
	reading  string
	from, to time.Time
}
