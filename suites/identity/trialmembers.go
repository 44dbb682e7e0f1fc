package identity

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// listedCompletion is one solution in the list of GET /keytrial/{fid}, as it
// stands there.
type listedCompletion struct {
	// Text is the challenge string that it is listed with.
	Text string
	Raw  json.RawMessage
}

// completionsIn reads the list without a look at what the solutions are made of.
// No body is an empty list.
func completionsIn(body []byte) ([]listedCompletion, error) {
	if strings.TrimSpace(string(body)) == "" {
		return nil, nil
	}
	var pairs []struct {
		Trial       json.RawMessage   `json:"keyTrial"`
		Completions []json.RawMessage `json:"keyTrialCompletion"`
	}
	if err := json.Unmarshal(body, &pairs); err != nil {
		return nil, fmt.Errorf("list of key trials: %w", err)
	}
	var out []listedCompletion
	for i, pair := range pairs {
		trial, err := p2.ParseKeyTrial(pair.Trial)
		if err != nil {
			return nil, fmt.Errorf("list of key trials: element %d: keyTrial: %w", i, err)
		}
		for _, raw := range pair.Completions {
			out = append(out, listedCompletion{trial.Trial, raw})
		}
	}
	return out, nil
}

// bothMembers decides that a solution has the two members of the schema
// KeyTrialCompleted.
func bothMembers(c listedCompletion) *check.Deviation {
	const want = "a completed key trial with the members signature and serialNumber"
	var object map[string]json.RawMessage
	if json.Unmarshal(c.Raw, &object) != nil || object == nil {
		return check.Deviates(want, "what is no JSON object")
	}
	for _, name := range []string{"signature", "serialNumber"} {
		if raw, ok := object[name]; !ok || string(raw) == "null" {
			return check.Deviates(want, "one without %s", name)
		}
	}
	return nil
}

// signatureBy decides that a solution's signature is a string, and one of its
// challenge string by the key of one of the ID-Certs.
func signatureBy(certs ...*p2.Cert) func(listedCompletion) *check.Deviation {
	return func(c listedCompletion) *check.Deviation {
		const want = "a signature of the challenge string, as a string"
		var object struct {
			Signature json.RawMessage `json:"signature"`
		}
		var signature string
		switch {
		case json.Unmarshal(c.Raw, &object) != nil || json.Unmarshal(object.Signature, &signature) != nil:
			return check.Deviates(want, "no string")
		case signedBy(c.Text, signature, certs) == nil:
			return check.Deviates(want, "one that verifies under no key of the actor's sessions")
		}
		return nil
	}
}

// serialOf decides that a solution names the ID-Cert by whose key it is: in any
// form that the texts have for a serial number.
func serialOf(certs ...*p2.Cert) func(listedCompletion) *check.Deviation {
	return func(c listedCompletion) *check.Deviation {
		const want = "the serial number of the ID-Cert with whose key the challenge string was signed"
		var object struct {
			Signature string `json:"signature"`
		}
		if json.Unmarshal(c.Raw, &object) != nil {
			return nil // what a signature is, another decision says
		}
		completed, err := p2.ParseKeyTrialCompleted(c.Raw)
		if err != nil {
			return check.Deviates(want, "%v", err)
		}
		if signer := signedBy(c.Text, object.Signature, certs); signer != nil && completed.SerialNumber.Int.Cmp(signer.Serial) != 0 {
			return check.Deviates(want, "another one")
		}
		return nil
	}
}

// signedBy is the one of some ID-Certs under whose key a signature verifies, nil
// if there is none.
func signedBy(text, signature string, certs []*p2.Cert) *p2.Cert {
	for _, cert := range certs {
		if verifies(cert, text, signature) {
			return cert
		}
	}
	return nil
}
