package keymaterial

import (
	"context"
	"math/big"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/history"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// races uploads, gets and deletes at the same time. The text does not say who
// wins: what holds for some order of the requests holds.
var races = []check.Check{
	racing("upload.at-once", "takes one encrypted private key for an ID-Cert when many come at the same time", atOnce, api.UploadKeysConflict),
	racing("races.uploads", "keeps every encrypted private key that it takes at the same time as others", racesUploads, core.KeyMaterialStored),
	racing("races.deletion", "gives the encrypted private key that is there, when it is uploaded, deleted and asked for at the same time", racesDeletion,
		core.KeyMaterialStored, api.DeleteKeysGone),
}

// atOnce uploads different keys for one ID-Cert with requests that overlap. The one
// that is granted is the one that is kept.
func atOnce(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	phone := u.another(ctx)
	calls, keys := make([]*actor.Call, 50), make([]p2.EncryptedKey, 50)
	for i := range keys {
		keys[i] = u.keyFor(phone)
		calls[i] = u.UploadKeys(keys[i])
	}
	attempts, responses := history.Together(ctx, t, "upload", calls...)
	history.Decide(t, history.Once("one upload at most of an encrypted key for one ID-Cert"), attempts)
	granted := slices.IndexFunc(responses, (*client.Response).OK)
	if granted < 0 {
		t.Grants(ctx, calls[0], "one upload by itself")
		granted = 0
	}
	kept := withSerial(list(ctx, t, u.Session), phone.Cert.Serial)
	for i, key := range keys {
		if i != granted && len(kept) > 0 && kept[0].Data == key.Data {
			t.Fail("the key of the upload that was granted", "that of one that was refused, after these requests:\n%s",
				history.Interleaving(attempts.Attempts(), attempts.Attempts()[i:i+1]))
		}
	}
	t.Hold(nil)
}

// racesUploads looks for an update that is lost: a list that is read and written
// back by each request, say.
func racesUploads(ctx context.Context, t *check.T) {
	u, first := stored(ctx, t)
	var sessions []*actor.Call
	for range 10 {
		sessions = append(sessions, u.Actor.NewIDCert())
	}
	var calls []*actor.Call
	var keys []p2.EncryptedKey
	for i, res := range t.Together(ctx, sessions...) {
		if sessions[i].Accepted(res) == nil {
			key := u.keyFor(t.Session(sessions[i], res))
			keys, calls = append(keys, key), append(calls, u.UploadKeys(key))
		}
	}
	if len(calls) < 3 {
		t.Blocked("Registered_newIdCert", "of %d right ID-CSRs at the same time %d got an ID-Cert", len(sessions), len(calls))
	}
	// One upload by itself is in the list, or what is not there afterwards says
	// nothing about uploads that overlap.
	t.Grants(ctx, calls[0], "one upload by itself")
	if d := has(list(ctx, t, u.Session), keys[0].Serial.Int); d != nil {
		t.Blocked(opGet, "after one upload by itself: %s", d.Actual)
	}
	kept := []p2.EncryptedKey{first, keys[0]}
	calls, keys = calls[1:], keys[1:]
	attempts, responses := history.Together(ctx, t, "upload", calls...)
	for i, res := range responses {
		if res.OK() {
			kept = append(kept, keys[i])
		}
	}
	all := list(ctx, t, u.Session)
	for _, key := range kept {
		if d := has(all, key.Serial.Int); d != nil {
			t.Fail("after uploads that overlapped: "+d.Expected, "%s, where %d were granted:\n%s", d.Actual, len(kept)-2,
				history.Interleaving(attempts.Attempts(), nil))
		}
	}
	t.Hold(nil)
}

// racesDeletion has a worker upload a key for an ID-Cert, delete it and so on, and
// look after each, while others look on. The model is a register: it has the key that was uploaded last, or
// none after a deletion. That there is none to delete may be granted as well
//
func racesDeletion(ctx context.Context, t *check.T) {
	const workers, uses = 4, 8
	u, _ := stored(ctx, t)
	phone := u.another(ctx)
	serial := phone.Cert.Serial
	keys := []p2.EncryptedKey{{}} // about 0 is no key
	keys = append(keys, u.store(ctx, phone))
	if d := holds(list(ctx, t, u.Session), keys[1]); d != nil {
		t.Blocked(opGet, "an encrypted key is not given back as it was uploaded: %s", d.Actual)
	}
	t.Grants(ctx, u.DeleteKeys(serial), "the deletion of an encrypted key")
	for range uses {
		keys = append(keys, u.keyFor(phone))
	}
	shows := func(res *client.Response) (int, bool) { return shown(res, serial, keys) }
	var attempts history.Recorder
	check.Together(workers, func(worker int) {
		for n := range uses {
			switch i := 2 + n; {
			case worker == 0 && n%4 == 0:
				attempts.Send(ctx, "upload", i, u.UploadKeys(keys[i]))
			case worker == 0 && n%4 == 2:
				attempts.Send(ctx, "delete", 0, u.DeleteKeys(serial))
			default:
				attempts.Read(ctx, "get", u.EncryptedKeys(serial), shows)
			}
		}
	})
	attempts.Read(ctx, "get", u.EncryptedKeys(serial), shows)
	history.Decide(t, history.Model[int]{
		Grants: func(there int, a history.Attempt) (int, bool) {
			switch {
			case a.Reads:
				return there, a.About == there
			case a.What == "upload":
				return a.About, there == 0
			}
			return 0, true
		},
		Wants: "answers that some order of the requests explains: a key is there from its upload to its deletion, and no other is taken meanwhile",
	}, &attempts)
	t.Hold(nil)
}

// shown is which of the keys an answer shows for a serial number: 0 for none, -1
// for more than one, or another.
func shown(res *client.Response, serial *big.Int, keys []p2.EncryptedKey) (int, bool) {
	switch {
	case res.Err == nil && (res.Status == http.StatusNotFound || res.Status == http.StatusNoContent):
		return 0, true
	case !res.OK():
		return 0, false
	}
	all, err := p2.ParseEncryptedKeys(res.Body)
	if err != nil {
		return 0, false
	}
	switch found := withSerial(all, serial); len(found) {
	case 0:
		return 0, true
	case 1:
		return slices.IndexFunc(keys, func(k p2.EncryptedKey) bool { return k.Data == found[0].Data }), true
	}
	return -1, true
}
