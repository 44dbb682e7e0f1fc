package identity

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"math/big"
	"testing"

	"filippo.io/edwards25519"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
)

func body(text string) *actor.Call {
	return &actor.Call{Request: client.Request{Body: []byte(text)}}
}

func TestBodyMember(t *testing.T) {
	const right = `{"signature":"00","serialNumber":12345678901234567890}`
	for name, tc := range map[string]struct {
		in     string
		change actor.Change
		want   string
	}{
		"set":            {right, bodyMember("signature", 1), `{"serialNumber":12345678901234567890,"signature":1}`},
		"left out":       {right, bodyMember("serialNumber", nil), `{"signature":"00"}`},
		"added":          {`{}`, bodyMember("signature", ""), `{"signature":""}`},
		"no object":      {`[]`, bodyMember("signature", 1), `[]`},
		"to a string":    {right, otherSerialType, `{"serialNumber":"12345678901234567890","signature":"00"}`},
		"to a number":    {`{"serialNumber":"12345678901234567890"}`, otherSerialType, `{"serialNumber":12345678901234567890}`},
		"without serial": {`{"signature":"00"}`, otherSerialType, `{"signature":"00"}`},
	} {
		call := body(tc.in)
		tc.change(call)
		if got := string(call.Request.Body); got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

// Each malformed solution differs from the right one: else its refusal would say
// nothing.
func TestMalformedSolutionsAreMalformed(t *testing.T) {
	const right = `{"serialNumber":1,"signature":"00"}`
	for _, f := range append(append([]flaw{}, noSolution...), badSolutions...) {
		call := body(right)
		f.change(call)
		if string(call.Request.Body) == right {
			t.Errorf("%s: the body is the right one", f.name)
		}
		var in struct {
			Signature    *string      `json:"signature"`
			SerialNumber *json.Number `json:"serialNumber"`
		}
		err := json.Unmarshal(call.Request.Body, &in)
		if err == nil && in.Signature != nil && *in.Signature == "00" && in.SerialNumber != nil && *in.SerialNumber == "1" {
			t.Errorf("%s: the body %s reads as the right one", f.name, call.Request.Body)
		}
	}
}

// A verifier that reduces the scalar takes the signature, and one that follows
// RFC 8032 does not.
func TestUnreduced(t *testing.T) {
	for i := range 50 {
		key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{byte(i)}, ed25519.SeedSize))
		text := []byte("a challenge string")
		right := ed25519.Sign(key, text)
		other := unreduced(right)
		if len(other) != len(right) || bytes.Equal(other, right) || !bytes.Equal(other[:32], right[:32]) {
			t.Fatalf("%x is not %x with another scalar", other, right)
		}
		if ed25519.Verify(key.Public().(ed25519.PublicKey), text, other) {
			t.Fatal("the signature verifies as it is")
		}
		s, err := new(edwards25519.Scalar).SetUniformBytes(append(bytes.Clone(other[32:]), make([]byte, 32)...))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(s.Bytes(), right[32:]) {
			t.Fatalf("the scalar is %x modulo L, want %x", s.Bytes(), right[32:])
		}
	}
	if groupOrder.Cmp(new(big.Int).Lsh(big.NewInt(1), 252)) <= 0 {
		t.Error("the order of the group is more than 2^252")
	}
}
