package identity

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"math/big"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of an issued ID-Cert from its bytes, its request and the
// root.

func certVersion(i issuance) *check.Deviation {
	if i.Cert.Version != 3 {
		return check.Deviates("X.509 version 3", "version %d", i.Cert.Version)
	}
	return nil
}

func certX509(i issuance) *check.Deviation {
	if found := verify.Findings(i.Cert); len(found) > 0 {
		return check.Deviates("a certificate that keeps to RFC 5280 and DER", "%s", verify.Told(found))
	}
	return nil
}

func certSerialPositive(i issuance) *check.Deviation {
	if i.Cert.Serial.Sign() <= 0 {
		return check.Deviates("a serial number greater than 0", "a serial number that is not")
	}
	return nil
}

func certSerialLength(i issuance) *check.Deviation {
	if n := verify.SerialOctets(i.Cert); n > p2.MaxSerialOctets {
		return check.Deviates(fmt.Sprintf("a serial number of at most %d octets", p2.MaxSerialOctets), "one of %d", n)
	}
	return nil
}

// distinct decides whether serial numbers are all different.
func distinct(serials []*big.Int) *check.Deviation {
	seen := map[string]int{}
	for n, serial := range serials {
		if before, twice := seen[serial.String()]; twice {
			return check.Deviates(fmt.Sprintf("%d different serial numbers", len(serials)),
				"ID-Certs %d and %d have the same", before+1, n+1)
		}
		seen[serial.String()] = n
	}
	return nil
}

// certSignature decides on what verifying the signature under the root's key
// came to.
func certSignature(err error) *check.Deviation {
	if err != nil {
		return check.Deviates("a signature that verifies under the key of the root ID-Cert", "%v", err)
	}
	return nil
}

func certAlgorithms(i issuance) *check.Deviation {
	if inner, outer := i.Cert.TBSAlgorithm.OID, i.Cert.Algorithm.OID; !inner.Equal(outer) {
		return check.Deviates("one signature algorithm in both fields",
			"%v in the signed part, %v beside the signature", inner, outer)
	}
	return nil
}

func certEd25519(i issuance) *check.Deviation {
	if oid := i.Cert.Algorithm.OID; !oid.Equal(p2.OIDEd25519) {
		return check.Deviates("an Ed25519 signature (1.3.101.112)", "one of algorithm %v", oid)
	}
	return nil
}

func certKey(i issuance) *check.Deviation {
	if want := i.Session.Key.Public().(ed25519.PublicKey); !bytes.Equal(i.Cert.Key.Bits, want) {
		return check.Deviates("the public key of the ID-CSR", "another one")
	}
	return nil
}

func certKeyAlgorithm(i issuance) *check.Deviation {
	if got, want := i.Cert.Key.Algorithm.OID, i.Request.KeyAlgorithm.OID; !got.Equal(want) {
		return check.Deviates(fmt.Sprintf("the algorithm %v for the public key", want), "%v", got)
	}
	return nil
}

// clockTolerance is how far two clocks in whole seconds may seem apart.
const clockTolerance = 5 * time.Second

func certValidNow(i issuance) *check.Deviation {
	const want = "a validity that has begun and not ended"
	switch {
	case i.Cert.NotBefore.After(i.Now.Add(clockTolerance)):
		return check.Deviates(want, "one that begins in %s", check.About(i.Cert.NotBefore.Sub(i.Now)))
	case i.Cert.NotAfter.Before(i.Now.Add(-clockTolerance)):
		return check.Deviates(want, "one that ended %s ago", check.About(i.Now.Sub(i.Cert.NotAfter)))
	}
	return nil
}

// longestLifetime is what section 6.1.3 recommends at most. RFC 5280 counts both
// ends of a validity, so that 60 days may be written one second longer.
const longestLifetime = 60*24*time.Hour + time.Second

func certLifetime(i issuance) *check.Deviation {
	if d := i.Cert.NotAfter.Sub(i.Cert.NotBefore); d > longestLifetime {
		return check.Deviates("a validity of at most 60 days", "a validity of %.1f days", d.Hours()/24)
	}
	return nil
}

// certNotBefore holds the start against that of the root, which stands for the
// time at which the root was made.
func certNotBefore(i issuance) *check.Deviation {
	if d := i.Root.NotBefore.Sub(i.Cert.NotBefore); d > 0 {
		return check.Deviates("a start of validity not before that of the root ID-Cert", "one that is %s earlier", check.About(d))
	}
	return nil
}

func certNotAfter(i issuance) *check.Deviation {
	if d := i.Cert.NotAfter.Sub(i.Root.NotAfter); d > 0 {
		return check.Deviates("an end of validity not after that of the root ID-Cert", "one that is %s later", check.About(d))
	}
	return nil
}
