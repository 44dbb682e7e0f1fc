package identity

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// careless checks that what holds for the first, the short and the usual holds
// for the rest as well.
var careless = []check.Check{
	{
		ID:      "identity.csr.ca-first-request",
		Title:   "rejects an ID-CSR that asks to be a certificate authority, if it is an actor's first",
		Decides: []requirement.Requirement{core.CSRCARefused},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			earlier := newProbe(ctx, t, noCA)
			first := &probe{t: t, alice: t.NewActor(ctx), judge: noCA}
			if cert := first.send(ctx, "the CA flag", idcert.RequestCA()); cert != nil && earlier.reads(ctx, plainly(t)) {
				t.Fail("a refusal (4xx) of an ID-CSR with the CA flag", "the server took it as an actor's first, and left that out in silence")
			}
			t.Grants(ctx, first.alice.NewIDCert(), "a right ID-CSR of the same actor")
		},
	},
	misnamed("identity.csr.common-name-zero", "rejects an ID-CSR whose common name goes on after a zero character",
		core.CSRCommonName, "a common name with a zero character after the local name",
		func(alice, bob *actor.Actor) idcert.Change {
			return idcert.CommonName(alice.FID.Local + "\x00" + bob.FID.Local)
		}),
	misnamed("identity.csr.uid-zero", "rejects an ID-CSR whose UID goes on after a zero character",
		core.CSRUID, "a UID with a zero character after the federation ID",
		func(alice, _ *actor.Actor) idcert.Change {
			return idcert.UID(alice.FID.String() + "\x00." + otherDomain)
		}),
	{
		ID:      "identity.csr.common-name-longer",
		Title:   "rejects an ID-CSR whose common name only begins or ends with the actor's local name",
		Decides: []requirement.Requirement{core.CSRCommonName},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			local := alice.FID.Local
			t.Refuses(ctx, alice.NewIDCert(), "a common name with a letter before the local name", actor.CSR(idcert.CommonName("x"+local)))
			t.Refuses(ctx, alice.NewIDCert(), "a common name with a letter after the local name", actor.CSR(idcert.CommonName(local+"x")))
		},
	},
	flawed("identity.csr.session-id-latin-1", "rejects an ID-CSR whose session ID has an octet that IA5String does not have, and that is no UTF-8 either",
		core.SessionIDIA5String, "a session ID with the octet 0xE9", idcert.SessionID("caf\xe9")),
	{
		ID:      "identity.issued.signature-each",
		Title:   "signs each of an actor's ID-Certs with its own key",
		Decides: []requirement.Requirement{core.SignedByHomeServer},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			root, alice := t.ServerCert(ctx).Cert, t.NewActor(ctx)
			for range 3 {
				err := verify.Cert(t.NewSession(ctx, alice).Cert, root)
				if errors.Is(err, verify.ErrNotEd25519) {
					t.Blocked(check.RootKey, "the ID-Cert cannot be verified: %v", err)
				}
				t.Hold(certSignature(err))
			}
		},
	},
	{
		ID:      "identity.issued.key-usage-critical-commitment",
		Title:   "marks the key usage of an ID-Cert critical that is for contentCommitment",
		Decides: []requirement.Requirement{core.KeyUsageCritical},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(certKeyUsageCritical(newIssuance(ctx, t, idcert.KeyUsage(idcert.ContentCommitment))))
		},
	},
	{
		ID:      "identity.cache.signature-each",
		Title:   "signs the cache data of each ID-Cert in a list, and not that of another",
		Decides: []requirement.Requirement{core.CacheSignatureContents},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			sessions := []*actor.Session{t.NewSession(ctx, alice), t.NewSession(ctx, alice), t.NewSession(ctx, alice)}
			known(ctx, t, cachedEntry(ctx, t, t.NewSession(ctx, t.NewActor(ctx))))
			for _, s := range sessions {
				if _, err := diagnosis(ctx, t, cachedEntry(ctx, t, s)); err != nil {
					t.Fail("cache signatures that verify under the key of the root ID-Cert, each over its own entry", "%v", err)
				}
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.cache.signature-filtered",
		Title:   "signs cache data with the key of its root ID-Cert in lists that a query limits as well",
		Decides: []requirement.Requirement{core.CacheSignatureKey},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			known(ctx, t, cachedEntry(ctx, t, laptop))
			for _, changes := range [][]actor.Change{{actor.Query("session_id", laptop.ID)}, around(ctx, t, laptop)} {
				for _, e := range t.Certs(ctx, laptop.Actor, changes...) {
					if _, err := diagnosis(ctx, t, e); err != nil {
						t.Fail("a cache signature that verifies, as in the list without a query", "%v", err)
					}
				}
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.csr.session-id-spaces",
		Title:   "issues session IDs that begin or end with a space as they were asked for, or refuses them",
		Decides: []requirement.Requirement{core.SessionIDChosenByActor},
		Probes:  []ambiguity.Entry{ambiguity.SessionIDSpaces},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			p := newProbe(ctx, t, nil)
			before := p.send(ctx, "a space before its session ID", idcert.SessionID(" "+p.alice.NewSessionID()))
			after := p.send(ctx, "a space after its session ID", idcert.SessionID(p.alice.NewSessionID()+" "))
			reading := "refused"
			if before != nil || after != nil {
				reading = "kept"
			}
			t.Took(ambiguity.SessionIDSpaces, reading)
		},
	},
	{
		ID:      "identity.challenge.case-insensitive",
		Title:   "finds the key trials of an actor by its federation ID in capitals",
		Decides: []requirement.Requirement{core.FIDCaseInsensitive},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := newSession(ctx, t, t.NewActor(ctx))
			fid := laptop.Actor.FID
			offered(ctx, t, laptop.KeyTrials(fid.String()))
			res := laptop.KeyTrials(strings.ToUpper(fid.Local) + "@" + fid.Domain).Send(ctx)
			t.Answered(res)
			if !res.OK() {
				t.Took(ambiguity.CanonicalCase, "bytes") // which fails
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.authorization.issue-public-value",
		Title:   "issues no ID-Cert for what everybody can read in place of a session token",
		Decides: []requirement.Requirement{api.NewIDCertBearer},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			for _, v := range public(t.NewSession(ctx, alice)) {
				t.Refuses(ctx, alice.NewIDCert(), v.how+" for a session token", actor.Token(v.value))
			}
		},
	},
	{
		ID:      "identity.second-factor.issue-long",
		Title:   "issues no ID-Cert for a long second factor that is wrong at its end",
		Decides: []requirement.Requirement{core.SensitiveSolutionVerified},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     longFactor,
	},
}

// public lists what everybody can read of a session.
func public(s *actor.Session) []variation {
	sha256Sum, sha1Sum := sha256.Sum256(s.Cert.Raw), sha1.Sum(s.Cert.Raw)
	return []variation{
		{"the serial number of an ID-Cert", s.Cert.Serial.String()},
		{"the serial number of an ID-Cert in hexadecimal", s.Cert.Serial.Text(16)},
		{"the SHA-256 fingerprint of an ID-Cert", hex.EncodeToString(sha256Sum[:])},
		{"the SHA-1 fingerprint of an ID-Cert", hex.EncodeToString(sha1Sum[:])},
		{"the public key of a session", hex.EncodeToString(s.Cert.Key.Bits)},
		{"the public key of a session in base64", base64.StdEncoding.EncodeToString(s.Cert.Key.Bits)},
		{"a session ID", s.ID},
		{"a federation ID", s.Actor.FID.String()},
	}
}

// longFactor registers an actor with a password that is longer than some hashes
// take, 72 octets. A server may refuse it.
func longFactor(ctx context.Context, t *check.T) {
	t.NewActor(ctx) // who cannot be registered at all is for another check
	name, password := t.NewName(), "Pw-"+strings.Repeat(actor.Word(t.Random(), 10), 8)
	r := t.Register(ctx, name, password)
	if !r.Accepted {
		t.NotApplicable("no actor can be registered with a password of %d characters: %s", len(password), r.Why)
	}
	alice := t.Actor(ctx, name, password, r)
	if alice.Token == "" {
		if err := alice.Login(ctx); err != nil {
			t.NotApplicable("no actor can log in with a password of %d characters: %v", len(password), err)
		}
	}
	laptop := newSession(ctx, t, alice)
	issuing.refuses(ctx, t, laptop, "a second factor with another last character", actor.SecondFactor(password[:len(password)-1]+"-"))
}
