package keymaterial

import (
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"sort"

	"golang.org/x/crypto/cryptobyte"
	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/spec/p2"
)

// writing is how an encrypted key is written, where the text can be read in
// several ways.
type writing struct {
	data       dataForm
	algorithms algorithmForm
	serial     p2.JSONForm
}

// dataForm is a form of key_data: the reading that has it, and how it
// holds some bytes.
type dataForm struct {
	reading string
	write   func(secret []byte) string
}

// algorithmForm is a form of encryptionAlgorithms, and whether these are
// lists of numbers.
type algorithmForm struct {
	reading string
	write   func(oid asn1.ObjectIdentifier) string
	numbers bool
}

var (
	inPEM        = dataForm{"pem", labelled("PUBLIC KEY")}
	inPrivatePEM = dataForm{"pem", labelled("PRIVATE KEY")}
	inBase64     = dataForm{"base64-der", func(secret []byte) string {
		return base64.StdEncoding.EncodeToString(keyInfo(secret))
	}}
	inText = dataForm{"opaque", func(secret []byte) string {
		text := make([]byte, len(secret))
		for i, b := range secret {
			text[i] = letters[int(b)%len(letters)]
		}
		return string(text)
	}}

	asOIDs    = algorithmForm{"inside", asn1.ObjectIdentifier.String, false}
	asNumbers = algorithmForm{"inside", asn1.ObjectIdentifier.String, true}
	asDER     = algorithmForm{"identifier", func(oid asn1.ObjectIdentifier) string {
		return base64.StdEncoding.EncodeToString(identifier(oid))
	}, false}
)

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

// writings are tried one after another until a server takes one. The first is
// taken by every server that looks at no key_data, too.
func writings() []writing {
	var all []writing
	for _, serial := range []p2.JSONForm{p2.FormInteger, p2.FormString, p2.FormBytes} {
		for _, algorithms := range []algorithmForm{asOIDs, asDER, asNumbers} {
			for _, data := range []dataForm{inPEM, inPrivatePEM, inBase64} {
				all = append(all, writing{data, algorithms, serial})
			}
		}
	}
	return all
}

// What our keys say they are encrypted with: AES-256-GCM, and the key wrap of
// AES-256 before it. No number in them has more than 16 bits: before v1.0-beta.3
// there was no place for others.
var (
	oidGCM  = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 46}
	oidWrap = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 45}
)

// secretLength is how long an encrypted Ed25519 key is, with salt and tag.
const secretLength = 48

// key is a new encrypted key for an ID-Cert.
func (w writing) key(random io.Reader, serial *big.Int) p2.EncryptedKey {
	return w.keyOf(random, secretLength, serial)
}

func (w writing) keyOf(random io.Reader, length int, serial *big.Int) p2.EncryptedKey {
	secret := make([]byte, length)
	if _, err := io.ReadFull(random, secret); err != nil {
		panic(fmt.Sprintf("keymaterial: no random bytes: %v", err))
	}
	return p2.EncryptedKey{
		Data:        w.data.write(secret),
		Serial:      p2.Serial{Int: serial, Form: w.serial},
		Algorithms:  w.names(oidGCM, oidWrap),
		NumberLists: w.algorithms.numbers,
	}
}

// names writes algorithms.
func (w writing) names(oids ...asn1.ObjectIdentifier) []string {
	var out []string
	for _, oid := range oids {
		out = append(out, w.algorithms.write(oid))
	}
	return out
}

// sized is the largest key of which a measure is at most a limit.
func (w writing) sized(random io.Reader, serial *big.Int, limit int, measure func(p2.EncryptedKey) int) p2.EncryptedKey {
	n := sort.Search(limit, func(n int) bool { return measure(w.keyOf(zeros{}, n+1, serial)) > limit })
	return w.keyOf(random, n, serial)
}

// zeros is read where only the length matters.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// lengthOfData and lengthOfJSON are what a limit may measure of a key.
func lengthOfData(k p2.EncryptedKey) int { return len(k.Data) }

func lengthOfJSON(k p2.EncryptedKey) int {
	text, err := json.Marshal(k)
	if err != nil {
		panic(fmt.Sprintf("keymaterial: an encrypted key cannot be written: %v", err))
	}
	return len(text)
}

// lengthOfBody is the same of an array with the key alone.
func lengthOfBody(k p2.EncryptedKey) int { return len("[]") + lengthOfJSON(k) }

func labelled(label string) func([]byte) string {
	return func(secret []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: keyInfo(secret)}))
	}
}

// keyInfo is a SubjectPublicKeyInfo with an encrypted private key in the place of
// the public one.
func keyInfo(secret []byte) []byte {
	return der(func(b *cryptobyte.Builder) {
		addIdentifier(b, idcert.OIDEd25519)
		b.AddASN1BitString(secret)
	})
}

// identifier is an AlgorithmIdentifier with 16 bytes for parameters.
func identifier(oid asn1.ObjectIdentifier) []byte {
	return der(func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		b.AddASN1OctetString(make([]byte, 16))
	})
}

func addIdentifier(b *cryptobyte.Builder, oid asn1.ObjectIdentifier) {
	b.AddASN1(cryptobyte_asn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oid) })
}

func der(content func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	b.AddASN1(cryptobyte_asn1.SEQUENCE, content)
	return b.BytesOrPanic()
}
