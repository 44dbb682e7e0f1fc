package keymaterial

import (
	"context"
	"io"
	"math/big"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// uploader is a session that uploads keys in the form that the server takes.
type uploader struct {
	*actor.Session
	t  *check.T
	as writing
}

// newUploader has the server take a key for the session's ID-Cert, in whatever
// form it likes. It returns that key.
func newUploader(ctx context.Context, t *check.T, s *actor.Session) (uploader, p2.EncryptedKey) {
	w, key, res := offer(ctx, t, s)
	if !res.OK() {
		t.Blocked(opUpload, "an encrypted key was taken in no form: %s", actor.Line(res))
	}
	return uploader{s, t, w}, key
}

// newUploads is the same for a new actor.
func newUploads(ctx context.Context, t *check.T) (uploader, p2.EncryptedKey) {
	return newUploader(ctx, t, t.NewSession(ctx, t.NewActor(ctx)))
}

// Upload has the server take an encrypted key for a session's ID-Cert, in whatever
// form it likes: it is for checks of what becomes of one. Where none is taken, the
// check is blocked.
func Upload(ctx context.Context, t *check.T, s *actor.Session) p2.EncryptedKey {
	_, key := newUploader(ctx, t, s)
	return key
}

// offer uploads a key in one form after another until one is taken. Where none is,
// the response is that to the first.
func offer(ctx context.Context, t *check.T, s *actor.Session) (writing, p2.EncryptedKey, *client.Response) {
	if n := s.Cert.Serial; n.Sign() <= 0 || n.BitLen() > 160 {
		t.Blocked("Registered_newIdCert", "the ID-Cert has the serial number %s, which cannot be named", n)
	}
	var first *client.Response
	for _, w := range writings() {
		key := w.key(t.Random(), s.Cert.Serial)
		res := s.UploadKeys(key).Send(ctx)
		t.GotAnswer(res)
		if res.OK() {
			return w, key, res
		}
		if first == nil {
			first = res
			fits(ctx, t, s, key, res)
		}
		if !aboutTheBody(res.Status) {
			break
		}
	}
	return writing{}, p2.EncryptedKey{}, first
}

// fits blocks the check where a key is refused for its size, and the limit that the
// server announces is one that no key is within.
func fits(ctx context.Context, t *check.T, s *actor.Session, key p2.EncryptedKey, res *client.Response) {
	if res.Status != http.StatusRequestEntityTooLarge {
		return
	}
	answer, _ := askLimit(ctx, t, s)
	if n, d := limitIn(answer.Header); d == nil && int64(n) < int64(lengthOfBody(key)) {
		t.Blocked("keymaterial.size.usual", "the size limit of %d bytes leaves no room for an encrypted key", n)
	}
}

// aboutTheBody reports a refusal that another form of the same could escape.
func aboutTheBody(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusNotFound, http.StatusMethodNotAllowed:
		return false
	}
	return status >= 400 && status < 500
}

// another is a new session of the same actor.
func (u uploader) another(ctx context.Context) *actor.Session { return u.t.NewSession(ctx, u.Actor) }

// keyFor is a new key for a session's ID-Cert, which nobody has uploaded.
func (u uploader) keyFor(s *actor.Session) p2.EncryptedKey { return u.keyOf(s.Cert.Serial) }

func (u uploader) keyOf(serial *big.Int) p2.EncryptedKey { return u.as.key(u.t.Random(), serial) }

// store uploads a key for a session's ID-Cert.
func (u uploader) store(ctx context.Context, s *actor.Session) p2.EncryptedKey {
	key := u.keyFor(s)
	u.t.Grants(ctx, u.UploadKeys(key), "the upload of an encrypted key")
	return key
}

// found is what the server gives back for a key that it took. Where that is not
// one key, the check is blocked.
func (u uploader) found(ctx context.Context, key p2.EncryptedKey) p2.EncryptedKey {
	return there(ctx, u.t, u.Session, key)[0]
}

// list gets the encrypted keys that a session is given.
func list(ctx context.Context, t *check.T, s *actor.Session, serials ...*big.Int) []p2.EncryptedKey {
	return keysOf(t, t.Grants(ctx, s.EncryptedKeys(serials...), "a request for encrypted keys"))
}

// keysOf reads an answer with encrypted keys. No content is an empty list.
func keysOf(t *check.T, res *client.Response) []p2.EncryptedKey {
	if res.Status == http.StatusNoContent {
		return nil
	}
	keys, err := p2.ParseEncryptedKeys(res.Body)
	if err != nil {
		t.Blocked(opGet, "the list of encrypted keys could not be read: %v", err)
	}
	return keys
}

// parsed reads an answer that has to be a list of encrypted keys.
func parsed(t *check.T, res *client.Response) []p2.EncryptedKey {
	keys, err := p2.ParseEncryptedKeys(res.Body)
	if err != nil {
		t.Fail("a JSON array of encrypted keys with the members key_data, serialNumber and encryptionAlgorithms", "%v", err)
	}
	return keys
}

// stored is a key of a new actor that the server lists, as it lists it.
func stored(ctx context.Context, t *check.T) (uploader, p2.EncryptedKey) {
	u, key := newUploads(ctx, t)
	return u, there(ctx, t, u.Session, key)[0]
}

// there are keys as the server lists them: what is to be seen gone, or as it was,
// has to have been there. One that is not listed blocks the check. Whether they
// are as they were uploaded is for other checks.
func there(ctx context.Context, t *check.T, s *actor.Session, keys ...p2.EncryptedKey) []p2.EncryptedKey {
	all := list(ctx, t, s)
	var listed []p2.EncryptedKey
	for _, key := range keys {
		if d := has(all, key.Serial.Int); d != nil {
			t.Blocked(opGet, "an encrypted key that was uploaded is not listed: %s", d.Actual)
		}
		listed = append(listed, withSerial(all, key.Serial.Int)...)
	}
	return listed
}

// kept decides that the server has one key for a serial number, in the list of all
// or by that number: that it is in both is for other checks.
func (u uploader) kept(ctx context.Context, key p2.EncryptedKey) *check.Deviation {
	d := has(list(ctx, u.t, u.Session), key.Serial.Int)
	if d == nil {
		return nil
	}
	res := u.EncryptedKeys(key.Serial.Int).Send(ctx)
	u.t.GotAnswer(res)
	if got, err := p2.ParseEncryptedKeys(res.Body); res.OK() && err == nil && has(got, key.Serial.Int) == nil {
		return nil
	}
	return d
}

// still fails the check unless the server lists the keys after something.
func still(ctx context.Context, t *check.T, s *actor.Session, what string, keys ...p2.EncryptedKey) {
	all := list(ctx, t, s)
	for _, key := range keys {
		t.Hold(after(what, holds(all, key)))
	}
}

// serialOfNobody is a serial number that no ID-Cert has, as far as chance goes.
func serialOfNobody(t *check.T) *big.Int {
	b := make([]byte, 8)
	if _, err := io.ReadFull(t.Random(), b); err != nil {
		t.Error("no random bytes: %v", err)
	}
	b[0] &= 0x7f
	return new(big.Int).SetBytes(b)
}
