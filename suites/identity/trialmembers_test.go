package identity

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"testing"

	"github.com/p2conform/p2conform/spec/p2"
)

func TestSolutionsAsTheyAreListed(t *testing.T) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	cert := &p2.Cert{Serial: big.NewInt(7)}
	cert.Key.Bits = private.Public().(ed25519.PublicKey)
	signature := hex.EncodeToString(ed25519.Sign(private, []byte("text")))
	other := hex.EncodeToString(ed25519.Sign(private, []byte("another text")))
	for _, tc := range []struct {
		raw                        string
		members, signature, serial bool
	}{
		{fmt.Sprintf(`{"signature":%q,"serialNumber":7}`, signature), true, true, true},
		{fmt.Sprintf(`{"signature":%q,"serialNumber":"7","more":1}`, signature), true, true, true},
		{fmt.Sprintf(`{"signature":%q,"serialNumber":8}`, signature), true, true, false},
		{fmt.Sprintf(`{"signature":%q,"serialNumber":"0x7"}`, signature), true, true, false},
		{fmt.Sprintf(`{"signature":%q,"serialNumber":7}`, other), true, false, true},
		{`{"signature":[1,2],"serialNumber":7}`, true, false, true},
		{fmt.Sprintf(`{"signature":%q}`, signature), false, true, false},
		{fmt.Sprintf(`{"signature":%q,"serialNumber":null}`, signature), false, true, false},
		{`{"serialNumber":7}`, false, false, false},
		{`[]`, false, false, true},
		{`null`, false, false, false},
	} {
		c := listedCompletion{"text", json.RawMessage(tc.raw)}
		if d := bothMembers(c); (d == nil) != tc.members {
			t.Errorf("members of %s: %v", tc.raw, d)
		}
		if d := signatureBy(cert)(c); (d == nil) != tc.signature {
			t.Errorf("signature of %s: %v", tc.raw, d)
		}
		if d := serialOf(cert)(c); (d == nil) != tc.serial {
			t.Errorf("serial number of %s: %v", tc.raw, d)
		}
	}
}

func TestCompletionsIn(t *testing.T) {
	for body, want := range map[string]int{
		"": 0, " \n": 0, "[]": 0, "{}": -1, "[1]": -1,
		`[{"keyTrial":{"trial":"a","expires":1},"keyTrialCompletion":[{},3]}]`: 2,
		`[{"keyTrial":{"trial":"a","expires":1},"keyTrialCompletion":{}}]`:     -1,
		`[{"keyTrial":{},"keyTrialCompletion":[]}]`:                            -1,
	} {
		got, err := completionsIn([]byte(body))
		if (err != nil) != (want < 0) || err == nil && len(got) != want {
			t.Errorf("%q has %d solutions (%v), want %d", body, len(got), err, want)
		}
	}
}
