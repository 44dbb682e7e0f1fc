package services

import (
	"context"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// names checks what can be the name of a service: a namespace (section 8.2, API
// Models.Service).
var names = []check.Check{
	check.Probing(one("names.unknown", "takes any namespace for the name of a service, or only those that it knows",
		unknownName, api.ServiceName), ambiguity.ServiceKey),
	one("names.length", "takes the name of a service with 2 and with 64 characters", takesNames(func(random func(int) string) []string {
		return []string{random(2), random(64)}
	}), api.ServiceName),
	one("names.characters", "takes the name of a service with digits, hyphens and underscores", takesNames(func(random func(int) string) []string {
		return []string{random(4) + "-" + random(4), random(4) + "_" + random(4), random(4) + "0189", "7" + random(4), random(3) + "-_-" + random(3)}
	}), api.ServiceName),
	one("names.too-short", "rejects the name of a service with fewer than 2 characters", refusesNames("a", ""), api.ServiceName),
	one("names.too-long", "rejects the name of a service with more than 64 characters",
		refusesNames(strings.Repeat("a", 65), strings.Repeat("chat-", 200)), api.ServiceName),
	one("names.capitals", "rejects the name of a service with capitals", refusesNames("Chat", "chaT", "CHAT"), api.ServiceName),
	one("names.other-characters", "rejects the name of a service with characters that no namespace has",
		refusesNames("p2 chat", " chat", "chat ", "p2.chat", "p2/chat", "../chat", "p2:chat", "p2+chat", "p2@chat", "p2%63hat", "p2?chat", "chat\n", "p2\x00chat", "p2,chat"),
		api.ServiceName),
	check.Probing(one("names.letters", "rejects the name of a service with letters beyond ASCII, or keeps it as it is",
		letters, api.ServiceName), ambiguity.NamespaceLetters),
}

// unknownName has the server take a name that no extension has. One that takes
// what is no namespace at all checks no names.
func unknownName(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	known, other := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, known, other)
	free := h.provider("P2 Chat!", true)
	if h.AddService(free).Send(ctx).OK() {
		t.Took(ambiguity.ServiceKey, "free") // which fails
	}
	v := h.provider(newName(t), true)
	if t.TakesOrRefuses(ctx, h.AddService(v), "a namespace that nobody knows", h.Actor.Services()) == nil {
		t.Took(ambiguity.ServiceKey, "known-namespace")
		h.still(ctx, "the refusal of a namespace", known, other)
		return
	}
	t.Took(ambiguity.ServiceKey, "namespace")
	t.Hold(after("its registration", has(h.list(ctx), v)))
}

// takesNames expects names to be taken and kept by a server that takes more than
// it knows.
func takesNames(drawn func(random func(int) string) []string) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		h.there(ctx, h.addAny(ctx), h.add(ctx, chat))
		for _, name := range drawn(func(n int) string { return actor.Word(t.Random(), n) }) {
			v := h.provider(name, true)
			t.Accepts(ctx, h.AddService(v), "the namespace "+name)
			t.Hold(after("its registration", has(h.list(ctx), v)))
		}
	}
}

// refusesNames expects refusals of names that are no namespaces, and that nothing
// is left of them.
func refusesNames(names ...string) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		v, control := h.provider(chat, true), h.add(ctx, talk)
		h.there(ctx, control)
		call := h.AddService(v)
		for _, name := range names {
			wrong := h.provider(name, true)
			t.Refused(h.AddService(wrong).Send(ctx), "a name of "+quoted(name))
		}
		t.Grants(ctx, call, "the same with a right name")
		h.noTrace(ctx, control, v)
	}
}

func letters(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	other := h.provider("stra\u00dfe", true)
	if t.TakesOrRefuses(ctx, h.AddService(other), "a name with a letter beyond ASCII", h.AddService(h.provider(talk, true))) == nil {
		t.Took(ambiguity.NamespaceLetters, "ascii")
		h.still(ctx, "the refusal of a name", v)
		return
	}
	t.Took(ambiguity.NamespaceLetters, "unicode")
	t.Hold(after("its registration", only(h.providersOf(ctx, other.Name), other)))
}
