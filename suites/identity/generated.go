package identity

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// generated sends what nobody thought of: values that the seed makes, several at
// once. Whatever comes, a server does not fail, and issues and shows nothing
// wrong. What does not hold is made as small as it can be.
var generated = []check.Check{
	{
		ID:      "identity.generated.subjects",
		Title:   "refuses generated ID-CSRs, or issues ID-Certs for the actor who asks",
		Decides: []requirement.Requirement{core.CSRClaimsVerified},
		Needs:   check.Needs{Actors: true},
		Run:     generatedSubjects,
	},
	{
		ID:      "identity.generated.federation-ids",
		Title:   "shows no ID-Certs of an actor whom a generated federation ID does not name",
		Decides: []requirement.Requirement{api.ActorCertsOwnActor},
		Needs:   check.Needs{Actors: true},
		Run:     generatedFIDs,
	},
}

// cases is how many generated inputs a check sends.
const cases = 40

// draw makes one input; the same for the same seed of the run.
func draw[E any](t *check.T, g *rapid.Generator[E]) E {
	var seed [8]byte
	if _, err := io.ReadFull(t.Random(), seed[:]); err != nil {
		t.Error("no random bytes: %v", err)
	}
	return g.Example(int(binary.BigEndian.Uint64(seed[:]) >> 1))
}

// shrunk leaves out of the parts of an input whatever is not needed for it to
// break something.
func shrunk[E any](parts []E, breaks func([]E) *check.Deviation) ([]E, *check.Deviation) {
	d := breaks(parts)
	for i := 0; d != nil && i < len(parts); {
		fewer := slices.Delete(slices.Clone(parts), i, i+1)
		if without := breaks(fewer); without != nil {
			parts, d = fewer, without
			continue
		}
		i++
	}
	return parts, d
}

// stumbling are texts that programs stumble over, made from a name.
func stumbling(name string) []string {
	return []string{
		"", " ", name + " ", " " + name, name + "\x00", name + "\x00x", "\x00", name + "\n", name + "\r\nX-A: b",
		name + ".", name + "@", "@" + name, name + "%00", "%" + name, "../" + name, name + "/..", `"` + name + `"`,
		"'" + name + "' OR '1'='1", name + "--", "<b>" + name + "</b>", "${" + name + "}", name + "\u200b", "\u202e" + name,
		name + "\u0301", "\ufeff" + name, strings.Repeat(name, 40), strings.ToUpper(name), lookalike(name), "null", "true", "0",
	}
}

// oddities are those, and any other text.
func oddities(name string) *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(stumbling(name)), rapid.StringN(0, 40, 200))
}

// lookalike replaces letters by others that fold to them in Unicode, and are not
// the same in a federation ID (section 5): the Kelvin sign and the long s.
func lookalike(name string) string {
	return strings.NewReplacer("k", "\u212a", "s", "\u017f").Replace(name)
}

// difference is one change of an ID-CSR, and what it is in words.
type difference struct {
	says   string
	change idcert.Change
}

// field is one value of an ID-CSR that is a text.
type field struct {
	// what it is, and the text that odd ones are made from.
	what, name string
	change     func(string) idcert.Change
}

func (f field) as(s string) difference {
	return difference{fmt.Sprintf("%s %q", f.what, s), f.change(s)}
}

func fieldsOf(fid p2.FID) []field {
	return []field{
		{"the common name", fid.Local, idcert.CommonName},
		{"the UID", fid.String(), idcert.UID},
		{"the UID", fid.Local, func(s string) idcert.Change { return idcert.UID(s + "@" + fid.Domain) }},
		{"the session ID", "laptop", idcert.SessionID},
		{"the most general domain component", fid.Domain[strings.LastIndexByte(fid.Domain, '.')+1:], func(s string) idcert.Change { return idcert.DomainComponent(0, s) }},
		{"an organization", fid.Local, func(s string) idcert.Change { return idcert.SubjectAttribute(idcert.OIDOrganization, s) }},
	}
}

// differences are some changes of an actor's ID-CSR.
func differences(fields []field) *rapid.Generator[[]difference] {
	kinds := []*rapid.Generator[difference]{
		rapid.Map(rapid.Uint16Range(0, 0x1ff), func(bits uint16) difference {
			return difference{fmt.Sprintf("the key usage %09b", bits), idcert.KeyUsage(bits)}
		}),
		rapid.Just(difference{"an unknown extension", idcert.NonCriticalExtension(idcert.OIDUnknown)}),
	}
	for _, f := range fields {
		kinds = append(kinds, rapid.Map(oddities(f.name), f.as))
	}
	return rapid.SliceOfN(rapid.OneOf(kinds...), 1, 4)
}

func generatedSubjects(ctx context.Context, t *check.T) {
	name := t.NewName()
	p := newProbeFor(ctx, t, registerAs(ctx, t, name[:len(name)-2]+"ks"), nil) // letters that others fold to
	root := t.ServerCert(ctx).Cert
	if root == nil {
		t.Blocked("Unregistered_serverIdCert", "the root ID-Cert could not be read")
	}
	breaks := func(parts []difference) *check.Deviation {
		call := p.alice.NewIDCert()
		for _, d := range parts {
			d.change(call.CSR)
		}
		res := call.Send(ctx)
		if errors.Is(res.Err, idcert.ErrChange) {
			return nil // it cannot be written
		}
		if d := answered(t, res); d != nil || call.Accepted(res) != nil {
			return d
		}
		got, err := actor.Issued(res)
		if err != nil {
			return check.Deviates("an ID-Cert, or a refusal", "%v", err)
		}
		if d := answers(got.Cert, p.alice.FID, call.CSR); d != nil {
			return d
		}
		return judged(verify.IDCert(got.Cert, root, t.Now()))
	}
	if d := breaks(nil); d != nil {
		t.Blocked(opNewIDCert, "already the ID-Cert for a right ID-CSR is not as it should be: %s", d.Actual)
	}
	var tried [][]difference // what is known to be odd one by one, and then together
	fields := fieldsOf(p.alice.FID)
	for _, f := range fields {
		for _, s := range stumbling(f.name) {
			tried = append(tried, []difference{f.as(s)})
		}
	}
	for range cases {
		tried = append(tried, draw(t, differences(fields)))
	}
	for _, parts := range tried {
		parts, d := shrunk(parts, breaks)
		if d == nil {
			t.Hold(nil)
			continue
		}
		var says []string
		for _, part := range parts {
			says = append(says, part.says)
		}
		t.Fail(d.Expected, "%s, for an ID-CSR with %s", d.Actual, strings.Join(says, " and "))
	}
}

// answered decides whether there is an answer that is no server error.
func answered(t *check.T, res *client.Response) *check.Deviation {
	if res.Status >= http.StatusInternalServerError {
		return check.Deviates("an answer that is no server error", "%s", actor.Line(res))
	}
	t.Answered(res) // which ends the check where there is none
	return nil
}

// aboutTheActor are the flaws that say that somebody was certified as something
// that they are not.
var aboutTheActor = []p2.Class{
	p2.BadCommonName, p2.BadUID, p2.BadDomain, p2.BadSessionID, p2.BadBasicConstraints, p2.BadKeyUsage,
}

// judged is the first of the flaws that matter here.
func judged(flaws []verify.Flaw) *check.Deviation {
	for _, f := range flaws {
		if slices.Contains(aboutTheActor, f.Class) {
			return check.Deviates("an ID-Cert that keeps section 6.1.1, or a refusal", "one with a wrong %s: %s", f.Class, f.Why)
		}
	}
	return nil
}

// generatedFIDs asks for federation IDs that are made of parts, most of which name
// nobody. The server may find one in a text, but shows nobody else.
func generatedFIDs(ctx context.Context, t *check.T) {
	laptop, phone := newSession(ctx, t, t.NewActor(ctx)), newSession(ctx, t, t.NewActor(ctx))
	if !hasCert(t.Certs(ctx, laptop.Actor), laptop) || !hasCert(t.Certs(ctx, phone.Actor), phone) {
		t.Blocked(opActorCerts, "the ID-Cert of a session is not in the list of its actor's")
	}
	if d := subjectFID(issuance{Session: laptop, Cert: laptop.Cert}); d != nil {
		t.Blocked(opNewIDCert, "an ID-Cert that an actor asked for has the UIDs %s", d.Actual)
	}
	fid := laptop.Actor.FID
	one := rapid.OneOf(oddities(fid.Local), rapid.SampledFrom([]string{
		fid.Local, "@", fid.Domain, "*", "%", "_", "?", "#", ";", "%40", "%2540", "%25", "/", "%2F", "\\", "+", ",", phone.Actor.FID.Local,
	}))
	breaks := func(parts []string) *check.Deviation {
		text := strings.Join(parts, "")
		if text == "" {
			return nil
		}
		call := laptop.Actor.Certs()
		call.Request.Path = strings.TrimSuffix(call.Request.Path, laptop.Actor.InPath(fid.String())) + url.PathEscape(text)
		res := call.Send(ctx)
		if d := answered(t, res); d != nil || !res.OK() {
			return d
		}
		entries, err := p2.ParseCacheableCerts(res.Body)
		if err != nil {
			return nil // what is listed is for other checks
		}
		return onlyNamedIn(entries, text)
	}
	tried := [][]string{{"%"}, {"*"}, {fid.Local, "@", "%"}, {"%", "@", fid.Domain}, {"*", "@", fid.Domain}, {fid.Local}, {"@", fid.Domain}}
	for _, s := range stumbling(fid.Local) {
		tried = append(tried, []string{s, "@", fid.Domain})
	}
	for range cases {
		tried = append(tried, draw(t, rapid.SliceOfN(one, 1, 6)))
	}
	for _, parts := range tried {
		parts, d := shrunk(parts, breaks)
		if d != nil {
			t.Fail(d.Expected, "%s, for the federation ID %q", d.Actual, strings.Join(parts, ""))
		}
		t.Hold(nil)
	}
}

// onlyNamedIn decides whether a list for a text has nobody's ID-Certs but those
// whose federation ID is in it, however often it is unescaped.
func onlyNamedIn(entries []p2.CacheableCert, text string) *check.Deviation {
	for range 3 {
		if plain, err := url.PathUnescape(text); err == nil {
			text += "\n" + plain
		}
	}
	for _, e := range entries {
		c, err := p2.ParseCertPEM(e.PEM)
		if err != nil {
			continue
		}
		for _, uid := range c.Subject.PDN().UIDs {
			if !strings.Contains(strings.ToLower(text), strings.ToLower(uid)) {
				return check.Deviates("no ID-Cert of an actor who is not named", "one of another actor")
			}
		}
	}
	return nil
}
