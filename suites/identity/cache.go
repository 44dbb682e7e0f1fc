package identity

import (
	"context"
	"errors"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// cache checks what is sent along with an actor's ID-Cert, so that others can
// cache it (sections 6.4 and 6.4.1).
var cache = slices.Concat(cacheData, cacheSignature, cacheWindow, cacheRevoked)

// What the checks of cache data rest on, beside check.CacheSignature.
const (
	opCacheData = "the cache data of ID-Certs"
	opCacheKey  = "the key of cache signatures"
)

// cacheData is about the members that carry it.
var cacheData = []check.Check{
	ofEntry("identity.cache.not-before", "sends the start of the cache window with an ID-Cert", core.CacheNotBefore, cacheStart),
	ofEntry("identity.cache.not-after", "sends the end of the cache window with an ID-Cert", core.CacheNotAfter, cacheEnd),
	check.Proving(opCacheData, ofEntry("identity.cache.signature-present", "sends a cache signature with an ID-Cert", core.CacheSignaturePresent, cacheSignatureThere)),
	{
		ID:      "identity.cache.names",
		Title:   "sends all cache data of an ID-Cert under the names of the API or of the prose",
		Decides: []requirement.Requirement{api.CacheableIDCertRequired},
		Probes:  []ambiguity.Entry{ambiguity.CacheFieldNames},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			reading, d := cacheNames(rawEntry(ctx, t))
			t.Hold(d)
			t.Took(ambiguity.CacheFieldNames, reading)
		},
	},
	{
		ID:      "identity.cache.times",
		Title:   "writes the times of cache data as unsigned integers, or as decimal strings",
		Decides: []requirement.Requirement{api.CacheableIDCertIntegers},
		Probes:  []ambiguity.Entry{ambiguity.CacheTimestampType, ambiguity.IntegerForm},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			e := rawEntry(ctx, t)
			if cacheStart(e) != nil && cacheEnd(e) != nil {
				t.Blocked(opCacheData, "the entry has no times")
			}
			reading, d := cacheTimes(e)
			t.Hold(d)
			t.Took(ambiguity.CacheTimestampType, reading)
			if integers := integersReading(reading, challengeTime(ctx, t)); integers != "" {
				t.Took(ambiguity.IntegerForm, integers)
			}
		},
	},
}

// cacheSignature is about the signature over it.
var cacheSignature = []check.Check{
	{
		ID:      "identity.cache.signature-hex",
		Title:   "writes cache signatures as 128 hexadecimal digits",
		Decides: []requirement.Requirement{core.CacheSignatureHex},
		Probes:  []ambiguity.Entry{ambiguity.CacheSignatureLength},
		Needs:   check.Needs{Actors: true},
		Proves:  check.CacheSignature,
		Run: func(ctx context.Context, t *check.T) {
			e := cachedEntry(ctx, t, t.NewSession(ctx, t.NewActor(ctx)))
			reading, d := signatureLength(e.Signature)
			t.Hold(d)
			t.Took(ambiguity.CacheSignatureLength, reading)
		},
	},
	{
		ID:      "identity.cache.signature-key",
		Title:   "signs cache data with the key of its root ID-Cert",
		Decides: []requirement.Requirement{core.CacheSignatureKey},
		Needs:   check.Needs{Actors: true},
		Proves:  opCacheKey,
		Run: func(ctx context.Context, t *check.T) {
			_, err := diagnosis(ctx, t, cachedEntry(ctx, t, t.NewSession(ctx, t.NewActor(ctx))))
			if err != nil {
				t.Fail("a cache signature that verifies under the key of the root ID-Cert, over whatever string", "%v", err)
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "identity.cache.signature-contents",
		Title:   "signs the serial number, the start and the end of the cache window",
		Decides: []requirement.Requirement{core.CacheSignatureContents},
		Probes:  []ambiguity.Entry{ambiguity.CacheSerialText},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			d := known(ctx, t, cachedEntry(ctx, t, t.NewSession(ctx, t.NewActor(ctx))))
			t.Hold(signedOver(d, verify.WrongContents, "serial number, start and end in the signed string"))
			t.Took(ambiguity.CacheSerialText, d.Form.Reading)
		},
	},
	ofSignature("identity.cache.signature-order", "signs serial number, start and end in this order, with nothing between them",
		core.CacheSignatureOrder, verify.WrongOrder, "serial number, start and end in this order, joined as they are"),
	ofSignature("identity.cache.signature-no-invalidated-at", "signs nothing for a time of revocation that there is not",
		core.CacheSignatureNoInvalidatedAt, verify.NotEmpty, "the empty string where the time of revocation would stand"),
}

// ofEntry makes a check that reads the JSON of an entry, and decides one thing on
// it.
func ofEntry(id, title string, decides requirement.Requirement, decide func(entryMembers) *check.Deviation) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			t.Hold(decide(rawEntry(ctx, t)))
		},
	}
}

// challengeTime is how the end of a challenge string is written; "" where none can
// be had.
func challengeTime(ctx context.Context, t *check.T) p2.JSONForm {
	if t.Target().Dialect.TrialPath == "" {
		return ""
	}
	trial, err := p2.ParseKeyTrial(askChallenge(t, t.NewSession(ctx, t.NewActor(ctx))).Send(ctx).Body)
	if err != nil {
		return ""
	}
	return trial.Form.Expires
}

// rawEntry is the entry of a new session, member by member.
func rawEntry(ctx context.Context, t *check.T) entryMembers {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	res := t.Grants(ctx, laptop.Actor.Certs(), "the list of an actor's ID-Certs")
	e := findEntry(res.Body, laptop.Cert.Serial)
	if e == nil {
		t.Blocked(opActorCerts, "the ID-Cert of a session is not in the list of its actor's")
	}
	return e
}

// cachedEntry is the entry of a session, with cache data.
func cachedEntry(ctx context.Context, t *check.T, s *actor.Session) check.Entry {
	e := t.EntryOf(ctx, s)
	if !e.HasCache {
		t.Blocked(opCacheData, "the entry of the session has no cache data")
	}
	return e
}

// diagnosis says over which string a cache signature is. The error is
// verify.ErrSignature for a signature over none that is known; all else blocks.
func diagnosis(ctx context.Context, t *check.T, e check.Entry) (verify.CacheDiagnosis, error) {
	d, err := verify.DiagnoseCache(e.CacheableCert, e.Cert, t.ServerCert(ctx).Cert)
	switch {
	case errors.Is(err, verify.ErrNotEd25519):
		t.Blocked(check.RootKey, "the cache signature cannot be verified: %v", err)
	case errors.Is(err, verify.ErrEncoding):
		t.Blocked(check.CacheSignature, "the cache signature cannot be read: %v", err)
	}
	return d, err
}

// known is the same for checks that another key would tell nothing.
func known(ctx context.Context, t *check.T, e check.Entry) verify.CacheDiagnosis {
	d, err := diagnosis(ctx, t, e)
	if err != nil {
		t.Blocked(opCacheKey, "the cache signature is over nothing that is known: %v", err)
	}
	return d
}

// ofSignature makes a check that a cache signature is not over a string with one
// flaw. It looks at the entry of an ID-Cert that nobody revoked.
func ofSignature(id, title string, decides requirement.Requirement, flaw verify.CacheFlaw, want string) check.Check {
	return check.Check{
		ID: id, Title: title, Decides: []requirement.Requirement{decides}, Needs: check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			e := cachedEntry(ctx, t, t.NewSession(ctx, t.NewActor(ctx)))
			t.Hold(signedOver(known(ctx, t, e), flaw, want))
		},
	}
}
