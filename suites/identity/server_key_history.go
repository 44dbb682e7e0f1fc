package identity

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// serverKeyHistory checks what a server says of a time in which it had another key
// (section 6.1.3). The text leaves open what becomes of the ID-Certs, and
// which root ID-Cert belongs to a time that has two or none.
var serverKeyHistory = []check.Check{
	waiting(rotation("past-root", "still serves the root ID-Cert under which an earlier ID-Cert verifies, for the time of its issue",
		pastRoot, api.ServerCertTimestamp, api.ServerCertFormer)),
	check.Probing(rotation("cache", "signs the cache data of earlier ID-Certs with its new key, or as before with the former one",
		cacheAfterRotation, core.CacheSignatureKey), ambiguity.RotationEffect),
	check.Probing(waiting(rotation("second", "serves the new or the former root ID-Cert for the second in which its key was rotated",
		rotationSecond, api.ServerCertTimestamp)), ambiguity.RotationSecond),
	waiting(rotation("former-roots", "still serves a root ID-Cert for its time after two more have followed it",
		formerRoots, api.ServerCertTimestamp, api.ServerCertFormer)),
	rotation("new-each-time", "has a key with each rotation that it has not had before", newKeys, api.RotateServerKeyNewKey),
	rotation("serials", "gives no ID-Cert a serial number that one from before a rotation of its key has", serialsAcross, core.SerialUnique),
	rotation("new-root", "has a new root ID-Cert for its domain after a rotation, under which the ID-Certs verify that it issues then",
		newRoot, core.SignedByHomeServer, core.SerialUnique),
	check.Probing(rotation("before-first", "answers a timestamp from long before its first root ID-Cert when it has had several",
		beforeFirst, api.ServerCertTimestamp), ambiguity.ServerCertOutOfRange),
}

// waiting is a check that lets time pass.
func waiting(c check.Check) check.Check {
	c.Needs.Time = true
	return c
}

// rotated has the administrator rotate the server's key, and gives the root
// ID-Certs from before and after that.
func rotated(ctx context.Context, t *check.T, admin *actor.Actor) (before, after check.Entry) {
	before = t.ServerCert(ctx)
	t.Grants(ctx, admin.RotateServerKey(), "the administrator's rotation of the server's key")
	after = t.ServerCert(ctx)
	if sameKey(before.Cert, after.Cert) {
		t.Blocked(opRotate, "the server's key is the same after its rotation")
	}
	return before, after
}

// rotatedTwice does so once more, as an administrator who has logged in anew:
// what becomes of tokens is open.
func rotatedTwice(ctx context.Context, t *check.T, between func()) (roots [3]check.Entry) {
	roots[0], roots[1] = rotated(ctx, t, t.Admin(ctx))
	between()
	_, roots[2] = rotated(ctx, t, t.Admin(ctx))
	return roots
}

func formerRoots(ctx context.Context, t *check.T) {
	root, asked := t.ServerCert(ctx), t.Now()
	t.WaitUntil(ctx, asked.Add(10*time.Second), "time between the start of a check and the next server key")
	rotatedTwice(ctx, t, func() {})
	t.Hold(servedThen(ctx, t, asked.Add(5*time.Second), root))
}

func newKeys(ctx context.Context, t *check.T) {
	roots := rotatedTwice(ctx, t, func() {})
	if sameKey(roots[0].Cert, roots[2].Cert) {
		t.Fail("a key that the server has not had before", "the one from before the last but one rotation")
	}
	t.Hold(nil)
}

// serialsAcross has the first ID-Cert issued after each of two rotations: a count
// that starts anew with each key gives both the same number.
func serialsAcross(ctx context.Context, t *check.T) {
	alice := t.NewActor(ctx)
	serials := []*big.Int{newSession(ctx, t, alice).Cert.Serial}
	next := func() { serials = append(serials, nextSession(ctx, t, alice).Cert.Serial) }
	rotatedTwice(ctx, t, next)
	next()
	t.Hold(distinct(serials))
}

// nextSession makes a session of an actor whose tokens a rotation may have ended
// then the actor logs in anew, where the driver can do that.
func nextSession(ctx context.Context, t *check.T, a *actor.Actor) *actor.Session {
	call := a.NewIDCert()
	res := call.Send(ctx)
	t.GotAnswer(res)
	if call.Accepted(res) == nil {
		return t.Session(call, res)
	}
	again := actor.New(t.Target(), t.Client(), t.Random(), a.FID.Local, a.Password, "")
	if err := again.Login(ctx); err != nil {
		t.Untested("after a rotation the actor got no ID-Cert with its token, and could not log in: %v", err)
	}
	return newSession(ctx, t, again)
}

// servedThen asks for the root of a time in either unit.
func servedThen(ctx context.Context, t *check.T, at time.Time, root check.Entry) *check.Deviation {
	var first *check.Deviation
	for _, unit := range check.Units() {
		d := servedAt(ctx, t, unit.Stamp(at), root)
		if d == nil {
			return nil
		}
		first = cmp.Or(first, d)
	}
	return first
}

// pastRoot asks for the root of a time that lies well between the issue of an
// ID-Cert and the rotation.
func pastRoot(ctx context.Context, t *check.T) {
	admin := t.Admin(ctx)
	root := t.ServerCert(ctx)
	laptop := newSession(ctx, t, t.NewActor(ctx))
	if err := verify.Cert(laptop.Cert, root.Cert); err != nil {
		t.Blocked(check.RootKey, "the ID-Cert does not verify under the root ID-Cert: %v", err)
	}
	issued := t.Now()
	t.WaitUntil(ctx, issued.Add(10*time.Second), "time between an ID-Cert and the next server key")
	rotated(ctx, t, admin)
	t.Hold(servedThen(ctx, t, issued.Add(5*time.Second), root))
}

// cacheAfterRotation looks at the entry of an ID-Cert that the former key signed.
func cacheAfterRotation(ctx context.Context, t *check.T) {
	admin := t.Admin(ctx)
	laptop := newSession(ctx, t, t.NewActor(ctx))
	before, after := rotated(ctx, t, admin)
	e := cachedEntry(ctx, t, laptop)
	byNew := signsCache(t, e, after.Cert)
	byOld := !byNew && signsCache(t, e, before.Cert) // where neither did, that takes the longest
	switch {
	case !byNew && !byOld:
		t.Fail("a cache signature of the new key or of the former one", "one that verifies under neither")
	case e.InvalidatedAt != nil:
		t.Took(ambiguity.RotationEffect, "invalid")
	case byNew:
		t.Took(ambiguity.RotationEffect, "cache-resigned")
	default:
		t.Took(ambiguity.RotationEffect, "old-valid")
	}
	t.Hold(nil)
}

// signsCache reports that a cache signature is one by the key of a root, over
// whatever string.
func signsCache(t *check.T, e check.Entry, root *p2.Cert) bool {
	_, err := verify.DiagnoseCache(e.CacheableCert, e.Cert, root)
	switch {
	case errors.Is(err, verify.ErrNotEd25519):
		t.Blocked(check.RootKey, "the cache signature cannot be verified: %v", err)
	case errors.Is(err, verify.ErrEncoding):
		t.Blocked(check.CacheSignature, "the cache signature cannot be read: %v", err)
	}
	return err == nil
}

// rotationSecond asks in seconds: a target that counts milliseconds had
// one key in each.
func rotationSecond(ctx context.Context, t *check.T) {
	admin := t.Admin(ctx)
	t.WaitUntil(ctx, t.Now().Add(3*time.Second), "a second that had one server key at its start")
	asked := t.Now()
	before, after := rotated(ctx, t, admin)
	second := after.Cert.NotBefore
	if second.Before(asked.Add(-clockTolerance)) || second.After(t.Now().Add(clockTolerance)) {
		t.NotApplicable("the new root ID-Cert is valid since %s, which is not when it was made", second)
	}
	var first *check.Deviation
	for _, unit := range check.Units() {
		d := servedAt(ctx, t, unit.Stamp(second), after)
		reading := "new"
		if d != nil && servedAt(ctx, t, unit.Stamp(second), before) == nil {
			d, reading = nil, "old"
		}
		if d != nil {
			first = cmp.Or(first, d)
			continue
		}
		t.Hold(nil)
		if unit == check.Seconds {
			t.Took(ambiguity.RotationSecond, reading)
		}
		return
	}
	t.Hold(first)
}

// beforeFirst asks for the time 0 on a server that has had two root ID-Certs, so
// that the first and the current one differ.
func beforeFirst(ctx context.Context, t *check.T) {
	_, after := rotated(ctx, t, t.Admin(ctx))
	res := atTimestamp(ctx, t, "0")
	t.Answered(res)
	switch {
	case res.Status == http.StatusNotFound:
		t.Took(ambiguity.ServerCertOutOfRange, "not-found")
	case res.Status == http.StatusBadRequest:
		t.Took(ambiguity.ServerCertOutOfRange, "bad-request")
	case res.Status >= 400:
		// A refusal that the register does not list, and that harms nobody.
	default:
		root, err := rootIn(res)
		if err != nil {
			t.Fail("a root ID-Cert, or a refusal of the timestamp 0", "%v", err)
		}
		reading := "nearest"
		if sameKey(root, after.Cert) {
			reading = "current"
		}
		t.Took(ambiguity.ServerCertOutOfRange, reading)
	}
	t.Hold(nil)
}

// servedAt decides whether the root ID-Cert of a time is the one that is given.
func servedAt(ctx context.Context, t *check.T, timestamp string, root check.Entry) *check.Deviation {
	res := atTimestamp(ctx, t, timestamp)
	t.Answered(res)
	want := "the root ID-Cert that was valid from " + root.Cert.NotBefore.UTC().Format(time.RFC3339)
	got, err := rootIn(res)
	switch {
	case err != nil:
		return check.Deviates(want, "%v", err)
	case !bytes.Equal(got.Raw, root.Cert.Raw):
		return check.Deviates(want, "another one")
	}
	return nil
}

// atTimestamp asks for the root ID-Cert of a time.
func atTimestamp(ctx context.Context, t *check.T, timestamp string) *client.Response {
	request := check.ServerCertRequest()
	request.Query.Set("timestamp", timestamp)
	return t.Client().Do(ctx, request)
}

// rootIn reads an answer as a root ID-Cert.
func rootIn(res *client.Response) (*p2.Cert, error) {
	if !res.OK() {
		return nil, errors.New(actor.Line(res))
	}
	entry, err := p2.ParseCacheableCert(res.Body)
	if err != nil {
		return nil, err
	}
	return p2.ParseCertPEM(entry.PEM)
}

// newRoot looks at what nobody can verify an ID-Cert without. What becomes of those
// from before is open.
func newRoot(ctx context.Context, t *check.T) {
	admin, alice := t.Admin(ctx), t.NewActor(ctx)
	before, after := rotated(ctx, t, admin)
	t.Hold(distinct([]*big.Int{before.Cert.Serial, after.Cert.Serial}))
	was, is := before.Cert.Subject.PDN().DomainComponents, after.Cert.Subject.PDN().DomainComponents
	if !slices.EqualFunc(was, is, strings.EqualFold) {
		t.Fail("a new root ID-Cert for the domain of the former one, "+strings.Join(was, " "), "one for %s", strings.Join(is, " "))
	}
	switch err := verify.Cert(nextSession(ctx, t, alice).Cert, after.Cert); {
	case errors.Is(err, verify.ErrNotEd25519):
		t.Blocked(check.RootKey, "the ID-Cert cannot be verified: %v", err)
	case err != nil:
		t.Fail("an ID-Cert from after a rotation that verifies under the new root ID-Cert", "%v", err)
	}
	t.Hold(nil)
}
