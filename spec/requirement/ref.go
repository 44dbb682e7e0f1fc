package requirement

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Ref is the place in the spec that a statement was read from.
type Ref struct {
	// Doc is "core", "auth" or "mls" for the prose, "api" for the API document.
	Doc string
	// Section is the heading's number ("6.1.1.3", or "0" for what stands above the
	// first), or for the API document the operationId or the name of a schema or
	// of a security scheme.
	Section string
	// Anchor is the fragment of the section in the published text, without "#".
	Anchor string
	// Print is the fingerprint of the paragraph, as Print makes it: when the
	// text changes, the statements to read again are those whose print is gone.
	Print string
}

// The published forms of the documents.
const (
	proseURL = "https://polyproto.org/docs/protocols/"
	apiURL   = "https://apidocs.polyproto.org/"
)

// URL is a link that a reader can follow to the place.
func (r Ref) URL() string {
	if r.Doc == "api" {
		return apiURL
	}
	u := proseURL + r.Doc + "/"
	if r.Anchor != "" {
		u += "#" + r.Anchor
	}
	return u
}

// String names the place for people: "core 6.1.1.3" or "API Registered_newIdCert".
func (r Ref) String() string {
	switch {
	case r.Doc == "api":
		return strings.TrimSpace("API " + r.Section)
	case r.Section == "":
		return r.Doc
	default:
		return r.Doc + " " + r.Section
	}
}

// Print is the fingerprint of a paragraph: "sha256:" and the first 16
// hexadecimal digits of the hash of its words, joined by single spaces, so that
// a rewrapped paragraph keeps its print and a reworded one does not.
func Print(paragraph string) string {
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(paragraph), " ")))
	return "sha256:" + hex.EncodeToString(sum[:8])
}
