package verify

import (
	"crypto/ed25519"
	"fmt"
	"slices"
	"strings"
	"time"

	"filippo.io/edwards25519"

	"github.com/p2conform/p2conform/spec/p2"
)

// Flaw is one thing that is wrong with a certificate or a request.
type Flaw struct {
	Class p2.Class
	Why   string
}

func (f Flaw) String() string { return string(f.Class) + ": " + f.Why }

// flaws collects what rules find.
type flaws []Flaw

func (f *flaws) add(class p2.Class, format string, args ...any) {
	*f = append(*f, Flaw{class, fmt.Sprintf(format, args...)})
}

// of lists those of a class.
func (f flaws) of(class p2.Class) []Flaw {
	return slices.DeleteFunc(slices.Clone(f), func(flaw Flaw) bool { return flaw.Class != class })
}

// IDCert judges the ID-Cert of an actor as one who receives it does, at a time,
// under the certificate of the home server that issued it (sections 6.1 and
// 6.1.1): every rule that does not take more knowledge than that. Readings that
// the register allows are no flaws. Nothing found is a good ID-Cert.
func IDCert(c, root *p2.Cert, at time.Time) []Flaw {
	var f flaws
	f.form(c)
	f.signature(c, root)
	f.validity(c, at)
	if c.NotBefore.Before(root.NotBefore) || c.NotAfter.After(root.NotAfter) {
		f.add(p2.BadValidity, "it reaches beyond that of the home server's certificate")
	}
	f.issuer(c, root)
	f.actorName(c.Subject.PDN())
	if labels := c.Subject.PDN().DomainComponents; len(labels) > 0 && !sameOrder(labels, root.Subject.PDN().DomainComponents) {
		f.add(p2.BadDomain, "the domain components of the subject are not those of the home server, in their order")
	}
	f.actorExtensions(c.BasicConstraints, c.KeyUsage)
	if further := FurtherCritical(c); len(further) > 0 {
		f.add(p2.BadExtension, "the extension %s is critical", strings.Join(further, ", "))
	}
	return f
}

// Root judges a home server's own certificate at a time (section 6.1.1).
func Root(c *p2.Cert, domain string, at time.Time) []Flaw {
	var f flaws
	f.form(c)
	f.signature(c, c)
	f.validity(c, at)
	f = append(f, ServerName(c.Subject, domain)...)
	if issuer, subject := c.Issuer.PDN().DomainComponents, c.Subject.PDN().DomainComponents; !sameOrder(issuer, subject) {
		f.add(p2.BadIssuer, "%q is not the subject", issuer)
	}
	switch bc := c.BasicConstraints; {
	case bc == nil || !bc.CA:
		f.add(p2.BadBasicConstraints, "a home server is a CA")
	case bc.PathLen == nil || bc.PathLen.Sign() != 0:
		f.add(p2.BadBasicConstraints, "the path length of a home server is 0")
	case !bc.Critical:
		f.add(p2.BadBasicConstraints, "they are not critical")
	}
	switch ku := c.KeyUsage; {
	case ku == nil || !ku.Has(p2.KeyCertSign):
		f.add(p2.BadKeyUsage, "a home server signs certificates")
	case !ku.Critical:
		f.add(p2.BadKeyUsage, "it is not critical")
	}
	if further := FurtherCritical(c); len(further) > 0 {
		f.add(p2.BadExtension, "the extension %s is critical", strings.Join(further, ", "))
	}
	return f
}

// CSR judges the ID-CSR of an actor as its home server does (section 6.1).
func CSR(r *p2.CSR, actor p2.FID) []Flaw {
	var f flaws
	if r.Version != 1 && r.Version != 3 {
		f.add(p2.BadVersion, "it is %d", r.Version)
	}
	for _, finding := range r.Findings {
		if finding.Where != "PEM" && finding.Where != "certificationRequestInfo.version" {
			f.add(p2.BadEncoding, "%s", finding)
		}
	}
	switch good := f.key(r.Key); {
	case !r.Algorithm.OID.Equal(p2.OIDEd25519):
		f.add(p2.BadAlgorithm, "it is signed with %v", r.Algorithm.OID)
	case good && !ed25519.Verify(r.Key.Bits, r.RawInfo, r.Signature):
		f.add(p2.BadSignature, "it does not verify under the key in the request")
	}
	f = append(f, ActorName(r.Subject, actor.Domain)...)
	if uids := r.Subject.PDN().UIDs; len(uids) == 1 && !p2.EqualNames(uids[0], actor.String()) && len(f.of(p2.BadUID)) == 0 {
		f.add(p2.BadUID, "%q is not %s", uids[0], actor)
	}
	if r.KeyUsage != nil { // one that asks for none leaves it to the server
		f.actorExtensions(r.BasicConstraints, r.KeyUsage)
	}
	for _, e := range r.Extensions {
		if e.Critical && !e.OID.Equal(p2.OIDBasicConstraints) && !e.OID.Equal(p2.OIDKeyUsage) {
			f.add(p2.BadExtension, "the extension %v is critical", e.OID)
		}
	}
	return f
}

// form is what RFC 5280 and section 6.1.1 want of every certificate.
func (f *flaws) form(c *p2.Cert) {
	if c.Version != 3 {
		f.add(p2.BadVersion, "it is %d", c.Version)
	}
	for _, finding := range append(TextFindings(c.Findings), Findings(c)...) {
		f.add(p2.BadEncoding, "%s", finding)
	}
	switch {
	case c.Serial.Sign() <= 0:
		f.add(p2.BadSerial, "it is not positive")
	case SerialOctets(c) > p2.MaxSerialOctets:
		f.add(p2.BadSerial, "it has %d octets", SerialOctets(c))
	}
	f.key(c.Key)
}

// key wants an Ed25519 key that is a point of the curve and not of small order
// (sections 6.2.1 and 6.5), and reports whether it is.
func (f *flaws) key(k p2.PublicKey) bool {
	if !k.Algorithm.OID.Equal(p2.OIDEd25519) {
		f.add(p2.BadKey, "its algorithm is %v", k.Algorithm.OID)
		return false
	}
	p, err := new(edwards25519.Point).SetBytes(k.Bits)
	switch {
	case err != nil:
		f.add(p2.BadKey, "it is no point of the curve")
		return false
	case new(edwards25519.Point).MultByCofactor(p).Equal(edwards25519.NewIdentityPoint()) == 1:
		f.add(p2.BadKey, "it has a small order")
		return false
	}
	return true
}

func (f *flaws) signature(c, by *p2.Cert) {
	if inner := c.TBSAlgorithm.OID; !inner.Equal(c.Algorithm.OID) || !inner.Equal(p2.OIDEd25519) {
		f.add(p2.BadAlgorithm, "%v in the signed part, %v beside the signature", inner, c.Algorithm.OID)
		return
	}
	if _, err := Key(by); err != nil {
		return // which is for the rule of the key
	}
	if err := Cert(c, by); err != nil {
		f.add(p2.BadSignature, "%v", err)
	}
}

func (f *flaws) validity(c *p2.Cert, at time.Time) {
	switch {
	case at.Before(c.NotBefore):
		f.add(p2.BadValidity, "it begins at %s", c.NotBefore.Format(time.RFC3339))
	case at.After(c.NotAfter):
		f.add(p2.BadValidity, "it ended at %s", c.NotAfter.Format(time.RFC3339))
	}
}

func (f *flaws) issuer(c, root *p2.Cert) {
	issuer := c.Issuer.PDN()
	switch {
	case len(issuer.CommonNames) > 0:
		f.add(p2.BadIssuer, "it has the common name %q", issuer.CommonNames[0])
	case !sameOrder(issuer.DomainComponents, root.Subject.PDN().DomainComponents):
		f.add(p2.BadIssuer, "%q is not the subject of the home server's certificate", issuer.DomainComponents)
	}
}

// actorName is what section 6.1.1.1 wants of the name of an actor by itself.
func (f *flaws) actorName(n p2.PDN) {
	if len(n.CommonNames) != 1 {
		f.add(p2.BadCommonName, "%d of them", len(n.CommonNames))
	}
	if len(n.DomainComponents) == 0 {
		f.add(p2.BadDomain, "no domain component")
	}
	if len(n.UIDs) != 1 {
		f.add(p2.BadUID, "%d of them", len(n.UIDs))
	} else if id, err := p2.ParseFID(n.UIDs[0]); err != nil {
		f.add(p2.BadUID, "%v", err)
	} else if len(n.CommonNames) == 1 && !p2.EqualNames(n.CommonNames[0], id.Local) {
		f.add(p2.BadCommonName, "%q is not the local name in %s", n.CommonNames[0], id)
	} else if len(n.DomainComponents) > 0 && !names(n, id.Domain) {
		f.add(p2.BadUID, "%s is not at the domain of the components %q", id, n.DomainComponents)
	}
	if len(n.SessionIDs) != 1 {
		f.add(p2.BadSessionID, "%d of them", len(n.SessionIDs))
	} else if _, err := p2.ParseSessionID(string(n.SessionIDs[0].Value)); err != nil {
		f.add(p2.BadSessionID, "%v", err)
	}
}

// actorExtensions is what section 6.1.1.2 wants of an actor's capabilities.
func (f *flaws) actorExtensions(bc *p2.BasicConstraints, ku *p2.KeyUsage) {
	switch {
	case bc == nil:
	case bc.CA:
		f.add(p2.BadBasicConstraints, "an actor is no CA")
	case !bc.Critical:
		f.add(p2.BadBasicConstraints, "they are not critical")
	}
	switch {
	case ku == nil:
		f.add(p2.BadKeyUsage, "there is none")
	case ku.Has(p2.KeyCertSign):
		f.add(p2.BadKeyUsage, "an actor does not sign certificates")
	case !ku.Has(p2.DigitalSignature) && !ku.Has(p2.ContentCommitment):
		f.add(p2.BadKeyUsage, "neither digitalSignature nor contentCommitment")
	case !ku.Critical:
		f.add(p2.BadKeyUsage, "it is not critical")
	}
}

// names reports whether domain components spell a domain, from either end
//
func names(n p2.PDN, domain string) bool {
	labels := strings.Split(domain, ".")
	if sameOrder(n.DomainComponents, labels) {
		return true
	}
	slices.Reverse(labels)
	return sameOrder(n.DomainComponents, labels)
}

func sameOrder(a, b []string) bool { return slices.EqualFunc(a, b, p2.EqualNames) }
