package keymaterial

import (
	"context"
	"encoding/json"
	"math/big"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// careless checks what a server does that takes one request for several steps, or
// one number for another.
var careless = []check.Check{
	one("batches.upload-malformed", "uploads nothing of a list that it refuses for an element that is no encrypted key",
		uploadMalformed, api.UploadKeysBodyRequired),
	one("delete.nearly", "deletes no encrypted private key for a serial number that is nearly its own", deleteNearly, api.DeleteKeysGone),
	one("delete.same-twice", "deletes an encrypted private key whose serial number is named twice, or refuses it and deletes nothing",
		deleteSameTwice, api.DeleteKeysGone),
}

// uploadMalformed has something wrong behind a key that is right. What is taken of
// such a list is left open.
func uploadMalformed(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	for _, wrong := range []string{`{}`, `"x"`, `null`} {
		key := u.keyFor(u.another(ctx))
		text, err := json.Marshal(key)
		if err != nil {
			t.Error("write an encrypted key: %v", err)
		}
		call := u.UploadKeys(key)
		body := "[" + string(text) + "," + wrong + "]"
		if t.TakesOrRefuses(ctx, call.With(actor.Body([]byte(body))), "a list with "+wrong+" for an encrypted key", call) == nil {
			t.Hold(after("the refusal of the list", lacks(list(ctx, t, u.Session), key.Serial.Int)))
			t.Grants(ctx, call, "the upload of the other key of the list")
			t.Grants(ctx, u.DeleteKeys(key.Serial.Int), "the deletion of an encrypted key")
			continue
		}
		t.Hold(after("the upload of a list", u.kept(ctx, key)))
	}
}

// deleteNearly names serial numbers that a comparison of fewer digits or bits takes
// for the right one.
func deleteNearly(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	call := u.DeleteKeys(key.Serial.Int)
	for _, near := range nearly(key.Serial.Int) {
		t.TakesOrRefuses(ctx, call.With(actor.Serials(near)), "the deletion for a serial number that is nearly another", u.EncryptedKeys(key.Serial.Int))
		still(ctx, t, u.Session, "the deletion for a serial number that is nearly its own", key)
	}
	t.Grants(ctx, call, "the deletion of an encrypted key")
}

// nearly are serial numbers that are not the one, but may be taken for it.
func nearly(n *big.Int) []*big.Int {
	all := []*big.Int{
		new(big.Int).Add(n, big.NewInt(1)),
		new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), 64)), new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), 32)),
		new(big.Int).Mul(n, big.NewInt(10)), new(big.Int).Div(n, big.NewInt(10)),
	}
	if n.Sign() > 0 {
		all = append(all, new(big.Int).Sub(n, big.NewInt(1)))
	}
	return all
}

// deleteSameTwice takes either, but not a refusal of what was done.
func deleteSameTwice(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	n := keys[0].Serial.Int
	res := u.DeleteKeys(n, n).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Refused(res, "a serial number that is named twice")
		still(ctx, t, u.Session, "the refusal to delete it", keys...)
		t.Grants(ctx, u.DeleteKeys(n), "the deletion of an encrypted key")
		return
	}
	t.Granted(res, http.StatusOK, http.StatusNoContent)
	left := list(ctx, t, u.Session)
	t.Hold(after("its deletion", lacks(left, n)))
	t.Hold(after("the deletion of another", holds(left, keys[1])))
	t.Hold(after("the deletion of another", holds(left, keys[2])))
}
