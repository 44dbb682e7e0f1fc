package services

import (
	"context"
	"encoding/json"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// bodies checks what POST /services makes of bodies that hold no service (API
// Models.Service).
var bodies = []check.Check{
	one("bodies.no-service", "rejects a body without a service", flawed(noService), api.AddServiceBodyRequired),
	one("bodies.member-missing", "rejects a service without a name or a URL",
		flawed(without("service", "url")), api.ServiceRequired, api.AddServiceBodyRequired),
	one("bodies.name-type", "rejects the name of a service that is no string",
		flawed(with("service", `null`, `7`, `true`, `[]`, `{}`)), api.ServiceName, api.AddServiceBodyRequired),
	one("bodies.url-type", "rejects the URL of a service that is no string",
		flawed(with("url", `null`, `7`, `true`, `[]`, `{}`)), api.ServiceURL, api.AddServiceBodyRequired),
	one("bodies.primary-type", "rejects a service whose member primary is no boolean",
		flawed(with("primary", `"yes"`, `7`, `[]`, `{}`)), api.ServicePrimary, api.AddServiceBodyRequired),
}

// flaw is a body that is wrong in one place.
type flaw struct {
	what string
	body []byte
}

// flawed expects refusals of a service with flaws, and then grants it without. All
// that is there in the end is that one.
func flawed(flaws func(*check.T, p2.Service) []flaw) func(context.Context, *check.T) {
	return func(ctx context.Context, t *check.T) {
		h := newHolder(ctx, t)
		v, control := h.provider(chat, true), h.add(ctx, talk)
		h.there(ctx, control)
		call := h.AddService(v)
		for _, f := range flaws(t, v) {
			t.Refused(call.With(actor.Body(f.body)).Send(ctx), f.what)
		}
		t.Grants(ctx, call, "the same without the flaw")
		h.noTrace(ctx, control, v)
	}
}

func noService(t *check.T, v p2.Service) []flaw {
	whole := wrapped(t, members(t, v))
	return []flaw{
		{"no body", nil},
		{"a body that is no JSON", whole[:len(whole)/2]},
		{"null in place of an object", []byte(`null`)},
		{"an array in place of an object", []byte(`[]`)},
		{"a string in place of an object", []byte(`"service"`)},
		{"an empty object", []byte(`{}`)},
		{"null in place of the service", []byte(`{"service":null}`)},
		{"a string in place of the service", []byte(`{"service":"polyproto-chat"}`)},
		{"an array in place of the service", []byte(`{"service":[]}`)},
	}
}

// with makes bodies with other values of a member.
func with(member string, values ...string) func(*check.T, p2.Service) []flaw {
	return func(t *check.T, v p2.Service) []flaw {
		var all []flaw
		for _, value := range values {
			m := members(t, v)
			m[member] = json.RawMessage(value)
			all = append(all, flaw{"the member " + member + " " + value, wrapped(t, m)})
		}
		return all
	}
}

// without makes bodies that lack one member each.
func without(names ...string) func(*check.T, p2.Service) []flaw {
	return func(t *check.T, v p2.Service) []flaw {
		var all []flaw
		for _, name := range names {
			m := members(t, v)
			delete(m, name)
			all = append(all, flaw{"no member " + name, wrapped(t, m)})
		}
		return all
	}
}

func members(t *check.T, v p2.Service) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	text, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(text, &m)
	}
	if err != nil {
		t.Error("write a service: %v", err)
	}
	return m
}

func wrapped(t *check.T, m map[string]json.RawMessage) []byte {
	body, err := json.Marshal(map[string]any{"service": m})
	if err != nil {
		t.Error("write a body: %v", err)
	}
	return body
}
