package migration

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// redirectTrials are about what others can see of the key trials of a migration (core
// 4.3, 7.4; API Unregistered_getKeyTrials). Whatever is published of logins, these
// are.
var redirectTrials = []check.Check{
	transparent("published", "publishes the key trial of a redirect with its solutions after its end", publishedTrial,
		core.ChallengesPublic, api.KeyTrialsOK),
	transparent("published-each", "publishes each solution of the key trial of a redirect, so that third parties can verify them", publishedEach,
		core.ChallengesVerifiable),
	transparent("published-late", "publishes the key trial of a redirect no earlier than its end", publishedLate, api.KeyTrialsExpiredOnly),
}

func transparent(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Check{
		ID: "migration.trials." + id, Title: title, Decides: decides, Alone: true, Run: run,
		Needs: check.Needs{Actors: true, Trials: true, Peers: true, Time: true},
	}
}

// provenMove is a redirect for which two keys are proved, and the challenge string.
func provenMove(ctx context.Context, t *check.T) (m move, phone *actor.Session, trial p2.KeyTrial) {
	m = newMove(ctx, t)
	phone = t.NewSession(ctx, m.source.Actor)
	trial = t.OwnTrial(ctx, m.source)
	call := m.source.SetUpRedirect(m.into()).With(m.source.Actor.Proving(m.source.Prove(trial), phone.Prove(trial)))
	if t.TakesOrRefuses(ctx, call, "one challenge string that is solved with two keys", m.ask(ctx)) == nil {
		trial = t.OwnTrial(ctx, m.source)
		t.Grants(ctx, m.source.SetUpRedirect(m.into()).With(m.source.Actor.Proving(m.source.Prove(trial))), "a redirect with a proof of one key")
		return m, nil, trial
	}
	return m, phone, trial
}

// list is what somebody else is shown of the source's key trials: an actor of another
// home server, as a rule.
func (m move) list(ctx context.Context) []byte {
	bob := m.t.NewForeigner(m.t.NewPeer())
	m.t.LogIn(ctx, bob)
	res := bob.KeyTrials(m.from()).Send(ctx)
	m.t.Answered(res)
	if res.Status == http.StatusTemporaryRedirect {
		m.t.NotApplicable("the server redirects requests for the key trials of an actor with a redirect (A-180)")
	}
	if !res.OK() {
		m.t.Blocked("Unregistered_getKeyTrials", "the key trials of an actor are not shown: %s", actor.Line(res))
	}
	return res.Body
}

func publishedTrial(ctx context.Context, t *check.T) {
	m, _, trial := provenMove(ctx, t)
	t.WaitUntil(ctx, endOf(t, trial).Add(2*time.Second), "the end of a challenge string")
	if !bytes.Contains(m.list(ctx), []byte(trial.Trial)) {
		t.Fail("the challenge string with which a redirect was set up, once it is over", "a list without it")
	}
	t.Hold(nil)
}

// publishedEach looks for the solutions as they were sent, and holds each against the
// key of the ID-Cert with the serial number beside it.
func publishedEach(ctx context.Context, t *check.T) {
	m, phone, trial := provenMove(ctx, t)
	t.WaitUntil(ctx, endOf(t, trial).Add(2*time.Second), "the end of a challenge string")
	list := m.list(ctx)
	if !bytes.Contains(list, []byte(trial.Trial)) {
		t.Blocked("Unregistered_getKeyTrials", "the list of key trials lacks the one with which a redirect was set up")
	}
	for _, s := range []*actor.Session{m.source, phone} {
		if s == nil {
			continue
		}
		signature := []byte(s.Actor.EncodeSignature(s.Sign(trial.Trial)))
		if !bytes.Contains(bytes.ToLower(list), bytes.ToLower(signature)) || !bytes.Contains(list, []byte(s.Cert.Serial.String())) {
			t.Fail("the solution of each key that was proved for a redirect, with the serial number of its ID-Cert", "a list that lacks that of the session %s", s.ID)
		}
	}
	t.Hold(nil)
}

func publishedLate(ctx context.Context, t *check.T) {
	m, _, trial := provenMove(ctx, t)
	ends := endOf(t, trial)
	list := m.list(ctx)
	if t.Now().After(ends) {
		t.Untested("the challenge string was over before its list came")
	}
	if bytes.Contains(list, []byte(trial.Trial)) {
		t.Fail("no challenge string that is not over", "one that ends %s from now", check.About(ends.Sub(t.Now())))
	}
	t.WaitUntil(ctx, ends.Add(2*time.Second), "the end of a challenge string")
	if !bytes.Contains(m.list(ctx), []byte(trial.Trial)) {
		t.Blocked("Unregistered_getKeyTrials", "the list of key trials lacks the one with which a redirect was set up")
	}
	t.Hold(nil)
}

// longestTrial is how long a challenge string may be good that says for how long,
// and not until when.
const longestTrial = 24 * time.Hour

// endOf is when a challenge string ends: a time in seconds or milliseconds, or
// a number of seconds.
func endOf(t *check.T, trial p2.KeyTrial) time.Time {
	now := t.Now()
	if d := time.Duration(trial.Expires) * time.Second; trial.Expires > 0 && trial.Expires <= uint64(longestTrial/time.Second) {
		return now.Add(d)
	}
	for _, at := range []time.Time{time.Unix(int64(trial.Expires), 0), time.UnixMilli(int64(trial.Expires))} {
		if at.After(now) && at.Before(now.AddDate(10, 0, 0)) {
			return at
		}
	}
	t.Blocked(check.Challenge, "it is not known when a challenge string ends: %d", trial.Expires)
	return now
}
