package p2

import (
	"encoding/asn1"
	"strings"
)

// Attribute is one type and value of a distinguished name.
type Attribute struct {
	// Type is nil when the identifier is broken or has an arc above 2^31-1.
	Type asn1.ObjectIdentifier
	// Tag is the identifier octet of the value: 12 UTF8String, 19
	// PrintableString, 20 TeletexString, 22 IA5String, 28 UniversalString, 30
	// BMPString.
	Tag uint8
	// Value is the content octets, without tag and length.
	Value []byte
}

// Name is a distinguished name, in the order in which it is encoded.
type Name struct {
	// Raw is the encoding as received, tag and length included.
	Raw []byte
	// RDNs are the relative names; one of several attributes is rare, one of
	// none is not X.509 and is kept.
	RDNs [][]Attribute
}

// All lists the attributes of type oid, in the order of the encoding.
func (n Name) All(oid asn1.ObjectIdentifier) []Attribute {
	var found []Attribute
	for _, rdn := range n.RDNs {
		for _, a := range rdn {
			if a.Type.Equal(oid) {
				found = append(found, a)
			}
		}
	}
	return found
}

// Order is the order in which domain components stand in the encoding of a
// name. The spec leaves open which one is meant (core §6.1.1).
type Order uint8

// The two orders of the domain example.com.
const (
	// GeneralFirst is DC=com, DC=example, as RFC 2247 and RFC 4514 have it.
	GeneralFirst Order = iota
	// SpecificFirst is DC=example, DC=com, as the domain is written.
	SpecificFirst
)

// String names the order.
func (o Order) String() string {
	if o == SpecificFirst {
		return "specific first"
	}
	return "general first"
}

// PDN is what polyproto reads from a distinguished name (core §6.1.1.1). It
// holds whatever was there, be it too little or too much. A string is what
// Attribute.Text makes of the value; its type is in Name.All.
type PDN struct {
	CommonNames []string
	UIDs        []string
	// SessionIDs are the uniqueIdentifier attributes, with their tag, since the
	// spec asks for IA5String.
	SessionIDs []Attribute
	// DomainComponents are in the order of the encoding.
	DomainComponents []string
	// Others are the attributes of every other type.
	Others []Attribute
}

// PDN sorts the attributes of n by what polyproto makes of them.
func (n Name) PDN() PDN {
	var p PDN
	for _, rdn := range n.RDNs {
		for _, a := range rdn {
			switch {
			case a.Type.Equal(OIDCommonName):
				p.CommonNames = append(p.CommonNames, a.Text())
			case a.Type.Equal(OIDUID):
				p.UIDs = append(p.UIDs, a.Text())
			case a.Type.Equal(OIDUniqueIdentifier):
				p.SessionIDs = append(p.SessionIDs, a)
			case a.Type.Equal(OIDDomainComponent):
				p.DomainComponents = append(p.DomainComponents, a.Text())
			default:
				p.Others = append(p.Others, a)
			}
		}
	}
	return p
}

// Domain joins the domain components with dots, in lower case, when they stand
// in the given order. It is empty when there are none. A component is joined as
// it is, even where it holds a dot; CheckDomain tells whether the result is a
// domain.
func (p PDN) Domain(order Order) string {
	labels := make([]string, 0, len(p.DomainComponents))
	for i := range p.DomainComponents {
		if order == GeneralFirst {
			i = len(p.DomainComponents) - 1 - i
		}
		labels = append(labels, foldASCII(p.DomainComponents[i]))
	}
	return strings.Join(labels, ".")
}
