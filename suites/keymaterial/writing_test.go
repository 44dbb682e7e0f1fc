package keymaterial

import (
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"math/big"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/p2conform/p2conform/spec/p2"
)

func random() *rand.ChaCha8 { return rand.NewChaCha8([32]byte{1}) }

// Every form is read again as it was written.
func TestWritings(t *testing.T) {
	seen := map[string]bool{}
	for i, w := range writings() {
		k := w.key(random(), big.NewInt(7))
		text, err := json.Marshal([]p2.EncryptedKey{k})
		if err != nil {
			t.Fatalf("form %d: %v", i, err)
		}
		if seen[string(text)] {
			t.Errorf("form %d is written like another: %s", i, text)
		}
		seen[string(text)] = true
		got, err := p2.ParseEncryptedKeys(text)
		if err != nil || !reflect.DeepEqual(got, []p2.EncryptedKey{k}) {
			t.Errorf("form %d: %s is read as %+v, %v", i, text, got, err)
		}
	}
}

func TestDataForms(t *testing.T) {
	secret := []byte("a secret")
	block, rest := pem.Decode([]byte(inPEM.write(secret)))
	if block == nil || block.Type != "PUBLIC KEY" || len(rest) > 0 {
		t.Errorf("PEM: %+v, and %d bytes behind it", block, len(rest))
	}
	der, err := base64.StdEncoding.DecodeString(inBase64.write(secret))
	if err != nil || string(der) != string(keyInfo(secret)) {
		t.Errorf("base64: %x, %v", der, err)
	}
	if got := inText.write([]byte{0, 1, 64, 255}); len(got) != 4 || got[0] != got[2] {
		t.Errorf("text: %q", got)
	}
}

// A sized key is as large as it can be under the limit.
func TestSized(t *testing.T) {
	measures := map[string]func(p2.EncryptedKey) int{"key_data": lengthOfData, "JSON": lengthOfJSON}
	for name, measure := range measures {
		for _, data := range []dataForm{inPEM, inBase64, inText} {
			w := writing{data, asOIDs, p2.FormInteger}
			for _, limit := range []int{800, 801, 4096, 10000} {
				got := measure(w.sized(random(), big.NewInt(7), limit, measure))
				if slack := limit - got; slack < 0 || slack > 5 || data.reading == "opaque" && slack != 0 {
					t.Errorf("%s of a key in %s: %d for a limit of %d", name, data.reading, got, limit)
				}
			}
		}
	}
}
