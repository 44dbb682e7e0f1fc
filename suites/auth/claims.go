package auth

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// claims checks that the ID-CSRs of logins and registrations are held to what those
// of POST /idcert are held to (core 6.1), and the ID-Certs for them as well.
var claims = []check.Check{
	{
		ID:      "auth.login.csr-claims",
		Title:   "gives out neither ID-Cert nor session token for an ID-CSR that names another actor, or has too long a session ID",
		Decides: []requirement.Requirement{auth.LoginCSRVerified},
		Run: func(ctx context.Context, t *check.T) {
			a, other := newAccount(ctx, t), newAccount(ctx, t)
			a.loggedIn(ctx, t)
			for _, f := range wrongClaims(other) {
				nothing(t, a.login(ctx, t, a.Password, f.changes...), f.what)
			}
			a.loggedIn(ctx, t)
		},
	},
	{
		ID:      "auth.login.certificate-right",
		Title:   "answers a login with an ID-Cert of the home server for the actor and the session ID of the ID-CSR",
		Decides: []requirement.Requirement{auth.LoginIDCert},
		Run: func(ctx context.Context, t *check.T) {
			a := newAccount(ctx, t)
			s, _ := a.loggedIn(ctx, t)
			if s.Cert == nil {
				t.Blocked(loggingIn, "logging in gave no ID-Cert that can be read")
			}
			subject := s.Cert.Subject.PDN()
			if len(subject.UIDs) != 1 || !strings.EqualFold(subject.UIDs[0], a.FID.String()) {
				t.Fail("an ID-Cert with the UID "+a.FID.String(), "it has %q", subject.UIDs)
			}
			if !slices.ContainsFunc(subject.SessionIDs, func(id p2.Attribute) bool { return string(id.Value) == s.ID }) {
				t.Fail("an ID-Cert with the session ID of the ID-CSR, "+s.ID, "it has %d, and none is that", len(subject.SessionIDs))
			}
			switch err := verify.Cert(s.Cert, t.ServerCert(ctx).Cert); {
			case errors.Is(err, verify.ErrNotEd25519):
				t.Blocked(check.RootKey, "the ID-Cert cannot be verified: %v", err)
			case err != nil:
				t.Fail("an ID-Cert with a signature of the home server", "%v", err)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "auth.registration.csr-claims",
		Title:   "registers nobody with an ID-CSR that names another actor, or has too long a session ID, where a registration has one",
		Decides: []requirement.Requirement{auth.RegisterCSRVerified},
		Run: func(ctx context.Context, t *check.T) {
			signsRegistrations(ctx, t)
			for _, f := range wrongClaims(newAccount(ctx, t)) {
				flawed, _ := registerWith(ctx, t, f.changes...)
				t.Refused(flawed, f.what)
			}
			signsRegistrations(ctx, t)
		},
	},
	{
		ID:      "auth.registration.undone",
		Title:   "leaves the local name free that came with an ID-CSR which does not hold, where a registration has one",
		Decides: []requirement.Requirement{auth.RegisterCSRVerified},
		Run: func(ctx context.Context, t *check.T) {
			signsRegistrations(ctx, t)
			a := unregistered(t)
			t.Refused(a.registerWith(ctx, t, idcert.CorruptSignature()), "an ID-CSR whose signature does not verify")
			signsRegistrations(ctx, t)
			if res := a.registerWith(ctx, t); !res.OK() {
				t.Answered(res)
				t.Fail("a registration of the same local name with an ID-CSR that holds", "%d: the name was kept by the one that was refused", res.Status)
			}
			t.Hold(nil)
		},
	},
}

// wrongClaims are ID-CSRs whose signature holds and whose subject does not.
func wrongClaims(other account) []struct {
	what    string
	changes []idcert.Change
} {
	return []struct {
		what    string
		changes []idcert.Change
	}{
		{"an ID-CSR that names another actor of the server", []idcert.Change{idcert.CommonName(other.FID.Local), idcert.UID(other.FID.String())}},
		{"an ID-CSR with the UID of another actor", []idcert.Change{idcert.UID(other.FID.String())}},
		{"an ID-CSR with a session ID of 33 characters", []idcert.Change{idcert.SessionID(strings.Repeat("a", 33))}},
	}
}
