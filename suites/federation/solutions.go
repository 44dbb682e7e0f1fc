package federation

import (
	"context"
	"crypto/ed25519"
	"math/big"
	"slices"
	"strconv"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// solutions is about how foreign actors answer challenge strings, and whose those
// are.
var solutions = []check.Check{
	refusesSigned("malleable", "whose scalar is not reduced", core.MalleableSignaturesRejected,
		func(_ *check.T, f *check.Foreigner, text string) []byte { return unreduced(f.Sign(text)) }),
	refusesSigned("scalar-top-bits", "with bits that no scalar has", core.MalleableSignaturesRejected,
		func(_ *check.T, f *check.Foreigner, text string) []byte {
			signature := f.Sign(text)
			signature[len(signature)-1] |= 0xe0
			return signature
		}),
	refusesSigned("signature-zero", "that is all zeros", core.ForeignSignatureVerified,
		func(*check.T, *check.Foreigner, string) []byte { return make([]byte, ed25519.SignatureSize) }),
	refusesSigned("non-canonical-r", "with a point that RFC 8032 does not decode", core.ForeignSignatureVerified,
		func(t *check.T, f *check.Foreigner, text string) []byte {
			signature, err := f.SignBy(idcert.NonCanonicalNonces()[0].Signer(f.Key), text)
			if err != nil {
				t.Error("a signature could not be made: %v", err)
			}
			return signature
		}),
	refusesSolution("other-session-key", "gives no token for a challenge string that was signed with the key of another session of the actor",
		"a signature with the key of another session of the same actor", core.ForeignSignatureVerified,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			trial := t.NewTrial(ctx, bob)
			return bob.SubmitTrial(trial, t.Another(bob).Sign(trial.Trial), bob.Cert.Serial)
		}),
	ofOurHome(refusesSolution("trial-of-home-server", "gives no token for a challenge string that another server gave out",
		"a solved challenge string of the actor's own home server", core.ForeignSignatureVerified,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			trial := t.NewTrial(ctx, bob)
			trial.Trial = trialOf(ctx, t, bob)
			return bob.CompleteTrial(trial)
		})),
	{
		ID:      "federation.login.other-federation-id",
		Title:   "gives no token for the federation ID of another actor of the same home server",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob, carol := t.NewForeigner(home), t.NewForeigner(home)
			trial := t.NewTrial(ctx, bob)
			claim := carol.SubmitTrial(trial, bob.Sign(trial.Trial), bob.Cert.Serial)
			t.RefusesSolution(ctx, claim, "the federation ID of another actor, whose key signed nothing", bob)
		},
	},
	{
		ID:      "federation.login.second-session",
		Title:   "gives each session of a foreign actor a token of its own",
		Decides: []requirement.Requirement{core.ForeignTokenIssued},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewForeigner(t.NewPeer())
			phone := t.Another(laptop)
			t.LogIn(ctx, laptop)
			res := t.Accepts(ctx, t.LoggingIn(ctx, phone), "a solution of another session of an actor who is logged in")
			phone.Token = actor.Text(res)
			if phone.Token == laptop.Token {
				t.FailAt(res, "another token for another ID-Cert", "the same token for both")
			}
			opens(ctx, t, laptop, "the token of one session after the login of another")
			opens(ctx, t, phone, "the token of the other session")
		},
	},
	{
		ID:      "federation.login.used-twice",
		Title:   "takes a solution of a foreign actor once, or again, without failing",
		Decides: []requirement.Requirement{core.ChallengeReplayRefused},
		Probes:  []ambiguity.Entry{ambiguity.TrialReuse},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewForeigner(t.NewPeer())
			solution := t.LoggingIn(ctx, bob)
			t.Grants(ctx, solution, "a solved challenge string")
			res := solution.Send(ctx)
			t.Answered(res)
			t.Hold(nil)
			t.Took(ambiguity.TrialReuse, map[bool]string{true: "same-route", false: "once"}[res.OK()])
		},
	},
	{
		ID:      "federation.login.bound-trial",
		Title:   "gives a foreign actor no token for the challenge string of another session, or binds none to sessions",
		Decides: []requirement.Requirement{core.ChallengeBoundToSession},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob, carol := t.NewForeigner(home), t.NewForeigner(home)
			t.LogIn(ctx, bob)
			res := t.Grants(ctx, bob.NewTrial(), "a request for a challenge string with a token")
			trial, err := p2.ParseKeyTrial(res.Body)
			if err != nil {
				t.Blocked(check.Challenge, "a challenge string could not be read: %v", err)
			}
			t.TakesOrRefuses(ctx, carol.CompleteTrial(trial), "the challenge string of another session", t.LoggingIn(ctx, carol))
			t.LogIn(ctx, t.NewForeigner(home))
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.login.failure",
		Title:   "answers what is wrong with a foreign actor's solution or ID-Cert with a status from 400 to 499",
		Decides: []requirement.Requirement{core.ForeignFailureReported},
		Probes:  []ambiguity.Entry{ambiguity.TrialFailureStatus},
		Needs:   needs,
		Run:     failures,
	},
	{
		ID:      "federation.login.expired-trial",
		Title:   "gives a foreign actor no token for a challenge string that is over",
		Decides: []requirement.Requirement{core.ChallengeExpires},
		Needs:   check.Needs{Peers: true, Trials: true, Time: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			home := t.NewPeer()
			bob := t.NewForeigner(home)
			trial := t.NewTrial(ctx, bob)
			t.WaitUntil(ctx, ends(t, trial).Add(2*time.Second), "the end of a challenge string")
			t.RefusesSolution(ctx, bob.CompleteTrial(trial), "a challenge string that was over two seconds ago", t.NewForeigner(home))
		},
	},
	{
		ID:      "federation.trial.without-token",
		Title:   "gives a challenge string to a client without a token, or refuses it without failing",
		Decides: []requirement.Requirement{core.ForeignTrialRoute},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			res := t.NewForeigner(t.NewPeer()).NewTrial().Send(ctx)
			t.Answered(res)
			if res.Status >= 300 && res.Status < 400 {
				t.Fail("a challenge string, or a refusal (4xx)", "%s", actor.Line(res))
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "federation.trial.members",
		Title:   "gives a client without a token a challenge string together with its lifetime",
		Decides: []requirement.Requirement{core.ForeignTrialMembers},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			res := t.NewForeigner(t.NewPeer()).NewTrial().Send(ctx)
			t.GotAnswer(res)
			_, err := p2.ParseKeyTrial(res.Body)
			switch {
			case res.Status >= 500:
				t.Blocked(check.Challenge, "a client without a token is given no challenge string: %s", actor.Line(res))
			case res.Status >= 400 && err != nil:
				t.NotApplicable("challenge strings are given to whoever has a token already (A-034): %s", actor.Line(res))
			case err != nil:
				t.Fail("a challenge string and its lifetime as members of a JSON object", "%v", err)
			}
			t.Hold(nil)
		},
	},
}

// refusesSigned makes a check that a signature of the right key over the right text
// is refused that is none in its form.
func refusesSigned(id, which string, decides requirement.Requirement, sign func(t *check.T, f *check.Foreigner, text string) []byte) check.Check {
	return refusesSolution(id, "gives no token for a signature "+which, "a signature "+which, decides,
		func(ctx context.Context, t *check.T, bob *check.Foreigner) *actor.Call {
			trial := t.NewTrial(ctx, bob)
			return bob.SubmitTrial(trial, sign(t, bob, trial.Trial), bob.Cert.Serial)
		})
}

// trialOf gets a challenge string from the home server of an actor.
func trialOf(ctx context.Context, t *check.T, f *check.Foreigner) string {
	body, err := f.Home.Get(ctx, client.Base+"/session/auth")
	if err != nil {
		t.Error("%v", err)
	}
	trial, err := p2.ParseKeyTrial(body)
	if err != nil {
		t.Error("the home server of the harness gives no challenge string: %v", err)
	}
	return trial.Trial
}

// ends is when a challenge string is over: a UNIX time in seconds or milliseconds, or
// seconds from now.
func ends(t *check.T, trial p2.KeyTrial) time.Time {
	const aYear, inMillis = 366 * 24 * 3600, 1e11
	switch n := trial.Expires; {
	case n < aYear:
		return t.Now().Add(time.Duration(n) * time.Second)
	case n > inMillis:
		return time.UnixMilli(int64(n))
	default:
		return time.Unix(int64(n), 0)
	}
}

// failures are of several causes, and tell which statuses the server has for them.
func failures(ctx context.Context, t *check.T) {
	home := t.NewPeer()
	bob, stranger := t.NewForeigner(home), t.NewForeigner(home)
	trial := t.NewTrial(ctx, bob)
	unknown := new(big.Int).Add(bob.Cert.Serial, big.NewInt(1))
	expired := t.NewForeigner(home, dated(-48*time.Hour, -time.Hour)(t, home))
	var statuses []int
	for _, wrong := range []struct {
		flaw string
		call *actor.Call
	}{
		{"a signature of another key", bob.SubmitTrial(trial, stranger.Sign(trial.Trial), bob.Cert.Serial)},
		{"the serial number of no ID-Cert", bob.SubmitTrial(trial, bob.Sign(trial.Trial), unknown)},
		{"an ID-Cert that has expired", t.LoggingIn(ctx, expired)},
	} {
		res := wrong.call.Send(ctx)
		t.Refused(res, wrong.flaw)
		statuses = append(statuses, res.Status)
	}
	t.LogIn(ctx, bob)
	reading := "mixed"
	if len(slices.Compact(slices.Clone(statuses))) == 1 {
		reading = strconv.Itoa(statuses[0])
	}
	if _, err := ambiguity.TrialFailureStatus.Reading(reading); err == nil {
		t.Took(ambiguity.TrialFailureStatus, reading)
	}
}

// ofOurHome is a check that asks something of a home server which only ours answer.
func ofOurHome(c check.Check) check.Check {
	c.Honest = false
	return c
}
