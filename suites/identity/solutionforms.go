package identity

import (
	"context"
	"encoding/json"
	"math/big"
	"slices"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// Solutions of challenge strings in other forms than the right one.

// malformedSolutions makes a check that a solution that is right but for its form
// is refused, for each of some forms.
func malformedSolutions(id, title string, forms []flaw, decides requirement.Requirement) check.Check {
	return check.Check{
		ID: "identity.challenge." + id, Title: title, Decides: []requirement.Requirement{decides},
		Needs: check.Needs{Actors: true, Trials: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			needsLogin(ctx, t, laptop)
			for _, f := range forms {
				solution := laptop.CompleteTrial(challengeFor(ctx, t, laptop))
				t.Refused(solution.With(f.change).Send(ctx), f.name)
			}
			solvedOnceMore(ctx, t, laptop)
		},
	}
}

// noSolution are bodies without a solution.
var noSolution = []flaw{
	{"no body", actor.Body(nil)},
	{"an empty JSON object", actor.Body([]byte("{}"))},
	{"null", actor.Body([]byte("null"))},
}

// badSolutions are bodies that are no KeyTrialCompleted of the API document.
var badSolutions = []flaw{
	{"a body that is no JSON", actor.Body([]byte("signature"))},
	{"a JSON array", actor.Body([]byte("[]"))},
	{"no signature", bodyMember("signature", nil)},
	{"a signature that is a number", bodyMember("signature", 1)},
	{"an empty signature", bodyMember("signature", "")},
	{"a signature of other characters than hexadecimal and base64 have", bodyMember("signature", "?!?!")},
	{"no serialNumber", bodyMember("serialNumber", nil)},
	{"a serialNumber that is an object", bodyMember("serialNumber", map[string]any{})},
	{"a negative serialNumber", bodyMember("serialNumber", -1)},
}

// bodyMember sets one member of a JSON object that is a call's body; nil leaves it
// out.
func bodyMember(name string, value any) actor.Change {
	return func(c *actor.Call) {
		var object map[string]json.RawMessage
		if json.Unmarshal(c.Request.Body, &object) != nil {
			return
		}
		delete(object, name)
		if value != nil {
			object[name], _ = json.Marshal(value) // our own values can be written
		}
		c.Request.Body, _ = json.Marshal(object)
	}
}

// otherSerialType writes a solution's serial number as a JSON number where it was
// a string, and the other way round.
func otherSerialType(c *actor.Call) {
	var object struct {
		SerialNumber json.RawMessage `json:"serialNumber"`
	}
	if json.Unmarshal(c.Request.Body, &object) != nil || len(object.SerialNumber) == 0 {
		return
	}
	var value any = string(object.SerialNumber)
	if object.SerialNumber[0] == '"' {
		value = object.SerialNumber[1 : len(object.SerialNumber)-1]
	}
	bodyMember("serialNumber", value)(c)
}

// groupOrder is L, the order of the base point of Ed25519 (RFC 8032, section 5.1).
var groupOrder, _ = new(big.Int).SetString("7237005577332262213973186563042994240857116359379907606001950938285454250989", 10)

// topBitsSet is the same signature with the three bits of the scalar set that no
// number below the group order has.
func topBitsSet(signature []byte) []byte {
	out := slices.Clone(signature)
	out[len(out)-1] |= 0xe0
	return out
}

// signedWith is a session's signature of a challenge string with a nonce of our
// choice.
func signedWith(t *check.T, s *actor.Session, n idcert.Nonce, trial p2.KeyTrial) []byte {
	signature, err := s.SignBy(n.Signer(s.Key), trial.Trial)
	if err != nil {
		t.Error("a signature could not be made: %v", err)
	}
	return signature
}

// unreduced is the same signature with a scalar that is greater by the order of
// the group. Whoever does not compare the two verifies it, which makes the
// signature malleable (RFC 8032, section 8.4).
func unreduced(signature []byte) []byte {
	out := slices.Clone(signature)
	scalar := out[32:]
	slices.Reverse(scalar) // little-endian
	n := new(big.Int).SetBytes(scalar)
	n.Add(n, groupOrder).FillBytes(scalar)
	slices.Reverse(scalar)
	return out
}
