package identity

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// serials looks at serial numbers outside of certificates, where the texts have
// several forms for them.
var serials = []check.Check{
	check.Probing(published("published-serial", "names the ID-Cert of a published solution by its serial number: a number, a decimal string or an array of octets",
		publishedSerial, core.ChallengesVerifiable), ambiguity.SerialForm),
}

func publishedSerial(ctx context.Context, t *check.T) {
	laptop := loggedIn(ctx, t)
	if d := certKey(issuance{Session: laptop, Cert: laptop.Cert}); d != nil {
		t.Blocked(opNewIDCert, "the ID-Cert has %s than its request", d.Actual)
	}
	trial := solve(ctx, t, laptop)
	all := whenPublished(ctx, t, laptop, trial)
	t.Hold(all.proves(trial.Trial, laptop.Cert))
	for _, p := range all.find(trial.Trial) {
		for _, c := range p.Completions {
			if c.SerialNumber.Int.Cmp(laptop.Cert.Serial) == 0 {
				t.Took(ambiguity.SerialForm, serialReading(c.SerialNumber))
				return
			}
		}
	}
}

// serialReading is the reading of A-017 that a serial number shows by how it is
// written and how long it is.
func serialReading(n p2.Serial) string {
	switch {
	case n.Form == p2.FormBytes:
		return "bytes"
	case n.Form == p2.FormString:
		return "decimal-string"
	case n.Int.BitLen() > 64:
		return "number"
	}
	return "uint64"
}
