package actor

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// UploadKeys prepares the upload of encrypted private keys: API
// Registered_uploadEncryptedPKM.
func (s *Session) UploadKeys(keys ...p2.EncryptedKey) *Call {
	call := s.Actor.call("Registered_uploadEncryptedPKM", http.MethodPost, "/session/keymaterial")
	call.Request.Header.Set("Content-Type", "application/json")
	Keys(keys...)(call)
	call.SetToken(s.Token)
	return call
}

// Keys replaces the encrypted private keys of an upload.
func Keys(keys ...p2.EncryptedKey) Change {
	body, err := json.Marshal(keys)
	if err != nil {
		panic(fmt.Sprintf("actor: encrypted keys cannot be written: %v", err))
	}
	return Body(body)
}

// EncryptedKeys prepares the request for the actor's encrypted private keys, all
// or those with the serial numbers: API Registered_getEncryptedPKM.
func (s *Session) EncryptedKeys(serials ...*big.Int) *Call {
	call := s.Actor.call("Registered_getEncryptedPKM", http.MethodGet, "/session/keymaterial")
	if len(serials) > 0 {
		Serials(serials...)(call)
	}
	call.SetToken(s.Token)
	call.accepted = func(res *client.Response) error {
		if res.Status == http.StatusNoContent {
			return nil
		}
		if _, err := p2.ParseEncryptedKeys(res.Body); err != nil {
			return fmt.Errorf("the answer to a request for encrypted keys is %d, but no list of them: %w", res.Status, err)
		}
		return nil
	}
	return call
}

// DeleteKeys prepares the deletion of encrypted private keys: API
// Registered_deleteEncryptedPKM.
func (s *Session) DeleteKeys(serials ...*big.Int) *Call {
	call := s.Actor.call("Registered_deleteEncryptedPKM", http.MethodDelete, "/session/keymaterial")
	Serials(serials...)(call)
	call.SetToken(s.Token)
	call.rightFactor()
	return call
}

// Serials names the encrypted private keys that a request is about: numbers with
// commas between them.
func Serials(serials ...*big.Int) Change {
	texts := make([]string, len(serials))
	for i, n := range serials {
		texts[i] = n.String()
	}
	return Query("serials", strings.Join(texts, ","))
}

// KeySizeLimit prepares the question how large an encrypted private key may be:
// API Registered_encryptedPKMsizeLimit. It needs no token.
func (a *Actor) KeySizeLimit() *Call {
	return a.call("Registered_encryptedPKMsizeLimit", http.MethodGet, "/session/keymaterial/size")
}
