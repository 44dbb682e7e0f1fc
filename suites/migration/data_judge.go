package migration

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be decided of an export from its bytes.

// gzipMagic begins what is compressed with gzip.
var gzipMagic = []byte{0x1f, 0x8b}

// packedIn is the archive in the body of an answer, and the reading of A-193 that it
// shows; nil for none.
func packedIn(body []byte) (packed []byte, reading string) {
	if bytes.HasPrefix(body, gzipMagic) {
		return body, "archive"
	}
	var v any
	if json.Unmarshal(body, &v) != nil {
		return nil, ""
	}
	return packedString(v), "json-wrapper"
}

// packedString is the first archive in a JSON value, as base64 of either alphabet.
func packedString(v any) []byte {
	switch v := v.(type) {
	case string:
		for _, e := range base64s {
			if b, err := e.DecodeString(strings.TrimSpace(v)); err == nil && bytes.HasPrefix(b, gzipMagic) {
				return b
			}
		}
	case []any:
		for _, element := range v {
			if b := packedString(element); b != nil {
				return b
			}
		}
	case map[string]any:
		for _, member := range v {
			if b := packedString(member); b != nil {
				return b
			}
		}
	}
	return nil
}

var base64s = []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding}

// readable decides that an archive can be read, and that it is safe to unpack.
func readable(packed []byte) (*archive.Archive, *check.Deviation) {
	a, err := archive.Read(bytes.NewReader(packed), archive.Limits{Unpacked: 64 << 20})
	if err == nil {
		return a, nil
	}
	why := err.Error()
	if flaw, ok := errors.AsType[*archive.Flaw](err); ok {
		why = flaw.Error()
	}
	return nil, check.Deviates("a tar archive, compressed with gzip, of files and folders that can be unpacked", "%s", why)
}

// right decides that the files of a part are what they have to be.
func right(a *archive.Archive, p archive.Part, want string) *check.Deviation {
	if flaws := a.Of(p); len(flaws) > 0 {
		return check.Deviates(want, "%v", flaws[0])
	}
	return nil
}

// named decides on the name of an export in Content-Disposition, and finds the reading
// of A-195.
func named(h http.Header, fid string) (reading string, d *check.Deviation) {
	_, parameters, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	name := parameters["filename"]
	if err != nil || name == "" {
		return "nowhere", nil
	}
	few, flaw := archive.CheckName(name, fid)
	switch {
	case flaw != nil:
		return "", check.Deviates("the name export, 20 digits, a hyphen and "+fid+", with or without .tar.gz", "%v", flaw)
	case few:
		return "example-form", nil
	}
	return "content-disposition", nil
}

// certsIn are the ID-Certs of an archive, as DER.
func certsIn(a *archive.Archive) [][]byte {
	var all [][]byte
	for _, f := range a.CertFiles {
		if ders, err := archive.CertsOf(f.Text); err == nil {
			all = append(all, ders...)
		}
	}
	return all
}

// holdsCert decides that an ID-Cert is in an archive.
func holdsCert(a *archive.Archive, c *p2.Cert, whose string) *check.Deviation {
	all := certsIn(a)
	if slices.ContainsFunc(all, func(der []byte) bool { return bytes.Equal(der, c.Raw) }) {
		return nil
	}
	return check.Deviates("the ID-Cert of "+whose+" in the folder certs", "%d ID-Certs, and not that one", len(all))
}

// mentionsKey reports that the encrypted keys of an archive have a key_data somewhere:
// their schema is open.
func mentionsKey(a *archive.Archive, data string) bool {
	return slices.ContainsFunc(a.KeyList, func(raw json.RawMessage) bool {
		var v any
		return json.Unmarshal(raw, &v) == nil && mentionsText(v, func(s string) bool { return strings.Contains(inOneLine(s), inOneLine(data)) })
	})
}

// inOneLine is a text without blanks and line ends, with which PEM means the same.
func inOneLine(s string) string { return strings.Join(strings.Fields(s), "") }

// mentionsText reports that a JSON value has a text that is one of those looked for.
func mentionsText(v any, is func(string) bool) bool {
	switch v := v.(type) {
	case string:
		return is(v)
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return mentionsText(e, is) })
	case map[string]any:
		for name, member := range v {
			if is(name) || mentionsText(member, is) {
				return true
			}
		}
	}
	return false
}

// messageIn is a message of an archive by its content, which is text that nobody else
// has, and how often it is there.
func messageIn(a *archive.Archive, content []byte) (found archive.Message, n int) {
	for _, b := range a.Batches {
		for _, m := range b.Messages {
			var v any
			if json.Unmarshal(m.Content, &v) == nil && mentionsText(v, func(s string) bool { return s == string(content) }) {
				found, n = m, n+1
			}
		}
	}
	return found, n
}

// holdsMessage decides that a message is in an archive, once, with its own signature.
// How a signature is written is open: one that cannot be read is not judged.
func holdsMessage(a *archive.Archive, m driver.Message, whose string) *check.Deviation {
	want := "the message of " + whose + " in messages.p2mb, once, with its signature"
	found, n := messageIn(a, m.Content)
	if n != 1 {
		return check.Deviates(want, "it is there %d times among %d batches", n, len(a.Batches))
	}
	if signature := signatureOf(found.Signature); signature != nil && !bytes.Equal(signature, m.Signature) {
		return check.Deviates(want, "the signature %x instead of %x", signature, m.Signature)
	}
	return nil
}

// lacksMessage decides that a message is not in an archive.
func lacksMessage(a *archive.Archive, m driver.Message, whose string) *check.Deviation {
	if _, n := messageIn(a, m.Content); n > 0 {
		return check.Deviates("no message of "+whose, "it is in messages.p2mb: %q", m.Content)
	}
	return nil
}

// signatureOf reads 64 bytes in hexadecimal or base64; nil for anything else.
func signatureOf(text string) []byte {
	if b, err := hex.DecodeString(text); err == nil && len(b) == 64 {
		return b
	}
	for _, e := range base64s {
		if b, err := e.DecodeString(text); err == nil && len(b) == 64 {
			return b
		}
	}
	return nil
}

// contents is the reading of A-196 that an archive shows, of an actor with so many
// ID-Certs, without messages and without encrypted keys.
func contents(a *archive.Archive, certs int) string {
	switch {
	case a.Folder != "":
		return "in-folder"
	case a.Messages && a.Keys && len(a.CertFiles) == certs:
		return "as-routes"
	}
	return "sparse"
}

// firstTimestamp is the least number that is a time and no delay in seconds.
const firstTimestamp = 1_000_000_000

// comeBack is when a server wants to be asked again, and the reading of A-032 that it
// tells it in: the API has an unsigned integer, and HTTP a date besides.
func comeBack(h http.Header, now time.Time) (at time.Time, reading string, d *check.Deviation) {
	want := "the header Retry-After with an unsigned integer, for the time to ask again"
	text := strings.TrimSpace(h.Get("Retry-After"))
	n, err := strconv.ParseUint(text, 10, 64)
	switch {
	case text == "":
		return at, "", check.Deviates(want, "no such header")
	case err == nil && n >= firstTimestamp:
		at, _ := check.TimeOf(n)
		return at, "timestamp", nil
	case err == nil:
		return now.Add(time.Duration(n) * time.Second), "seconds", nil
	}
	if at, err = http.ParseTime(text); err == nil {
		return at, "http-date", nil
	}
	return at, "", check.Deviates(want, "%q", text)
}
