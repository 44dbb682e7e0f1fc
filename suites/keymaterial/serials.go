package keymaterial

import (
	"context"
	"math/big"
	"net/http"

	"github.com/onsi/gomega"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// serials checks for which ID-Certs keys are taken. To take them for any serial
// number is a reading; to take them for anybody's ID-Cert is none.
var serials = []check.Check{
	check.Probing(one("serials.of-nobody", "answers with 404 to a key for an ID-Cert that it does not know, or keeps it",
		serialNobody, api.UploadKeysUnknownSerial), ambiguity.KeyMaterialSerials),
	one("serials.of-other-actor", "answers with 404 to a key for the ID-Cert of another actor, unless it takes every serial number",
		serialOfOtherActor, api.UploadKeysUnknownSerial),
	one("serials.beyond-64-bits", "takes no serial number for another one that differs by 2 to the power of 64",
		serialBeyond, api.EncryptedKeySerial),
	one("serials.exact", "gives the serial number back with all its digits", serialExact, api.EncryptedKeySerial),
}

func serialNobody(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	key := u.keyOf(serialOfNobody(t))
	res := u.UploadKeys(key).Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.KeyMaterialSerials, "any")
		t.Hold(u.kept(ctx, key))
		return
	}
	t.Took(ambiguity.KeyMaterialSerials, "own")
	t.Refused(res, "the serial number of no ID-Cert", check.Status(http.StatusNotFound))
	t.Hold(lacks(list(ctx, t, u.Session), key.Serial.Int))
	u.store(ctx, u.another(ctx))
}

func serialOfOtherActor(ctx context.Context, t *check.T) {
	alice := t.NewSession(ctx, t.NewActor(ctx))
	bob, _ := newUploads(ctx, t)
	res := bob.UploadKeys(bob.keyFor(alice)).Send(ctx)
	t.Answered(res)
	if res.OK() && bob.UploadKeys(bob.keyOf(serialOfNobody(t))).Send(ctx).OK() {
		t.Hold(nil)
		return
	}
	t.Refused(res, "the serial number of another actor's ID-Cert, from a server that takes not every one", check.Status(http.StatusNotFound))
	bob.store(ctx, bob.another(ctx))
}

// serialBeyond wants no key under the ID-Cert's own serial number for one that is
// the same in 64 bits.
func serialBeyond(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	phone := u.another(ctx)
	wraps := u.keyOf(new(big.Int).Add(phone.Cert.Serial, new(big.Int).Lsh(big.NewInt(1), 64)))
	t.TakesOrRefuses(ctx, u.UploadKeys(wraps), "a serial number beyond 64 bits", u.UploadKeys(u.keyFor(phone)))
	t.Hold(lacks(list(ctx, t, u.Session), phone.Cert.Serial))
	u.store(ctx, phone)
}

// serialExact finds the key by what it holds, or as the only one that there is.
func serialExact(ctx context.Context, t *check.T) {
	u, key := newUploads(ctx, t)
	all := list(ctx, t, u.Session)
	for _, k := range all {
		if k.Data == key.Data || len(all) == 1 {
			t.Expect(k.Serial.Int.String()).To(gomega.Equal(key.Serial.Int.String()))
			return
		}
	}
	t.Blocked(opGet, "an encrypted key that was uploaded is not listed")
}
