package identity

import (
	"slices"
	"testing"

	cryptobyte_asn1 "golang.org/x/crypto/cryptobyte/asn1"

	"github.com/p2conform/p2conform/fixtures/idcert"
)

func TestIssuedNames(t *testing.T) {
	subject := func(edit func(idcert.Name) idcert.Name) func(*idcert.Cert) {
		return func(c *idcert.Cert) { c.Subject = edit(c.Subject) }
	}
	attribute := func(value string) idcert.RDN {
		return idcert.RDN{{OID: idcert.OIDCommonName, Tag: cryptobyte_asn1.UTF8String, Value: []byte(value)}}
	}
	decideAll(t, []certCase{
		{"an organization besides", func(c *idcert.Cert) {
			o := idcert.RDN{{OID: idcert.OIDOrganization, Tag: cryptobyte_asn1.UTF8String, Value: []byte("Example")}}
			c.Subject, c.Issuer = c.Subject.With(o), c.Issuer.With(o)
		}, nil},
		{"capitals", subject(func(n idcert.Name) idcert.Name {
			return n.Replace(idcert.OIDCommonName, "Xenia").Replace(idcert.OIDUID, "Xenia@Home.example.com")
		}), nil},
		{"another issuer", func(c *idcert.Cert) { c.Issuer = idcert.ServerName("ca.example") },
			[]string{"issuer", "domain-equal", "domain-same-order"}},
		{"an issuer without a domain", func(c *idcert.Cert) { c.Issuer = idcert.Name{attribute("CA")} },
			[]string{"issuer", "issuer-common-name", "domain-equal", "domain-same-order"}},
		{"a common name of the issuer", func(c *idcert.Cert) { c.Issuer = c.Issuer.With(attribute("server")) }, []string{"issuer-common-name"}},
		{"no common name", subject(func(n idcert.Name) idcert.Name { return n.Without(idcert.OIDCommonName) }),
			[]string{"common-name-present", "common-name"}},
		{"the federation ID as common name", subject(func(n idcert.Name) idcert.Name {
			return n.Replace(idcert.OIDCommonName, "xenia@"+home)
		}), []string{"common-name"}},
		{"two common names", subject(func(n idcert.Name) idcert.Name { return n.With(attribute("Xenia X.")) }), []string{"once"}},
		{"no UID", subject(func(n idcert.Name) idcert.Name { return n.Without(idcert.OIDUID) }), []string{"uid-present", "uid"}},
		{"the local name as UID", subject(func(n idcert.Name) idcert.Name { return n.Replace(idcert.OIDUID, "xenia") }), []string{"uid"}},
		{"a UID elsewhere", subject(func(n idcert.Name) idcert.Name { return n.Replace(idcert.OIDUID, "xenia@example.com") }), []string{"uid"}},
		{"no domain", subject(func(n idcert.Name) idcert.Name { return n.Without(idcert.OIDDomainComponent) }),
			[]string{"domain-component", "domain-complete", "domain-equal", "domain-same-order"}},
		{"a label less", subject(func(n idcert.Name) idcert.Name { return n[1:] }),
			[]string{"domain-complete", "domain-equal", "domain-same-order"}},
		{"the subject's domain the other way round", subject(func(n idcert.Name) idcert.Name {
			slices.Reverse(n[:3])
			return n
		}), []string{"domain-same-order"}},
		{"another session ID", subject(func(n idcert.Name) idcert.Name { return n.Replace(idcert.OIDUniqueIdentifier, "laptop1") }),
			[]string{"session-id"}},
		{"two session IDs", subject(func(n idcert.Name) idcert.Name {
			return n.With(idcert.RDN{{OID: idcert.OIDUniqueIdentifier, Tag: cryptobyte_asn1.IA5String, Value: []byte("x")}})
		}), []string{"once"}},
		{"no session ID", subject(func(n idcert.Name) idcert.Name { return n.Without(idcert.OIDUniqueIdentifier) }),
			[]string{"session-id"}},
	})
}

func TestDomainOrder(t *testing.T) {
	for _, c := range []struct {
		labels, domain string
		good           bool
	}{
		{"home.example.com", "home.example.com", true},
		{"com.example.home", "home.example.com", true},
		{"localhost", "localhost", true},
		{"a.b.a", "a.b.a", true},
		{"example.home.com", "home.example.com", false},
		{"example.com", "home.example.com", false},
	} {
		i := issuanceOf(t, func(cert *idcert.Cert) { cert.Subject = idcert.ServerName(c.labels) })
		i.Domain = c.domain
		if d := domainOrder(i); (d == nil) != c.good {
			t.Errorf("%s for %s: %v", c.labels, c.domain, d)
		}
	}
}

func TestSessionIDPlace(t *testing.T) {
	none := func(c *idcert.Cert) { c.Subject = c.Subject.Without(idcert.OIDUniqueIdentifier) }
	field := func(value string) func(*idcert.Cert) {
		return func(c *idcert.Cert) { c.SubjectUniqueID = []byte(value) }
	}
	for _, c := range []struct {
		name    string
		changes []func(*idcert.Cert)
		want    string
		good    bool
	}{
		{"the attribute", nil, "attribute", true},
		{"both", []func(*idcert.Cert){field("Laptop1")}, "both", true},
		{"both, the field in DER", []func(*idcert.Cert){field("\x16\x07Laptop1")}, "both", true},
		{"both, with different values", []func(*idcert.Cert){field("Laptop2")}, "", false},
		{"both, the field empty", []func(*idcert.Cert){field("")}, "", false},
		{"the field", []func(*idcert.Cert){none, field("Laptop1")}, "field", true},
		{"neither", []func(*idcert.Cert){none}, "", false},
		{"the attribute of X.520", []func(*idcert.Cert){none, func(c *idcert.Cert) {
			c.Subject = c.Subject.With(idcert.RDN{{OID: []int{2, 5, 4, 45}, Tag: cryptobyte_asn1.IA5String, Value: []byte("Laptop1")}})
		}}, "", false},
	} {
		if got, d := sessionIDPlace(issuanceOf(t, c.changes...)); got != c.want || (d == nil) != c.good {
			t.Errorf("%s: %q %v, want %q", c.name, got, d, c.want)
		}
	}
}

func TestSessionIDType(t *testing.T) {
	for _, c := range []struct {
		tag   cryptobyte_asn1.Tag
		value string
		good  bool
	}{
		{cryptobyte_asn1.IA5String, "laptop", true},
		{cryptobyte_asn1.UTF8String, "laptop", true},
		{cryptobyte_asn1.PrintableString, "laptop", true},
		{cryptobyte_asn1.UTF8String, "caf\u00e9", false},
		{cryptobyte_asn1.IA5String, "caf\xe9", false},
		{cryptobyte_asn1.T61String, "laptop", false},
		{cryptobyte_asn1.OCTET_STRING, "laptop", false},
	} {
		i := issuanceOf(t, func(cert *idcert.Cert) {
			cert.Subject = idcert.Name{{{OID: idcert.OIDUniqueIdentifier, Tag: c.tag, Value: []byte(c.value)}}}
		})
		if d := sessionIDType(i); (d == nil) != c.good {
			t.Errorf("type %d, %q: %v", c.tag, c.value, d)
		}
	}
}
