package keymaterial

import (
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// get checks what GET /session/keymaterial gives back without serial numbers (API
// Registered_getEncryptedPKM), and that it does so from everywhere (section 6.3).
var get = []check.Check{
	check.Proving(opGet, one("get.returned", "gives an encrypted private key back as it was uploaded",
		returned, api.GetKeysOK, core.KeyMaterialStored)),
	check.Probing(one("get.members", "gives encrypted private keys back with the members of the API document",
		members, api.EncryptedKeyRequired, api.GetKeysOK), ambiguity.KeyMaterialForm),
	one("get.characters", "gives an encrypted private key back whatever characters of base64 stand in it", everyCharacter,
		api.GetKeysOK, core.KeyMaterialStored),
	one("get.all", "gives all encrypted private keys of an actor back", all, api.GetKeysAll),
	one("get.none", "answers with 204 for an actor who has uploaded nothing", none, api.GetKeysNoContent),
	one("get.other-session", "gives an encrypted private key to another session of the actor", fromOtherSession, core.KeyMaterialAnyTime),
	one("get.later-session", "gives an encrypted private key to a session that began after the upload", fromLaterSession, core.KeyMaterialAnyTime),
	one("get.revoked-certificate", "still gives the encrypted private key of a revoked ID-Cert", ofRevoked, core.KeyMaterialAnyTime),
	one("get.revoked-session", "still gives an encrypted private key whose session was revoked after its upload", fromRevoked, core.KeyMaterialAnyTime),
}

func returned(ctx context.Context, t *check.T) {
	u, key := newUploads(ctx, t)
	res := u.EncryptedKeys().Send(ctx)
	t.Granted(res, http.StatusOK)
	if libraryNames(res.Body) {
		t.Blocked("keymaterial.get.members", "the list has other members than those of the API document")
	}
	t.Hold(holds(parsed(t, res), key))
}

func members(ctx context.Context, t *check.T) {
	u, _ := newUploads(ctx, t)
	res := u.EncryptedKeys().Send(ctx)
	if !res.OK() || res.Status == http.StatusNoContent {
		t.Blocked(opGet, "an encrypted key that was uploaded is not given back")
	}
	if libraryNames(res.Body) {
		t.Took(ambiguity.KeyMaterialForm, "library") // which fails
	}
	t.InForm(res)
	parsed(t, res)
	t.Took(ambiguity.KeyMaterialForm, "api")
}

func all(ctx context.Context, t *check.T) {
	u, first := stored(ctx, t)
	keys := []p2.EncryptedKey{first, u.store(ctx, u.another(ctx)), u.store(ctx, u.another(ctx))}
	listed := list(ctx, t, u.Session)
	for _, key := range keys {
		t.Hold(has(listed, key.Serial.Int))
	}
}

func none(ctx context.Context, t *check.T) {
	stored(ctx, t)
	res := t.NewSession(ctx, t.NewActor(ctx)).EncryptedKeys().Send(ctx)
	t.Granted(res, http.StatusNoContent)
	t.InForm(res)
}

func fromOtherSession(ctx context.Context, t *check.T) {
	s := t.NewSession(ctx, t.NewActor(ctx))
	phone := t.NewSession(ctx, s.Actor)
	_, key := newUploader(ctx, t, s)
	key = there(ctx, t, s, key)[0]
	t.Hold(holds(keysOf(t, t.Accepts(ctx, phone.EncryptedKeys(), "a request for encrypted keys by another session")), key))
}

func fromLaterSession(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	later := u.another(ctx)
	t.Hold(holds(keysOf(t, t.Accepts(ctx, later.EncryptedKeys(), "a request for encrypted keys by a new session")), key))
}

// ofRevoked ends a session: its messages are to be moved with the key all the same.
func ofRevoked(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	u, own := newUploader(ctx, t, laptop)
	lost := u.another(ctx)
	keys := there(ctx, t, laptop, own, u.store(ctx, lost))
	t.Grants(ctx, laptop.RevokeSession(lost.ID), "the revocation of a session")
	still(ctx, t, laptop, "the revocation of an ID-Cert", keys...)
}

// fromRevoked ends the session that uploaded the key of its own ID-Cert.
func fromRevoked(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	lost := t.NewSession(ctx, laptop.Actor)
	_, key := newUploader(ctx, t, lost)
	key = there(ctx, t, laptop, key)[0]
	t.Grants(ctx, laptop.RevokeSession(lost.ID), "the revocation of a session")
	still(ctx, t, laptop, "the revocation of the session that uploaded it", key)
}

// everyCharacter uploads keys of three lengths, which base64 fills up in its three
// ways, with those characters in them that another alphabet or a query has otherwise.
func everyCharacter(ctx context.Context, t *check.T) {
	u, first := newUploads(ctx, t)
	there(ctx, t, u.Session, first)
	for length := secretLength; length < secretLength+3; length++ {
		s := u.another(ctx)
		key := u.as.keyOf(t.Random(), length, s.Cert.Serial)
		for range 100 {
			if strings.Contains(key.Data, "+") && strings.Contains(strings.ReplaceAll(key.Data, "-----", ""), "/") {
				break
			}
			key = u.as.keyOf(t.Random(), length, s.Cert.Serial)
		}
		t.Grants(ctx, u.UploadKeys(key), "the upload of an encrypted key")
		t.Hold(after("its upload", holds(there(ctx, t, u.Session, key), key)))
	}
}
