package resources

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
)

// uploads checks what POST /resource/{rid} takes (API Registered_postResource).
var uploads = []check.Check{
	check.Probing(check.Proving(opUpload, one("upload.ok", "takes a resource, and answers with 204", uploaded,
		api.UploadResourceNoContent, api.UploadResourceBody, api.UploadResourceContentLength)), ambiguity.UploadParameters, ambiguity.ResourceIDAuthor),
	one("upload.found", "gives a resource back at its URI, by its ID", found,
		core.ResourceURI, core.ResourceIDGenerated),
	one("upload.bytes", "gives back every octet of a resource as it was uploaded", everyOctet, api.GetResourceOK, api.UploadResourceBody),
	one("upload.large", "takes and gives back a resource of 100 kilobytes", large, api.GetResourceOK, api.UploadResourceBody),
	one("upload.media-types", "takes a resource of any media type, and changes nothing in it", mediaTypes, api.UploadResourceBody, api.GetResourceOK),
	check.Probing(one("upload.form", "takes a form for the resource, or what is in it", inForm, api.UploadResourceBody), ambiguity.UploadForm),
	one("upload.access-missing", "refuses an upload without access properties", accessMissing, api.UploadResourceAccess),
	one("upload.access-flags", "refuses an upload whose access properties lack private or public", flagsMissing,
		api.UploadResourceAccess, api.AccessRequired),
	one("upload.access-stored", "gives a resource the access properties of its upload", accessStored, api.UploadResourceAccess),
}

func uploaded(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.newResource(500, hidden)
	res := h.send(ctx, r)
	h.served(ctx, res)
	t.Granted(res, http.StatusNoContent)
	t.Hold(withoutBody(res))
	sent := r.ID
	h.acknowledged(r, res)
	t.Took(ambiguity.ResourceIDAuthor, map[bool]string{true: "client", false: "server"}[r.ID == sent])
	if h.form.reading != forms[0].reading {
		t.Took(ambiguity.UploadParameters, h.form.reading)
		return
	}
	// A server that unescapes twice takes what was escaped once as well.
	twice := h.newResource(100, hidden)
	again := h.uploading(twice).With(actor.AccessAsEscapedJSON(twice.Access)).Send(ctx)
	t.Answered(again)
	if again.OK() {
		h.acknowledged(twice, again)
		t.Took(ambiguity.UploadParameters, "json-twice")
		return
	}
	t.Took(ambiguity.UploadParameters, "json")
}

// found asks for the resource with a request that is nothing but its URI.
func found(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 200, shown)
	res := t.Accepts(ctx, h.Actor.Resource(r.ID), "the retrieval of a public resource at its URI")
	t.Hold(same(r.Bytes, res.Body))
}

func everyOctet(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, body := range [][]byte{
		all, {}, {0}, []byte("\xef\xbb\xbfbegins with a byte order mark"), []byte("lines\r\nof\nall\rkinds\n\n"),
		[]byte("\xff\xfe no UTF-8 \xc3\x28"), []byte(" \t spaces around \n "), []byte(`{"a": 1,  "a": 2}`), []byte("a=1&b=%20+"),
		bytes.Repeat([]byte{0}, 3000), []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00"), []byte("(\xb5/\xfd\x00"), []byte("0\r\n\r\n"),
	} {
		r := h.newResource(0, hidden)
		r.Bytes = body
		h.upload(ctx, r)
		h.has(ctx, r)
	}
}

func large(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	const n = 100_000
	if u := h.usage(ctx); u.Limit < u.Used+n {
		t.NotApplicable("the server lets an actor store %d bytes, and %d are used", u.Limit, u.Used)
	}
	r := h.newResource(n, hidden)
	res := h.send(ctx, r)
	t.Answered(res)
	if res.Status == http.StatusRequestEntityTooLarge {
		t.NotApplicable("the server takes no resource of %d bytes", n)
	}
	if !res.OK() {
		t.Fail(fmt.Sprintf("a resource of %d bytes is taken, for which there is room", n), "%s", actor.Line(res))
	}
	h.acknowledged(r, res)
	h.has(ctx, r)
}

func mediaTypes(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	for _, media := range []struct{ is, text string }{
		{"application/json", "{\"a\" : [1, 2 ]}\n"},
		{"text/plain; charset=iso-8859-1", "na\xefve\r\n"},
		{"text/html", "<p>a<script>b</script>"},
		{"application/x-www-form-urlencoded", "a=1&b=2%20"},
		{"image/png", "\x89PNG\r\n\x1a\n\x00\x00"},
		{"", "of no type"},
	} {
		r := h.newResource(0, hidden)
		r.Bytes, r.Type = []byte(media.text), media.is
		h.acknowledged(r, t.Accepts(ctx, h.uploading(r), fmt.Sprintf("a resource of the media type %q", media.is)))
		h.has(ctx, r)
	}
}

// inForm sends what a browser sends for a file.
func inForm(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	const file = "the file that is in the form"
	r := h.newResource(0, hidden)
	r.Type = "multipart/form-data; boundary=p2c-boundary"
	r.Bytes = []byte("--p2c-boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n" +
		"Content-Type: text/plain\r\n\r\n" + file + "\r\n--p2c-boundary--\r\n")
	raw := h.newResource(60, hidden)
	res := h.uploading(raw).Send(ctx)
	t.Answered(res)
	if !res.OK() {
		if h.send(ctx, r).OK() {
			t.Took(ambiguity.UploadForm, "form") // which fails
		}
		t.Blocked(opUpload, "a resource could not be uploaded: %s", actor.Line(res))
	}
	h.acknowledged(raw, res)
	h.upload(ctx, r)
	got := h.get(ctx, r)
	if string(got.Body) == file {
		t.Took(ambiguity.UploadForm, "either")
		r.Bytes = []byte(file)
		t.Hold(nil)
		return
	}
	t.Hold(same(r.Bytes, got.Body))
	t.Took(ambiguity.UploadForm, "raw")
}

// noTrace expects that a request which was refused has stored nothing.
func (h holder) noTrace(ctx context.Context, r *resource) {
	if h.sees(ctx, h.Resource(r.ID), r) {
		h.t.Fail("no resource from an upload that was refused", "it can be retrieved")
	}
}

func accessMissing(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	r := h.newResource(20, hidden)
	t.Refused(h.uploading(r).With(withoutAccess).Send(ctx), "no access properties")
	h.noTrace(ctx, r)
	h.upload(ctx, r)
}

// withoutAccess takes every form of access properties out of an upload.
func withoutAccess(c *actor.Call) {
	for _, name := range []string{"resourceAccessProperties", "private", "public", "allowlist", "denylist"} {
		c.Request.Query.Del(name)
	}
}

func flagsMissing(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	h.add(ctx, 10, hidden)
	if h.form.reading != "json" && h.form.reading != "json-twice" {
		t.NotApplicable("the server takes no access properties as JSON (A-161)")
	}
	r := h.newResource(20, hidden)
	for _, f := range incomplete {
		t.Refused(h.uploading(r).With(actor.Query("resourceAccessProperties", f.json)).Send(ctx), f.what)
		h.noTrace(ctx, r)
	}
	h.upload(ctx, r)
}

// incomplete are access properties without what they need. One without public alone
// is as the prose has them.
var incomplete = []struct{ what, json string }{
	{"access properties without private", `{"public":false}`},
	{"access properties without members", `{}`},
	{"private as a string", `{"private":"true","public":"false"}`},
	{"null for access properties", `null`},
	{"an array for access properties", `[]`},
}

func accessStored(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	for _, a := range []p2.ResourceAccess{hidden, shown, {}} {
		r := h.newResource(20, a)
		h.upload(ctx, r)
		t.Hold(after("its upload", says(h.info(ctx, r), r)))
	}
}
