package keymaterial

import (
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// size checks how large an encrypted key may be, and what the server says of it
// (API Registered_encryptedPKMsizeLimit).
var size = []check.Check{
	check.Proving(opSize, one("size.ok", "answers with 200 when it is asked for the size limit", sizeOK, api.KeyLimitOK)),
	check.Probing(one("size.public", "tells the size limit without a session token, or refuses that", sizePublic, api.KeyLimitPublic),
		ambiguity.SizeLimitPlace),
	check.Probing(one("size.header", "tells the size limit in bytes in the header X-MAX-PAYLOAD-SIZE", sizeInHeader, api.KeyLimitHeader),
		ambiguity.SizeLimitPlace),
	one("size.usual", "has a size limit between 800 bytes and 10 kilobytes", sizeUsual, api.KeyLimitUsual),
	check.Probing(one("size.at-limit", "takes and gives back an encrypted key that is as large as the limit allows", atLimit, api.KeyLimitHeader, api.GetKeysOK),
		ambiguity.SizeLimitMeasure),
	one("size.too-large", "answers with 413 to an encrypted key that is larger than the limit", tooLarge, api.UploadKeysTooLarge),
	one("size.too-large-second", "keeps no encrypted key that is larger than the limit, wherever it stands in the array",
		tooLargeSecond, api.UploadKeysTooLarge),
	one("size.limited", "takes no encrypted keys of any size", limited, core.KeyMaterialSizeLimited),
}

// askLimit asks for the limit without a token, and where that is refused with one
//
func askLimit(ctx context.Context, t *check.T, s *actor.Session) (res *client.Response, public bool) {
	call := s.Actor.KeySizeLimit()
	res = call.Send(ctx)
	t.GotAnswer(res)
	if res.OK() {
		return res, true
	}
	res = call.With(actor.Token(s.Token)).Send(ctx)
	t.GotAnswer(res)
	return res, false
}

// limit is what the server announces; one that it does not announce blocks the
// check, and one that is larger than what we send ends it.
func limit(ctx context.Context, t *check.T, s *actor.Session) int {
	res, _ := askLimit(ctx, t, s)
	if !res.OK() {
		t.Blocked(opSize, "the size limit could not be had: %s", actor.Line(res))
	}
	n, d := limitIn(res.Header)
	if d != nil {
		t.Blocked(opSize, "the size limit could not be read: %s", d.Actual)
	}
	if n > largest {
		t.Untested("the size limit is %d bytes, and we send no more than %d", n, largest)
	}
	return int(n)
}

// largest is the largest limit that is tried, in bytes.
const largest = 512 << 10

func sizeOK(ctx context.Context, t *check.T) {
	res, _ := askLimit(ctx, t, t.NewSession(ctx, t.NewActor(ctx)))
	t.Granted(res, http.StatusOK)
}

// sizePublic takes a refusal for a reading, and nothing else.
func sizePublic(ctx context.Context, t *check.T) {
	s := t.NewSession(ctx, t.NewActor(ctx))
	call := s.Actor.KeySizeLimit()
	with := call.With(actor.Token(s.Token))
	public := t.TakesOrRefuses(ctx, call, "a question for the size limit without a session token", with) != nil
	placeOf(t, t.Grants(ctx, with, "the same question with a session token"), public)
	t.Hold(nil)
}

// placeOf records where a limit stands that was found in the header.
func placeOf(t *check.T, res *client.Response, public bool) {
	n, d := limitIn(res.Header)
	inBody, there := limitInBody(res.Body)
	switch {
	case d != nil: // which the check size.header says
	case there && inBody == n:
		t.Took(ambiguity.SizeLimitPlace, "both")
	case public:
		t.Took(ambiguity.SizeLimitPlace, "header")
	default:
		t.Took(ambiguity.SizeLimitPlace, "header-token")
	}
}

func sizeInHeader(ctx context.Context, t *check.T) {
	res, public := askLimit(ctx, t, t.NewSession(ctx, t.NewActor(ctx)))
	if !res.OK() {
		t.Blocked(opSize, "the size limit could not be had: %s", actor.Line(res))
	}
	_, d := limitIn(res.Header)
	if _, there := limitInBody(res.Body); d != nil && there {
		t.Took(ambiguity.SizeLimitPlace, "body") // which fails
	}
	placeOf(t, res, public)
	t.Hold(d)
}

func sizeUsual(ctx context.Context, t *check.T) {
	s := t.NewSession(ctx, t.NewActor(ctx))
	res, _ := askLimit(ctx, t, s)
	n, d := limitIn(res.Header)
	if !res.OK() || d != nil {
		t.Blocked(opSize, "the size limit could not be had")
	}
	t.Hold(usual(n))
}

// margin is what the limit may measure of a request besides what is in it.
const margin = 64

// atLimit uploads what is within the limit however it is measured, and then what
// is so under some readings only.
func atLimit(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	n := limit(ctx, t, u.Session)
	u = u.fresh(ctx).exact(ctx).fresh(ctx)
	key := u.sized(u.Session, n-margin, lengthOfJSON)
	t.Accepts(ctx, u.UploadKeys(key), "the upload of an encrypted key that is not larger than the limit")
	t.Hold(sameData(key, u.found(ctx, key)))
	t.Took(ambiguity.SizeLimitMeasure, u.measure(ctx, n))
}

// exact writes keys of any size where the server takes them.
func (u uploader) exact(ctx context.Context) uploader {
	text := u
	text.as.data = inText
	res := u.UploadKeys(text.keyFor(u.Session)).Send(ctx)
	u.t.GotAnswer(res)
	if res.OK() {
		return text
	}
	return u
}

// sized is the largest key for a session of which a measure is at most n.
func (u uploader) sized(s *actor.Session, n int, measure func(p2.EncryptedKey) int) p2.EncryptedKey {
	return u.as.sized(u.t.Random(), s.Cert.Serial, n, measure)
}

// fresh is the same for a new actor: a server may limit how many keys one has.
func (u uploader) fresh(ctx context.Context) uploader {
	return uploader{u.t.NewSession(ctx, u.t.NewActor(ctx)), u.t, u.as}
}

// measure finds out what the limit of n bytes is held against: key_data of that
// length, and two keys that are larger together. What is as large as the limit does
// not exceed it: a server that takes what is one byte smaller takes that as well.
func (u uploader) measure(ctx context.Context, n int) string {
	taken := func(keys func(uploader) []p2.EncryptedKey) bool {
		by := u.fresh(ctx)
		res := by.UploadKeys(keys(by)...).Send(ctx)
		u.t.GotAnswer(res)
		return res.OK()
	}
	of := func(size int, measure func(p2.EncryptedKey) int) func(uploader) []p2.EncryptedKey {
		return func(by uploader) []p2.EncryptedKey { return []p2.EncryptedKey{by.sized(by.Session, size, measure)} }
	}
	short := func(measure func(p2.EncryptedKey) int) bool { return !taken(of(n, measure)) && taken(of(n-1, measure)) }
	exact := u.as.data.reading == inText.reading // others cannot be of any size
	switch {
	case taken(of(n, lengthOfData)):
		return "key-data"
	case exact && (short(lengthOfData) || short(lengthOfJSON) || short(lengthOfBody)):
		u.t.Fail(fmt.Sprintf("an upload of as much as the limit, %d bytes, is granted", n), "what is one byte smaller is granted, and that is not")
	case taken(func(by uploader) []p2.EncryptedKey {
		return []p2.EncryptedKey{by.sized(by.Session, n*2/3, lengthOfJSON), by.sized(by.another(ctx), n*2/3, lengthOfJSON)}
	}):
		return "element"
	}
	return "body"
}

// twice is a key that is too large however the limit of n bytes is measured.
func (u uploader) twice(ctx context.Context, n int) p2.EncryptedKey {
	return u.sized(u.another(ctx), 2*n+1024, lengthOfData)
}

func tooLarge(ctx context.Context, t *check.T) {
	u, _ := newUploads(ctx, t)
	n := limit(ctx, t, u.Session)
	t.Refuses(ctx, u.UploadKeys(u.keyFor(u.another(ctx))), "an encrypted key of more than twice the limit",
		actor.Keys(u.twice(ctx, n)), check.Status(http.StatusRequestEntityTooLarge))
}

func tooLargeSecond(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	n := limit(ctx, t, u.Session)
	small, large := u.keyFor(u.another(ctx)), u.twice(ctx, n)
	control := u.UploadKeys(u.keyFor(u.another(ctx)))
	taken := t.TakesOrRefuses(ctx, u.UploadKeys(small, large), "an encrypted key that is too large after one that is not", control) != nil
	left := list(ctx, t, u.Session)
	t.Hold(lacks(left, large.Serial.Int))
	if !taken {
		t.Hold(after("the refusal of the list", lacks(left, small.Serial.Int)))
	}
	t.Grants(ctx, control, "the upload of an encrypted key")
}

// limited needs no limit that was announced.
func limited(ctx context.Context, t *check.T) {
	u, _ := newUploads(ctx, t)
	res, _ := askLimit(ctx, t, u.Session)
	announced, d := limitIn(res.Header)
	n := int(min(announced, largest))
	if d != nil || announced == 0 {
		n = largest
	}
	t.Refuses(ctx, u.UploadKeys(u.keyFor(u.another(ctx))), "an encrypted key that is far larger than the limit", actor.Keys(u.twice(ctx, n)))
}
