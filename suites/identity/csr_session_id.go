package identity

import (
	"context"
	"fmt"
	"strings"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrSessionID checks the session ID that an ID-CSR asks for (section 6.1.1.3).
// Whether it is free is another topic.
var csrSessionID = []check.Check{
	flawed("identity.csr.session-id-absent", "rejects an ID-CSR without a session ID",
		core.CSRSessionIDRequired, "a subject without a session ID", idcert.WithoutSessionID()),
	flawed("identity.csr.session-id-empty", "rejects an ID-CSR whose session ID is empty",
		core.SessionIDLength, "an empty session ID", idcert.SessionID("")),
	{
		ID:      "identity.csr.session-id-too-long",
		Title:   "rejects an ID-CSR whose session ID is longer than 32 characters",
		Decides: []requirement.Requirement{core.SessionIDLength},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Refuses(ctx, alice.NewIDCert(idcert.SessionID(strings.Repeat("a", 32))), "a session ID of 33 characters",
				actor.CSR(idcert.SessionID(strings.Repeat("a", 33))))
		},
	},
	{
		ID:      "identity.csr.session-id-longest",
		Title:   "accepts an ID-CSR whose session ID has 32 characters",
		Decides: []requirement.Requirement{core.SessionIDLength},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR")
			t.Accepts(ctx, alice.NewIDCert(idcert.SessionID(actor.Word(t.Random(), 32))), "an ID-CSR with a session ID of 32 characters")
		},
	},
	granted("identity.csr.session-id-shortest", "accepts an ID-CSR whose session ID has one character",
		core.SessionIDLength, "a session ID of one character", idcert.SessionID("a")),
	flawed("identity.csr.session-id-beyond-ascii", "rejects an ID-CSR whose session ID has a character that IA5String does not have",
		core.SessionIDIA5String, "a session ID with an e that has an accent", idcert.SessionID("caf\u00e9")),
	flawed("identity.csr.session-id-number", "rejects an ID-CSR whose session ID is no string but an integer",
		core.SessionIDIA5String, "an integer for a session ID", idcert.SessionID("42"), idcert.SessionIDTag(cryptobyte_asn1.INTEGER)),
	{
		ID:      "identity.csr.session-id-two",
		Title:   "issues no ID-Cert with two session IDs for an ID-CSR that has two",
		Decides: []requirement.Requirement{core.UniqueIdentifierSessionID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			p.send(ctx, "two session IDs", idcert.SubjectAttribute(idcert.OIDUniqueIdentifier, p.alice.NewSessionID()))
		},
	},
	{
		ID:      "identity.csr.session-id-string-type",
		Title:   "issues the session ID that an ID-CSR asks for under another string type than IA5String, or refuses the ID-CSR",
		Decides: []requirement.Requirement{core.SessionIDChosenByActor},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDTag},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			issued := map[uint8]uint8{}
			for _, s := range []struct {
				tag  uint8
				what string
			}{{tagIA5, "an IA5String"}, {tagUTF8, "a UTF8String"}, {tagPrintable, "a PrintableString"}} {
				cert := p.send(ctx, s.what+" for a session ID", idcert.SessionIDTag(cryptobyte_asn1.Tag(s.tag)))
				if cert != nil {
					issued[s.tag] = sessionIDTag(cert)
				}
			}
			if reading := tagReading(issued); reading != "" {
				t.Took(ambiguity.SessionIDTag, reading)
			}
		},
	},
	{
		ID:      "identity.csr.session-id-characters",
		Title:   "issues session IDs with characters of every kind as they were asked for, or refuses them",
		Decides: []requirement.Requirement{core.SessionIDCharacters},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDCharacters},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			refused := map[bool]int{} // by whether it can be printed
			for _, c := range unusualCharacters {
				cert := p.send(ctx, fmt.Sprintf("%s in its session ID", c.name), idcert.SessionID(c.in(p.alice.NewSessionID())))
				if cert == nil {
					refused[c.printable]++
				}
			}
			t.Took(ambiguity.SessionIDCharacters, charactersReading(refused[true], refused[false]))
		},
	},
}

// granted makes a check that an ID-CSR with an unusual claim is taken.
func granted(id, title string, decides requirement.Requirement, what string, changes ...idcert.Change) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			t.Grants(ctx, alice.NewIDCert(), "a right ID-CSR")
			t.Accepts(ctx, alice.NewIDCert(changes...), "an ID-CSR with "+what)
		},
	}
}

// character is one that IA5String has and that goes wrong where a session ID is
// put into something else: a query, a name in text, a table.
type character struct {
	name      string
	text      string
	printable bool
}

// in puts the character into the middle of an ID, so that nothing that trims
// takes it away unnoticed.
func (c character) in(id string) string { return id[:len(id)/2] + c.text + id[len(id)/2:] }

var unusualCharacters = []character{
	{"a space", " ", true},
	{"a comma", ",", true},
	{"a plus sign", "+", true},
	{"a slash", "/", true},
	{"a backslash", `\`, true},
	{"an equals sign", "=", true},
	{"a quotation mark", `"`, true},
	{"an apostrophe", "'", true},
	{"a percent sign", "%41", true},
	{"an ampersand", "&", true},
	{"a NUL", "\x00", false},
	{"a line feed", "\n", false},
}

// charactersReading is the reading of A-062 that the numbers of refused session
// IDs show.
func charactersReading(refusedPrintable, refusedControl int) string {
	switch {
	case refusedPrintable > 0:
		return "subset"
	case refusedControl > 0:
		return "printable"
	}
	return "ia5"
}
