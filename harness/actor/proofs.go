package actor

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

// Proof is a completed key trial as operations of a migration carry it in a header:
// a signature over a challenge string by the key of an ID-Cert.
type Proof struct {
	Signature []byte
	Serial    *big.Int
}

// Prove solves a challenge string with the key of the session.
func (s *Session) Prove(trial p2.KeyTrial) Proof {
	return Proof{Signature: s.Sign(trial.Trial), Serial: s.Cert.Serial}
}

// Proving puts completed key trials into the header that the target reads,
// in the form that it reads, in place of those there were.
func (a *Actor) Proving(proofs ...Proof) Change {
	d := a.target.Dialect
	list := make([]p2.KeyTrialCompleted, 0, len(proofs))
	for _, p := range proofs {
		list = append(list, p2.KeyTrialCompleted{
			Signature: a.EncodeSignature(p.Signature), SerialNumber: p2.Serial{Int: p.Serial, Form: serialForms[d.Serial]},
		})
	}
	text, err := json.Marshal(list)
	if err != nil {
		panic(fmt.Sprintf("actor: completed key trials cannot be written: %v", err))
	}
	return ProofText(d, proofForms[d.Proofs](list, string(text)))
}

// ProofText is Proving with any text in the header.
func ProofText(d target.Dialect, text string) Change {
	return func(c *Call) { c.Request.Header.Set(d.ProofHeader(), text) }
}

// Unproved takes the header away.
func Unproved(c *Call) {
	for _, name := range target.ProofHeaders {
		c.Request.Header.Del(name)
	}
}

// proofForms write completed key trials, which are given as JSON too.
var proofForms = map[target.ProofForm]func(list []p2.KeyTrialCompleted, text string) string{
	target.JSONProofs:    func(_ []p2.KeyTrialCompleted, text string) string { return text },
	target.EscapedProofs: func(_ []p2.KeyTrialCompleted, text string) string { return url.PathEscape(text) },
	target.Base64Proofs: func(_ []p2.KeyTrialCompleted, text string) string {
		return base64.StdEncoding.EncodeToString([]byte(text))
	},
	target.SimpleProofs: func(list []p2.KeyTrialCompleted, _ string) string {
		var members []string
		for _, k := range list {
			serial, _ := json.Marshal(k.SerialNumber) // was marshalled before
			members = append(members, "signature", k.Signature, "serialNumber", strings.Trim(string(serial), `"`))
		}
		return strings.Join(members, ",")
	},
}

// Ask prepares an operation at a path below client.Base, with the token of the
// session if it has one.
func (s *Session) Ask(operation, method, path string) *Call {
	call := s.Actor.call(operation, method, path)
	if s.Token != "" {
		call.SetToken(s.Token)
	}
	return call
}

// AskJSON is Ask with a body.
func (s *Session) AskJSON(operation, method, path string, body any) *Call {
	call := s.Ask(operation, method, path)
	text, err := json.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("actor: the body of %s cannot be written: %v", operation, err))
	}
	call.Request.Header.Set("Content-Type", "application/json")
	call.Request.Body = text
	return call
}
