package identity

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// cacheRevoked is about ID-Certs that were revoked early, and those that were not
// (section 6.1.4).
var cacheRevoked = []check.Check{
	{
		ID:      "identity.cache.invalidated-at-absent",
		Title:   "sends no time of revocation with an ID-Cert that nobody revoked",
		Decides: []requirement.Requirement{core.InvalidatedAtAbsent, api.CacheableIDCertInvalidatedAt},
		Probes:  []ambiguity.Entry{ambiguity.NoInvalidation},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			e := t.EntryOf(ctx, t.NewSession(ctx, t.NewActor(ctx)))
			t.Hold(notInvalidated(e))
			reading := "absent"
			if e.Form.NullInvalidatedAt {
				reading = "null"
			}
			t.Took(ambiguity.NoInvalidation, reading)
		},
	},
	{
		ID:      "identity.cache.invalidated-at-others",
		Title:   "sends no time of revocation with an ID-Cert of another session of the actor",
		Decides: []requirement.Requirement{core.InvalidatedAtAbsent, api.CacheableIDCertInvalidatedAt},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			phone := t.NewSession(ctx, laptop.Actor)
			if d := notInvalidated(t.EntryOf(ctx, laptop)); d != nil {
				t.Blocked(opCacheData, "the ID-Cert of a session that nobody revoked is listed as %s", d.Actual)
			}
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
			t.Hold(notInvalidated(t.EntryOf(ctx, laptop)))
		},
	},
	{
		ID:      "identity.cache.invalidated-at-present",
		Title:   "sends the time of revocation with an ID-Cert that was revoked",
		Decides: []requirement.Requirement{core.InvalidatedAtPresent, api.CacheableIDCertInvalidatedAt},
		Needs:   check.Needs{Actors: true},
		Proves:  opInvalidated,
		Run: func(ctx context.Context, t *check.T) {
			if ended(ctx, t, revokedPhone(ctx, t)).InvalidatedAt == nil {
				t.Fail("the member invalidatedAt", "an entry without it")
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.cache.invalidated-at-time",
		Title:   "sends with a revoked ID-Cert the time at which it was revoked",
		Decides: []requirement.Requirement{core.InvalidatedAtPresent},
		Probes:  []ambiguity.Entry{ambiguity.BackdatedRevocation},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			before := t.Now()
			phone := revokedPhone(ctx, t)
			at := invalidatedAt(ctx, t, phone)
			t.Hold(revokedBetween(at, before, t.Now()))
			_, unit := check.TimeOf(at)
			t.Took(ambiguity.TimestampUnit, string(unit))
			t.Took(ambiguity.BackdatedRevocation, "marked")
		},
	},
	{
		ID:      "identity.cache.invalidated-at-stays",
		Title:   "sends the same time of revocation whenever it is asked, long after the ID-Cert was issued",
		Decides: []requirement.Requirement{core.InvalidatedAtPresent},
		Needs:   check.Needs{Actors: true, Time: true},
		Alone:   true,
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			phone := t.NewSession(ctx, laptop.Actor)
			t.WaitUntil(ctx, t.Now().Add(3*clockTolerance), "a revocation that is later than the ID-Cert")
			before := t.Now()
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
			after := t.Now()
			t.WaitUntil(ctx, after.Add(3*clockTolerance), "a request that is later than the revocation")
			t.Hold(revokedBetween(invalidatedAt(ctx, t, phone), before, after))
		},
	},
	{
		ID:      "identity.cache.signature-invalidated-at",
		Title:   "signs the time of revocation of an ID-Cert that was revoked",
		Decides: []requirement.Requirement{core.CacheSignatureInvalidatedAt},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(signedOver(signedRevocation(ctx, t), verify.WithoutInvalidation, "the time of revocation in the signed string"))
		},
	},
	{
		ID:      "identity.cache.signature-order-revoked",
		Title:   "signs the time of revocation after serial number, start and end",
		Decides: []requirement.Requirement{core.CacheSignatureOrder},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(signedOver(signedRevocation(ctx, t), verify.WrongOrder, "serial number, start, end and time of revocation in this order, joined as they are"))
		},
	},
}

// opInvalidated is that entries show a revocation at all.
const opInvalidated = "the time of revocation in an entry"

// ended is the entry of a session that was revoked; a target that has none blocks
// the check.
func ended(ctx context.Context, t *check.T, s *actor.Session) check.Entry {
	e := endedEntry(ctx, t, s)
	if e == nil {
		t.Blocked(opEnded, "the revoked ID-Cert is not listed any more")
	}
	return *e
}

func invalidatedAt(ctx context.Context, t *check.T, s *actor.Session) uint64 {
	e := ended(ctx, t, s)
	if e.InvalidatedAt == nil {
		t.Blocked(opInvalidated, "the entry of a revoked ID-Cert has no time of revocation")
	}
	return *e.InvalidatedAt
}

// signedRevocation says over which string the signature of a revoked ID-Cert's
// entry is.
func signedRevocation(ctx context.Context, t *check.T) verify.CacheDiagnosis {
	phone := revokedPhone(ctx, t)
	e := ended(ctx, t, phone)
	switch {
	case !e.HasCache:
		t.Blocked(opCacheData, "the entry of the session has no cache data")
	case e.InvalidatedAt == nil:
		t.Blocked(opInvalidated, "the entry of a revoked ID-Cert has no time of revocation")
	}
	return known(ctx, t, e)
}
