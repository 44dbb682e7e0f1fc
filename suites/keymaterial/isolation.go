package keymaterial

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// isolation checks that the encrypted keys of one actor are no concern of another.
var isolation = []check.Check{
	one("isolation.get-all", "gives an actor no encrypted private key of another", othersNotListed, api.GetKeysOwn),
	one("isolation.get-serial", "gives an actor no encrypted private key of another by its serial number", othersNotBySerial, api.GetKeysOwn),
	one("isolation.get-among-own", "gives an actor no encrypted private key of another among its own", othersNotAmongOwn, api.GetKeysOwn),
	one("isolation.upload", "takes and keeps an actor's encrypted private key although another tried to upload for its ID-Cert",
		othersNotInTheWay, core.KeyMaterialStored),
	one("isolation.delete", "deletes no encrypted private key of another actor", othersNotDeleted, api.DeleteKeysGone),
}

// twoActors have a key each.
func twoActors(ctx context.Context, t *check.T) (alice, bob uploader, alices, bobs p2.EncryptedKey) {
	alice, alices = stored(ctx, t)
	bob, bobs = stored(ctx, t)
	return alice, bob, alices, bobs
}

func othersNotListed(ctx context.Context, t *check.T) {
	_, bob, alices, _ := twoActors(ctx, t)
	res := t.Grants(ctx, bob.EncryptedKeys(), "a request for encrypted keys")
	notLeaked(t, res.Body, alices)
}

// notLeaked looks for the key itself: whatever the form, it must not be there.
func notLeaked(t *check.T, body []byte, key p2.EncryptedKey) {
	if mentions(body, key.Data) {
		t.Fail("no encrypted key of another actor", "the key_data of one")
	}
	t.Hold(nil)
}

func othersNotBySerial(ctx context.Context, t *check.T) {
	_, bob, alices, bobs := twoActors(ctx, t)
	res := bob.EncryptedKeys(alices.Serial.Int).Send(ctx)
	t.GotAnswer(res)
	notLeaked(t, res.Body, alices)
	t.Grants(ctx, bob.EncryptedKeys(bobs.Serial.Int), "a request for the own key by its serial number")
}

func othersNotAmongOwn(ctx context.Context, t *check.T) {
	_, bob, alices, bobs := twoActors(ctx, t)
	res := bob.EncryptedKeys(bobs.Serial.Int, alices.Serial.Int).Send(ctx)
	t.GotAnswer(res)
	notLeaked(t, res.Body, alices)
	t.Grants(ctx, bob.EncryptedKeys(bobs.Serial.Int), "a request for the own key by its serial number")
}

// othersNotInTheWay holds under both readings of A-177: whether the other's upload
// is refused or kept, it is not the actor's.
func othersNotInTheWay(ctx context.Context, t *check.T) {
	bob, _ := newUploads(ctx, t)
	alice := t.NewSession(ctx, t.NewActor(ctx))
	wrong := bob.keyFor(alice)
	t.GotAnswer(bob.UploadKeys(wrong).Send(ctx))
	t.Accepts(ctx, alice.UploadKeys(bob.keyFor(alice)), "the upload of an encrypted key for the own ID-Cert")
	res := t.Grants(ctx, alice.EncryptedKeys(), "a request for encrypted keys")
	t.Hold(has(keysOf(t, res), alice.Cert.Serial))
	notLeaked(t, res.Body, wrong)
}

func othersNotDeleted(ctx context.Context, t *check.T) {
	alice, bob, alices, bobs := twoActors(ctx, t)
	call := bob.DeleteKeys(bobs.Serial.Int)
	for _, change := range []actor.Change{
		actor.Serials(alices.Serial.Int),
		actor.Serials(bobs.Serial.Int, alices.Serial.Int),
	} {
		t.GotAnswer(call.With(change).Send(ctx))
		still(ctx, t, alice.Session, "the request of another actor to delete it", alices)
	}
	t.Grants(ctx, alice.DeleteKeys(alices.Serial.Int), "the deletion of the own key")
}
