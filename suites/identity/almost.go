package identity

import (
	"context"
	"strings"
	"unicode"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// almost checks values that are nearly right: a comparison that ignores case,
// looks at the beginning only, or takes what it knows for proven.
var almost = []check.Check{
	{
		ID:      "identity.authorization.issue-token-almost-right",
		Title:   "rejects an ID-CSR with a session token that is almost right",
		Decides: []requirement.Requirement{api.NewIDCertBearer},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			for _, v := range near(alice.Token) {
				t.Refuses(ctx, alice.NewIDCert(), "a session token "+v.how, actor.Token(v.value))
			}
		},
	},
	{
		ID:      "identity.csr.signature-known-key",
		Title:   "rejects an ID-CSR whose signature does not verify, although its key has an ID-Cert",
		Decides: []requirement.Requirement{core.CSRSignatureVerified},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			laptop := newSession(ctx, t, alice)
			t.Refuses(ctx, alice.NewIDCert(), "the key of another session and a signature with one bit changed",
				actor.CSR(idcert.KeyFrom(laptop.Key), idcert.CorruptSignature()))
		},
	},
	{
		ID:      "identity.csr.uid-longer",
		Title:   "rejects an ID-CSR whose UID only begins or ends with the actor's federation ID",
		Decides: []requirement.Requirement{core.CSRUID},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			fid := alice.FID.String()
			t.Refuses(ctx, alice.NewIDCert(), "a UID with a letter before the federation ID", actor.CSR(idcert.UID("x"+fid)))
			t.Refuses(ctx, alice.NewIDCert(), "a UID with a letter after the federation ID", actor.CSR(idcert.UID(fid+"x")))
		},
	},
	{
		ID:      "identity.sessions.ids-differ-at-end",
		Title:   "tells session IDs apart by their last character",
		Decides: []requirement.Requirement{core.SessionIDLength},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			alice := t.NewActor(ctx)
			id := actor.Word(t.Random(), 31)
			t.Grants(ctx, alice.NewIDCert(idcert.SessionID(id+"a")), "an ID-CSR with a session ID of 32 characters")
			t.Accepts(ctx, alice.NewIDCert(idcert.SessionID(id+"b")), "an ID-CSR whose session ID differs from another in the last character")
		},
	},
	{
		ID:      "identity.tokens.revoked-issues-nothing",
		Title:   "takes no ID-CSR with the token of a revoked session",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			deadOn(ctx, t, "an ID-CSR", func(s *actor.Session) *actor.Call {
				return s.Actor.NewIDCert().With(actor.Token(s.Token))
			})
		},
	},
	{
		ID:      "identity.tokens.revoked-reads-no-key-trials",
		Title:   "shows no key trials to the token of a revoked session",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			deadOn(ctx, t, "a request for key trials", func(s *actor.Session) *actor.Call {
				return s.KeyTrials(s.Actor.FID.String())
			})
		},
	},
	{
		ID:      "identity.tokens.revoked-updates-nothing",
		Title:   "is told of no ID-Cert with the token of a revoked session",
		Decides: []requirement.Requirement{core.RevocationEndsSession},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			deadOn(ctx, t, "news of an ID-Cert", func(s *actor.Session) *actor.Call {
				// Of another session, which may be revoked by this.
				return s.UpdateIDCert(newSession(ctx, t, s.Actor).PEM)
			})
		},
	},
}

// deadOn revokes a session whose token was taken for something, and expects that
// the token is refused it from then on, while another session's is not.
func deadOn(ctx context.Context, t *check.T, what string, call func(*actor.Session) *actor.Call) {
	alice := t.NewActor(ctx)
	laptop, phone := newSession(ctx, t, alice), newSession(ctx, t, alice)
	before := call(phone)
	if res := before.Send(ctx); before.Accepted(res) != nil {
		t.GotAnswer(res)
		t.NotApplicable("the token of a session is not taken for %s: %s", what, actor.Line(res))
	}
	if without := call(phone).With(actor.WithoutToken()); without.Accepted(without.Send(ctx)) == nil {
		t.NotApplicable("%s needs no token", what)
	}
	t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(call(phone).Send(ctx), what+" with the token of a revoked session")
	t.Grants(ctx, call(laptop), what+" with the token of another session")
}

// variation is a value that is nearly a secret, and how it differs.
type variation struct{ how, value string }

// near lists values that are nearly a secret. None of them is it.
func near(secret string) []variation {
	all := []variation{
		{"with a character behind it", secret + "x"},
		{"with an octet behind it that is no UTF-8", secret + "\xe9"},
		{"without its last character", secret[:max(len(secret)-1, 0)]},
		{"without its first character", secret[min(1, len(secret)):]},
		{"in capitals", strings.ToUpper(secret)},
		{"in small letters", strings.ToLower(secret)},
		{"with small letters and capitals exchanged", strings.Map(swapCase, secret)},
	}
	var out []variation
	for _, v := range all {
		if v.value != secret && v.value != "" {
			out = append(out, v)
		}
	}
	return out
}

func swapCase(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}
