package identity

import (
	"context"
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/generate"
	"github.com/p2conform/p2conform/spec/p2"
)

// parameter is one of a query, with a generated value.
type parameter struct{ name, value string }

// Text and With let the value be made smaller.
func (p parameter) Text() string { return p.value }

func (p parameter) With(text string) any { return parameter{p.name, text} }

// parametersOf draws some values for the parameters of a query. Values is what is
// known to be odd for each.
func parametersOf(values map[string][]string, names ...string) *rapid.Generator[[]parameter] {
	var kinds []*rapid.Generator[parameter]
	for _, name := range names {
		text := rapid.OneOf(rapid.SampledFrom(values[name]), rapid.StringN(0, 20, 100))
		kinds = append(kinds, rapid.Map(text, func(s string) parameter { return parameter{name, s} }))
	}
	return rapid.SliceOfN(rapid.OneOf(kinds...), 1, 3)
}

// generatedParameters asks for the ID-Certs of an actor, and for what else has
// parameters, as text and as numbers that do not fit. What a server makes of them
// is open where they are none; that it shows somebody else is not.
func generatedParameters(ctx context.Context, t *check.T) {
	laptop, phone := newSession(ctx, t, t.NewActor(ctx)), newSession(ctx, t, t.NewActor(ctx))
	if !hasCert(t.Certs(ctx, laptop.Actor), laptop) || !hasCert(t.Certs(ctx, phone.Actor), phone) {
		t.Blocked(opActorCerts, "the ID-Cert of a session is not in the list of its actor's")
	}
	fid := laptop.Actor.FID.String()
	breaks := func(parts []parameter) *check.Deviation {
		right := laptop.Actor.Certs()
		call := right.With()
		for _, p := range parts {
			actor.Query(p.name, p.value)(call)
		}
		res, d := generate.Send(ctx, t, call, right)
		if d != nil || res == nil || !res.OK() {
			return d
		}
		entries, err := p2.ParseCacheableCerts(res.Body)
		if err != nil {
			return nil // what is listed is for other checks
		}
		return onlyNamedIn(entries, fid)
	}
	names := []string{"notBefore", "notAfter", "session_id"}
	values := map[string][]string{"notBefore": generate.Numbers(), "notAfter": generate.Numbers(), "session_id": generate.Stumbling(phone.ID)}
	var tried [][]parameter
	for _, name := range []string{"notBefore", "session_id"} {
		for _, v := range values[name] {
			tried = append(tried, []parameter{{name, v}})
		}
	}
	for range 30 {
		tried = append(tried, generate.Draw(t, parametersOf(values, names...)))
	}
	generate.Try(t, tried, breaks, func(parts []parameter) string {
		var says []string
		for _, p := range parts {
			says = append(says, fmt.Sprintf("%s=%.200q", p.name, p.value))
		}
		return "a query with " + strings.Join(says, " and ")
	})
}
