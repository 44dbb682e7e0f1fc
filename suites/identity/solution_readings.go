package identity

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"slices"
	"strconv"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// solutionReadings send solutions that one reading takes and another refuses, and
// look at how wrong ones are refused.
var solutionReadings = []check.Check{
	{
		ID:      "identity.challenge.signature-forms",
		Title:   "takes a signature of a challenge string in hexadecimal or base64, or in both",
		Decides: []requirement.Requirement{core.ForeignTrialFormatChecked},
		Probes:  []ambiguity.Entry{ambiguity.TrialSignatureForm, ambiguity.SignatureContexts},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     signatureForms,
	},
	{
		ID:      "identity.challenge.unknown-member",
		Title:   "takes a solution with a member that no document has, or refuses it",
		Decides: []requirement.Requirement{api.RequestTokenOK},
		Probes:  []ambiguity.Entry{ambiguity.UnknownMembers},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			taken := tokenOrRefusal(ctx, t, laptop, "a solution with an unknown member", bodyMember("p2conform", "nobody knows this"))
			t.Took(ambiguity.UnknownMembers, map[bool]string{true: "ignored", false: "refused"}[taken])
			solvedOnceMore(ctx, t, laptop)
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.challenge.solver",
		Title:   "takes a solution with the serial number alone, or wants to be told more of who solved it",
		Decides: []requirement.Requirement{api.RequestTokenOK},
		Probes:  []ambiguity.Entry{ambiguity.TrialAnswerActor},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     solver,
	},
	{
		ID:      "identity.challenge.older",
		Title:   "takes the solution of the older of two challenge strings, or refuses it",
		Decides: []requirement.Requirement{api.RequestTokenOK},
		Probes:  []ambiguity.Entry{ambiguity.TrialReference},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     olderChallenge,
	},
	{
		ID:      "identity.challenge.refusal",
		Title:   "refuses a wrong solution of a challenge string with 403, or with other statuses from 400 on",
		Decides: []requirement.Requirement{core.ChallengeSignatureVerified, core.ChallengeInvalidForbidden, api.RequestTokenTrialCompleted},
		Probes:  []ambiguity.Entry{ambiguity.TrialFailureStatus},
		Needs:   check.Needs{Actors: true, Trials: true},
		Run:     wrongSolutions,
	},
}

// tokenOrRefusal sends a solution with one difference that may be refused, and
// reports whether the session got a token for it.
func tokenOrRefusal(ctx context.Context, t *check.T, s *actor.Session, what string, change actor.Change) bool {
	solution := s.CompleteTrial(challengeFor(ctx, t, s))
	control := s.CompleteTrial(challengeFor(ctx, t, s))
	res := t.TakesOrRefuses(ctx, solution.With(change), what, control)
	if res == nil {
		return false
	}
	if actor.Text(res) == "" {
		t.Fail("a session token for "+what+", or a refusal", "%s without any", actor.Line(res))
	}
	s.Token = actor.Text(res)
	return true
}

// solver leaves out the federation ID that solutions have beside what the API
// document gives them.
func solver(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	needsLogin(ctx, t, laptop)
	reading := "certificate"
	if !t.Target().Dialect.SolvesWithCert() {
		alone := tokenOrRefusal(ctx, t, laptop, "a solution with the serial number alone", bodyMember("federationId", nil))
		reading = map[bool]string{true: "serial-only", false: "body-member"}[alone]
	}
	solvedOnceMore(ctx, t, laptop)
	t.Took(ambiguity.TrialAnswerActor, reading)
	t.Hold(nil)
}

// olderChallenge takes the ID that a challenge string may have for the reading
// that it has one.
func olderChallenge(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	needsLogin(ctx, t, laptop)
	older, newer := challengeFor(ctx, t, laptop), challengeFor(ctx, t, laptop)
	reading := "latest"
	if res := t.TakesOrRefuses(ctx, laptop.CompleteTrial(older), "the older of two challenge strings, solved", laptop.CompleteTrial(newer)); res != nil {
		laptop.Token, reading = actor.Text(res), "any-open"
	}
	if older.ID != "" {
		reading = "id"
	}
	solvedOnceMore(ctx, t, laptop)
	t.Took(ambiguity.TrialReference, reading)
	t.Hold(nil)
}

// signatureForms sends the other form than the one that the preflight found.
func signatureForms(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	needsLogin(ctx, t, laptop)
	t.Took(ambiguity.SignatureContexts, "none") // it took what is signed as it is
	other := tokenOrRefusal(ctx, t, laptop, "a signature in the other form", otherSignatureForm)
	solvedOnceMore(ctx, t, laptop)
	t.Hold(nil)
	switch {
	case t.Target().Dialect.DecodedTrial:
		t.Took(ambiguity.TrialSignatureForm, "decoded")
	case other:
		t.Took(ambiguity.TrialSignatureForm, "either")
	case t.Target().Dialect.SignatureAsBase64:
		t.Took(ambiguity.TrialSignatureForm, "base64")
	default:
		t.Took(ambiguity.TrialSignatureForm, "hex")
	}
}

// otherSignatureForm writes a solution's signature in base64 where it was in
// hexadecimal, and the other way round.
func otherSignatureForm(c *actor.Call) {
	var object struct {
		Signature string `json:"signature"`
	}
	if json.Unmarshal(c.Request.Body, &object) != nil {
		return
	}
	if raw, err := hex.DecodeString(object.Signature); err == nil {
		bodyMember("signature", base64.StdEncoding.EncodeToString(raw))(c)
	} else if raw, err := base64.StdEncoding.DecodeString(object.Signature); err == nil {
		bodyMember("signature", hex.EncodeToString(raw))(c)
	}
}

// otherText is a challenge string with another text, which nobody was given.
func otherText(t *check.T, trial p2.KeyTrial) p2.KeyTrial {
	trial.Trial = actor.Word(t.Random(), len(trial.Trial))
	return trial
}

func wrongSolutions(ctx context.Context, t *check.T) {
	laptop := newSession(ctx, t, t.NewActor(ctx))
	needsLogin(ctx, t, laptop)
	trial, next := challengeFor(ctx, t, laptop), new(big.Int).Add(laptop.Cert.Serial, big.NewInt(1))
	var statuses []int
	for _, wrong := range []struct {
		flaw string
		call *actor.Call
	}{
		{"a signature of another text", laptop.CompleteTrial(otherText(t, challengeFor(ctx, t, laptop)))},
		{"the serial number of no ID-Cert", laptop.SubmitTrial(trial, laptop.Sign(trial.Trial), next)},
	} {
		res := wrong.call.Send(ctx)
		t.Refused(res, wrong.flaw)
		statuses = append(statuses, res.Status)
	}
	solvedOnceMore(ctx, t, laptop)
	took(t, ambiguity.TrialFailureStatus, failureStatus(statuses))
}

// failureStatus is the reading of A-054 that the answers to wrong solutions take,
// where the register has it.
func failureStatus(statuses []int) string {
	if len(slices.Compact(slices.Clone(statuses))) > 1 {
		return "mixed"
	}
	return strconv.Itoa(statuses[0])
}
