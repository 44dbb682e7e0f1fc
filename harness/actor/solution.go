package actor

import (
	"crypto"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

// NewTrial prepares the request for a challenge string with the session's token
// (section 4.3), where the target has them.
func (s *Session) NewTrial() *Call {
	d := s.Actor.target.Dialect
	method := http.MethodGet
	if d.FirstAnswer {
		method = http.MethodPost
	}
	call := s.Actor.call("", method, d.TrialPath)
	if s.Token != "" {
		call.SetToken(s.Token)
	}
	if d.FirstAnswer {
		call.Request.Header.Set("Content-Type", "application/json")
		call.Request.Body = []byte("{}")
	}
	if d.NamedTrial {
		call.Request.Query.Set("federationId", s.Actor.FID.String())
		call.Request.Query.Set("session_id", s.ID)
	}
	call.anyStatus = d.FirstAnswer
	call.accepted = func(res *client.Response) error {
		_, err := p2.ParseKeyTrial(res.Body)
		return err
	}
	return call
}

// Sign signs a challenge string with the key of the session: its text, or the
// bytes that it stands for.
func (s *Session) Sign(text string) []byte {
	return s.Actor.target.Memory.Sign(s.Key, s.signed(text))
}

// SignBy is Sign with another signer in place of the key.
func (s *Session) SignBy(signer crypto.Signer, text string) ([]byte, error) {
	return signer.Sign(nil, s.signed(text), crypto.Hash(0))
}

// signed is what is signed of a text.
func (s *Session) signed(text string) []byte {
	if s.Actor.target.Dialect.DecodedTrial {
		return DecodeTrial(text)
	}
	return []byte(text)
}

// EncodeSignature writes a signature of a completed trial as the target wants
// it: hexadecimal, or base64.
func (a *Actor) EncodeSignature(signature []byte) string {
	if a.target.Dialect.SignatureAsBase64 {
		return base64.StdEncoding.EncodeToString(signature)
	}
	return hex.EncodeToString(signature)
}

// DecodeTrial is what a challenge string stands for that is base64; else its own
// bytes.
func DecodeTrial(text string) []byte {
	for _, encoding := range []*base64.Encoding{
		base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding,
	} {
		if decoded, err := encoding.DecodeString(text); err == nil {
			return decoded
		}
	}
	return []byte(text)
}

// CompleteTrial prepares an answer to a challenge string: API
// Unregistered_requestToken.
func (s *Session) CompleteTrial(trial p2.KeyTrial) *Call {
	return s.SubmitTrial(trial, s.Sign(trial.Trial), s.Cert.Serial)
}

// SubmitTrial prepares the same with any signature and serial number. A trial that
// has an ID is named by it.
func (s *Session) SubmitTrial(trial p2.KeyTrial, signature []byte, serial *big.Int) *Call {
	d := s.Actor.target.Dialect
	call := s.Actor.call("Unregistered_requestToken", http.MethodPost, "/session/auth")
	in := map[string]any{"signature": s.Actor.EncodeSignature(signature), "serialNumber": p2.Serial{Int: serial, Form: serialForms[d.Serial]}}
	switch d.Solver {
	case target.SolverFID:
		in["federationId"] = s.Actor.FID.String()
	case target.SolverCert:
		in["idCert"] = s.PEM
	}
	if trial.ID != "" {
		in["id"] = json.RawMessage(trial.ID)
	}
	body, err := json.Marshal(in)
	if err != nil {
		panic(fmt.Sprintf("actor: a completed key trial cannot be written: %v", err))
	}
	call.Request.Header.Set("Content-Type", "application/json")
	call.Request.Body = body
	return call
}

// serialForms are how a serial number is written.
var serialForms = map[target.SerialType]p2.JSONForm{
	target.StringSerial: p2.FormString, target.BytesSerial: p2.FormBytes,
}
