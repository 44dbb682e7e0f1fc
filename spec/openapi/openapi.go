// Package openapi holds our copy of the API document that polyproto publishes,
// the corrections that it needs, and the means to hold an exchange against the
// two.
//
// The copy has the published structure and our words. The corrections are an
// OpenAPI Overlay 1.0.0: each names the ambiguity that it is for, so that a
// server that takes any of its readings is not failed by a schema. One
// extension of ours stands in it: x-empty-body marks a response that may come
// without the body it describes.
//
// The document says what an exchange looks like, not what it means: which
// reading a server took, and whether a value is the right one, checks find out.
package openapi

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"slices"
)

//go:embed core-*.yaml
var files embed.FS

// versions are the versions of the document that we have, oldest first. Each
// has a file core-<version>.yaml and a file core-<version>.overlay.yaml.
var versions = [...]string{"v1.0-beta.3"}

// current is the version that exchanges are held against.
const current = "v1.0-beta.3"

// Versions lists the versions of the API document that we have a copy of,
// oldest first.
func Versions() []string { return slices.Clone(versions[:]) }

// Raw is our copy of the API document as YAML, without corrections.
func Raw() []byte { return mustRead(documentFile(current)) }

// Overlay is the overlay with our corrections, as YAML.
func Overlay() []byte { return mustRead(overlayFile(current)) }

// Digest tells one state of the document and its corrections from another:
// "sha256:" and the hash, in hexadecimal, over the two files, one after the
// other.
func Digest() string {
	hash := sha256.New()
	hash.Write(Raw())
	hash.Write(Overlay())
	return "sha256:" + hex.EncodeToString(hash.Sum(nil))
}

func documentFile(version string) string { return "core-" + version + ".yaml" }

func overlayFile(version string) string { return "core-" + version + ".overlay.yaml" }

// mustRead reads an embedded file; that it is there was settled when we were
// compiled, and a test holds that each version has both of its files.
func mustRead(name string) []byte {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("embedded file %s: %v", name, err))
	}
	return text
}
