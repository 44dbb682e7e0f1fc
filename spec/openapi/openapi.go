// Package openapi holds our copy of the API document that polyproto publishes,
// the corrections that it needs, and the means to hold an exchange against the
// two.
//
// The copy has the published structure and our words. The newest version stands
// whole; an older one is what it has otherwise, as an OpenAPI Overlay 1.0.0 that
// leads back to it. The corrections are overlays as well: each action names the
// ambiguity that it is for, so that a server that takes any of its readings is
// not failed by a schema. One extension of ours stands in them: x-empty-body
// marks a response that may come without the body it describes.
//
// The document says what an exchange looks like, not what it means: which
// reading a server took, and whether a value is the right one, checks find out.
package openapi

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
)

//go:embed core*.yaml
var files embed.FS

// Newest is the version of the document that exchanges are held against unless
// another is asked for.
const Newest = "v1.0-beta.3"

// overlayFile has the corrections that every version needs.
const overlayFile = "core.overlay.yaml"

// A version is one published state of the document.
type version struct {
	// name is what the document calls itself.
	name string
	// file is the document; where it stands as an overlay that leads back from
	// the next version, the differences alone.
	file string
	// overlay has corrections that it needs before those of all versions; empty
	// for none.
	overlay string
}

// versions are those that we have, oldest first. The last one's file is whole.
var versions = [...]version{
	{"v1.0-beta.1", "core-v1.0-beta.1.yaml", "core-v1.0-beta.1.overlay.yaml"},
	{"v1.0-beta.2", "core-v1.0-beta.2.yaml", ""},
	{Newest, "core-v1.0-beta.3.yaml", ""},
}

// Versions lists the versions of the API document that we have a copy of,
// oldest first.
func Versions() []string {
	var names []string
	for _, v := range versions {
		names = append(names, v.name)
	}
	return names
}

// place is where a version stands among those that we have.
func place(name string) (int, error) {
	i := slices.IndexFunc(versions[:], func(v version) bool { return v.name == name })
	if i < 0 {
		return 0, fmt.Errorf("there is no version %s of the API document", quote(name))
	}
	return i, nil
}

// Raw is our copy of a version of the API document as YAML, without
// corrections.
func Raw(name string) ([]byte, error) {
	i, err := place(name)
	if err != nil {
		return nil, err
	}
	text, err := originals[i]()
	return bytes.Clone(text), err
}

// originals are the documents without corrections, each made once: an older one is
// made from the next.
var originals = func() (list [len(versions)]func() ([]byte, error)) {
	for i, v := range versions {
		list[i] = sync.OnceValues(func() ([]byte, error) {
			if i == len(versions)-1 {
				return mustRead(v.file), nil
			}
			next, err := list[i+1]()
			if err != nil {
				return nil, err
			}
			text, err := apply(next, mustRead(v.file))
			if err != nil {
				return nil, fmt.Errorf("go back to %s: %w", v.name, err)
			}
			return text, nil
		})
	}
	return list
}()

// overlays are the corrections of a version, in the order in which they are
// applied.
func overlays(v version) [][]byte {
	if v.overlay == "" {
		return [][]byte{mustRead(overlayFile)}
	}
	return [][]byte{mustRead(v.overlay), mustRead(overlayFile)}
}

// Digest tells one state of a version and its corrections from another:
// "sha256:" and the hash, in hexadecimal, over the files that it is made from,
// one after the other. It is empty for a version that we do not have.
func Digest(name string) string {
	i, err := place(name)
	if err != nil {
		return ""
	}
	hash := sha256.New()
	for _, v := range slices.Backward(versions[i:]) {
		hash.Write(mustRead(v.file))
	}
	for _, text := range overlays(versions[i]) {
		hash.Write(text)
	}
	return "sha256:" + hex.EncodeToString(hash.Sum(nil))
}

// mustRead reads an embedded file; that it is there was settled when we were
// compiled, and a test holds that each version has its files.
func mustRead(name string) []byte {
	text, err := files.ReadFile(name)
	if err != nil {
		panic(fmt.Sprintf("embedded file %s: %v", name, err))
	}
	return text
}
