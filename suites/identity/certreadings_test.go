package identity

import (
	"math/big"
	"slices"
	"testing"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// TestReadingsOfCertificates holds what is read from answers against the register.
func TestReadingsOfCertificates(t *testing.T) {
	// in gives the names of an actor a type, and leaves the session ID alone.
	in := func(tag cryptobyte_asn1.Tag) *p2.Cert {
		return issuanceOf(t, func(c *idcert.Cert) {
			for _, rdn := range c.Subject {
				if !rdn[0].OID.Equal(idcert.OIDUniqueIdentifier) {
					rdn[0].Tag = tag
				}
			}
		}).Cert
	}
	plain := issuanceOf(t).Cert
	further := issuanceOf(t, func(c *idcert.Cert) {
		c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDUnknown, Value: []byte{5, 0}})
	}).Cert
	long := new(big.Int).Lsh(big.NewInt(1), 64)
	for name, tc := range map[string]struct {
		got   string
		entry ambiguity.Entry
		want  string // empty where the register has none
	}{
		"nothing but one order":         {arrangementReading(true, true, true), ambiguity.NameArrangement, "one-order"},
		"each alone and once":           {arrangementReading(false, true, true), ambiguity.NameArrangement, "any-order"},
		"together":                      {arrangementReading(false, false, true), ambiguity.NameArrangement, "lenient"},
		"twice":                         {arrangementReading(false, true, false), ambiguity.NameArrangement, "lenient"},
		"one order, but twice":          {arrangementReading(true, true, false), ambiguity.NameArrangement, ""},
		"any type":                      {stringTypesReading(true, true, plain), ambiguity.NameStringTypes, "any-string"},
		"those of RFC 5280":             {stringTypesReading(false, false, plain), ambiguity.NameStringTypes, "rfc5280"},
		"some types":                    {stringTypesReading(true, false, plain), ambiguity.NameStringTypes, ""},
		"all UTF8String":                {stringTypesReading(true, true, in(cryptobyte_asn1.UTF8String)), ambiguity.NameStringTypes, "utf8"},
		"all PrintableString":           {stringTypesReading(true, true, in(cryptobyte_asn1.PrintableString)), ambiguity.NameStringTypes, "printable"},
		"all IA5String":                 {stringTypesReading(true, true, in(cryptobyte_asn1.IA5String)), ambiguity.NameStringTypes, "any-string"},
		"an extension refused":          {furtherReading(nil), ambiguity.FurtherExtensions, "refused"},
		"an extension left out":         {furtherReading(plain), ambiguity.FurtherExtensions, "ignored"},
		"an extension kept":             {furtherReading(further), ambiguity.FurtherExtensions, "kept"},
		"statuses by cause":             {statusReading(400, 403, 409), ambiguity.RefusedCSRStatus, "by-cause"},
		"always 400":                    {statusReading(400, 400, 400), ambiguity.RefusedCSRStatus, "400"},
		"always 422":                    {statusReading(422, 422, 422), ambiguity.RefusedCSRStatus, "422"},
		"always 403":                    {statusReading(403, 403, 403), ambiguity.RefusedCSRStatus, "403"},
		"always 409":                    {statusReading(409, 409, 409), ambiguity.RefusedCSRStatus, ""},
		"401 for another name":          {statusReading(400, 401, 409), ambiguity.RefusedCSRStatus, ""},
		"422 for a session ID in use":   {statusReading(400, 400, 422), ambiguity.RefusedCSRStatus, ""},
		"a short number":                {serialReading(p2.Serial{Int: big.NewInt(9)}), ambiguity.SerialForm, "uint64"},
		"a long number":                 {serialReading(p2.Serial{Int: long, Form: p2.FormInteger}), ambiguity.SerialForm, "number"},
		"a short string":                {serialReading(p2.Serial{Int: big.NewInt(9), Form: p2.FormString}), ambiguity.SerialForm, "decimal-string"},
		"octets":                        {serialReading(p2.Serial{Int: long, Form: p2.FormBytes}), ambiguity.SerialForm, "bytes"},
		"integers everywhere":           {integersReading("integer", p2.FormInteger), ambiguity.IntegerForm, "integer"},
		"strings everywhere":            {integersReading("string", p2.FormString), ambiguity.IntegerForm, "string"},
		"strings, as far as is known":   {integersReading("string", ""), ambiguity.IntegerForm, "string"},
		"strings and integers":          {integersReading("string", p2.FormInteger), ambiguity.IntegerForm, ""},
		"a type that no reading has":    {tagReadings[tagIA5+8], ambiguity.SessionIDTag, ""},
		"the type of the session ID":    {tagReadings[tagIA5], ambiguity.SessionIDTag, "ia5"},
		"its type in most directories":  {tagReadings[tagUTF8], ambiguity.SessionIDTag, "utf8"},
		"its type in old certificates":  {tagReadings[tagPrintable], ambiguity.SessionIDTag, "printable"},
		"a session ID as it was wanted": {tagReading(map[uint8]uint8{tagIA5: tagIA5, tagPrintable: tagPrintable}), ambiguity.SessionIDTag, "as-requested"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: the reading is %q, want %q", name, tc.got, tc.want)
		}
		if tc.want == "" {
			continue
		}
		if _, err := tc.entry.Reading(tc.got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilterReading(t *testing.T) {
	for _, tc := range []struct {
		whole, start, inside bool
		want                 string // empty for a deviation
	}{
		{true, true, true, "overlap"},
		{true, true, false, "issued"},
		{true, false, false, "contained"},
		{true, false, true, ""},
		{false, true, true, ""},
		{false, false, false, ""},
	} {
		reading, d := filterReading(tc.whole, tc.start, tc.inside)
		if reading != tc.want || (d == nil) != (tc.want != "") {
			t.Errorf("%v: %q %v, want %q", tc, reading, d, tc.want)
		}
		if _, err := ambiguity.CertFilter.Reading(reading); d == nil && err != nil {
			t.Error(err)
		}
	}
}

// The changes to a name keep all that it says.
func TestNameForms(t *testing.T) {
	want := parsed(t, func(*idcert.CSR) {}).Subject.PDN()
	for name, change := range map[string]idcert.Change{
		"actor first": actorFirst,
		"together":    together,
		"other types": attributeTags(cryptobyte_asn1.IA5String, idcert.OIDCommonName, idcert.OIDUID),
	} {
		csr := parsed(t, change)
		got := csr.Subject.PDN()
		if !slices.Equal(got.DomainComponents, want.DomainComponents) || !slices.Equal(got.CommonNames, want.CommonNames) || !slices.Equal(got.UIDs, want.UIDs) {
			t.Errorf("%s: the name became %s", name, csr.Subject)
		}
	}
	if first := parsed(t, actorFirst).Subject.RDNs[0][0]; !first.Type.Equal(p2.OIDCommonName) {
		t.Errorf("actor first: %v stands first", first.Type)
	}
	if !slices.ContainsFunc(parsed(t, together).Subject.RDNs, func(rdn []p2.Attribute) bool { return len(rdn) == 2 }) {
		t.Error("together: no relative name has two attributes")
	}
	if cn := parsed(t, attributeTags(cryptobyte_asn1.IA5String, idcert.OIDCommonName)).Subject.All(p2.OIDCommonName); cn[0].Tag != tagIA5 {
		t.Errorf("other types: the common name has the tag %d", cn[0].Tag)
	}
}
