package run

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
)

// Digest is over the catalogue and the API document: two runs with the same
// digest asked for the same things.
func Digest() string {
	sum := sha256.Sum256([]byte(catalog.Digest() + "\n" + openapi.Digest()))
	return "sha256:" + hex.EncodeToString(sum[:])
}
