package identity

import (
	"bytes"
	"crypto/ed25519"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
)

// What can be said of an issued ID-Cert from its bytes, its request and the
// root.

func certVersion(i issuance) *check.Deviation {
	if i.Cert.Version != 3 {
		return check.Deviates("X.509 version 3", "version %d", i.Cert.Version)
	}
	return nil
}

func certSerialPositive(i issuance) *check.Deviation {
	if i.Cert.Serial.Sign() <= 0 {
		return check.Deviates("a serial number greater than 0", "a serial number that is not")
	}
	return nil
}

func certSignature(i issuance) *check.Deviation {
	if err := verify.Cert(i.Cert, i.Root); err != nil {
		return check.Deviates("a signature that verifies under the key of the root ID-Cert", "%v", err)
	}
	return nil
}

func certKey(i issuance) *check.Deviation {
	if want := i.Session.Key.Public().(ed25519.PublicKey); !bytes.Equal(i.Cert.Key.Bits, want) {
		return check.Deviates("the public key of the ID-CSR", "another one")
	}
	return nil
}

// longestLifetime is what section 6.1.3 recommends at most.
const longestLifetime = 60 * 24 * time.Hour

func certLifetime(i issuance) *check.Deviation {
	if d := i.Cert.NotAfter.Sub(i.Cert.NotBefore); d > longestLifetime {
		return check.Deviates("a validity of at most 60 days", "a validity of %.1f days", d.Hours()/24)
	}
	return nil
}

func certNotAfter(i issuance) *check.Deviation {
	if i.Cert.NotAfter.After(i.Root.NotAfter) {
		return check.Deviates("an end of validity not after that of the root ID-Cert",
			"one that is %s later", i.Cert.NotAfter.Sub(i.Root.NotAfter))
	}
	return nil
}
