package keymaterial

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// upload checks what POST /session/keymaterial takes (API
// Registered_uploadEncryptedPKM).
var upload = []check.Check{
	check.Proving(opUpload, one("upload.created", "takes an encrypted private key, and answers with 201",
		created, api.UploadKeysCreated, api.UploadKeysBody)),
	one("upload.two", "takes two encrypted private keys in one request", two, api.UploadKeysBody),
	one("upload.other-session", "takes an encrypted private key for the ID-Cert of another session of the actor",
		otherSession, core.KeyMaterialStored),
	check.Probing(one("upload.data", "takes key_data of any characters as it is, or refuses it", data, api.EncryptedKeyData),
		ambiguity.KeyDataForm),
	check.Probing(one("upload.algorithms", "gives the algorithms back in the order in which they were uploaded",
		algorithms, api.EncryptedKeyOrder, api.EncryptedKeyAlgorithms, api.EncryptedKeyAlgorithmNumbers), ambiguity.EncryptionParameters, ambiguity.DocumentVersions),
	check.Probing(one("upload.algorithm-twice", "gives an algorithm back as often as it was uploaded, or refuses it",
		algorithmTwice, api.EncryptedKeyOrder), ambiguity.AlgorithmTwice),
	one("upload.conflict", "answers with 409 where there is an encrypted key for the ID-Cert, and leaves that as it was",
		conflict, api.UploadKeysConflict),
	one("upload.conflict-other-session", "answers another session with 409 where there is an encrypted key for the ID-Cert",
		conflictOfOtherSession, api.UploadKeysConflict),
	one("upload.twice-in-a-list", "keeps at most one of two encrypted keys that one request has for an ID-Cert",
		twiceInAList, api.UploadKeysConflict),
}

func created(ctx context.Context, t *check.T) {
	s := t.NewSession(ctx, t.NewActor(ctx))
	spare := t.NewSession(ctx, s.Actor)
	_, _, res := offer(ctx, t, s)
	if res.Status == http.StatusUnauthorized || res.Status == http.StatusForbidden { // which may be the token's fault
		t.Grants(ctx, s.RevokeSession(spare.ID), "another request with the token of a session")
	}
	if !res.OK() && aboutTheBody(res.Status) && s.UploadKeys().With(libraryForm(t, s)).Send(ctx).OK() {
		t.Took(ambiguity.KeyMaterialForm, "library") // which fails
	}
	t.Granted(res, http.StatusCreated)
	t.InForm(res)
}

// libraryForm writes a key as a known implementation does: the serial
// number as a list of bytes, and one algorithm in DER.
func libraryForm(t *check.T, s *actor.Session) actor.Change {
	key := writing{inPEM, asOIDs, p2.FormInteger}.key(t.Random(), s.Cert.Serial)
	body, err := json.Marshal([]any{map[string]any{
		"key_data":             key.Data,
		"serial_number":        byteList(s.Cert.Serial.Bytes()),
		"encryption_algorithm": byteList(identifier(oidGCM)),
	}})
	if err != nil {
		t.Error("write a key: %v", err)
	}
	return actor.Body(body)
}

// byteList is an array of numbers in JSON, which bytes by themselves are not.
func byteList(b []byte) []int {
	out := make([]int, len(b))
	for i := range b {
		out[i] = int(b[i])
	}
	return out
}

func two(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	u.store(ctx, u.another(ctx))
	u = u.fresh(ctx)
	phone, desk := u.keyFor(u.Session), u.keyFor(u.another(ctx))
	t.Accepts(ctx, u.UploadKeys(phone, desk), "the upload of two encrypted keys")
	t.Hold(u.kept(ctx, phone))
	t.Hold(u.kept(ctx, desk))
}

func otherSession(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	u = u.fresh(ctx)
	key := u.keyFor(u.another(ctx))
	t.Accepts(ctx, u.UploadKeys(key), "the upload of an encrypted key for another session's ID-Cert")
	t.Hold(u.kept(ctx, key))
}

// anyText has what is changed on the way by who takes it for something else than
// a string: spaces at its ends, both kinds of line ends, what HTML and SQL
// escape, and letters that can be composed in two ways.
const anyText = " {\"a\": 'b', \\n} <script>&amp; %41+%2B \r\n e\u0301\u00e9 \U0001f511\u2028 -- ; \t\n"

func data(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	key, control := u.keyFor(u.another(ctx)), u.keyFor(u.another(ctx))
	key.Data = anyText
	if t.TakesOrRefuses(ctx, u.UploadKeys(key), "key_data of arbitrary text", u.UploadKeys(control)) == nil {
		t.Took(ambiguity.KeyDataForm, u.as.data.reading)
		t.Hold(lacks(list(ctx, t, u.Session), key.Serial.Int))
		return
	}
	t.Took(ambiguity.KeyDataForm, inText.reading)
	t.Hold(sameData(key, u.found(ctx, key)))
}

func algorithms(ctx context.Context, t *check.T) {
	u, _ := newUploads(ctx, t)
	version := "newest"
	if u.as.algorithms.numbers {
		version = "same-number"
	}
	t.Took(ambiguity.DocumentVersions, version)
	t.Took(ambiguity.EncryptionParameters, u.as.algorithms.reading)
	for _, names := range [][]string{u.as.names(oidGCM, oidWrap), u.as.names(oidWrap, oidGCM)} {
		key := u.keyFor(u.another(ctx))
		key.Algorithms = names
		t.Grants(ctx, u.UploadKeys(key), "the upload of an encrypted key")
		t.Hold(sameAlgorithms(key, u.found(ctx, key)))
	}
}

func algorithmTwice(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	key, control := u.keyFor(u.another(ctx)), u.keyFor(u.another(ctx))
	key.Algorithms = u.as.names(oidGCM, oidWrap, oidGCM)
	if t.TakesOrRefuses(ctx, u.UploadKeys(key), "a key that was encrypted with an algorithm twice", u.UploadKeys(control)) == nil {
		t.Took(ambiguity.AlgorithmTwice, "refused")
		t.Hold(lacks(list(ctx, t, u.Session), key.Serial.Int))
		return
	}
	t.Took(ambiguity.AlgorithmTwice, "kept")
	t.Hold(sameAlgorithms(key, u.found(ctx, key)))
}

func conflict(ctx context.Context, t *check.T) {
	u, first := stored(ctx, t)
	res := u.UploadKeys(u.keyFor(u.Session)).Send(ctx)
	t.Refused(res, "a second encrypted key for an ID-Cert", check.Status(http.StatusConflict))
	still(ctx, t, u.Session, "the refusal of another", first)
	u.store(ctx, u.another(ctx))
}

func conflictOfOtherSession(ctx context.Context, t *check.T) {
	u, first := newUploads(ctx, t)
	phone, key := u.another(ctx), u.keyFor(u.another(ctx))
	t.Grants(ctx, phone.UploadKeys(key), "the upload of an encrypted key for another session's ID-Cert")
	first = there(ctx, t, u.Session, first, key)[0]
	t.Grants(ctx, u.DeleteKeys(key.Serial.Int), "the deletion of an encrypted key") // which leaves its slot
	res := phone.UploadKeys(u.keyFor(u.Session)).Send(ctx)
	t.Refused(res, "a second encrypted key for an ID-Cert, from another session", check.Status(http.StatusConflict))
	still(ctx, t, u.Session, "the refusal of another", first)
}

// twiceInAList takes a refusal as well as either of the two.
func twiceInAList(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	phone := u.another(ctx)
	key, again := u.keyFor(phone), u.keyFor(phone)
	t.Answered(u.UploadKeys(key, again).Send(ctx))
	if n := len(withSerial(list(ctx, t, u.Session), key.Serial.Int)); n > 1 {
		t.Fail("at most one encrypted key for an ID-Cert", "%d", n)
	}
	t.Hold(nil)
}
