package run

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"syscall"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
)

// Feature is an optional feature of a home server, and whether a target has it.
type Feature struct {
	// Name is one of FeatureNames.
	Name string
	// Declared says that the target file has it under offers.
	Declared bool
	// Presence is one of the values below, and Says why, in words.
	Presence Presence
	Says     string
}

// Presence is whether a feature is there.
type Presence string

// The values of Presence.
const (
	Present Presence = "present"
	Absent  Presence = "absent"
	// Unclear is where it could not be found out.
	Unclear Presence = "unclear"
)

// FeatureNames are the optional features that a preflight can find out about, in
// the order in which it does. They are what a target file may have under offers.
var FeatureNames = []string{"auth", "http2", "http3", "ipv6", "keymaterial", "resources", "services", "zstd"}

// featuresByName find out about each of FeatureNames.
var featuresByName = map[string]func(context.Context, *preflight) (Presence, string){
	"auth":  findsAuth,
	"http2": func(ctx context.Context, p *preflight) (Presence, string) { return p.findsHTTP(ctx, 2) },
	"http3": func(ctx context.Context, p *preflight) (Presence, string) { return p.findsHTTP(ctx, 3) },
	"ipv6":  findsIPv6,
	"keymaterial": asActor(func(ctx context.Context, s *actor.Session) *client.Response {
		return s.EncryptedKeys().Send(ctx)
	}),
	"resources": asActor(func(ctx context.Context, s *actor.Session) *client.Response { return s.StorageLimit().Send(ctx) }),
	"services":  asActor(func(ctx context.Context, s *actor.Session) *client.Response { return s.Actor.Services().Send(ctx) }),
	"zstd":      asZstd,
}

func init() {
	for _, name := range FeatureNames {
		if featuresByName[name] == nil {
			panic("nobody finds out about the feature " + name)
		}
	}
}

// features looks for some features, and notes of those that are declared what
// contradicts that.
func (p *preflight) features(ctx context.Context, names []string) {
	for _, name := range FeatureNames {
		if !slices.Contains(names, name) || ctx.Err() != nil {
			continue
		}
		f := Feature{Name: name, Declared: slices.Contains(p.t.Offers, name)}
		f.Presence, f.Says = featuresByName[name](ctx, p)
		p.Features = append(p.Features, f)
		switch {
		case !f.Declared:
		case f.Presence == Absent:
			p.note("the target file offers %s, and the server does not have it: %s", name, f.Says)
		case f.Presence == Unclear:
			p.note("the target file offers %s, which could not be found out: %s", name, f.Says)
		}
	}
}

func findsAuth(_ context.Context, p *preflight) (Presence, string) {
	switch d := p.t.Driver.(type) {
	case nil:
		return Absent, p.t.NoDriver
	case driver.Auth:
		if p.session == nil && len(p.Stages) > 0 && !p.Stages[0].OK {
			return Absent, p.Stages[0].Says
		}
		return Present, "actors register below " + d.Base
	default:
		return Unclear, fmt.Sprintf("actors come from the driver %s", d.Name())
	}
}

// findsHTTP asks in one version of HTTP, with TLS where the target has any.
func (p *preflight) findsHTTP(ctx context.Context, version int) (Presence, string) {
	t, err := p.t.WithTLS()
	switch {
	case err != nil:
		return Unclear, err.Error()
	case t == nil && version == 3:
		return Unclear, "HTTP/3 is never without TLS, and the URL begins with http://"
	case t == nil:
		t = p.t
	}
	wire := client.Wire{HTTP: version}
	if version == 3 {
		plain := t.NewClient(nil).Do(ctx, check.ServerCertRequest())
		if plain.Err != nil {
			return Unclear, actor.Line(plain)
		}
		places, _ := client.Alternatives(plain.Header, "h3", t.URL.Hostname())
		if len(places) == 0 {
			return Absent, "no answer offers h3 by Alt-Svc"
		}
		wire.At = places[0]
	}
	res := t.NewClient(nil).Over(t.Over(wire)).Do(ctx, check.ServerCertRequest())
	switch want := fmt.Sprintf("HTTP/%d.0", version); {
	case res.Err != nil && t.URL.Scheme == "http":
		return Absent, "not without TLS: " + res.Err.Error()
	case res.Err != nil:
		return Absent, res.Err.Error()
	case res.Exchange.Proto != want:
		return Absent, "it answers in " + res.Exchange.Proto
	default:
		return Present, "it answers in " + want
	}
}

func findsIPv6(ctx context.Context, p *preflight) (Presence, string) {
	res := p.c.Over(p.t.Over(client.Wire{IP: 6})).Do(ctx, check.ServerCertRequest())
	for _, ours := range []error{syscall.ENETUNREACH, syscall.EADDRNOTAVAIL, syscall.EAFNOSUPPORT} {
		if errors.Is(res.Err, ours) {
			return Unclear, "this machine has no way over IPv6"
		}
	}
	if res.Err != nil {
		return Absent, res.Err.Error()
	}
	return Present, "it answers over IPv6"
}

// asActor asks as the actor of the preflight for what only servers with the feature
// have.
func asActor(ask func(context.Context, *actor.Session) *client.Response) func(context.Context, *preflight) (Presence, string) {
	return func(ctx context.Context, p *preflight) (Presence, string) {
		if p.session == nil {
			return Unclear, "there is no actor to ask as"
		}
		res := ask(ctx, p.session)
		line := fmt.Sprintf("%s %s: %s", res.Exchange.Request.Method, res.Exchange.URL.Path, actor.Line(res))
		switch {
		case res.OK():
			return Present, line
		case res.Status == http.StatusNotFound, res.Status == http.StatusMethodNotAllowed, res.Status == http.StatusNotImplemented:
			return Absent, line
		}
		return Unclear, line
	}
}

// worthCompressing is how many octets an answer has that servers do not leave as it
// is for being short.
const worthCompressing = 1500

func asZstd(ctx context.Context, p *preflight) (Presence, string) {
	if p.session == nil {
		return Unclear, "there is no actor to ask as"
	}
	res := p.session.Actor.Certs().With(actor.Header("Accept-Encoding", "zstd")).Send(ctx)
	switch coding := check.ContentCoding(res.Header); {
	case !res.OK():
		return Unclear, actor.Line(res)
	case coding == "zstd":
		return Present, "it compresses an answer for a client that offers zstd"
	case len(res.Body) < worthCompressing:
		return Unclear, fmt.Sprintf("an answer of %d octets came without zstd, which may be for being short", len(res.Body))
	default:
		return Absent, fmt.Sprintf("an answer of %d octets came without zstd", len(res.Body))
	}
}
