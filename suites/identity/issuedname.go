package identity

import (
	"bytes"
	"encoding/asn1"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of the names in an issued ID-Cert. Names are compared without
// regard to case, as federation IDs are (section 5, A-083).

// issuerOfRoot wants the issuer to have the labels of the root's subject, in
// whatever order: that is for another rule.
func issuerOfRoot(i issuance) *check.Deviation {
	issuer, root := i.Cert.Issuer.PDN().DomainComponents, i.Root.Subject.PDN().DomainComponents
	switch {
	case len(issuer) == 0:
		return check.Deviates("an issuer with domain components", "none")
	case !sameLabels(issuer, root):
		return check.Deviates("the domain components of the root ID-Cert in the issuer",
			"%q, where the root has %q", issuer, root)
	}
	return nil
}

func issuerCommonName(i issuance) *check.Deviation {
	if cn := i.Cert.Issuer.PDN().CommonNames; len(cn) > 0 {
		return check.Deviates("no common name in the issuer", "the common name %q", cn[0])
	}
	return nil
}

// subjectOnce wants the attributes that say who the actor is to say it once. That
// they are there at all is for other rules.
func subjectOnce(i issuance) *check.Deviation {
	name := i.Cert.Subject.PDN()
	for _, a := range []struct {
		what string
		n    int
	}{
		{"common names", len(name.CommonNames)}, {"UIDs", len(name.UIDs)}, {"session IDs", len(name.SessionIDs)},
	} {
		if a.n > 1 {
			return check.Deviates("a subject that names one actor and one session", "one with %d %s", a.n, a.what)
		}
	}
	return nil
}

func subjectCommonName(i issuance) *check.Deviation {
	if len(i.Cert.Subject.PDN().CommonNames) == 0 {
		return check.Deviates("a common name in the subject", "none")
	}
	return nil
}

func subjectLocalName(i issuance) *check.Deviation {
	want := i.Session.Actor.FID.Local
	for _, cn := range i.Cert.Subject.PDN().CommonNames {
		if p2.EqualNames(cn, want) {
			return nil
		}
	}
	return check.Deviates("the local name "+want+" as the common name", "%q", i.Cert.Subject.PDN().CommonNames)
}

func subjectUID(i issuance) *check.Deviation {
	if len(i.Cert.Subject.PDN().UIDs) == 0 {
		return check.Deviates("a UID (0.9.2342.19200300.100.1.1) in the subject", "none")
	}
	return nil
}

func subjectFID(i issuance) *check.Deviation {
	want := i.Session.Actor.FID.String()
	for _, uid := range i.Cert.Subject.PDN().UIDs {
		if p2.EqualNames(uid, want) {
			return nil
		}
	}
	return check.Deviates("the federation ID "+want+" as the UID", "%q", i.Cert.Subject.PDN().UIDs)
}

func subjectDomainComponent(i issuance) *check.Deviation {
	if len(i.Cert.Subject.PDN().DomainComponents) == 0 {
		return check.Deviates("at least one domain component in the subject", "none")
	}
	return nil
}

// subjectDomainComplete wants a component for each label, in whatever order.
func subjectDomainComplete(i issuance) *check.Deviation {
	if dc := i.Cert.Subject.PDN().DomainComponents; !sameLabels(dc, strings.Split(i.Domain, ".")) {
		return check.Deviates("a domain component for each label of "+i.Domain, "%q", dc)
	}
	return nil
}

func domainEqual(i issuance) *check.Deviation {
	issuer, subject := i.Cert.Issuer.PDN().DomainComponents, i.Cert.Subject.PDN().DomainComponents
	if !sameLabels(issuer, subject) {
		return check.Deviates("the same domain components in issuer and subject", "%q in the issuer, %q in the subject", issuer, subject)
	}
	return nil
}

func domainSameOrder(i issuance) *check.Deviation {
	issuer, subject := i.Cert.Issuer.PDN().DomainComponents, i.Cert.Subject.PDN().DomainComponents
	if !slices.EqualFunc(issuer, subject, p2.EqualNames) {
		return check.Deviates("the same order of domain components in issuer and subject", "%q in the issuer, %q in the subject", issuer, subject)
	}
	return nil
}

// sameLabels compares two lists of labels without their order.
func sameLabels(a, b []string) bool {
	sorted := func(list []string) []string {
		out := make([]string, len(list))
		for n, s := range list {
			out[n] = strings.ToLower(s)
		}
		slices.Sort(out)
		return out
	}
	return slices.Equal(sorted(a), sorted(b))
}

// domainOrder wants the labels of the domain in one of the orders of A-078. Which
// of its readings a server takes, a request in the other order shows: one that
// takes either writes one of them here.
func domainOrder(i issuance) *check.Deviation {
	name := i.Cert.Subject.PDN()
	for _, order := range []p2.Order{p2.GeneralFirst, p2.SpecificFirst} {
		if p2.EqualNames(name.Domain(order), i.Domain) {
			return nil
		}
	}
	return check.Deviates("the labels of "+i.Domain+" from one end to the other", "%q", name.DomainComponents)
}

// sessionIDPlace is the reading of A-060 that an ID-Cert shows. The field is said
// to be the session ID; where it is there, it has to be.
func sessionIDPlace(i issuance) (reading string, d *check.Deviation) {
	attribute := i.Cert.Subject.PDN().SessionIDs
	field := i.Cert.SubjectUniqueID
	switch {
	case len(attribute) == 0 && field == nil:
		if n := len(i.Cert.Subject.All(p2.OIDX500UniqueIdentifier)); n > 0 {
			return "", check.Deviates("the session ID in the attribute 0.9.2342.19200300.100.1.44",
				"it in the attribute 2.5.4.45, which has almost the same name")
		}
		return "", check.Deviates("the session ID in the attribute 0.9.2342.19200300.100.1.44", "no session ID at all")
	case len(attribute) == 0:
		return "field", nil
	case field == nil:
		return "attribute", nil
	case !holdsText(field, attribute[0].Value):
		return "", check.Deviates("a subjectUniqueID that is the session ID, or none",
			"the subjectUniqueID %s beside the session ID %q", octets(field), attribute[0].Value)
	}
	return "both", nil
}

// octets writes a field that may be a text, or anything.
func octets(field []byte) string {
	if utf8.Valid(field) && !bytes.ContainsFunc(field, unicode.IsControl) {
		return strconv.Quote(string(field))
	}
	return fmt.Sprintf("of %d octets that are no text", len(field))
}

// holdsText reports whether a field is a text, as it is or in DER.
func holdsText(field, text []byte) bool {
	if bytes.Equal(field, text) {
		return true
	}
	var v asn1.RawValue
	rest, err := asn1.Unmarshal(field, &v)
	return err == nil && len(rest) == 0 && v.Class == asn1.ClassUniversal && bytes.Equal(v.Bytes, text)
}

// sessionIDUnchanged wants one of the session IDs to be the one that was asked
// for. That there is one, and only one, is for other rules.
func sessionIDUnchanged(i issuance) *check.Deviation {
	want := sessionIDOf(i.Request.Subject)
	var got []string
	for _, id := range i.Cert.Subject.PDN().SessionIDs {
		got = append(got, id.Text())
	}
	if !slices.Contains(got, want) {
		return check.Deviates("the session ID "+want, "%q", got)
	}
	return nil
}

// sessionIDType wants the first session ID of an ID-Cert to be of a type that a
// reading of A-061 has. Which reading that is takes more than one ID-Cert.
func sessionIDType(i issuance) *check.Deviation {
	const want = "an IA5String for a session ID, or another string of the register (A-061)"
	id := i.Cert.Subject.PDN().SessionIDs[0]
	if text := id.Text(); strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f }) {
		return check.Deviates(want, "one with other characters: %q", text)
	}
	if r, err := ambiguity.SessionIDTag.Reading(tagReadings[id.Tag]); err != nil || r.Fails {
		return check.Deviates(want, "a value of ASN.1 type %d", id.Tag)
	}
	return nil
}
