package identity

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// trialList is the answer of GET /keytrial/{fid}.
type trialList []publishedTrial

// publishedTrial is a challenge string and who solved it.
type publishedTrial struct {
	Trial       p2.KeyTrial
	Completions []p2.KeyTrialCompleted
}

// parseTrialList reads a JSON array of pairs. No body is an empty list.
func parseTrialList(body []byte) (trialList, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil, nil
	}
	var pairs []struct {
		Trial       json.RawMessage   `json:"keyTrial"`
		Completions []json.RawMessage `json:"keyTrialCompletion"`
	}
	if err := json.Unmarshal(body, &pairs); err != nil {
		return nil, fmt.Errorf("list of key trials: %w", err)
	}
	var out trialList
	for i, pair := range pairs {
		trial, err := p2.ParseKeyTrial(pair.Trial)
		if err != nil {
			return nil, fmt.Errorf("list of key trials: element %d: keyTrial: %w", i, err)
		}
		one := publishedTrial{Trial: trial}
		for _, raw := range pair.Completions {
			completed, err := p2.ParseKeyTrialCompleted(raw)
			if err != nil {
				return nil, fmt.Errorf("list of key trials: element %d: keyTrialCompletion: %w", i, err)
			}
			one.Completions = append(one.Completions, completed)
		}
		out = append(out, one)
	}
	return out, nil
}

// bareCompletions reports a list of completions without their challenge strings
//
func bareCompletions(body []byte) bool {
	var list []map[string]json.RawMessage
	if json.Unmarshal(body, &list) != nil || len(list) == 0 {
		return false
	}
	return list[0]["signature"] != nil && list[0]["keyTrial"] == nil
}

func (l trialList) find(text string) []publishedTrial {
	var found []publishedTrial
	for _, p := range l {
		if p.Trial.Trial == text {
			found = append(found, p)
		}
	}
	return found
}

func (l trialList) has(text string) bool { return len(l.find(text)) > 0 }

// only decides that a challenge string is listed, and another is not.
func (l trialList) only(there, gone string) *check.Deviation {
	const want = "the one of two key trials that was performed in the time asked for"
	switch {
	case l.has(gone):
		return check.Deviates(want, "the other one in a list of %d", len(l))
	case !l.has(there):
		return check.Deviates(want, "not that one in a list of %d", len(l))
	}
	return nil
}

// proves decides that a listed challenge string comes with a solution that
// verifies under the key of an ID-Cert, and names it by its serial number.
func (l trialList) proves(text string, cert *p2.Cert) *check.Deviation {
	const want = "a solution that verifies under the key of the ID-Cert that it names"
	got := "none that names the ID-Cert"
	for _, p := range l.find(text) {
		for _, c := range p.Completions {
			if c.SerialNumber.Int == nil || c.SerialNumber.Int.Cmp(cert.Serial) != 0 {
				continue
			}
			if verifies(cert, text, c.Signature) {
				return nil
			}
			got = "one that does not verify"
		}
	}
	return check.Deviates(want, "%s", got)
}

// verifies takes a signature in each form, over the text or what it stands for
//
func verifies(cert *p2.Cert, text, signature string) bool {
	if len(cert.Key.Bits) != ed25519.PublicKeySize {
		return false
	}
	for _, decode := range []func(string) ([]byte, error){
		hex.DecodeString, base64.StdEncoding.DecodeString, base64.RawStdEncoding.DecodeString,
		base64.URLEncoding.DecodeString, base64.RawURLEncoding.DecodeString,
	} {
		raw, err := decode(signature)
		if err != nil {
			continue
		}
		if ed25519.Verify(cert.Key.Bits, []byte(text), raw) || ed25519.Verify(cert.Key.Bits, actor.DecodeTrial(text), raw) {
			return true
		}
	}
	return false
}
