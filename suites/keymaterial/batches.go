package keymaterial

import (
	"context"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/requirement"
)

// batches checks lists of which one element fails: either the whole list fails and
// changes nothing, or all that can be done is done. To say one thing and
// do the other is neither.
var batches = []check.Check{
	batch("batches.upload-conflict", "uploads all of a list with a key that is there already, or refuses it and uploads nothing",
		uploadPart, api.UploadKeysConflict),
	one("batches.upload-unknown", "uploads all that it can of a list with a key for an ID-Cert that it does not know, or refuses it and uploads nothing",
		uploadUnknown, api.UploadKeysUnknownSerial),
	batch("batches.get-part", "gives all that there is of a list of serial numbers, or refuses it", getPart, api.GetKeysSerials),
	batch("batches.delete-part", "deletes all that there is of a list of serial numbers, or refuses it and deletes nothing",
		deletePart, api.DeleteKeysGone),
}

func batch(id, title string, run func(context.Context, *check.T), decides ...requirement.Requirement) check.Check {
	return check.Probing(one(id, title, run, decides...), ambiguity.KeyMaterialBatches)
}

// wholly reports a list that was refused as a whole, and records the reading.
func wholly(t *check.T, res *client.Response) bool {
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.KeyMaterialBatches, "what-matches")
		return false
	}
	t.Took(ambiguity.KeyMaterialBatches, "all-or-nothing")
	t.Refused(res, "a list of which one element cannot be done")
	return true
}

func uploadPart(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	other := u.keyFor(u.another(ctx))
	refused := wholly(t, u.UploadKeys(other, u.keyFor(u.Session)).Send(ctx))
	if refused {
		left := list(ctx, t, u.Session)
		t.Hold(after("the refusal of the list", holds(left, key)))
		t.Hold(after("the refusal of the list", lacks(left, other.Serial.Int)))
		t.Grants(ctx, u.UploadKeys(other), "the upload of what can be uploaded of the list")
		return
	}
	still(ctx, t, u.Session, "the upload of another beside it", key)
	t.Hold(u.kept(ctx, other))
}

// uploadUnknown finds out no reading: a server that takes every serial number
// takes the whole list.
func uploadUnknown(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	other := u.keyFor(u.another(ctx))
	res := t.TakesOrRefuses(ctx, u.UploadKeys(other, u.keyOf(serialOfNobody(t))), "a list with a key for no ID-Cert", u.UploadKeys(other))
	if res == nil {
		t.Hold(after("the refusal of the list", lacks(list(ctx, t, u.Session), other.Serial.Int)))
		t.Grants(ctx, u.UploadKeys(other), "the upload of what can be uploaded of the list")
		return
	}
	t.Hold(after("the upload of a list", u.kept(ctx, other)))
}

func getPart(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	res := u.EncryptedKeys(keys[0].Serial.Int, serialOfNobody(t), keys[1].Serial.Int).Send(ctx)
	if !wholly(t, res) {
		t.Hold(only(keysOf(t, res), keys[0], keys[1]))
	}
	t.Hold(nil)
}

func deletePart(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	call := u.DeleteKeys(keys[0].Serial.Int, serialOfNobody(t))
	if wholly(t, call.Send(ctx)) {
		still(ctx, t, u.Session, "the refusal to delete one of them", keys...)
		t.Grants(ctx, u.DeleteKeys(keys[0].Serial.Int), "the deletion of an encrypted key")
		return
	}
	left := list(ctx, t, u.Session)
	t.Hold(after("its deletion", lacks(left, keys[0].Serial.Int)))
	t.Hold(after("the deletion of another", holds(left, keys[1])))
	t.Hold(after("the deletion of another", holds(left, keys[2])))
}
