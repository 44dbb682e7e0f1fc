package resources

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// resource is one that a check uploads.
type resource struct {
	ID     string
	Bytes  []byte
	Type   string
	Access p2.ResourceAccess
	kept   *check.Acknowledged
}

// The access properties of most checks.
var (
	hidden = p2.ResourceAccess{Private: true}
	shown  = p2.ResourceAccess{Public: true}
)

const octets = "application/octet-stream"

// form is how access properties are written into a query.
type form struct {
	reading string
	write   func(p2.ResourceAccess) actor.Change
}

var forms = []form{
	{"json", actor.AccessAsJSON},
	{"json-twice", actor.AccessAsEscapedJSON},
	{"exploded", actor.AccessAsParameters},
	{"comma", actor.AccessAsCommas},
}

// speech is what a check has found out about the form of uploads.
type speech struct {
	form  form
	known bool
}

// holder is a session of an actor that uploads.
type holder struct {
	*actor.Session
	t *check.T
	*speech
}

func newHolder(ctx context.Context, t *check.T) holder {
	return holder{t.NewSession(ctx, t.NewActor(ctx)), t, &speech{form: forms[0]}}
}

// other is another actor.
func (h holder) other(ctx context.Context) holder {
	return holder{h.t.NewSession(ctx, h.t.NewActor(ctx)), h.t, h.speech}
}

// another is another session of the same actor.
func (h holder) another(ctx context.Context) holder {
	return holder{h.t.NewSession(ctx, h.Actor), h.t, h.speech}
}

// newResource has n random bytes and an ID of nobody.
func (h holder) newResource(n int, a p2.ResourceAccess) *resource {
	body := make([]byte, n)
	if _, err := io.ReadFull(h.t.Random(), body); err != nil {
		h.t.Error("no random bytes: %v", err)
	}
	return &resource{ID: newID(h.t), Bytes: body, Type: octets, Access: a}
}

// newID has letters and digits, and the length of a hash.
func newID(t *check.T) string { return actor.Word(t.Random(), 32) }

// uploading is the right upload of a resource.
func (h holder) uploading(r *resource) *actor.Call {
	return h.UploadResource(r.ID, r.Bytes, r.Type, r.Access).With(h.form.write(r.Access))
}

// send uploads a resource. Where the target does not understand how its access
// properties are written, and none was understood yet, it is asked in other forms.
func (h holder) send(ctx context.Context, r *resource) *client.Response {
	res := h.uploading(r).Send(ctx)
	h.t.GotAnswer(res)
	if h.known || res.Status != http.StatusBadRequest && res.Status != http.StatusUnprocessableEntity {
		h.known = h.known || res.OK()
		return res
	}
	for _, f := range forms[1:] {
		h.form = f
		again := h.uploading(r).Send(ctx)
		h.t.GotAnswer(again)
		if h.known = again.OK(); h.known {
			return again
		}
	}
	h.form = forms[0]
	return res
}

// upload has the target take a resource, or another check decides that.
func (h holder) upload(ctx context.Context, r *resource) *resource {
	res := h.send(ctx, r)
	h.served(ctx, res)
	if !res.OK() {
		h.t.Blocked(opUpload, "a resource could not be uploaded: %s", actor.Line(res))
	}
	return h.acknowledged(r, res)
}

// add uploads a new one of n bytes.
func (h holder) add(ctx context.Context, n int, a p2.ResourceAccess) *resource {
	return h.upload(ctx, h.newResource(n, a))
}

// served ends the check where the target does without resources.
func (h holder) served(ctx context.Context, res *client.Response) {
	if !lacking(res) {
		return
	}
	for _, call := range []*actor.Call{h.Resources(), h.StorageLimit()} {
		other := call.Send(ctx)
		h.t.GotAnswer(other)
		if !lacking(other) {
			return
		}
	}
	h.t.NotApplicable("the server does without resources: %s", actor.Line(res))
}

// lacking reports an answer of a server without the operation.
func lacking(res *client.Response) bool {
	return slices.Contains([]int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}, res.Status)
}

// acknowledged keeps account of an upload: the uploader gets it in the end, as it
// was, and where it is for nobody else, a stranger does not.
func (h holder) acknowledged(r *resource, res *client.Response) *resource {
	r.ID = idIn(res, r.ID)
	what := fmt.Sprintf("the resource %q of %d bytes", r.ID, len(r.Bytes))
	r.kept = h.t.Acknowledge(what, func(ctx context.Context) string {
		got := h.Resource(r.ID).Send(ctx)
		h.t.GotAnswer(got)
		switch {
		case !got.OK():
			return "is gone: its uploader is answered with " + actor.Line(got)
		case !bytes.Equal(got.Body, r.Bytes):
			return "has changed: " + difference(r.Bytes, got.Body)
		}
		if !r.Access.Private || r.Access.Public {
			return ""
		}
		nobody := h.Actor.Resource(r.ID).Send(ctx)
		h.t.GotAnswer(nobody)
		if nobody.OK() {
			return "is private, and given to a request without a session token"
		}
		return ""
	})
	return r
}

// get retrieves a resource as its uploader, or another check decides that.
func (h holder) get(ctx context.Context, r *resource) *client.Response {
	return h.t.Grants(ctx, h.Resource(r.ID), "the retrieval of a resource by its uploader")
}

// has fails the check unless the uploader gets the resource as it was uploaded.
func (h holder) has(ctx context.Context, r *resource) {
	res := h.Resource(r.ID).Send(ctx)
	h.t.Answered(res)
	if !res.OK() {
		h.t.FailAt(res, "the resource, as it was uploaded", "%s", actor.Line(res))
	}
	h.t.Hold(same(r.Bytes, res.Body))
}

// sees reports whether a call gives a resource, and fails where it gives another.
func (h holder) sees(ctx context.Context, call *actor.Call, r *resource) bool {
	res := call.Send(ctx)
	h.t.Answered(res)
	if !res.OK() {
		return false
	}
	h.t.Hold(same(r.Bytes, res.Body))
	return true
}

// modify gives a resource other access properties, or another check decides that.
func (h holder) modify(ctx context.Context, r *resource, a p2.ResourceAccess) {
	h.t.Grants(ctx, h.ModifyResource(r.ID, a), "new access properties of a resource")
	r.Access = a
}

// remove deletes a resource, or another check decides that.
func (h holder) remove(ctx context.Context, r *resource) {
	h.forget(r)
	h.t.Grants(ctx, h.DeleteResource(r.ID), "the deletion of a resource")
}

// forget is for a resource that the check has deleted, or tries to.
func (h holder) forget(r *resource) { h.t.Forget(r.kept) }

// list is what the target lists of the actor's resources.
func (h holder) list(ctx context.Context, changes ...actor.Change) []p2.ListedResource {
	call := h.Resources().With(changes...)
	return listed(h.t, call.Operation, h.t.Grants(ctx, call, "a request for the list of resources"))
}

func listed(t *check.T, operation string, res *client.Response) []p2.ListedResource {
	if res.Status == http.StatusNoContent {
		return nil
	}
	list, err := p2.ParseResourceList(res.Body)
	if err != nil {
		t.Blocked(operation, "%v", err)
	}
	return list
}

// used is how much the actor stores, as the target says.
func (h holder) usage(ctx context.Context) p2.StorageUsage {
	res := h.t.Grants(ctx, h.StorageLimit(), "a question for the usage of storage")
	u, err := p2.ParseStorageUsage(res.Body)
	if err != nil {
		h.t.Blocked(opUsage, "%v", err)
	}
	return u
}
