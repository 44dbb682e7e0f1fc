package run

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
)

// Digest is over the catalogue and a version of the API document: two runs with
// the same digest asked for the same things.
func Digest(version string) string {
	sum := sha256.Sum256([]byte(catalog.Digest() + "\n" + openapi.Digest(version)))
	return "sha256:" + hex.EncodeToString(sum[:])
}
