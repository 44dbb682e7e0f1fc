package keymaterial

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// deletion checks DELETE /session/keymaterial (API Registered_deleteEncryptedPKM).
var deletion = []check.Check{
	check.Proving(opDelete, one("delete.no-content", "answers the deletion of an encrypted private key with 204", deleteNoContent, api.DeleteKeysNoContent)),
	one("delete.gone", "deletes the encrypted private key that it is asked to delete, and no other", gone, api.DeleteKeysGone),
	one("delete.two", "deletes the encrypted private keys of two ID-Certs, with a comma between their serial numbers", goneTwo, api.DeleteKeysGone),
	one("delete.last", "answers with 204 for an actor whose last encrypted private key was deleted", goneLast, api.GetKeysNoContent, api.DeleteKeysGone),
	one("delete.uploaded-again", "takes an encrypted private key again after the one before it was deleted", uploadedAgain, api.DeleteKeysGone),
	one("delete.unknown", "answers with 404 when it is to delete the key of an ID-Cert that nobody has", deleteUnknown, api.DeleteKeysUnknown),
	check.Probing(one("delete.without-key", "answers with 404 or 204 when it is to delete the key of an ID-Cert without one",
		deleteWithoutKey, api.DeleteKeysUnknown), ambiguity.SerialWithoutKey),
	check.Probing(one("delete.twice", "answers with 404 or 204 when it is to delete an encrypted private key once more",
		deleteTwice, api.DeleteKeysUnknown), ambiguity.SerialWithoutKey),
	one("delete.no-serials", "deletes nothing when it is told no serial numbers", deleteNoSerials, api.DeleteKeysSerialsRequired),
	one("delete.empty-serials", "deletes nothing for an empty list of serial numbers", deleteEmpty, api.DeleteKeysSerialsRequired),
	one("delete.malformed", "rejects the deletion for serial numbers that are none, and deletes nothing", deleteMalformed, api.DeleteKeysGone),
}

func deleteNoContent(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	res := u.DeleteKeys(key.Serial.Int).Send(ctx)
	t.Granted(res, http.StatusNoContent)
	t.InForm(res)
}

func gone(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	t.Grants(ctx, u.DeleteKeys(keys[1].Serial.Int), "the deletion of an encrypted key")
	left := list(ctx, t, u.Session)
	t.Hold(after("its deletion", lacks(left, keys[1].Serial.Int)))
	t.Hold(after("the deletion of another", holds(left, keys[0])))
	t.Hold(after("the deletion of another", holds(left, keys[2])))
	t.Grants(ctx, u.EncryptedKeys(keys[0].Serial.Int), "a request for a key that nobody deleted")
	res := u.EncryptedKeys(keys[1].Serial.Int).Send(ctx)
	t.GotAnswer(res)
	if res.OK() { // with nothing, to a reader of A-351
		t.Hold(after("its deletion", lacks(keysOf(t, res), keys[1].Serial.Int)))
	}
}

func goneTwo(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	res := u.DeleteKeys(keys[0].Serial.Int, keys[2].Serial.Int).Send(ctx)
	t.Answered(res)
	if !res.OK() && !u.DeleteKeys(keys[0].Serial.Int).Send(ctx).OK() {
		t.Blocked(opDelete, "no encrypted key can be deleted: %s", actor.Line(res))
	}
	t.Granted(res, http.StatusOK, http.StatusNoContent)
	left := list(ctx, t, u.Session)
	t.Hold(after("its deletion", lacks(left, keys[0].Serial.Int)))
	t.Hold(after("its deletion", lacks(left, keys[2].Serial.Int)))
	t.Hold(after("the deletion of others", holds(left, keys[1])))
}

func goneLast(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	t.Grants(ctx, u.DeleteKeys(key.Serial.Int), "the deletion of an encrypted key")
	t.Granted(u.EncryptedKeys().Send(ctx), http.StatusNoContent)
}

func uploadedAgain(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	t.Grants(ctx, u.DeleteKeys(key.Serial.Int), "the deletion of an encrypted key")
	next := u.keyFor(u.Session)
	t.Accepts(ctx, u.UploadKeys(next), "the upload of an encrypted key after the one before it was deleted")
	if got := u.found(ctx, next); got.Data == key.Data {
		t.Fail("the encrypted key that was uploaded last", "the one that was deleted")
	}
	t.Hold(nil)
}

func deleteUnknown(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	res := call.With(actor.Serials(serialOfNobody(t))).Send(ctx)
	t.Refused(res, "the serial number of no ID-Cert", check.Status(http.StatusNotFound))
	still(ctx, t, u.Session, "the refusal to delete another", key)
	t.Grants(ctx, call, "the deletion of an encrypted key")
}

func deleteWithoutKey(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	res := call.With(actor.Serials(u.another(ctx).Cert.Serial)).Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.SerialWithoutKey, "empty")
		t.Granted(res, http.StatusNoContent)
	} else {
		t.Took(ambiguity.SerialWithoutKey, "not-found")
		t.Refused(res, "the serial number of an ID-Cert without a key", check.Status(http.StatusNotFound))
	}
	still(ctx, t, u.Session, "the request to delete another", key)
	t.Grants(ctx, call, "the deletion of an encrypted key")
}

func deleteTwice(ctx context.Context, t *check.T) {
	u, key := newUploads(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	t.Grants(ctx, call, "the deletion of an encrypted key")
	res := call.Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.SerialWithoutKey, "empty")
		t.Granted(res, http.StatusNoContent)
		return
	}
	t.Took(ambiguity.SerialWithoutKey, "not-found")
	t.Refused(res, "the deletion of an encrypted key that was deleted before", check.Status(http.StatusNotFound))
}

func deleteNoSerials(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	t.Refused(call.With(actor.WithoutQuery("serials")).Send(ctx), "no serials")
	still(ctx, t, u.Session, "the refusal of a deletion", key)
	t.Grants(ctx, call, "the deletion of an encrypted key")
}

// deleteEmpty leaves open whether an empty list is refused.
func deleteEmpty(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	t.Answered(call.With(actor.Query("serials", "")).Send(ctx))
	still(ctx, t, u.Session, "a deletion for an empty list", key)
	t.Grants(ctx, call, "the deletion of an encrypted key")
}

func deleteMalformed(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	for _, value := range malformed {
		t.Refused(call.With(actor.Query("serials", value)).Send(ctx), "serials="+value)
	}
	still(ctx, t, u.Session, "the refusal of a deletion", key)
	t.Grants(ctx, call, "the deletion of an encrypted key")
}
