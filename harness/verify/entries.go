package verify

import (
	"crypto/ed25519"
	"errors"
	"math/big"
	"strings"
	"time"

	"github.com/p2conform/p2conform/spec/p2"
)

// CacheEntry judges a cache entry at a time, as one who wants to keep it does
// (section 6.4.1): its window, and its signature under the key of the home
// server that issued the certificate. Every form of the serial number that the
// register allows is taken.
func CacheEntry(c p2.CacheableCert, cert, server *p2.Cert, at time.Time) []Flaw {
	var f flaws
	now := uint64(at.Unix())
	switch {
	case c.NotAfter < c.NotBefore:
		f.add(p2.BadWindow, "it ends before it begins")
	case now < c.NotBefore:
		f.add(p2.BadWindow, "it has not begun")
	case now > c.NotAfter:
		f.add(p2.BadWindow, "it is over")
	}
	switch _, err := Cache(c, cert, server); {
	case errors.Is(err, ErrEncoding):
		f.add(p2.BadEncoding, "%v", err)
	case errors.Is(err, ErrNotEd25519):
		f.add(p2.BadKey, "%v", err)
	case err != nil:
		f.add(p2.BadSignature, "%v", err)
	}
	return f
}

// The bounds of a challenge string, in characters (section 4.3).
const (
	shortestTrial = 32
	longestTrial  = 256
)

// Solution judges the solution of a key trial at a time by the actor whose ID-Cert
// is given (section 4.3). The signature is in hexadecimal; in the very second of
// the end it is still good.
func Solution(trial p2.KeyTrial, signature string, serial *big.Int, cert *p2.Cert, at time.Time) []Flaw {
	var f flaws
	switch n := len(trial.Trial); {
	case n < shortestTrial, n > longestTrial:
		f.add(p2.BadTrial, "it has %d characters", n)
	case uint64(at.Unix()) > trial.Expires:
		f.add(p2.BadTrial, "it is over")
	}
	if serial.Cmp(cert.Serial) != 0 {
		f.add(p2.BadSerial, "%s is not that of the ID-Cert", serial)
	}
	raw, err := Signature(signature)
	if err != nil {
		f.add(p2.BadEncoding, "%v", err)
		return f
	}
	key, err := Key(cert)
	switch {
	case err != nil:
		f.add(p2.BadKey, "%v", err)
	case !ed25519.Verify(key, []byte(trial.Trial), raw):
		f.add(p2.BadSignature, "%v", ErrSignature)
	}
	return f
}

// ActorName judges the distinguished name of an actor of a home server at the
// domain (section 6.1.1.1).
func ActorName(n p2.Name, domain string) []Flaw {
	var f flaws
	name := n.PDN()
	f.actorName(name)
	if len(name.DomainComponents) > 0 && !names(name, domain) {
		f.add(p2.BadDomain, "%q is not %s", name.DomainComponents, domain)
	}
	return f
}

// ServerName judges the distinguished name of a home server at the domain
// (section 6.1.1.1).
func ServerName(n p2.Name, domain string) []Flaw {
	var f flaws
	name := n.PDN()
	if len(name.CommonNames) > 0 {
		f.add(p2.BadCommonName, "a home server has none")
	}
	if !names(name, domain) {
		f.add(p2.BadDomain, "%q is not %s", name.DomainComponents, domain)
	}
	return f
}

// FederationID judges a text as a federation ID (section 5).
func FederationID(text string) []Flaw {
	var f flaws
	_, err := p2.ParseFID(text)
	if err == nil {
		return nil
	}
	local, domain, _ := strings.Cut(text, "@")
	switch {
	case strings.Count(text, "@") != 1:
		f.add(p2.BadSeparator, "%v", err)
	case p2.CheckDomain(domain) != nil && p2.CheckLocalName(local) == nil:
		f.add(p2.BadDomain, "%v", err)
	default:
		f.add(p2.BadLocalName, "%v", err)
	}
	return f
}
