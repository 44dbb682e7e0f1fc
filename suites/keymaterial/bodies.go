package keymaterial

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// bodies checks what POST /session/keymaterial makes of bodies that are no array
// of encrypted keys (API Models.EncryptedPKM).
var bodies = []check.Check{
	one("bodies.no-array", "rejects a body that is no JSON array of objects", noArray, api.UploadKeysBodyRequired),
	check.Probing(one("bodies.object-alone", "rejects an encrypted key that stands in no array, or keeps it", objectAlone, api.UploadKeysBodyRequired),
		ambiguity.KeyWithoutArray),
	check.Probing(one("bodies.empty-array", "takes an array without elements, or rejects it", emptyArray, api.UploadKeysBodyRequired),
		ambiguity.EmptyKeyLists),
	one("bodies.member-missing", "rejects an encrypted key without one of its members",
		flawed("no member ", without("key_data", "serialNumber", "encryptionAlgorithms")), api.EncryptedKeyRequired),
	one("bodies.data-type", "rejects a key_data that is no string",
		flawed("key_data ", with("key_data", `null`, `7`, `{}`, `["x"]`)), api.EncryptedKeyData, api.UploadKeysBodyRequired),
	one("bodies.serial-type", "rejects a serialNumber that is no unsigned integer",
		flawed("serialNumber ", with("serialNumber", `null`, `true`, `-1`, `1.5`, `{}`, `"x"`)), api.EncryptedKeySerial, api.UploadKeysBodyRequired),
	one("bodies.algorithms-type", "rejects encryptionAlgorithms that are no array of algorithms",
		flawed("encryptionAlgorithms ", with("encryptionAlgorithms", `null`, `7`, `{}`, `[null]`, `[{}]`)),
		api.EncryptedKeyAlgorithms, api.EncryptedKeyAlgorithmNumbers, api.UploadKeysBodyRequired),
	one("bodies.no-algorithm", "rejects an encrypted key without any algorithm",
		flawed("encryptionAlgorithms ", with("encryptionAlgorithms", `[]`)), api.EncryptedKeyAlgorithms, api.EncryptedKeyAlgorithmNumbers),
}

func noArray(ctx context.Context, t *check.T) {
	u, _ := newUploads(ctx, t)
	call := u.UploadKeys(u.keyFor(u.another(ctx)))
	for _, flaw := range []struct{ what, body string }{
		{"no body", ""},
		{"a body that is no JSON", string(call.Request.Body[:len(call.Request.Body)/2])},
		{"null in place of the array", "null"},
		{"a string in place of the array", `"x"`},
		{"a string in place of an encrypted key", `["x"]`},
		{"null in place of an encrypted key", `[null]`},
	} {
		t.Refused(call.With(actor.Body([]byte(flaw.body))).Send(ctx), flaw.what)
	}
	t.Grants(ctx, call, "the upload of an encrypted key")
}

// objectAlone takes a server that is so kind, but not one that loses the key.
func objectAlone(ctx context.Context, t *check.T) {
	u, _ := stored(ctx, t)
	key, control := u.keyFor(u.another(ctx)), u.UploadKeys(u.keyFor(u.another(ctx)))
	alone := bytes.Trim(u.UploadKeys(key).Request.Body, "[]")
	if t.TakesOrRefuses(ctx, control.With(actor.Body(alone)), "an encrypted key in no array", control) != nil {
		t.Took(ambiguity.KeyWithoutArray, "either")
		t.Hold(u.kept(ctx, key))
		return
	}
	t.Took(ambiguity.KeyWithoutArray, "refused")
	t.Hold(lacks(list(ctx, t, u.Session), key.Serial.Int))
	t.Grants(ctx, control, "the upload of an encrypted key in an array")
}

func emptyArray(ctx context.Context, t *check.T) {
	u, first := stored(ctx, t)
	control := u.UploadKeys(u.keyFor(u.another(ctx)))
	reading := "refused"
	if t.TakesOrRefuses(ctx, control.With(actor.Body([]byte("[]"))), "an array without elements", control) != nil {
		reading = "nothing"
	}
	t.Took(ambiguity.EmptyKeyLists, reading)
	still(ctx, t, u.Session, "the upload of an empty array", first)
	t.Grants(ctx, control, "the upload of an encrypted key")
}

// flaw is a body that is wrong in one place.
type flaw struct {
	what string
	body []byte
}

// flawed expects refusals of a key with flaws, and then grants it without: that it
// is granted shows that nothing was kept under the serial number.
func flawed(what string, flaws func(*check.T, p2.EncryptedKey) []flaw) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		u, _ := newUploads(ctx, t)
		key := u.keyFor(u.another(ctx))
		call := u.UploadKeys(key)
		for _, f := range flaws(t, key) {
			t.Refused(call.With(actor.Body(f.body)).Send(ctx), what+f.what)
		}
		t.Grants(ctx, call, "the same without the flaw")
	}
}

// with makes bodies with other values of a member.
func with(member string, values ...string) func(*check.T, p2.EncryptedKey) []flaw {
	return func(t *check.T, key p2.EncryptedKey) []flaw {
		var all []flaw
		for _, value := range values {
			m := membersOf(t, key)
			m[member] = json.RawMessage(value)
			all = append(all, flaw{value, inArray(t, m)})
		}
		return all
	}
}

// without makes bodies that lack one member each.
func without(names ...string) func(*check.T, p2.EncryptedKey) []flaw {
	return func(t *check.T, key p2.EncryptedKey) []flaw {
		var all []flaw
		for _, name := range names {
			m := membersOf(t, key)
			delete(m, name)
			all = append(all, flaw{name, inArray(t, m)})
		}
		return all
	}
}

func membersOf(t *check.T, key p2.EncryptedKey) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	text, err := json.Marshal(key)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Error("write an encrypted key: %v", err)
	}
	return m
}

func inArray(t *check.T, m map[string]json.RawMessage) []byte {
	body, err := json.Marshal([]any{m})
	if err != nil {
		t.Error("write a body: %v", err)
	}
	return body
}
