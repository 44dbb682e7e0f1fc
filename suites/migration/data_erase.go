package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
	"github.com/p2conform/p2conform/suites/keymaterial"
)

var erasing = proved{
	id: "erase", does: "deletes nothing", call: (*actor.Session).Erase,
	bearer: []requirement.Requirement{api.DeleteDataBearer, api.DeleteDataUnauthorized},
	trial:  []requirement.Requirement{api.DeleteDataKeyTrial, api.DeleteDataForbidden},
	status: []check.Option{check.Status(http.StatusUnauthorized, http.StatusForbidden)},
	kept: func(ctx context.Context, t *check.T, s *actor.Session, key p2.EncryptedKey) {
		t.Hold(keptKey(ctx, t, s, key, "requests that were refused"))
	},
}

// erasures are the checks of the deletion of data (API Unregistered_deleteData).
var erasures = append([]check.Check{
	check.Proving(opErase, data("erase.no-content", "answers the deletion of data with 204", provers, eraseNoContent, api.DeleteDataNoContent)),
	data("erase.keys-gone", "deletes the encrypted private key for an ID-Cert whose key is proved", provers, eraseKeys, api.DeleteDataGone),
	data("erase.messages-gone", "deletes the messages that proven keys have signed", posters, eraseMessages, api.DeleteDataGone),
	data("erase.others-kept", "deletes no data that belongs to keys of another actor", provers, eraseOthers, api.DeleteDataProvenKeysOnly),
	data("erase.proven-keys", "deletes no messages that other keys than the proven ones have signed", posters, eraseProven, api.DeleteDataProvenKeysOnly),
	check.Probing(data("erase.account", "answers the deletion of the data of all keys of an actor with 204", provers, eraseAccount, api.DeleteDataNoContent), ambiguity.DataOrAccount),
}, erasing.checks()...)

// keptKey decides that an encrypted key is listed after something.
func keptKey(ctx context.Context, t *check.T, s *actor.Session, key p2.EncryptedKey, what string) *check.Deviation {
	want := "the encrypted key that was uploaded, after " + what
	res := s.EncryptedKeys().Send(ctx)
	t.GotAnswer(res)
	if !res.OK() {
		return check.Deviates(want, "%s", actor.Line(res))
	}
	keys := listedKeys(t, res)
	for _, k := range keys {
		if k.Serial.Int.Cmp(key.Serial.Int) == 0 {
			return nil
		}
	}
	return check.Deviates(want, "none for its serial number in a list of %d", len(keys))
}

// listedKeys reads an answer with encrypted keys. No content is an empty list.
func listedKeys(t *check.T, res *client.Response) []p2.EncryptedKey {
	if res.Status == http.StatusNoContent {
		return nil
	}
	keys, err := p2.ParseEncryptedKeys(res.Body)
	if err != nil {
		t.Blocked("Registered_getEncryptedPKM", "the list of encrypted keys could not be read: %v", err)
	}
	return keys
}

// uploaded is an encrypted key that the server lists.
func uploaded(ctx context.Context, t *check.T, s *actor.Session) p2.EncryptedKey {
	key := keymaterial.Upload(ctx, t, s)
	if d := keptKey(ctx, t, s, key, "its upload"); d != nil {
		t.Blocked("Registered_getEncryptedPKM", "an encrypted key that was uploaded is not listed: %s", d.Actual)
	}
	return key
}

// erase has a session delete the data of its key, and of others.
func erase(ctx context.Context, t *check.T, s *actor.Session, others ...*actor.Session) {
	if res := asked(ctx, t, s.Erase(), s, others...); !res.OK() {
		t.Blocked(opErase, "no data was deleted: %s", actor.Line(res))
	}
}

// ended reports whether a session is none any more: the account may end with the
// deletion of data.
func ended(ctx context.Context, t *check.T, s *actor.Session) bool {
	res := s.EncryptedKeys().Send(ctx)
	t.Answered(res)
	return !res.OK()
}

func eraseNoContent(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	t.Granted(asked(ctx, t, s.Erase(), s), http.StatusNoContent)
}

func eraseKeys(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	key := uploaded(ctx, t, s)
	erase(ctx, t, s)
	res := s.EncryptedKeys().Send(ctx)
	t.Answered(res)
	if res.OK() {
		for _, k := range listedKeys(t, res) {
			if k.Serial.Int.Cmp(key.Serial.Int) == 0 {
				t.FailAt(res, "no encrypted key for the ID-Cert whose data was deleted", "it is listed still")
			}
		}
	}
	t.Hold(nil)
}

func eraseMessages(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	m := post(ctx, t, s)
	if d := holdsMessage(export(ctx, t, s), m, "the session that asks"); d != nil {
		t.Blocked("migration.export.messages-complete", "a message that was posted is not exported: %s", d.Actual)
	}
	erase(ctx, t, s)
	for _, asks := range []*actor.Session{s, phone} {
		if !ended(ctx, t, asks) {
			t.Hold(lacksMessage(export(ctx, t, asks, s, phone), m, "a key whose data was deleted"))
		}
	}
	t.Hold(nil)
}

// eraseOthers is about another actor; whether other sessions of the same one are kept
// is open as far as the account may end.
func eraseOthers(ctx context.Context, t *check.T) {
	s, bob := newSession(ctx, t), newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	uploaded(ctx, t, s)
	bobs, phones := uploaded(ctx, t, bob), uploaded(ctx, t, phone)
	erase(ctx, t, s)
	t.Hold(keptKey(ctx, t, bob, bobs, "the deletion of data of another actor"))
	if !ended(ctx, t, phone) {
		t.Hold(keptKey(ctx, t, phone, phones, "the deletion of data of another key of the actor"))
	}
}

func eraseProven(ctx context.Context, t *check.T) {
	s, bob := newSession(ctx, t), newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	post(ctx, t, s)
	phones, bobs := post(ctx, t, phone), post(ctx, t, bob)
	if d := holdsMessage(export(ctx, t, phone), phones, "the session that asks"); d != nil {
		t.Blocked("migration.export.messages-complete", "a message that was posted is not exported: %s", d.Actual)
	}
	erase(ctx, t, s)
	t.Hold(holdsMessage(export(ctx, t, bob), bobs, "another actor than the one who deleted data"))
	if !ended(ctx, t, phone) {
		t.Hold(holdsMessage(export(ctx, t, phone), phones, "another key of the actor than the one whose data was deleted"))
	}
}

func eraseAccount(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	t.Granted(asked(ctx, t, s.Erase(), s), http.StatusNoContent)
	if ended(ctx, t, phone) {
		t.Took(ambiguity.DataOrAccount, "account")
		return
	}
	t.Granted(asked(ctx, t, phone.Erase(), phone, s), http.StatusNoContent)
	t.Took(ambiguity.DataOrAccount, map[bool]string{true: "all-keys", false: "data-only"}[ended(ctx, t, phone)])
}
