package identity

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/generate"
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
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     generatedCSRs(called("the common name", "the most general domain component"), 30, anyField, capabilities...),
	},
	{
		ID:      "identity.generated.uids",
		Title:   "refuses ID-CSRs with generated UIDs, or issues ID-Certs with the UID of the actor who asks",
		Decides: []requirement.Requirement{core.CSRUID},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     generatedCSRs(called("the UID"), 30, called("the UID")),
	},
	{
		ID:      "identity.generated.session-ids",
		Title:   "refuses ID-CSRs with generated session IDs, or issues ID-Certs with a session ID that is one, as it was asked for",
		Decides: []requirement.Requirement{core.SessionIDCharacters, core.SessionIDLength, core.SessionIDIA5String, core.SessionIDChosenByActor},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     generatedCSRs(called("the session ID"), 60, called("the session ID")),
	},
	{
		ID:      "identity.generated.federation-ids",
		Title:   "shows no ID-Certs of an actor whom a generated federation ID does not name",
		Decides: []requirement.Requirement{api.ActorCertsOwnActor},
		Needs:   check.Needs{Actors: true},
		Run:     generatedFIDs,
	},
	{
		ID:      "identity.generated.parameters",
		Title:   "shows no ID-Certs of another actor for generated parameters of a query",
		Decides: []requirement.Requirement{api.ActorCertsOwnActor, api.ActorCertsNotBefore, api.ActorCertsNotAfter, api.ActorCertsSessionID},
		Needs:   check.Needs{Actors: true},
		Run:     generatedParameters,
	},
}

// difference is one change of an ID-CSR, and what it is in words.
type difference struct {
	says   string
	change idcert.Change
	// Of a text: which field, and what it is.
	in   *field
	text string
}

// Text and With let the text be made smaller.
func (d difference) Text() string { return d.text }

func (d difference) With(text string) any {
	if d.in == nil {
		return d
	}
	return d.in.as(text)
}

// field is one value of an ID-CSR that is a text.
type field struct {
	// what it is, and the text that odd ones are made from.
	what, name string
	change     func(string) idcert.Change
}

// capabilities are changes of what an ID-CSR asks to be certified for.
var capabilities = []*rapid.Generator[difference]{
	rapid.Map(rapid.Uint16Range(0, 0x1ff), func(bits uint16) difference {
		return difference{says: fmt.Sprintf("the key usage %09b", bits), change: idcert.KeyUsage(bits)}
	}),
	rapid.Just(difference{says: "an unknown extension", change: idcert.NonCriticalExtension(idcert.OIDUnknown)}),
}

func (f field) as(s string) difference {
	return difference{fmt.Sprintf("%s %.200q", f.what, s), f.change(s), &f, s}
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

// differences are some changes of an actor's ID-CSR: of the fields, and of what
// else there is.
func differences(fields []field, others ...*rapid.Generator[difference]) *rapid.Generator[[]difference] {
	kinds := slices.Clone(others)
	for _, f := range fields {
		kinds = append(kinds, rapid.Map(generate.Texts(f.name), f.as))
	}
	return rapid.SliceOfN(rapid.OneOf(kinds...), 1, 4)
}

// generatedCSRs tries what is known to be odd in some fields one by one, and then
// as many drawn ID-CSRs with up to four changes in any.
func generatedCSRs(one func(field) bool, drawn int, among func(field) bool, others ...*rapid.Generator[difference]) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		name := t.NewName()
		p := newProbeFor(ctx, t, registerAs(ctx, t, name[:len(name)-2]+"ks"), nil) // letters that others fold to
		root := t.ServerCert(ctx).Cert
		if root == nil {
			t.Blocked("Unregistered_serverIdCert", "the root ID-Cert could not be read")
		}
		breaks := func(parts []difference) *check.Deviation { return brokenBy(ctx, t, p.alice, root, parts) }
		if d := breaks(nil); d != nil {
			t.Blocked(opNewIDCert, "already the ID-Cert for a right ID-CSR is not as it should be: %s", d.Actual)
		}
		var tried [][]difference
		var fields []field
		for _, f := range fieldsOf(p.alice.FID) {
			if among(f) {
				fields = append(fields, f)
			}
			if !one(f) {
				continue
			}
			for _, s := range generate.Stumbling(f.name) {
				tried = append(tried, []difference{f.as(s)})
			}
		}
		for range drawn {
			tried = append(tried, generate.Draw(t, differences(fields, others...)))
		}
		generate.Try(t, tried, breaks, func(parts []difference) string {
			var says []string
			for _, part := range parts {
				says = append(says, part.says)
			}
			return "an ID-CSR with " + strings.Join(says, " and ")
		})
	}
}

// called are the fields with one of these names.
func called(names ...string) func(field) bool {
	return func(f field) bool { return slices.Contains(names, f.what) }
}

func anyField(field) bool { return true }

// brokenBy is what is wrong with the answer to an ID-CSR with some changes.
func brokenBy(ctx context.Context, t *check.T, alice *actor.Actor, root *p2.Cert, parts []difference) *check.Deviation {
	call := alice.NewIDCert()
	for _, d := range parts {
		d.change(call.CSR)
	}
	res, d := generate.Send(ctx, t, call, alice.NewIDCert())
	if d != nil || res == nil || call.Accepted(res) != nil {
		return d
	}
	got, err := actor.Issued(res)
	if err != nil {
		return check.Deviates("an ID-Cert, or a refusal", "%v", err)
	}
	if d := answers(got.Cert, alice.FID, call.CSR); d != nil {
		return d
	}
	return judged(verify.IDCert(got.Cert, root, t.Now()))
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
	one := rapid.OneOf(generate.Texts(fid.Local), rapid.SampledFrom([]string{
		fid.Local, "@", fid.Domain, "*", "%", "_", "?", "#", ";", "%40", "%2540", "%25", "/", "%2F", "\\", "+", ",", phone.Actor.FID.Local,
	}))
	breaks := func(parts []string) *check.Deviation {
		text := strings.Join(parts, "")
		if text == "" {
			return nil
		}
		call := laptop.Actor.Certs()
		call.Request.Path = strings.TrimSuffix(call.Request.Path, laptop.Actor.InPath(fid.String())) + url.PathEscape(text)
		res, d := generate.Send(ctx, t, call, laptop.Actor.Certs())
		if d != nil || res == nil || !res.OK() {
			return d
		}
		entries, err := p2.ParseCacheableCerts(res.Body)
		if err != nil {
			return nil // what is listed is for other checks
		}
		return onlyNamedIn(entries, text)
	}
	tried := [][]string{{"%"}, {"*"}, {fid.Local, "@", "%"}, {"%", "@", fid.Domain}, {"*", "@", fid.Domain}, {fid.Local}, {"@", fid.Domain}}
	for _, s := range generate.Stumbling(fid.Local) {
		tried = append(tried, []string{s, "@", fid.Domain})
	}
	for range 55 {
		tried = append(tried, generate.Draw(t, rapid.SliceOfN(one, 1, 6)))
	}
	generate.Try(t, tried, breaks, func(parts []string) string { return "the federation ID " + generate.Quoted(parts) })
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
