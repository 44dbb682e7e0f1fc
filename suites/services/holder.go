package services

import (
	"context"
	"net/http"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// The names of services that a server takes even if it takes only those that it
// knows: both stand in the text.
const (
	chat = "polyproto-chat"
	talk = "chat"
)

// holder is a session of an actor that makes services discoverable.
type holder struct {
	*actor.Session
	t *check.T
}

func newHolder(ctx context.Context, t *check.T) holder {
	return holder{t.NewSession(ctx, t.NewActor(ctx)), t}
}

// provider is one of a service that nobody has registered yet.
func (h holder) provider(name string, primary bool) p2.Service {
	word := actor.Word(h.t.Random(), 12)
	return p2.Service{Name: name, URL: h.t.Target().ProviderURL(word), Primary: primary}
}

// register makes a service discoverable.
func (h holder) register(ctx context.Context, v p2.Service) p2.Service {
	h.t.Grants(ctx, h.AddService(v), "the registration of a service")
	return v
}

// add registers a new provider of a service as its primary one.
func (h holder) add(ctx context.Context, name string) p2.Service {
	return h.register(ctx, h.provider(name, true))
}

// addAny does the same for a new name. A server that takes only names that it
// knows has none for us.
func (h holder) addAny(ctx context.Context) p2.Service {
	v := h.provider(newName(h.t), true)
	call := h.AddService(v)
	res := call.Send(ctx)
	h.t.GotAnswer(res)
	if res.Status >= 400 && res.Status < 500 {
		h.there(ctx, h.add(ctx, chat))
		h.t.NotApplicable("the server takes only services that it knows, and this needs another: services.names.unknown says so")
	}
	if err := call.Accepted(res); err != nil {
		h.t.Blocked(opAdd, "a service could not be registered: %v", err)
	}
	h.there(ctx, v)
	return v
}

// newName is a namespace that no server knows.
func newName(t *check.T) string { return "p2c-" + actor.Word(t.Random(), 10) }

// several registers some providers of one service, of which the first is primary
// under every reading of A-147. A server that keeps one of a service ends the
// check; one that has another primary provider, or none, blocks it.
func (h holder) several(ctx context.Context, name string, n int) []p2.Service {
	all := h.severalOf(ctx, name, n)
	h.must(opAdd, "registrations", unchanged(withName(h.list(ctx), name), all...))
	return all
}

// severalOf leaves open which of them is primary.
func (h holder) severalOf(ctx context.Context, name string, n int) []p2.Service {
	all := []p2.Service{h.add(ctx, name)}
	for len(all) < n {
		v := h.provider(name, false)
		call := h.AddService(v)
		res := call.Send(ctx)
		h.t.GotAnswer(res)
		all = append(all, v)
		list := h.list(ctx)
		if res.Status >= 400 && res.Status < 500 || lacks(list, all[0]) == nil && has(list, v) == nil {
			h.t.NotApplicable("the server keeps one provider of a service: services.register.several says so")
		}
		if err := call.Accepted(res); err != nil {
			h.t.Blocked(opAdd, "another provider of a service could not be registered: %v", err)
		}
		h.must(opAdd, "registrations", only(withName(list, name), all...))
	}
	return all
}

// list is what the server shows of the actor. That there is nothing can be said
// in three ways.
func (h holder) list(ctx context.Context) []p2.Service {
	return h.found(ctx, h.Actor.Services())
}

// providersOf is what it shows of one service.
func (h holder) providersOf(ctx context.Context, name string) []p2.Service {
	return h.found(ctx, h.Actor.Service(name))
}

func (h holder) found(ctx context.Context, call *actor.Call) []p2.Service {
	res := call.Send(ctx)
	h.known(ctx, res)
	return read(h.t, call.Operation, res)
}

// known blocks the check where the server does not find the actor at all: 404 says
// nothing of services then.
func (h holder) known(ctx context.Context, res *client.Response) {
	if res.Status == http.StatusNotFound {
		h.t.Certs(ctx, h.Actor)
	}
}

// read takes a list of services out of an answer.
func read(t *check.T, operation string, res *client.Response) []p2.Service {
	t.GotAnswer(res)
	if nothing(res) {
		return nil
	}
	if !res.OK() {
		t.Blocked(operation, "services could not be discovered: %s", actor.Line(res))
	}
	list, err := p2.ParseServices(res.Body)
	if err != nil {
		t.Blocked(operation, "%v", err)
	}
	return list
}

// nothing reports an answer without a list, about an actor who is known.
func nothing(res *client.Response) bool {
	return res.Status == http.StatusNoContent || res.Status == http.StatusNotFound
}

// must blocks the check where something is not as it has to be before the check
// can begin: another check decides the operation that made it.
func (h holder) must(operation, what string, d *check.Deviation) {
	if d != nil {
		h.t.Blocked(operation, "after %s, expected %s, got %s", what, d.Expected, d.Actual)
	}
}

// there blocks the check unless exactly these services can be discovered: what is
// refused or removed afterwards has to have been there.
func (h holder) there(ctx context.Context, services ...p2.Service) {
	h.must(opAdd, "registrations", unchanged(h.list(ctx), services...))
}

// left blocks the check unless these services are left after a removal.
func (h holder) left(ctx context.Context, services ...p2.Service) {
	h.must(opRemove, "a removal", only(h.list(ctx), services...))
}

// findsOne blocks the check unless these are the providers of one service.
func (h holder) findsOne(ctx context.Context, name string, services ...p2.Service) {
	h.must(opOne, "registrations", only(h.providersOf(ctx, name), services...))
}

// makePrimary has one of the providers of a service be primary.
func (h holder) makePrimary(ctx context.Context, providers []p2.Service, n int) {
	h.t.Grants(ctx, h.SetPrimary(providers[n]), "making a provider primary")
	for i := range providers {
		providers[i].Primary = i == n
	}
	h.must(opPrimary, "making a provider primary", unchanged(withName(h.list(ctx), providers[n].Name), providers...))
}

// still fails the check unless exactly these services can be discovered, of which
// those that say so are primary.
func (h holder) still(ctx context.Context, what string, services ...p2.Service) {
	h.t.Hold(after(what, unchanged(h.list(ctx), services...)))
}

// noTrace fails the check where anything else than these services can be
// discovered.
func (h holder) noTrace(ctx context.Context, services ...p2.Service) {
	h.t.Hold(after("registrations that were refused", within(h.list(ctx), services...)))
}
