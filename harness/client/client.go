// Package client speaks HTTP to a target. It records every exchange and holds
// each against the API document; it trusts nothing that comes back.
package client

import (
	"bytes"
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/p2conform/p2conform/spec/openapi"
)

// Bounds on what a target can do to us.
const (
	// MaxBody is how much of a response's body is read, in bytes.
	MaxBody = 4 << 20
	// MaxBodies is how much of the bodies of all responses to one client is read,
	// in bytes: its log keeps them.
	MaxBodies = 8 << 20
	// MaxHeader is how large a response's header may be, in bytes.
	MaxHeader = 64 << 10
)

// Base is the place below which the core API's routes stand.
const Base = "/.p2/core/v1"

// Request is one request, complete and ready to be sent.
type Request struct {
	Method string
	// Path is below the target's URL, escaped, as in "/.p2/core/v1/idcert".
	Path  string
	Query url.Values
	// RawQuery is sent in place of Query, as it is; empty sends Query.
	RawQuery string
	Header   http.Header
	// Body is sent as it is; nil sends none.
	Body []byte
	// Verbatim sends the request as it stands here, whatever the target speaks:
	// for what is to find that out.
	Verbatim bool
}

// Clone copies the request, so that a change of the copy leaves it alone.
func (r Request) Clone() Request {
	out := r
	out.Query = url.Values(http.Header(r.Query).Clone())
	out.Header = r.Header.Clone()
	out.Body = bytes.Clone(r.Body)
	if out.Query == nil {
		out.Query = url.Values{}
	}
	if out.Header == nil {
		out.Header = http.Header{}
	}
	return out
}

// Response is what came of a request. It is never nil: where nothing came, Err
// says why and Status is 0.
type Response struct {
	Status int
	Header http.Header
	// Body holds at most MaxBody bytes.
	Body []byte
	// Err is why there is no response, or no whole one.
	Err error
	// Exchange is its record.
	Exchange *Exchange
}

// OK reports a 2xx.
func (r *Response) OK() bool { return r.Err == nil && r.Status >= 200 && r.Status < 300 }

// Client sends requests to one target and records them in one log.
type Client struct {
	base *url.URL
	http *http.Client
	api  *openapi.Document
	log  *Log
	// observe sees every exchange before it is recorded.
	observe  func(*Exchange)
	speak    func(Request) Request
	patience *patience
	room     *atomic.Int64 // bytes of bodies that may still be read
	// pace waits until the next request may be sent; nil for at once.
	pace func(context.Context) error
}

// New makes a client for the target at base, an absolute URL without a query.
// Observe may be nil.
func New(base *url.URL, h *http.Client, api *openapi.Document, observe func(*Exchange)) *Client {
	if observe == nil {
		observe = func(*Exchange) {}
	}
	room := &atomic.Int64{}
	room.Store(MaxBodies)
	return &Client{
		room: room, base: base, http: h, api: api, log: &Log{}, observe: observe,
		speak: func(r Request) Request { return r }, patience: newPatience(),
	}
}

// Speaks has requests written as the target wants them: write turns a request of
// the API document into what is sent, and does not change its argument.
func (c *Client) Speaks(write func(Request) Request) { c.speak = write }

// Paces makes each request wait for its turn. The error of wait is the end of its
// ctx.
func (c *Client) Paces(wait func(context.Context) error) { c.pace = wait }

// Log is where the client records.
func (c *Client) Log() *Log { return c.log }

// Do sends a request, written as the target speaks, and waits for the whole
// response or the end of ctx. The exchange has what was sent. Where the target
// limits our rate, the request is sent again after the time that it asks for,
// within MaxTries, MaxPause and MaxPauses: each time is an exchange of its own, and
// the response is that of the last.
func (c *Client) Do(ctx context.Context, r Request) *Response {
	r = r.Clone()
	said := r
	if !r.Verbatim {
		said = c.speak(r)
	}
	for tries := 1; ; tries++ {
		e := &Exchange{Request: said, URL: c.resolve(said)}
		c.describe(e, r)
		if c.pace != nil {
			e.Err = c.pace(ctx)
		}
		e.Started = time.Now()
		if e.Err == nil {
			c.roundTrip(ctx, e)
		}
		e.Duration = time.Since(e.Started)
		var pause time.Duration
		pause, e.Again = c.patience.pause(ctx, e, tries)
		c.observe(e)
		c.log.add(e)
		if !e.Again || c.patience.wait(ctx, pause) != nil {
			return &Response{Status: e.Status, Header: e.Header, Body: e.Body, Err: e.Err, Exchange: e}
		}
	}
}

func (c *Client) resolve(r Request) *url.URL {
	u := *c.base
	escaped := strings.TrimSuffix(c.base.EscapedPath(), "/") + r.Path
	if path, err := url.PathUnescape(escaped); err == nil {
		u.Path, u.RawPath = path, escaped
	} else {
		u.Path, u.RawPath = escaped, ""
	}
	u.RawQuery = cmp.Or(r.RawQuery, inQuery.Replace(r.Query.Encode()))
	return &u
}

// inQuery writes what everybody reads alike: commas separate the elements of a
// list, and a plus sign is a space to some.
var inQuery = strings.NewReplacer("%2C", ",", "+", "%20")

// describe finds the operation of a request as the API document has it.
func (c *Client) describe(e *Exchange, r Request) {
	if c.api == nil {
		return
	}
	op, ok := c.api.Find(r.Method, r.Path)
	if !ok {
		return
	}
	e.Operation, e.OperationKnown, e.api = op, true, c.api
}
