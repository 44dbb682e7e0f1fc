package migration

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/suites/keymaterial"
)

// exports are the checks of what is in an export (core 7.3.2).
var exports = []check.Check{
	check.Proving(opExport, check.Probing(data("export.ok", "answers an actor that proves its keys with 200 and an export",
		provers, exportOK, api.ExportDataOK, core.ExportOnRequest, core.ExportFormat), ambiguity.ExportBody)),
	check.Proving("migration.export.archive", data("export.archive", "exports a tar archive, compressed with gzip, that can be unpacked safely",
		provers, exportArchive, core.ExportArchive, core.ExportFormat)),
	check.Probing(data("export.name", "gives an export the name of section 7.3.2, if it gives it one",
		provers, exportName, core.ExportName), ambiguity.ArchiveName),
	check.Probing(data("export.contents", "exports no file of the format that is not what the format has there",
		provers, exportContents, core.ExportFormat), ambiguity.ArchiveContents),
	data("export.certificates", "exports a folder with the ID-Certs of its own actor", provers, exportCerts, core.ExportCerts),
	data("export.certificates-complete", "exports every ID-Cert of its own actor, also one that has ended", provers, exportCertsComplete, core.ExportCertsComplete),
	data("export.certificates-pem", "exports ID-Certs in PEM", provers, exportCertsPEM, core.ExportCertsPEM),
	data("export.key-material", "exports a JSON file with the encrypted private keys of its own actor", provers, exportKeys, core.ExportKeyMaterial),
	data("export.key-material-complete", "exports every encrypted private key that its actor uploaded", provers, exportKeysComplete, core.ExportKeyMaterialComplete),
	data("export.messages", "exports messages as a JSON array of message batches", posters, exportMessages, core.ExportMessages),
	data("export.messages-complete", "exports all messages that the proven keys of its actor have signed", posters, exportMessagesComplete, core.ExportMessagesComplete),
	check.Probing(data("export.proven-keys", "exports nothing that belongs to keys of another actor, and of its own actor's as one reading has it",
		posters, exportProvenKeys, api.ExportDataProvenKeysOnly), ambiguity.ExportExtent),
	data("export.others", "exports no ID-Cert and no encrypted private key of another actor", provers, exportOthers, api.ExportDataProvenKeysOnly),
}

func exportOK(ctx context.Context, t *check.T) {
	res := exported(ctx, t, newSession(ctx, t))
	t.Granted(res, http.StatusOK)
	packed, reading := packedIn(res.Body)
	if packed == nil {
		t.FailAt(res, "an archive that is compressed with gzip, as it is or in base64 in JSON", "%s, whose body has none", actor.Line(res))
	}
	t.Took(ambiguity.ExportBody, reading)
}

func exportArchive(ctx context.Context, t *check.T) {
	res := exported(ctx, t, newSession(ctx, t))
	if res.Status != http.StatusOK {
		t.Blocked(opExport, "no data was exported: %s", actor.Line(res))
	}
	packed, _ := packedIn(res.Body)
	if packed == nil {
		t.Blocked(opExport, "the answer to a request for an export has no archive: %s", actor.Line(res))
	}
	_, d := readable(packed)
	t.Hold(d)
}

func exportName(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	res := exported(ctx, t, s)
	if packed, _ := packedIn(res.Body); res.Status != http.StatusOK || packed == nil {
		t.Blocked(opExport, "no archive was exported: %s", actor.Line(res))
	}
	reading, d := named(res.Header, s.Actor.FID.String())
	t.Hold(d)
	t.Took(ambiguity.ArchiveName, reading)
}

func exportContents(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	a := export(ctx, t, s, phone)
	for _, part := range []archive.Part{archive.Messages, archive.Keys} {
		t.Hold(right(a, part, "files as section 7.3.2 has them, of an actor who has no messages and no encrypted keys"))
	}
	t.Took(ambiguity.ArchiveContents, contents(a, 2))
}

func exportCerts(ctx context.Context, t *check.T) {
	if a := export(ctx, t, newSession(ctx, t)); !a.Certs {
		t.Fail("a folder certs", "none, and %s", found(a))
	}
	t.Hold(nil)
}

// found says what an archive has.
func found(a *archive.Archive) string {
	list := "the archive has"
	for _, p := range []struct {
		there bool
		name  string
	}{{a.Messages, archive.MessagesFile}, {a.Certs, archive.CertsFolder}, {a.Keys, archive.KeysFile}, {a.Resources, archive.RawrFolder}} {
		if p.there {
			list += " " + p.name
		}
	}
	for _, other := range a.Others {
		list += " " + other
	}
	return list
}

// exportCertsComplete proves all keys, so that it does not matter what they limit
// . The key of a session that was revoked is left out: who may be proved then
// is open, and so is what such a proof limits.
func exportCertsComplete(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	a := export(ctx, t, s, phone)
	t.Hold(holdsCert(a, s.Cert, "the session that asks"))
	t.Hold(holdsCert(a, phone.Cert, "another session whose key is proved"))
}

func exportCertsPEM(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	a := export(ctx, t, s)
	t.Hold(right(a, archive.Certs, "ID-Certs in PEM in the folder certs"))
	if len(a.CertFiles) == 0 {
		t.Blocked("migration.export.certificates-complete", "no ID-Cert was exported")
	}
	for _, der := range certsIn(a) {
		if _, err := p2.ParseCert(der); err != nil {
			t.Fail("ID-Certs in PEM in the folder certs", "PEM of something else: %v", err)
		}
	}
	t.Hold(nil)
}

func exportKeys(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	keymaterial.Upload(ctx, t, s)
	a := export(ctx, t, s)
	if !a.Keys {
		t.Fail("a file crypt_certs.p2epk", "none, and %s", found(a))
	}
	t.Hold(right(a, archive.Keys, "JSON in crypt_certs.p2epk"))
}

func exportKeysComplete(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	keys := []p2.EncryptedKey{uploaded(ctx, t, s), uploaded(ctx, t, phone)}
	a := export(ctx, t, s, phone)
	for _, key := range keys {
		if !mentionsKey(a, key.Data) {
			t.Fail("each encrypted key that was uploaded, in crypt_certs.p2epk", "the one for the serial number %s is not among %d", key.Serial.Int, len(a.KeyList))
		}
	}
	t.Hold(nil)
}

func exportMessages(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	m := post(ctx, t, s)
	a := export(ctx, t, s)
	if !a.Messages {
		t.Fail("a file messages.p2mb", "none, and %s", found(a))
	}
	t.Hold(right(a, archive.Messages, "a JSON array of batches in messages.p2mb, each with an ID-Cert and messages with signature and content"))
	t.Hold(holdsMessage(a, m, "the session that asks"))
}

func exportMessagesComplete(ctx context.Context, t *check.T) {
	s := newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	sent := []driver.Message{post(ctx, t, s), post(ctx, t, phone), post(ctx, t, s), post(ctx, t, phone)}
	a := export(ctx, t, s, phone)
	for i, m := range sent {
		t.Hold(holdsMessage(a, m, []string{"the session that asks", "another session whose key is proved"}[i%2]))
	}
}

// exportProvenKeys has an actor with two sessions, of which one is proved, and
// another actor.
func exportProvenKeys(ctx context.Context, t *check.T) {
	s, bob := newSession(ctx, t), newSession(ctx, t)
	phone := t.NewSession(ctx, s.Actor)
	own, other, bobs := post(ctx, t, s), post(ctx, t, phone), post(ctx, t, bob)
	a := export(ctx, t, s)
	t.Hold(lacksMessage(a, bobs, "another actor"))
	if d := holdsMessage(a, own, "the session that asks"); d != nil {
		t.Blocked("migration.export.messages-complete", "the message of the proved key is not exported: %s", d.Actual)
	}
	reading := "keys-limit-messages"
	if _, n := messageIn(a, other.Content); n > 0 {
		reading = "all"
	} else if holdsCert(a, phone.Cert, "") != nil {
		reading = "keys-limit-all"
	}
	t.Took(ambiguity.ExportExtent, reading)
}

func exportOthers(ctx context.Context, t *check.T) {
	s, bob := newSession(ctx, t), newSession(ctx, t)
	own, bobs := keymaterial.Upload(ctx, t, s), keymaterial.Upload(ctx, t, bob)
	a := export(ctx, t, s)
	if holdsCert(a, bob.Cert, "") == nil {
		t.Fail("no ID-Cert of another actor in the folder certs", "that of %s", bob.Actor.FID)
	}
	if mentionsKey(a, bobs.Data) {
		t.Fail("no encrypted key of another actor in crypt_certs.p2epk", "one of %s", bob.Actor.FID)
	}
	if holdsCert(a, s.Cert, "") != nil || !mentionsKey(a, own.Data) {
		t.Blocked("migration.export.key-material-complete", "what the actor itself has is not exported")
	}
	t.Hold(nil)
}
