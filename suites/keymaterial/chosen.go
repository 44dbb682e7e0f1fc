package keymaterial

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// chosen checks the parameter serials of GET /session/keymaterial.
var chosen = []check.Check{
	one("chosen.one", "gives the encrypted private key of one ID-Cert when it is asked for that", chosenOne, api.GetKeysSerials),
	check.Probing(one("chosen.two", "gives the encrypted private keys of two ID-Certs, with a comma between their serial numbers",
		chosenTwo, api.GetKeysSerials), ambiguity.ArrayParameters),
	one("chosen.unknown", "answers with 404 to a request for the key of an ID-Cert that nobody has", chosenUnknown, api.GetKeysUnknown),
	one("chosen.unknown-of-none", "answers an actor who has uploaded nothing with 404 to a request for a key", chosenOfNone, api.GetKeysUnknown),
	check.Probing(one("chosen.without-key", "answers with 404, or with no keys, to a request for the key of an ID-Cert without one",
		chosenWithoutKey, api.GetKeysUnknown), ambiguity.SerialWithoutKey),
	one("chosen.malformed", "rejects serial numbers that are none", chosenMalformed, api.GetKeysSerials),
	one("chosen.nearly", "takes no serial number for another", chosenNearly, api.GetKeysSerials),
}

// three stores keys for three ID-Certs of an actor.
func three(ctx context.Context, t *check.T) (u uploader, keys []p2.EncryptedKey) {
	u, first := newUploads(ctx, t)
	phone, desk := u.store(ctx, u.another(ctx)), u.store(ctx, u.another(ctx))
	return u, there(ctx, t, u.Session, first, phone, desk)
}

func chosenOne(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	for _, key := range keys {
		res := u.EncryptedKeys(key.Serial.Int).Send(ctx)
		t.Granted(res, http.StatusOK)
		t.Hold(only(parsed(t, res), key))
	}
}

// chosenTwo tries the other styles where commas do not give both.
func chosenTwo(ctx context.Context, t *check.T) {
	u, keys := three(ctx, t)
	joined := u.EncryptedKeys(keys[0].Serial.Int, keys[2].Serial.Int)
	res := joined.Send(ctx)
	t.Answered(res)
	if both(res, keys) {
		t.Took(ambiguity.ArrayParameters, "commas")
		t.Hold(only(parsed(t, res), keys[0], keys[2]))
		return
	}
	repeated := joined.With(func(c *actor.Call) {
		c.Request.Query["serials"] = []string{keys[0].Serial.Int.String(), keys[2].Serial.Int.String()}
	}).Send(ctx)
	t.GotAnswer(repeated)
	if both(repeated, keys) {
		t.Took(ambiguity.ArrayParameters, "repeated") // which fails
	}
	t.Took(ambiguity.ArrayParameters, "single") // which fails
}

// both reports an answer with the first and the last of three keys.
func both(res *client.Response, keys []p2.EncryptedKey) bool {
	got, err := p2.ParseEncryptedKeys(res.Body)
	return res.OK() && err == nil && holds(got, keys[0]) == nil && holds(got, keys[2]) == nil
}

func chosenUnknown(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	t.Refuses(ctx, u.EncryptedKeys(key.Serial.Int), "the serial number of no ID-Cert",
		actor.Serials(serialOfNobody(t)), check.Status(http.StatusNotFound))
}

func chosenOfNone(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	bob := t.NewSession(ctx, t.NewActor(ctx))
	t.Refuses(ctx, bob.EncryptedKeys(serialOfNobody(t)), "the serial number of no ID-Cert", func(*actor.Call) {},
		check.Status(http.StatusNotFound), check.Control(u.EncryptedKeys(key.Serial.Int)))
}

func chosenWithoutKey(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	empty := u.another(ctx).Cert.Serial
	res := u.EncryptedKeys(empty).Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.Took(ambiguity.SerialWithoutKey, "empty")
		t.Hold(only(keysOf(t, res)))
		return
	}
	t.Took(ambiguity.SerialWithoutKey, "not-found")
	t.Refused(res, "the serial number of an ID-Cert without a key", check.Status(http.StatusNotFound))
	t.Grants(ctx, u.EncryptedKeys(key.Serial.Int), "the same request for one with a key")
}

// malformed are values of serials that are no serial numbers.
var malformed = []string{"x", "-1", "1.5", "0x1", "1 OR 1=1", "*", "null", "1;2"}

func chosenMalformed(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	for _, value := range malformed {
		t.Refuses(ctx, u.EncryptedKeys(key.Serial.Int), "serials="+value, actor.Query("serials", value))
	}
}

// chosenNearly asks for serial numbers that a comparison of fewer digits or bits
// takes for the right one. A reader of A-351 may answer with nothing.
func chosenNearly(ctx context.Context, t *check.T) {
	u, key := stored(ctx, t)
	n := key.Serial.Int
	for _, near := range nearly(n) {
		res := t.TakesOrRefuses(ctx, u.EncryptedKeys(near), "a serial number that is nearly another", u.EncryptedKeys(n))
		if res != nil {
			t.Hold(only(keysOf(t, res)))
		}
	}
	t.Hold(only(list(ctx, t, u.Session, n), key))
}
