package actor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// UpdateIDCert prepares telling the server of an ID-Cert that has changed or was
// revoked: API Unregistered_updateSessionCert.
func (s *Session) UpdateIDCert(pem string) *Call {
	call := s.Actor.call("Unregistered_updateSessionCert", http.MethodPut, "/session/idcert/extern")
	call.Request.Header.Set("Content-Type", "text/plain")
	call.Request.Body = []byte(pem)
	call.SetToken(s.Token)
	return call
}

// KeyTrials prepares the request for the completed key trials of any federation
// ID: API Unregistered_getKeyTrials.
func (s *Session) KeyTrials(fid string) *Call {
	call := s.Actor.call("Unregistered_getKeyTrials", http.MethodGet, "/keytrial/"+s.Actor.InPath(fid))
	call.SetToken(s.Token)
	return call
}

// RotateServerKey prepares the rotation of the server's key: API
// Registered_name. It is granted by an ID-Cert in PEM.
func (a *Actor) RotateServerKey() *Call {
	call := a.call("Registered_name", http.MethodPost, "/key/server")
	call.SetToken(a.Token)
	call.rightFactor()
	call.accepted = func(res *client.Response) error {
		if _, err := p2.ParseCertPEM(Text(res)); err != nil {
			return fmt.Errorf("the answer to a rotation of the server's key is %d, but no ID-Cert: %w", res.Status, err)
		}
		return nil
	}
	return call
}

// StorageLimit prepares the question how much a session's actor may store as
// resources: API ResourceAddressingWithRelativeRoots_getStorageLimitInfo.
func (s *Session) StorageLimit() *Call {
	call := s.Actor.call("ResourceAddressingWithRelativeRoots_getStorageLimitInfo", http.MethodGet, "/resource/usage")
	call.SetToken(s.Token)
	return call
}

// Text is the body of an answer that the API document calls text: as it is, or
// out of a JSON string.
func Text(res *client.Response) string {
	text := bytes.TrimSpace(res.Body)
	var quoted string
	if len(text) > 0 && text[0] == '"' && json.Unmarshal(text, &quoted) == nil {
		return quoted
	}
	return string(text)
}
