package transport

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// unusual checks that every operation answers requests of an unusual form, and does
// not fail: what HTTP has for a path, a method or a query that a server does not know
// is a status from 400 on. Which one, and whether it takes them, is open (A-013,
//
var unusual = []check.Check{
	oddly("slash", "answers a path with a slash at the end without failing, on every route",
		always("a slash at the end of the path", inPath(func(below string) string { return below + "/" })), redirects...),
	oddly("escaped", "answers a path with a letter that is percent-encoded without failing, on every route",
		always("the first letter of the path percent-encoded", inPath(firstEscaped)), redirects...),
	oddly("head", "answers HEAD without failing, on every route", method(http.MethodHead)),
	oddly("options", "answers OPTIONS without failing, on every route", method(http.MethodOptions)),
	oddly("other-method", "answers a method that no route has without failing, on every route", method(http.MethodPatch)),
	oddly("twice", "answers a parameter that stands twice with the same value without failing, on every route",
		eachParameter("twice", func(query url.Values, name string) string {
			query[name] = append(query[name], query[name]...)
			return query.Encode()
		})),
	oddly("long", "answers a parameter of 4,000 characters without failing, on every route",
		eachParameter("with 4,000 characters", func(query url.Values, name string) string {
			query.Set(name, strings.Repeat(query.Get(name)[:1], long))
			return query.Encode()
		})),
	oddly("not-escaped", "answers a percent sign that escapes nothing in a parameter without failing, on every route",
		eachParameter("with %zz at its end", func(query url.Values, name string) string {
			value := url.Values{name: query[name]}.Encode()
			query.Del(name)
			return strings.Trim(query.Encode()+"&"+value+"%zz", "&")
		})),
	{
		ID:      "transport.unusual.fid-case",
		Title:   "finds an actor by its federation ID in capitals, on every route with one",
		Decides: []requirement.Requirement{core.FIDCaseInsensitive},
		Needs:   check.Needs{Actors: true},
		Run:     fidCase,
	},
	{
		ID:      "transport.unusual.no-content",
		Title:   "answers with 204 as HTTP has it, on every route: with no body, and with no length but 0",
		Decides: []requirement.Requirement{core.HTTP11},
		Needs:   check.Needs{Actors: true},
		Run:     noContent,
	},
	{
		ID:      "transport.unusual.expired-token",
		Title:   "answers the token of a session whose ID-Cert has expired without failing, on every route that needs one",
		Decides: []requirement.Requirement{core.TokenGivesAccess},
		Needs:   check.Needs{Actors: true, Time: true},
		Alone:   true,
		Run:     expiredTokens,
	},
}

// oddity is an unusual form of a request, and what it is in words.
type oddity struct {
	what string
	// right is what the usual form of the request has for it; nil for nothing.
	right  actor.Change
	change actor.Change
}

// redirects are answers of servers that have a path in one form only.
var redirects = []int{http.StatusMovedPermanently, http.StatusFound, http.StatusTemporaryRedirect, http.StatusPermanentRedirect}

// oddly makes a check that no operation fails on some oddities. An operation whose
// right request is not granted is for other checks.
func oddly(id, title string, oddities func(*party, operation) []oddity, also ...int) check.Check {
	run := func(ctx context.Context, t *check.T) {
		p := newParty(ctx, t)
		tried := 0
		for _, op := range operations {
			for _, odd := range oddities(p, op) {
				right, call := p.granted(ctx, op, odd), op.call(ctx, p)
				if right == nil || call == nil {
					continue
				}
				tried++
				spoiled := call.With(odd.right, odd.change)
				res := t.Whole(ctx, odd.what, func() *client.Response { return spoiled.Send(ctx) }, func() *client.Response {
					if again := p.granted(ctx, op, odd); again != nil {
						return again
					}
					return &client.Response{}
				})
				if !answers(res, also) {
					t.Fail("a status below 500 for "+op.id+" with "+odd.what, "%s", actor.Line(res))
				}
			}
		}
		if tried == 0 {
			t.Blocked(opActorCerts, "no operation was granted in its usual form")
		}
		t.Hold(nil)
	}
	return check.Check{
		ID: "transport.unusual." + id, Title: title, Decides: []requirement.Requirement{core.HTTP11},
		Needs: check.Needs{Actors: true}, Run: run,
	}
}

// granted sends the usual form of an operation; nil where it is not granted.
func (p *party) granted(ctx context.Context, op operation, odd oddity) *client.Response {
	call := op.call(ctx, p)
	if call == nil {
		return nil
	}
	call = call.With(odd.right)
	res := call.Send(ctx)
	p.t.GotAnswer(res)
	if call.Accepted(res) != nil {
		return nil
	}
	return res
}

// answers decides whether a status is one that a server gives who does not fail. Who
// knows a method on no path says so by 501.
func answers(res *client.Response, also []int) bool {
	for _, status := range also {
		if res.Status == status {
			return true
		}
	}
	return res.OK() || res.Status >= 400 && res.Status < 500 || res.Status == http.StatusNotImplemented
}

func always(what string, change actor.Change) func(*party, operation) []oddity {
	return func(*party, operation) []oddity { return []oddity{{what, func(*actor.Call) {}, change}} }
}

func method(name string) func(*party, operation) []oddity {
	return always("the method "+name, func(c *actor.Call) { c.Request.Method = name })
}

// eachParameter writes the query of a request anew, once for each of its parameters.
func eachParameter(what string, write func(query url.Values, name string) string) func(*party, operation) []oddity {
	return func(p *party, op operation) []oddity {
		inQuery(p.t)
		var all []oddity
		for _, q := range op.query {
			all = append(all, oddity{
				what:  q.name + " " + what,
				right: func(c *actor.Call) { c.Request.Query.Set(q.name, p.fits(c, q)) },
				change: func(c *actor.Call) {
					c.Request.RawQuery = write(c.Request.Clone().Query, q.name)
				},
			})
		}
		return all
	}
}

// firstEscaped writes the first letter of a path with a percent sign.
func firstEscaped(below string) string {
	const hex = "0123456789ABCDEF"
	return "/%" + string(hex[below[1]>>4]) + string(hex[below[1]&15]) + below[2:]
}

// fidCase compares what is found, and leaves what that should be to other checks.
func fidCase(ctx context.Context, t *check.T) {
	p := newParty(ctx, t)
	tried := 0
	for _, op := range operations {
		if !op.fid {
			continue
		}
		call := op.call(ctx, p)
		right := call.Send(ctx)
		t.GotAnswer(right)
		if call.Accepted(right) != nil {
			continue
		}
		tried++
		local := p.alice.FID.Local
		res := call.With(inPath(func(below string) string {
			return strings.Replace(below, "/"+local, "/"+strings.ToUpper(local), 1)
		})).Send(ctx)
		t.Answered(res)
		if call.Accepted(res) != nil || res.Status != right.Status {
			t.Fail(op.id+" finds "+p.alice.FID.String()+" with a local name in capitals, as in small letters", "%s", actor.Line(res))
		}
	}
	if tried == 0 {
		t.Blocked(opActorCerts, "no operation with a federation ID in its path was granted")
	}
	t.Hold(nil)
}

// noContent asks for what 204 answers. Whether the header Content-Length is there is
// open; neither text allows another length than 0.
func noContent(ctx context.Context, t *check.T) {
	p := newParty(ctx, t)
	tried := 0
	for _, op := range operations {
		if op.none == nil {
			continue
		}
		call := op.none(ctx, p)
		if call == nil {
			continue
		}
		res := call.Send(ctx)
		t.GotAnswer(res)
		if res.Status != http.StatusNoContent {
			continue
		}
		tried++
		if length, sent := res.Header["Content-Length"]; sent && !(len(length) == 1 && length[0] == "0") {
			t.Fail("204 of "+op.id+" without the header Content-Length, or with the length 0", "%q", length)
		}
		if len(res.Body) > 0 {
			t.Fail("204 of "+op.id+" without a body", "one of %d bytes", len(res.Body))
		}
	}
	if tried == 0 {
		t.Untested("no operation answered with 204")
	}
	t.Hold(nil)
}

// expiredTokens sends right requests with the tokens of sessions whose ID-Certs are
// over by then. Whether these are good is open; each has to be answered.
func expiredTokens(ctx context.Context, t *check.T) {
	p := newParty(ctx, t)
	var calls []*actor.Call
	for _, op := range operations {
		if p.granted(ctx, op, oddity{right: func(*actor.Call) {}}) == nil {
			continue
		}
		if call := op.call(ctx, p); call != nil && call.Request.Header.Get("Authorization") != "" {
			calls = append(calls, call.With(actor.Token(p.laptop.Token)))
		}
	}
	if len(calls) == 0 {
		t.Blocked(opIssue, "no operation that needs a token was granted")
	}
	if p.laptop.Cert.NotAfter.Before(t.Now()) {
		t.Blocked(opIssue, "the ID-Cert is expired when it is issued")
	}
	t.WaitUntil(ctx, p.laptop.Cert.NotAfter.Add(2*time.Second), "the end of an ID-Cert")
	for _, call := range calls {
		res := call.Send(ctx)
		t.GotAnswer(res)
		if !answers(res, nil) {
			t.Fail("a status below 500 for "+call.Operation+" with the token of a session whose ID-Cert has expired", "%s", actor.Line(res))
		}
	}
	t.Hold(nil)
}
