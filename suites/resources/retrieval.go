package resources

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

const conflict = http.StatusConflict

// withoutBody decides that a 204 has nothing with it, however its length is told.
func withoutBody(res *client.Response) *check.Deviation {
	if n := res.Header.Get("Content-Length"); n != "" && n != "0" {
		return check.Deviates("no Content-Length, or 0, with the status 204", "%q", n)
	}
	return nil
}

// retrieval checks GET /resource/{rid} (API Unregistered_getResource).
var retrieval = []check.Check{
	check.Proving(opGet, one("retrieval.own", "answers the uploader with 200 and the bytes of a resource", own, api.GetResourceOK, api.GetResourceAuthenticated)),
	one("retrieval.public", "gives a public resource to a request without a session token", public, api.GetResourcePublic),
	one("retrieval.unknown", "answers with 404 for a resource that is not there", unknown, api.GetResourceUnknown),
	one("retrieval.no-access", "answers an actor without access like one that asks for a resource that is not there", noAccess, api.GetResourceNoAccess),
	check.Probing(one("retrieval.unauthorized", "answers a request without a session token with 401 or 404 where it needs one", unauthorized,
		api.GetResourceUnauthorized), ambiguity.AccessRefused),
	check.Probing(one("retrieval.media-type", "gives a resource back whatever media type it has", mediaType, api.GetResourceOK), ambiguity.ResourceMediaType),
	one("retrieval.other-session", "gives a private resource to another session of the uploader", otherSession, api.GetResourceAuthenticated),
	one("retrieval.revoked", "still gives a resource whose session was revoked after its upload", ofRevoked, api.GetResourceOK),
}

func own(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 300, hidden)
	res := h.Resource(r.ID).Send(ctx)
	t.Answered(res)
	t.Granted(res, http.StatusOK)
	t.Hold(same(r.Bytes, res.Body))
}

func public(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 300, shown)
	h.get(ctx, r)
	res := t.Accepts(ctx, h.Actor.Resource(r.ID), "the retrieval of a public resource without a session token")
	t.Hold(same(r.Bytes, res.Body))
}

func unknown(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 30, hidden)
	t.Refuses(ctx, h.Resource(r.ID), "an ID of nothing", at(h.Resource(newID(t))), check.Status(http.StatusNotFound))
}

// at sends a call to the path of another.
func at(other *actor.Call) actor.Change {
	return func(c *actor.Call) { c.Request.Path = other.Request.Path }
}

func noAccess(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	r := alice.add(ctx, 30, hidden)
	bob := alice.other(ctx)
	t.Hold(alike(ctx, t, bob.Resource(r.ID), bob.Resource(newID(t)), r.ID))
	alice.has(ctx, r)
}

// alike decides that the answer about something hidden is 404, and that about nothing
// the same. The ID is left out of what is compared.
func alike(ctx context.Context, t *check.T, there, none *actor.Call, id string) *check.Deviation {
	first, second := there.Send(ctx), none.Send(ctx)
	t.Refused(first, "an actor without access", check.Status(http.StatusNotFound))
	t.Refused(second, "an ID of nothing", check.Status(http.StatusNotFound))
	missing := none.Request.Path[strings.LastIndex(strings.TrimSuffix(none.Request.Path, "/info/"), "/")+1:]
	missing = strings.TrimSuffix(missing, "/info/")
	text := func(res *client.Response, id string) string {
		return res.Header.Get("Content-Type") + "\n" + string(bytes.ReplaceAll(res.Body, []byte(id), []byte("…")))
	}
	if a, b := text(first, id), text(second, missing); a != b && !each(a, b) {
		return check.Deviates("the answer about a resource that is not there", "%.150q, and there %.150q", a, b)
	}
	return nil
}

// each reports that two texts differ in digits and letters of numbers only, as those
// that are drawn anew for each answer do: a time, or the name of a request.
func each(a, b string) bool { return len(a) == len(b) && shape(a) == shape(b) }

func shape(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'a' && r <= 'f' {
			return '0'
		}
		return r
	}, s)
}

func unauthorized(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	r := h.add(ctx, 30, hidden)
	h.get(ctx, r)
	private, none := h.Actor.Resource(r.ID).Send(ctx), h.Actor.Resource(newID(t)).Send(ctx)
	t.Refused(private, "no session token", check.Status(http.StatusUnauthorized, http.StatusNotFound))
	t.Refused(none, "an ID of nothing")
	switch {
	case private.Status == http.StatusNotFound:
		t.Took(ambiguity.AccessRefused, "404")
	case none.Status == http.StatusNotFound:
		t.Took(ambiguity.AccessRefused, "401")
	default:
		t.Took(ambiguity.AccessRefused, "401-always")
	}
}

// mediaType uploads what browsers run, under an ID that tells nothing.
func mediaType(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	reading := ""
	for _, media := range []struct{ is, text, guessed string }{
		{"text/html", "just some words", "text/plain"},
		{"application/x-p2conform", "<!DOCTYPE html><p>words", "text/html"},
	} {
		r := h.newResource(0, hidden)
		r.Bytes, r.Type = []byte(media.text), media.is
		h.upload(ctx, r)
		res := h.get(ctx, r)
		t.Hold(same(r.Bytes, res.Body))
		is, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
		attached := strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment")
		now := "guessed"
		switch {
		case attached, is == octets, is == "":
			now = "opaque"
		case strings.EqualFold(strings.TrimSpace(is), media.is):
			now = "as-uploaded"
		}
		if reading == "" || now == "opaque" || reading != "opaque" && now == "guessed" {
			reading = now
		}
	}
	t.Took(ambiguity.ResourceMediaType, reading)
}

func otherSession(ctx context.Context, t *check.T) {
	laptop := newHolder(ctx, t)
	r := laptop.add(ctx, 30, hidden)
	res := t.Accepts(ctx, laptop.another(ctx).Resource(r.ID), "the retrieval of a resource by another session of its uploader")
	t.Hold(same(r.Bytes, res.Body))
}

func ofRevoked(ctx context.Context, t *check.T) {
	laptop := newHolder(ctx, t)
	phone := laptop.another(ctx)
	r := phone.newResource(30, hidden)
	res := phone.send(ctx, r)
	phone.served(ctx, res)
	if !res.OK() {
		t.Blocked(opUpload, "a resource could not be uploaded: %s", actor.Line(res))
	}
	laptop.acknowledged(r, res)
	laptop.get(ctx, r)
	t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of a session")
	laptop.has(ctx, r)
}

// info is what the target tells the uploader about a resource.
func (h holder) info(ctx context.Context, r *resource) p2.ResourceInfo {
	return h.informed(h.t.Grants(ctx, h.ResourceInfo(r.ID), "a question about a resource by its uploader"))
}

func (h holder) informed(res *client.Response) p2.ResourceInfo {
	list, err := p2.ParseResourceInfos(res.Body)
	if err != nil || len(list) != 1 {
		h.t.Blocked(opInfo, "there is no information about one resource: %v", err)
	}
	return list[0]
}
