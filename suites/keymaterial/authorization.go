package keymaterial

import (
	"context"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// authorization checks that encrypted keys are uploaded, given back and deleted
// for session tokens only (API, security).
var authorization = slices.Concat(uploading.checks(), getting.checks(), deleting.checks())

// protected is an operation that needs a session token.
type protected struct {
	id, does string
	bearer   requirement.Requirement
	// call is the right request of a session, and undone holds that requests which
	// were refused had no effect.
	call   func(u uploader, s *actor.Session, key p2.EncryptedKey) *actor.Call
	undone func(ctx context.Context, t *check.T, witness *actor.Session, key p2.EncryptedKey)
}

var uploading = protected{
	"upload", "takes no encrypted private key", api.UploadKeysBearer,
	func(u uploader, s *actor.Session, key p2.EncryptedKey) *actor.Call {
		return s.UploadKeys(u.as.key(u.t.Random(), key.Serial.Int))
	},
	func(ctx context.Context, t *check.T, witness *actor.Session, key p2.EncryptedKey) {
		t.Hold(lacks(list(ctx, t, witness), key.Serial.Int))
	},
}

var getting = protected{
	"get", "gives no encrypted private key", api.GetKeysBearer,
	func(_ uploader, s *actor.Session, key p2.EncryptedKey) *actor.Call {
		return s.EncryptedKeys(key.Serial.Int)
	},
	func(ctx context.Context, t *check.T, witness *actor.Session, key p2.EncryptedKey) {
		still(ctx, t, witness, "a request that was refused", key)
	},
}

var deleting = protected{
	"delete", "deletes no encrypted private key", api.DeleteKeysBearer,
	func(_ uploader, s *actor.Session, key p2.EncryptedKey) *actor.Call {
		return s.DeleteKeys(key.Serial.Int)
	},
	func(ctx context.Context, t *check.T, witness *actor.Session, key p2.EncryptedKey) {
		still(ctx, t, witness, "a request that was refused", key)
	},
}

func (p protected) checks() []check.Check {
	return []check.Check{
		one("authorization."+p.id+"-without-token", p.does+" for a request without a session token",
			p.refuses(func(*check.T, *actor.Session) []check.WrongToken {
				return []check.WrongToken{{What: "no session token", Change: actor.WithoutToken()}}
			}), p.bearer),
		one("authorization."+p.id+"-wrong-token", p.does+" for anything but a session token that it gave out",
			p.refuses((*check.T).WrongTokens), p.bearer),
		one("authorization."+p.id+"-revoked", p.does+" for the token of a revoked session",
			p.refusesRevoked, p.bearer, core.RevocationEndsSession),
	}
}

// start has a session, whose token is tried, and the key that the operation is
// about: one of a third session, which is stored, but for the upload.
func (p protected) start(ctx context.Context, t *check.T) (u uploader, phone *actor.Session, key p2.EncryptedKey) {
	u, _ = stored(ctx, t)
	phone = u.another(ctx)
	if p.id == uploading.id {
		return u, phone, u.keyFor(u.another(ctx))
	}
	key = u.store(ctx, u.another(ctx))
	return u, phone, there(ctx, t, u.Session, key)[0]
}

// refuses expects a refusal for each wrong token, with no effect. That the right
// one is granted the same then is the control.
func (p protected) refuses(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		u, phone, key := p.start(ctx, t)
		for _, w := range tokens(t, phone) {
			t.Refused(p.call(u, phone, key).With(w.Change).Send(ctx), w.What)
		}
		p.undone(ctx, t, u.Session, key)
		t.Grants(ctx, p.call(u, phone, key), "the same request with the right session token")
	}
}

// refusesRevoked has the session get its keys before, so that its token was good.
func (p protected) refusesRevoked(ctx context.Context, t *check.T) {
	u, phone, key := p.start(ctx, t)
	t.Grants(ctx, phone.EncryptedKeys(), "a request for encrypted keys with the token of a session")
	t.Grants(ctx, u.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(p.call(u, phone, key).Send(ctx), "the token of a revoked session")
	p.undone(ctx, t, u.Session, key)
	t.Grants(ctx, p.call(u, u.Session, key), "the same request with the token of another session")
}
