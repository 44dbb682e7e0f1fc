package migration

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// redirectKeys are about the keys that the source of a redirect proves (core 7.1.1,
// 7.4; API Registered_setupRedirect).
var redirectKeys = []check.Check{
	check.Probing(redirecting("redirect.nothing-to-prove", "wants key trials of an actor who has sent no message, or does not", nothingToProve,
		api.RedirectSourceKeyTrial), ambiguity.NothingToProve),
	speaking("redirect.no-key-trial", "refuses a redirect of an actor who proves no key", noKeyTrial, api.RedirectSourceKeyTrial),
	check.Probing(speaking("redirect.all-keys", "refuses a redirect of an actor who does not prove every key of its messages", allKeys,
		api.RedirectSourceAllKeys, core.RedirectSourceProven, core.OwnershipProof), ambiguity.TrialPerKey),
	check.Probing(speaking("redirect.key-list", "tells the source of a redirect all the keys that it has to prove, or leaves that to it", keyList,
		core.RedirectKeyList), ambiguity.KeysToProve),
	check.Probing(speaking("redirect.ended-key", "takes no solution of another key for a key whose ID-Cert was revoked", endedKey,
		core.RedirectSourceProven, core.OwnershipProof), ambiguity.EndedKeys),
	misproved("redirect.wrong-key", "refuses a redirect with a key trial that another key has solved", "a solution of another key",
		func(ctx context.Context, t *check.T, m move) []actor.Proof {
			trial := t.OwnTrial(ctx, m.source)
			signature, err := m.source.SignBy(t.NewKey(), trial.Trial)
			if err != nil {
				t.Error("sign a challenge string: %v", err)
			}
			return []actor.Proof{{Signature: signature, Serial: m.source.Cert.Serial}}
		}, core.RedirectSourceProven, core.OwnershipProof),
	misproved("redirect.other-text", "refuses a redirect with a signature over another text than the challenge string", "a signature over another text",
		func(ctx context.Context, t *check.T, m move) []actor.Proof {
			trial := t.OwnTrial(ctx, m.source)
			return []actor.Proof{{Signature: m.source.Sign(actor.Word(t.Random(), len(trial.Trial))), Serial: m.source.Cert.Serial}}
		}, core.RedirectSourceProven),
	misproved("redirect.key-of-other-actor", "refuses a redirect with a key trial of another actor", "the key trial of another actor",
		func(ctx context.Context, t *check.T, m move) []actor.Proof {
			return []actor.Proof{m.target.Prove(t.OwnTrial(ctx, m.target))}
		}, core.RedirectSourceProven, api.RedirectSourceAllKeys),
	{
		ID: "migration.redirect.expired-key-trial", Title: "refuses a redirect with a key trial that has expired",
		Decides: []requirement.Requirement{core.ChallengeExpires}, Alone: true,
		Needs: check.Needs{Actors: true, Trials: true, Messages: true, Time: true},
		Run:   expiredKeyTrial,
	},
}

// newSpeaker is a move of an actor who has sent a message.
func newSpeaker(ctx context.Context, t *check.T) move {
	m := newMove(ctx, t)
	t.PostsRight(ctx, m.source)
	return m
}

func nothingToProve(ctx context.Context, t *check.T) {
	m := newMove(ctx, t)
	m.asks(ctx)
	without := m.to(t.NewSession(ctx, t.NewActor(ctx)))
	bare := without.source.SetUpRedirect(without.into())
	control := newMove(ctx, t)
	switch {
	case t.TakesOrRefuses(ctx, bare, "a redirect without key trials of an actor without messages", control.ask(ctx)) != nil:
		t.Took(ambiguity.NothingToProve, "no-header")
	case t.TakesOrRefuses(ctx, bare.With(m.source.Actor.Proving()), "a redirect with an empty list of key trials of an actor without messages", control.ask(ctx)) != nil:
		t.Took(ambiguity.NothingToProve, "empty-list")
	default:
		t.Took(ambiguity.NothingToProve, "own-key")
	}
	t.Hold(nil)
}

func noKeyTrial(ctx context.Context, t *check.T) {
	m := newSpeaker(ctx, t)
	bare := m.source.SetUpRedirect(m.into())
	t.Refused(bare.Send(ctx), "no key trial")
	t.Refused(bare.With(m.source.Actor.Proving()).Send(ctx), "an empty list of key trials")
	t.Refused(bare.With(actor.ProofText(t.Target().Dialect, "prove me")).Send(ctx), "a header that is no list of key trials")
	m.asks(ctx)
}

// allKeys has messages of two sessions. The keys of both can be proved with one
// challenge string, or with one for each.
func allKeys(ctx context.Context, t *check.T) {
	m := newSpeaker(ctx, t)
	phone := t.NewSession(ctx, m.source.Actor)
	t.PostsRight(ctx, phone)
	t.Refused(m.ask(ctx).Send(ctx), "no proof of one of two keys with which the actor has sent messages")
	other := move{t, phone, m.target}
	t.Refused(other.ask(ctx).Send(ctx), "no proof of the other key")
	one := m.ask(ctx, phone)
	if t.TakesOrRefuses(ctx, one, "one challenge string that is solved with two keys", newMove(ctx, t).ask(ctx)) != nil {
		t.Took(ambiguity.TrialPerKey, "one")
		return
	}
	t.Grants(ctx, m.source.SetUpRedirect(m.into()).With(t.ProveEach(ctx, m.source, phone)), "a redirect with a proof of both keys")
	t.Took(ambiguity.TrialPerKey, "each")
}

// keyList looks at the answer to a request that proves too few keys. Where that names
// one that is missing, it has to name them all.
func keyList(ctx context.Context, t *check.T) {
	m := newSpeaker(ctx, t)
	phone, tablet := t.NewSession(ctx, m.source.Actor), t.NewSession(ctx, m.source.Actor)
	t.PostsRight(ctx, phone)
	t.PostsRight(ctx, tablet)
	res := m.ask(ctx).Send(ctx)
	t.Answered(res)
	if done(res) || res.Status == http.StatusAccepted {
		t.Blocked(opSetUp, "a redirect was taken without a proof of all keys")
	}
	text := string(res.Body)
	named := func(s *actor.Session) bool {
		return strings.Contains(text, s.Cert.Serial.String()) || strings.Contains(text, s.ID)
	}
	switch one, other := named(phone), named(tablet); {
	case one && other:
		t.Took(ambiguity.KeysToProve, "listed")
	case one || other:
		t.FailAt(res, "all the keys that have to be proved", "a list that lacks one of them")
	default:
		t.Took(ambiguity.KeysToProve, "client-knows")
	}
	if t.TakesOrRefuses(ctx, m.ask(ctx, phone, tablet), "one challenge string that is solved with three keys", newMove(ctx, t).ask(ctx)) == nil {
		t.Grants(ctx, m.source.SetUpRedirect(m.into()).With(t.ProveEach(ctx, m.source, phone, tablet)), "a redirect with a proof of all keys")
	}
	t.Hold(nil)
}

// endedKey has a message of a session that was revoked since.
func endedKey(ctx context.Context, t *check.T) {
	m := newSpeaker(ctx, t)
	phone := t.NewSession(ctx, m.source.Actor)
	t.PostsRight(ctx, phone)
	t.Grants(ctx, m.source.RevokeSession(phone.ID), "the revocation of a session")
	trial, other := t.OwnTrial(ctx, m.source), t.OwnTrial(ctx, m.source)
	forged := actor.Proof{Signature: m.source.Sign(other.Trial), Serial: phone.Cert.Serial}
	ask := m.source.SetUpRedirect(m.into())
	t.Refused(ask.With(m.source.Actor.Proving(m.source.Prove(trial), forged)).Send(ctx), "a solution of another key for the key of a revoked ID-Cert")
	control := newMove(ctx, t)
	if t.TakesOrRefuses(ctx, ask.With(t.ProveEach(ctx, m.source, phone)), "a proof of a key whose ID-Cert was revoked", control.ask(ctx)) == nil {
		t.Took(ambiguity.EndedKeys, "never")
		t.Grants(ctx, m.ask(ctx), "a redirect with a proof of the keys whose ID-Certs are valid")
		t.Hold(nil)
		return
	}
	anybody := *phone
	anybody.Token = ""
	login, err := p2.ParseKeyTrial(anybody.NewTrial().Send(ctx).Body)
	if err != nil { // none without a token
		login = t.OwnTrial(ctx, m.source)
	}
	res := phone.CompleteTrial(login).Send(ctx)
	t.GotAnswer(res)
	t.Took(ambiguity.EndedKeys, map[bool]string{true: "always", false: "migration"}[res.OK()])
	t.Hold(nil)
}

// misproved makes a check that a redirect is refused whose key trials have a flaw.
func misproved(id, title, flaw string, proofs func(context.Context, *check.T, move) []actor.Proof, decides ...requirement.Requirement) check.Check {
	return speaking(id, title, func(ctx context.Context, t *check.T) {
		m := newSpeaker(ctx, t)
		t.Refused(m.source.SetUpRedirect(m.into()).With(m.source.Actor.Proving(proofs(ctx, t, m)...)).Send(ctx), flaw)
		m.asks(ctx)
	}, decides...)
}

func expiredKeyTrial(ctx context.Context, t *check.T) {
	m := newSpeaker(ctx, t)
	trial := t.OwnTrial(ctx, m.source)
	t.WaitUntil(ctx, endOf(t, trial).Add(2*time.Second), "the end of a challenge string")
	t.Refused(m.source.SetUpRedirect(m.into()).With(m.source.Actor.Proving(m.source.Prove(trial))).Send(ctx), "a key trial that has expired")
	m.asks(ctx)
}
