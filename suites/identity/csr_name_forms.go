package identity

import (
	"context"
	"encoding/asn1"
	"slices"
	"strings"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// csrNameForms checks the forms that the right name of an actor can be written in:
// its case, the arrangement of its attributes, and their types. The text has none
// so that each is taken or refused; an ID-Cert is in the
// name of the actor all the same.
var csrNameForms = []check.Check{
	{
		ID:      "identity.csr.name-in-capitals",
		Title:   "issues an ID-Cert for an ID-CSR that has the names of its actor in capitals, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.CanonicalCase},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			cn, uid := strings.ToUpper(p.alice.FID.Local), strings.ToUpper(p.alice.FID.String())
			cert := p.send(ctx, "the common name and the UID in capitals", idcert.CommonName(cn), idcert.UID(uid))
			if cert == nil {
				return
			}
			// p.send has compared both without regard to case.
			switch name := cert.Subject.PDN(); {
			case name.CommonNames[0] == cn && name.UIDs[0] == uid:
				t.Took(ambiguity.CanonicalCase, "preserved")
			case name.CommonNames[0] == strings.ToLower(cn) && name.UIDs[0] == strings.ToLower(uid):
				t.Took(ambiguity.CanonicalCase, "lower")
			}
		},
	},
	{
		ID:      "identity.csr.name-arrangement",
		Title:   "issues an ID-Cert for an ID-CSR whose subject has its attributes in another order or together, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued, core.SubjectName},
		Probes:  []ambiguity.Entry{ambiguity.NameArrangement},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			ordered := p.send(ctx, "the attributes of the actor before its domain components", actorFirst) == nil
			alone := p.send(ctx, "the common name and the UID in one relative name", together) == nil
			once := p.send(ctx, "the same common name twice", idcert.SecondCommonName(p.alice.FID.Local)) == nil
			if reading := arrangementReading(ordered, alone, once); reading != "" {
				t.Took(ambiguity.NameArrangement, reading)
			}
		},
	},
	{
		ID:      "identity.csr.name-string-types",
		Title:   "issues an ID-Cert for an ID-CSR whose names are of other string types, or refuses it",
		Decides: []requirement.Requirement{core.IDCertIssued},
		Probes:  []ambiguity.Entry{ambiguity.NameStringTypes},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			var control *p2.Cert
			p := newProbe(ctx, t, func(cert *p2.Cert) *check.Deviation {
				if control == nil {
					control = cert
				}
				return nil
			})
			utf8 := p.send(ctx, "domain components of the type UTF8String",
				attributeTags(cryptobyte_asn1.UTF8String, idcert.OIDDomainComponent)) != nil
			ia5 := p.send(ctx, "a common name and a UID of the type IA5String",
				attributeTags(cryptobyte_asn1.IA5String, idcert.OIDCommonName, idcert.OIDUID)) != nil
			if reading := stringTypesReading(utf8, ia5, control); reading != "" {
				t.Took(ambiguity.NameStringTypes, reading)
			}
		},
	},
}

// actorFirst moves the domain components behind all else.
func actorFirst(c *idcert.CSR) {
	var domain, rest idcert.Name
	for _, rdn := range c.Subject {
		if len(rdn) > 0 && rdn[0].OID.Equal(idcert.OIDDomainComponent) {
			domain = append(domain, rdn)
		} else {
			rest = append(rest, rdn)
		}
	}
	c.Subject = append(rest, domain...)
}

// together puts the common name and the UID into one relative name.
func together(c *idcert.CSR) {
	var out idcert.Name
	var both idcert.RDN
	for _, rdn := range c.Subject {
		for _, a := range rdn {
			if a.OID.Equal(idcert.OIDCommonName) || a.OID.Equal(idcert.OIDUID) {
				both = append(both, a)
			} else {
				out = append(out, idcert.RDN{a})
			}
		}
	}
	c.Subject = append(out, both)
}

// attributeTags writes attributes of the subject under another type.
func attributeTags(tag cryptobyte_asn1.Tag, oids ...asn1.ObjectIdentifier) idcert.Change {
	return func(c *idcert.CSR) {
		for _, rdn := range c.Subject {
			for i, a := range rdn {
				if slices.ContainsFunc(oids, a.OID.Equal) {
					rdn[i].Tag = tag
				}
			}
		}
	}
}

// arrangementReading is the reading of A-308 that refusals show: of another order,
// of attributes that do not stand alone, and of one that is there twice; "" where
// the register has none.
func arrangementReading(ordered, alone, once bool) string {
	switch {
	case ordered && alone && once:
		return "one-order"
	case ordered:
		return ""
	case alone && once:
		return "any-order"
	}
	return "lenient"
}

// stringTypesReading is the reading of A-309 that is shown by whether other types
// are taken, and by the types in an ID-Cert for a plain request; "" where the
// register has none.
func stringTypesReading(utf8Domain, ia5Names bool, issued *p2.Cert) string {
	types := map[uint8]bool{}
	for _, oid := range []asn1.ObjectIdentifier{p2.OIDDomainComponent, p2.OIDCommonName, p2.OIDUID} {
		for _, a := range issued.Subject.All(oid) {
			types[a.Tag] = true
		}
	}
	switch {
	case len(types) == 1 && types[tagUTF8]:
		return "utf8"
	case len(types) == 1 && types[tagPrintable]:
		return "printable"
	case utf8Domain && ia5Names:
		return "any-string"
	case !utf8Domain && !ia5Names:
		return "rfc5280"
	}
	return ""
}
