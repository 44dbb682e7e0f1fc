package actor

import (
	"math/big"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestKeyMaterialCalls(t *testing.T) {
	s := &Session{Actor: alice(target.Dialect{}), Token: "of a session"}
	key := p2.EncryptedKey{Data: "x", Serial: p2.Serial{Int: big.NewInt(7)}, Algorithms: []string{"1.2"}}
	one, two := big.NewInt(1), big.NewInt(2)
	const authorized = "Authorization: Bearer of a session\r\n"
	for want, call := range map[string]*Call{
		"POST/.p2/core/v1/session/keymaterial?\n" + authorized + "Content-Type: application/json\r\n\n" +
			`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":["1.2"]}]`: s.UploadKeys(key),
		"GET/.p2/core/v1/session/keymaterial?\n" + authorized + "\n":                                                    s.EncryptedKeys(),
		"GET/.p2/core/v1/session/keymaterial?serials=1%2C2\n" + authorized + "\n":                                       s.EncryptedKeys(one, two),
		"DELETE/.p2/core/v1/session/keymaterial?serials=1\n" + authorized + "X-P2-Sensitive-Solution: a password\r\n\n": s.DeleteKeys(one),
		"GET/.p2/core/v1/session/keymaterial/size?\n\n":                                                                 s.Actor.KeySizeLimit(),
	} {
		if call.Request.Body == nil {
			call.Request.Body = []byte{} // of which a picture can be made
		}
		if got := picture(t, call); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// No content is a list of no keys; what is no list grants nothing.
func TestEncryptedKeysAccepted(t *testing.T) {
	call := (&Session{Actor: alice(target.Dialect{})}).EncryptedKeys()
	for _, tt := range []struct {
		status int
		body   string
		good   bool
	}{
		{http.StatusOK, "[]", true},
		{http.StatusNoContent, "", true},
		{http.StatusOK, "{}", false},
		{http.StatusOK, "", false},
		{http.StatusNotFound, "[]", false},
	} {
		if err := call.Accepted(&client.Response{Status: tt.status, Body: []byte(tt.body)}); (err == nil) != tt.good {
			t.Errorf("%d %q: %v", tt.status, tt.body, err)
		}
	}
}
