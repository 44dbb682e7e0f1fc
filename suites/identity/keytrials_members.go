package identity

import (
	"bytes"
	"context"
	"slices"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// keyTrialMembers checks each solution in a list of key trials by itself, and
// whose they are (API Unregistered_getKeyTrials, KeyTrialCompleted).
var keyTrialMembers = []check.Check{
	published("published-members", "lists each solution of a challenge string with its signature and a serial number",
		func(ctx context.Context, t *check.T) {
			all, _ := solutionsOfTwo(ctx, t)
			check.ForAll(t, "solutions", all, bothMembers)
		}, api.KeyTrialCompletedMembers),
	published("published-signature-each", "lists each solution with a signature of the challenge string that it is listed with",
		func(ctx context.Context, t *check.T) {
			all, by := solutionsOfTwo(ctx, t)
			haveMembers(t, all)
			for _, s := range by {
				if d := certKey(issuance{Session: s, Cert: s.Cert}); d != nil {
					t.Blocked(opNewIDCert, "the ID-Cert has %s than its request", d.Actual)
				}
			}
			check.ForAll(t, "solutions", all, signatureBy(by[0].Cert, by[1].Cert))
		}, api.KeyTrialCompletedSignature),
	published("published-serial-each", "lists each solution with the serial number of the ID-Cert that it was made with",
		func(ctx context.Context, t *check.T) {
			all, by := solutionsOfTwo(ctx, t)
			haveMembers(t, all)
			for _, s := range by {
				if n := s.Cert.Serial; n.Sign() <= 0 || n.BitLen() > 160 {
					t.Blocked(opNewIDCert, "the ID-Cert has a serial number that cannot be named")
				}
			}
			check.ForAll(t, "solutions", all, serialOf(by[0].Cert, by[1].Cert))
		}, api.KeyTrialCompletedSerial),
	published("published-own", "lists no key trials of another actor",
		func(ctx context.Context, t *check.T) {
			laptop, bobs := loggedIn(ctx, t), loggedIn(ctx, t)
			own, other := solve(ctx, t, laptop), solve(ctx, t, bobs)
			if own.Trial == other.Trial {
				t.Blocked(opTrial, "two actors were given the same challenge string")
			}
			whenPublished(ctx, t, bobs, other)
			if whenPublished(ctx, t, laptop, own).has(other.Trial) {
				t.Fail("the key trials of the actor who is named", "also those of another one")
			}
			t.Hold(nil)
		}, api.KeyTrialsOK),
	published("published-after-revocation", "still publishes a solved challenge string after the session that solved it was revoked",
		func(ctx context.Context, t *check.T) {
			laptop := loggedIn(ctx, t)
			phone := newSession(ctx, t, laptop.Actor)
			needsLogin(ctx, t, phone)
			trial := solve(ctx, t, phone)
			whenPublished(ctx, t, laptop, trial)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
			if !list(ctx, t, laptop).has(trial.Trial) {
				t.Fail("the solved challenge string in the list, as before the revocation", "a list without it")
			}
			t.Hold(nil)
		}, core.ChallengesPublic),
}

// haveMembers ends the check where a member is missing, which another one says.
func haveMembers(t *check.T, all []listedCompletion) {
	for _, c := range all {
		if d := bothMembers(c); d != nil {
			t.Blocked(opKeyTrials, "the list of key trials has %s", d.Actual)
		}
	}
}

// solutionsOfTwo has two sessions of an actor solve a challenge string each, and
// gives both as they are listed once they are over. A server that does not publish logins
// has nothing to decide this on.
func solutionsOfTwo(ctx context.Context, t *check.T) ([]listedCompletion, [2]*actor.Session) {
	laptop := loggedIn(ctx, t)
	phone := newSession(ctx, t, laptop.Actor)
	needsLogin(ctx, t, phone)
	solved := []solvedTrial{solve(ctx, t, laptop), solve(ctx, t, phone)}
	for _, s := range solved {
		t.WaitUntil(ctx, s.ends.Add(2*time.Second), "the end of a challenge string")
	}
	res := offered(ctx, t, laptop.KeyTrials(laptop.Actor.FID.String()))
	for _, s := range solved {
		if !bytes.Contains(res.Body, []byte(s.Trial)) {
			t.NotApplicable("the server does not publish the challenge strings of logins")
		}
	}
	all, err := completionsIn(res.Body)
	if err != nil {
		t.Blocked(opKeyTrials, "the list of key trials could not be read: %v", err)
	}
	all = slices.DeleteFunc(all, func(c listedCompletion) bool {
		return c.Text != solved[0].Trial && c.Text != solved[1].Trial
	})
	return all, [2]*actor.Session{laptop, phone}
}
