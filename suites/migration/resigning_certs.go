package migration

import (
	"context"
	"crypto/ed25519"
	"net/http"
	"time"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
)

// resigningCerts is about who signs, and with which key and ID-Cert.
var resigningCerts = []check.Check{
	resigns("signer.unlisted-key", "answers with 403 a new signature with a key that the request for it did not name", unlistedKey,
		api.CommitMessagesUnlistedKey, core.ResigningKeyAllowed),
	resigns("signer.unproven", "answers with 403 a new signature of a message whose key was not proved", unprovenMessage,
		api.CommitMessagesUnproven, core.ResigningOwnKeysOnly),
	resigns("signer.other-actor", "takes no new signature of another actor than the one that was named, with a key that was",
		otherSigner, core.ResigningForNamedActor),
	resigns("signer.forged-certificate", "takes no new signature under an ID-Cert that the home server has not signed", forgedCert, core.ResigningCertVerified),
	resigns("signer.revoked", "takes no new signature under an ID-Cert that was revoked", revokedCert, core.ResigningCertVerified),
}

func unlistedKey(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	phone := t.NewSession(ctx, d.bob.Actor)
	list, _, left := d.ready(ctx, 1)
	m := left[0]
	for _, s := range []*actor.Session{d.bob, phone} {
		next := signedAnew(among(list, m.Message), phone, m)
		if d.oldCert {
			next[0] = next[0].under(m.by.PEM)
		}
		d.refuses(ctx, d.commit(s, next), "a signature with another key of the actor who may re-sign", []sentMessage{m}, check.Status(http.StatusForbidden))
	}
	d.commits(ctx, list, m)
}

func unprovenMessage(ctx context.Context, t *check.T) {
	d, phone, messages := d2(ctx, t)
	d.deals(ctx)
	list := d.handed(ctx, messages[0], messages[2])
	d.commits(ctx, list, messages[0])
	m := messages[1]
	res := d.commit(d.bob, d.signs([]handedBatch{unseen(list, messages[0], m)}, m)).Send(ctx)
	t.Refused(res, "a message whose key was not proved", check.Status(http.StatusForbidden))
	d.permit(ctx, d.alice, d.bob, []*actor.Session{d.bob}, phone)
	d.handed(ctx, m)
}

// unseen is a batch with a message that was not handed out, written like one that was.
func unseen(list []handedBatch, seen, m sentMessage) handedBatch {
	b := among(list, seen.Message)[0].under(m.by.PEM)
	b.messages = []handedMessage{b.messages[0].saying(string(seen.Content), string(m.Content)).signed(m.Signature)}
	return b
}

// otherSigner has mallory's key be among those that may sign: she is not who may, and
// bob is not who has the key.
func otherSigner(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	mallory := t.NewSession(ctx, t.NewActor(ctx))
	list, _, left := d.ready(ctx, 1, mallory)
	m := left[0]
	for _, s := range []*actor.Session{mallory, d.bob} {
		next := signedAnew(among(list, m.Message), mallory, m)
		if d.oldCert {
			next[0] = next[0].under(m.by.PEM)
		}
		d.refuses(ctx, d.commit(s, next), "a signature of an actor who was not named, with a key that was", []sentMessage{m})
	}
	asks := *d
	asks.bob = mallory
	asks.unlocked(ctx, "another actor was named", m)
	d.commits(ctx, list, m)
}

// namesCert ends the check where the target wants no new ID-Cert in a commit.
func (d *deal) namesCert() {
	if d.oldCert {
		d.t.NotApplicable("a commit has the old ID-Cert, so that none comes with the new signature: migration.resigning.commit.ok says so")
	}
}

func forgedCert(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	list, _, left := d.ready(ctx, 1)
	m := left[0]
	d.namesCert()
	c := d.bob.Cert
	public, _ := d.bob.Key.Public().(ed25519.PublicKey)
	fid := d.bob.Actor.FID
	der, err := idcert.NewActor(idcert.ServerName(fid.Domain), idcert.ActorName(fid.Local, fid.Domain, d.bob.ID), public,
		c.Serial, c.NotBefore, c.NotAfter).Sign(t.NewKey())
	if err != nil {
		t.Error("%v", err)
	}
	forged := *d.bob
	forged.PEM = idcert.PEM(der)
	d.refuses(ctx, d.commit(d.bob, signedAnew(among(list, m.Message), &forged, m)),
		"an ID-Cert that anybody could have made, for a key that may sign", []sentMessage{m})
	d.commits(ctx, list, m)
}

func revokedCert(ctx context.Context, t *check.T) {
	d := newDeal(ctx, t)
	phone := t.NewSession(ctx, d.bob.Actor)
	list, _, left := d.ready(ctx, 1, phone)
	m := left[0]
	d.namesCert()
	t.Grants(ctx, d.bob.RevokeSession(phone.ID), "the revocation of a session")
	d.refuses(ctx, d.commit(d.bob, signedAnew(among(list, m.Message), phone, m)),
		"an ID-Cert that was revoked, for a key that may sign", []sentMessage{m})
	d.commits(ctx, list, m)
}

// resigningTimes is about what ends with time.
var resigningTimes = []check.Check{
	timed(check.Probing(resigns("time.permission", "takes no new signature after the permission has ended", permissionEnds, core.ResigningInTime),
		permissionEntries...)),
	timed(resigns("time.trial", "lets nobody re-sign for a key trial that has expired", trialEnds, api.AllowResigningForbidden)),
	timed(resigns("time.certificate", "takes no new signature under an ID-Cert that has expired", expiredCert, core.ResigningCertVerified)),
}

func timed(c check.Check) check.Check {
	c.Needs.Time, c.Alone = true, true
	return c
}

// second is what clocks that count in seconds leave open.
const second = 2 * time.Second
