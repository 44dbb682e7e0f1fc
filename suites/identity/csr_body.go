package identity

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/pem"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrBody checks the body that an ID-CSR is sent in: nothing is issued for what
// is no well-formed request (section 6.1), and what may be one is answered.
var csrBody = slices.Concat(csrMalformed, csrForms)

var csrMalformed = []check.Check{
	malformed("identity.csr.body-empty", "rejects an empty body for an ID-CSR",
		"an empty body", actor.Body(nil)),
	malformed("identity.csr.body-text", "rejects a text that is no ID-CSR",
		"a text without a PEM block", actor.Body([]byte("may I have an ID-Cert, please\n"))),
	malformed("identity.csr.body-json", "rejects a JSON object for an ID-CSR", "a JSON object",
		func(c *actor.Call) {
			actor.Header("Content-Type", "application/json")(c)
			actor.Body([]byte(`{"csr":null}`))(c)
		}),
	malformed("identity.csr.body-truncated", "rejects an ID-CSR that breaks off",
		"a PEM block that lacks the end of the request", actor.CSR(idcert.Truncated(8))),
	{
		ID:      "identity.csr.body-large",
		Title:   "rejects a body of one MiB that is no ID-CSR, and goes on to serve",
		Decides: []requirement.Requirement{core.CSRMalformedRefused},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR")
			res := alice.NewIDCert().With(actor.Body(lines(1 << 20))).Send(ctx)
			// Who reads no further may hang up: HTTP/1.1 has no other way to stop a
			// sender. That nothing but the connection ended is what the control shows.
			if res.Err == nil {
				t.Refused(res, "a body of one MiB that is no ID-CSR")
			}
			t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR after that")
			t.Hold(nil)
		},
	},
}

var csrForms = []check.Check{
	{
		ID:      "identity.csr.body-der",
		Title:   "issues an ID-Cert for an ID-CSR that is sent in DER, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.CSREncoding},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			der := p.sendCall(ctx, "its DER for a body", p.alice.NewIDCert().With(actor.DER())) != nil
			text := p.sendCall(ctx, "its DER in base64 for a body", p.alice.NewIDCert().With(inBase64)) != nil
			if reading := bodyReading(der, text); reading != "" {
				t.Took(ambiguity.CSREncoding, reading)
			}
		},
	},
	{
		ID:      "identity.csr.body-pem-form",
		Title:   "issues an ID-Cert for an ID-CSR in PEM of another form, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.PEMDetails},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			taken := 0
			for _, form := range pemForms {
				if p.send(ctx, form.what, func(c *idcert.CSR) { c.EditPEM = form.edit }) != nil {
					taken++
				}
			}
			reading := "strict"
			switch {
			case strings.HasPrefix(strings.TrimSpace(t.NewSession(ctx, p.alice).PEM), "------"):
				reading = "six-dashes"
			case taken > 0:
				reading = "lax"
			}
			t.Took(ambiguity.PEMDetails, reading)
		},
	},
	{
		ID:      "identity.csr.body-lenient",
		Title:   "issues an ID-Cert for an ID-CSR that is not quite DER, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.CSRStrictness},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			taken := p.send(ctx, "four octets after the request", idcert.TrailingBytes(4)) != nil
			taken = p.send(ctx, "an indefinite length, which DER does not have", idcert.IndefiniteLength()) != nil || taken
			taken = p.send(ctx, "the label CERTIFICATE in its PEM", idcert.PEMLabel("CERTIFICATE")) != nil || taken
			reading := "strict"
			if taken {
				reading = "lenient"
			}
			t.Took(ambiguity.CSRStrictness, reading)
		},
	},
	{
		ID:      "identity.csr.body-two-requests",
		Title:   "issues nothing for the second ID-CSR in a body, which names another actor",
		Decides: []requirement.Requirement{core.CSROwnActor},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			bob := t.NewActor(ctx)
			p := newProbe(ctx, t, nil)
			first, second := p.alice.NewIDCert(), p.alice.NewIDCert().With(actor.SubjectOf(bob))
			both := actor.Body(slices.Concat(textOf(t, first), textOf(t, second)))
			if p.sendCall(ctx, "another one behind it", first.With(both)) != nil {
				t.Took(ambiguity.PEMDetails, "lax")
			}
		},
	},
	{
		ID:      "identity.csr.body-media-type",
		Title:   "issues an ID-Cert for an ID-CSR without a media type or with another one, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.RequestContentType},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			none := p.sendCall(ctx, "no media type", p.alice.NewIDCert().With(
				func(c *actor.Call) { c.Request.Header.Del("Content-Type") })) != nil
			other := p.sendCall(ctx, "the media type application/pkcs10", p.alice.NewIDCert().With(
				actor.Header("Content-Type", "application/pkcs10"))) != nil
			if reading := mediaTypeReading(none, other); reading != "" {
				t.Took(ambiguity.RequestContentType, reading)
			}
		},
	},
	{
		ID:      "identity.csr.body-charset",
		Title:   "accepts an ID-CSR as text/plain with a charset",
		Decides: []requirement.Requirement{api.NewIDCertBody},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR")
			t.Accepts(ctx, alice.NewIDCert().With(actor.Header("Content-Type", "text/plain; charset=utf-8")),
				"an ID-CSR as text/plain; charset=utf-8")
		},
	},
}

// malformed makes a check that a body is refused which is no well-formed ID-CSR.
func malformed(id, title, flaw string, change actor.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{core.CSRMalformedRefused}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Refuses(ctx, t.NewActor(ctx).NewIDCert(), flaw, change)
		},
	}
}

// pemForms are ways to write PEM that A-026 leaves open.
var pemForms = []struct {
	what string
	edit func([]byte) []byte
}{
	{"CR LF for line ends", func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) }},
	{"no line end after its last line", func(text []byte) []byte { return bytes.TrimRight(text, "\n") }},
	{"a line of text before its PEM block", func(text []byte) []byte { return append([]byte("ID-CSR of a laptop\n"), text...) }},
}

// textOf is the body of a call, as PEM.
func textOf(t *check.T, c *actor.Call) []byte {
	text, err := c.CSR.PEM()
	if err != nil {
		t.Error("write an ID-CSR: %v", err)
	}
	return []byte(text)
}

// inBase64 sends the DER as one line of base64, without the lines around it.
func inBase64(c *actor.Call) {
	if text, err := c.CSR.PEM(); err == nil { // else it is sent as it is, and fails in the sending
		block, _ := pem.Decode([]byte(text))
		actor.Body([]byte(base64.StdEncoding.EncodeToString(block.Bytes)))(c)
	}
}

// lines is a text of n octets, in lines of 64.
func lines(n int) []byte {
	line := append(bytes.Repeat([]byte("A"), 63), '\n')
	return bytes.Repeat(line, n/len(line)+1)[:n]
}

// bodyReading is the reading of A-067 that the forms show which a target takes
// besides PEM; "" where the register has none.
func bodyReading(der, base64 bool) string {
	switch {
	case der && base64:
		return "all"
	case der:
		return "either"
	case base64:
		return ""
	}
	return "pem"
}

// mediaTypeReading is the reading of A-025 that the media types show with which
// a target takes a request; "" where the register has none.
func mediaTypeReading(none, other bool) string {
	switch {
	case none && other:
		return "ignored"
	case none:
		return "lenient"
	case other:
		return ""
	}
	return "strict"
}
