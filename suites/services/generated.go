package services

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/generate"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// generated sends what nobody thought of: values that the seed makes. Whatever
// comes, a server does not fail, and takes and shows nothing wrong.
var generated = []check.Check{
	one("generated.names", "rejects generated names of services that are no namespaces, and keeps those that it takes as they are",
		generatedNames, api.ServiceName),
	one("generated.limits", "shows the actor's own services for a generated limit, and no more than it says", generatedLimits,
		api.DiscoverLimit, api.DiscoverOneLimit),
}

// namespaceRune reports what the widest reading has in a namespace.
func namespaceRune(r rune) bool {
	return unicode.IsLower(r) || unicode.IsDigit(r) || r == '-' || r == '_'
}

// noNamespace decides whether a name is none under any reading.
func noNamespace(name string) bool {
	n := utf8.RuneCountInString(name)
	return n < 2 || n > 64 || strings.ContainsFunc(name, func(r rune) bool { return !namespaceRune(r) })
}

func generatedNames(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	control := h.add(ctx, talk)
	h.there(ctx, control)
	known := []p2.Service{control}
	breaks := func(parts []string) *check.Deviation {
		v := h.provider(strings.Join(parts, ""), true)
		call := h.AddService(v)
		res, d := generate.Send(ctx, t, call, h.Actor.Services())
		if d != nil || res == nil || !res.OK() {
			return d
		}
		if noNamespace(v.Name) {
			return check.Deviates("a refusal (4xx) of a name that is no namespace", "%s", actor.Line(res))
		}
		list := h.list(ctx)
		known = append(known, v)
		if d = has(list, v); d == nil {
			d = within(list, known...)
		}
		if d != nil { // what follows is decided by itself
			h = newHolder(ctx, t)
			known = nil
		}
		return d
	}
	word := actor.Word(t.Inputs(), 6)
	part := rapid.OneOf(
		rapid.SampledFrom([]string{chat, "-", "_", word, "7", ".", "/", "A", "\u00df", "\u0131", "\u0660", "\x00", "\n", "%20", "\u200d", "\u00a0"}),
		rapid.StringN(0, 8, 40),
	)
	var tried [][]string
	for _, s := range generate.Stumbling(chat) {
		if s != "null" && s != "true" { // which are namespaces
			tried = append(tried, []string{s})
		}
	}
	for range 45 {
		tried = append(tried, generate.Draw(t, rapid.SliceOfN(part, 1, 4)))
	}
	generate.Try(t, tried, breaks, func(parts []string) string { return "a service with the name " + generate.Quoted(parts) })
}

// plainLimit is a limit that nobody can read in two ways, as far as it fits 31 bits.
var plainLimit = regexp.MustCompile(`^[1-9][0-9]{0,8}$`)

// generatedLimits leaves open what a server makes of a limit that is none: that it
// is refused is for other checks.
func generatedLimits(ctx context.Context, t *check.T) {
	h, other := newHolder(ctx, t), newHolder(ctx, t)
	v, second := h.add(ctx, chat), h.add(ctx, talk)
	h.there(ctx, v, second)
	other.there(ctx, other.add(ctx, chat))
	n := 0
	breaks := func(parts []string) *check.Deviation {
		text := strings.Join(parts, "")
		right := h.Actor.Services()
		if n++; n%2 == 0 {
			right = h.Actor.Service(chat)
		}
		return generatedLimit(ctx, t, right, text, v, second)
	}
	word := rapid.OneOf(rapid.SampledFrom(generate.Numbers()), rapid.SampledFrom([]string{"1", "2", "3", "-", " ", ",", "e", "."}), rapid.StringN(0, 6, 30))
	var tried [][]string
	for _, s := range generate.Numbers() {
		tried = append(tried, []string{s}, []string{s})
	}
	for range 40 {
		tried = append(tried, generate.Draw(t, rapid.SliceOfN(word, 1, 3)))
	}
	generate.Try(t, tried, breaks, func(parts []string) string { return "the limit " + generate.Quoted(parts) })
}

func generatedLimit(ctx context.Context, t *check.T, right *actor.Call, text string, own ...p2.Service) *check.Deviation {
	res, d := generate.Send(ctx, t, right.With(actor.Query("limit", text)), right)
	if d != nil || res == nil || !res.OK() || nothing(res) {
		return d
	}
	list, err := p2.ParseServices(res.Body)
	if err != nil {
		return nil // what is listed is for other checks
	}
	if d := within(list, own...); d != nil {
		return d
	}
	limit, err := strconv.Atoi(text)
	if err != nil || !plainLimit.MatchString(text) {
		return nil
	}
	for _, name := range []string{chat, talk} {
		if found := len(withName(list, name)); found > limit {
			return check.Deviates(fmt.Sprintf("%d providers of %q at most", limit, name), "%d in %s", found, lines(list))
		}
	}
	return nil
}
