package migration

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

var factored = check.Needs{Actors: true, Trials: true, SecondFactor: true}

// imports are the checks of the import of data (API Registered_importData).
var imports = []check.Check{
	check.Proving(opImport, check.Probing(data("import.accepted", "answers with 202 to an archive that it takes",
		provers, importAccepted, api.ImportDataAccepted, core.ImportSignalled), ambiguity.ImportForm)),
	check.Probing(data("import.shown", "imports the messages of an archive, and exports them again", provers, importShown, core.ImportFormat), ambiguity.ImportProof),
	data("import.content-length", "answers an import with the header Content-Length and the value 0", provers, importLength, api.ImportDataContentLength),
	data("import.without-token", "imports nothing for a request without a session token", provers,
		importsNothing(func(*check.T, *actor.Session) []check.WrongToken {
			return []check.WrongToken{{What: "no session token", Change: actor.WithoutToken()}}
		}), api.ImportDataBearer),
	data("import.wrong-token", "imports nothing for anything but a session token that it gave out", provers,
		importsNothing((*check.T).WrongTokens), api.ImportDataBearer),
	data("import.revoked", "imports nothing for the token of a revoked session", provers, importRevoked, api.ImportDataBearer, core.RevocationEndsSession),
	data("import.second-factor", "imports nothing for a wrong second factor, if it asks for one", factored, importFactor,
		api.ImportDataSensitive, core.SensitiveSolutionVerified),
	spoiledImport("wrong-signature", "imports no message whose signature does not verify", "a signature over another content",
		func(t *check.T, s, _ *actor.Session, m *driver.Message) {
			m.Signature = ed25519.Sign(s.Key, append([]byte("not "), m.Content...))
		}, core.ImportVerified),
	spoiledImport("other-key", "imports no message that another key has signed than that of its ID-Cert", "a signature of a key of nobody",
		func(t *check.T, _, _ *actor.Session, m *driver.Message) {
			m.Signature = ed25519.Sign(t.NewKey(), m.Content)
		}, core.ImportVerified),
	spoiledImport("unsigned", "imports no message without a signature", "an empty signature",
		func(_ *check.T, _, _ *actor.Session, m *driver.Message) { m.Signature = nil }, core.ImportVerified),
	spoiledImport("other-actor", "imports no message that another actor has signed", "the ID-Cert and the signature of another actor",
		func(_ *check.T, _, bob *actor.Session, m *driver.Message) {
			m.Cert, m.Signature = bob.PEM, ed25519.Sign(bob.Key, m.Content)
		}, api.ImportDataResigned),
	spoiledImport("other-signature", "imports no message with the ID-Cert of its actor and the signature of another", "the signature of another actor",
		func(_ *check.T, _, bob *actor.Session, m *driver.Message) {
			m.Signature = ed25519.Sign(bob.Key, m.Content)
		}, core.ImportVerified),
	data("import.broken", "imports nothing of an archive that is broken", provers, importBroken, core.ImportVerified),
}

// packMessages is an archive with messages, each in a batch of its own where the
// ID-Certs differ.
func packMessages(t *check.T, messages ...driver.Message) []byte {
	var out bytes.Buffer
	w, err := archive.NewWriter(&out, gzip.BestSpeed)
	if err == nil {
		err = w.Messages(func(yield func(string, archive.Message) bool) {
			for _, m := range messages {
				text, _ := json.Marshal(string(m.Content)) // ASCII of our own
				if !yield(m.Cert, archive.Message{Signature: hex.EncodeToString(m.Signature), Content: text}) {
					return
				}
			}
		})
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Error("an archive cannot be written: %v", err)
	}
	return out.Bytes()
}

// importForm is a way to send an archive.
type importForm struct {
	reading string
	write   func(packed []byte) actor.Change
}

var importForms = []importForm{
	{"archive", func(packed []byte) actor.Change {
		return func(c *actor.Call) {
			actor.Header("Content-Type", "application/gzip")(c)
			actor.Body(packed)(c)
		}
	}},
	{"form", func(packed []byte) actor.Change {
		const boundary = "p2conform-archive"
		var body bytes.Buffer
		w := multipart.NewWriter(&body)
		_ = w.SetBoundary(boundary) // it is a right one
		if part, err := w.CreateFormFile("file", archive.Name("01234567890123456789", "p2conform")+".tar.gz"); err == nil {
			_, _ = part.Write(packed) // into memory
		}
		_ = w.Close()
		return func(c *actor.Call) {
			actor.Header("Content-Type", "multipart/form-data; boundary="+boundary)(c)
			actor.Body(body.Bytes())(c)
		}
	}},
	{"json", func(packed []byte) actor.Change {
		return func(c *actor.Call) {
			actor.Header("Content-Type", "application/json")(c)
			actor.Body([]byte(fmt.Sprintf(`{"data":%q}`, base64.StdEncoding.EncodeToString(packed))))(c)
		}
	}},
}

// importer is a session that imports in the form that the server takes.
type importer struct {
	*actor.Session
	t    *check.T
	form importForm
	// status is what the first archive was answered, which had no messages.
	status int
}

// tryImport has the server take an archive without messages, in one form or another:
// it is right whatever has to be proved for messages. The line is that of the
// answer, and of that to the first form where none is taken.
func tryImport(ctx context.Context, t *check.T) (i importer, line string) {
	i = importer{Session: newSession(ctx, t), t: t}
	packed := packMessages(t)
	for _, form := range importForms {
		res := i.Import(packed).With(form.write(packed)).Send(ctx)
		t.GotAnswer(res)
		if res.OK() {
			i.form, i.status = form, res.Status
			return i, actor.Line(res)
		}
		if line == "" {
			line = actor.Line(res)
		}
	}
	return i, line
}

// newImporter is one that imports. Where no form is taken, the check is blocked.
func newImporter(ctx context.Context, t *check.T) importer {
	i, line := tryImport(ctx, t)
	if i.form.reading == "" {
		t.Blocked(opImport, "an archive was taken in no form: %s", line)
	}
	return i
}

// newMessages is one that imports messages with the signature of their actor alone.
// Where the server refuses that, nothing can be said of messages: how others are to
// stand in an archive, no text says.
func newMessages(ctx context.Context, t *check.T) importer {
	i := newImporter(ctx, t)
	i.imports(ctx, t.NewMessage(i.Session))
	return i
}

// imports sends right messages.
func (i importer) imports(ctx context.Context, messages ...driver.Message) {
	res := i.call(packMessages(i.t, messages...)).Send(ctx)
	i.t.Answered(res)
	if !res.OK() {
		i.t.Untested("the server takes no message that its actor alone has signed (A-199): %s", actor.Line(res))
	}
}

// call is the right request for the import of an archive.
func (i importer) call(packed []byte) *actor.Call {
	return i.Import(packed).With(i.form.write(packed))
}

// shows reports whether a message of an import is exported. What is not there yet is
// waited for where time passes by itself: an import may take some.
func (i importer) shows(ctx context.Context, m driver.Message) bool {
	for range 5 {
		a := export(ctx, i.t, i.Session)
		if _, n := messageIn(a, m.Content); n > 0 {
			return true
		}
		if !a.Messages || len(a.Of(archive.Messages)) > 0 {
			i.t.Blocked("migration.export.messages", "no messages are exported that could be read, imported or not")
		}
		if i.t.Target().Clock != nil {
			return false
		}
		i.t.WaitUntil(ctx, i.t.Now().Add(time.Second), "an import that is being processed")
	}
	return false
}

// control has the message of an archive show that is right: what is refused besides
// is refused for its flaw. All of it comes after the requests that are to leave
// nothing, so that these have had their time.
func (i importer) control(ctx context.Context) {
	m := i.t.NewMessage(i.Session)
	i.imports(ctx, m)
	if !i.shows(ctx, m) {
		i.t.Blocked("migration.import.shown", "a right message was imported, and does not show")
	}
}

// hides expects that a message did not come in by a request that was sent before.
func (i importer) hides(ctx context.Context, m driver.Message, what string) {
	i.control(ctx)
	i.t.Hold(lacksMessage(export(ctx, i.t, i.Session), m, what))
}

func importAccepted(ctx context.Context, t *check.T) {
	i, line := tryImport(ctx, t)
	if i.status != http.StatusAccepted {
		t.Fail("202 Accepted for a right archive, as it is, in a form or in JSON", "%s", line)
	}
	t.Hold(nil)
	if i.form.reading != "archive" {
		t.Took(ambiguity.ImportForm, i.form.reading)
		return
	}
	whole := packMessages(t, t.NewMessage(i.Session))
	res := i.call(whole[:len(whole)/2]).Send(ctx)
	t.GotAnswer(res)
	if res.Status >= http.StatusInternalServerError {
		return // which is for the check of what is broken
	}
	t.Took(ambiguity.ImportForm, map[bool]string{true: "silent", false: "archive"}[res.OK()])
}

func importShown(ctx context.Context, t *check.T) {
	i := newImporter(ctx, t)
	first := t.NewMessage(i.Session)
	res := i.call(packMessages(t, first)).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		t.Took(ambiguity.ImportProof, "old-signatures")
		t.Untested("the server takes no message that its actor alone has signed (A-199): %s", actor.Line(res))
	}
	if !i.shows(ctx, first) {
		t.Fail("the message of the archive in the next export", "none with its content")
	}
	t.Took(ambiguity.ImportProof, "trusted")
	second, third := t.NewMessage(i.Session), t.NewMessage(i.Session)
	i.imports(ctx, second, third)
	for _, m := range []driver.Message{second, third} {
		if !i.shows(ctx, m) {
			t.Fail("both messages of an archive in the next export", "one is missing")
		}
	}
	t.Hold(nil)
}

func importLength(ctx context.Context, t *check.T) {
	i := newImporter(ctx, t)
	res := t.Grants(ctx, i.call(packMessages(t)), "the import of a right archive")
	if got := res.Header.Values("Content-Length"); !slices.Equal(got, []string{"0"}) {
		t.Fail("the header Content-Length with the value 0", "%q", strings.Join(got, ", "))
	}
	t.Hold(nil)
}

func importsNothing(tokens func(*check.T, *actor.Session) []check.WrongToken) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		i := newMessages(ctx, t)
		m := t.NewMessage(i.Session)
		for _, w := range tokens(t, i.Session) {
			t.Refused(i.call(packMessages(t, m)).With(w.Change).Send(ctx), w.What)
		}
		i.hides(ctx, m, "a request without the right session token")
	}
}

func importRevoked(ctx context.Context, t *check.T) {
	i := newMessages(ctx, t)
	phone := t.NewSession(ctx, i.Actor)
	t.OwnTrial(ctx, phone) // the token was good
	m := t.NewMessage(i.Session)
	t.Grants(ctx, i.RevokeSession(phone.ID), "the revocation of a session")
	t.Refused(i.call(packMessages(t, m)).With(actor.Token(phone.Token)).Send(ctx), "the token of a revoked session")
	i.hides(ctx, m, "a request with the token of a revoked session")
}

// importFactor says nothing of a server that asks for none: section 4.2 does not list
// the import, and section 7 calls no migration a sensitive action.
func importFactor(ctx context.Context, t *check.T) {
	i := newMessages(ctx, t)
	res := i.call(packMessages(t, t.NewMessage(i.Session))).With(actor.WithoutSecondFactor()).Send(ctx)
	t.Answered(res)
	if res.OK() {
		t.NotApplicable("the server asks for no second factor to import data")
	}
	m := t.NewMessage(i.Session)
	for _, w := range []struct{ what, value string }{
		{"a wrong second factor", "not " + i.Actor.Factor},
		{"a second factor with a character behind it", i.Actor.Factor + "x"},
		{"an empty second factor", ""},
		{"the session token for a second factor", i.Token},
		{"the second factor of another actor", t.NewActor(ctx).Factor},
	} {
		t.Refused(i.call(packMessages(t, m)).With(actor.SecondFactor(w.value)).Send(ctx), w.what)
	}
	i.hides(ctx, m, "a request with a wrong second factor")
}

// spoil makes one thing wrong with a message of an importer; bob is another actor.
type spoil func(t *check.T, s, bob *actor.Session, m *driver.Message)

// spoiledImport makes a check that a message with one flaw is not imported, whatever
// the answer is: there may be one status for all imports.
func spoiledImport(id, title, what string, flaw spoil, decides ...requirement.Requirement) check.Check {
	return data("import."+id, title, provers, func(ctx context.Context, t *check.T) {
		i, bob := newMessages(ctx, t), newSession(ctx, t)
		m := t.NewMessage(i.Session)
		flaw(t, i.Session, bob, &m)
		t.Answered(i.call(packMessages(t, m)).Send(ctx))
		i.hides(ctx, m, "an import with "+what)
		t.Hold(lacksMessage(export(ctx, t, bob), m, "an import of another actor"))
	}, decides...)
}

// importBroken cuts archives, and has them end in the middle of the messages or behind
// them. A server may refuse each or say nothing of it, but has to answer.
func importBroken(ctx context.Context, t *check.T) {
	i := newMessages(ctx, t)
	m := t.NewMessage(i.Session)
	packed := packMessages(t, m)
	for _, bad := range []struct {
		what   string
		packed []byte
	}{
		{"the first half of an archive", packed[:len(packed)/2]},
		{"no archive, but text", []byte("p2conform")},
		{"gzip that holds no tar archive", gzippedText(t, `[{"messages":"none"}]`)},
		{"an archive whose messages are no JSON", packText(t, archive.MessagesFile, "[{")},
		{"an archive whose messages have no ID-Cert", packText(t, archive.MessagesFile,
			fmt.Sprintf(`[{"messages":[{"signature":"%x","content":%q}]}]`, m.Signature, m.Content))},
		{"an archive with a path that leads out of it", packText(t, "../../../../tmp/p2conform", "p2conform")},
	} {
		res := i.call(bad.packed).Send(ctx)
		t.GotAnswer(res)
		if res.Status >= http.StatusInternalServerError {
			t.FailAt(res, "a refusal of "+bad.what+", or 202", "%s", actor.Line(res))
		}
	}
	i.hides(ctx, m, "an archive that is broken")
}

func packText(t *check.T, name, text string) []byte {
	var out bytes.Buffer
	w, err := archive.NewWriter(&out, gzip.BestSpeed)
	if err == nil {
		err = w.File(name, int64(len(text)), strings.NewReader(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Error("an archive cannot be written: %v", err)
	}
	return out.Bytes()
}

func gzippedText(t *check.T, text string) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(text))
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Error("gzip fails: %v", err)
	}
	return out.Bytes()
}
