package client

import (
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/p2conform/p2conform/spec/openapi"
)

// Exchange is one recorded request and what came back: of the harness and the
// target, or of the target and a home server that the harness runs.
type Exchange struct {
	// At is the domain name of the home server that the target sent the request to;
	// empty for what the harness sent to the target.
	At string
	// Event is what that home server did without being asked, as in "revokes an
	// ID-Cert": then there is no request.
	Event   string
	Request Request
	URL     *url.URL
	// Operation is the one of the API document, if OperationKnown.
	Operation      openapi.Operation
	OperationKnown bool
	// Proto is the version of HTTP in which the target answered, as in "HTTP/1.1".
	Proto  string
	Status int
	Header http.Header
	Body   []byte
	Err    error
	// Started is when it was sent, and Duration how long the whole answer took.
	Started  time.Time
	Duration time.Duration
	// Again says that the target limited our rate with this answer, so that the
	// request was to be sent again after a pause.
	Again bool

	api *openapi.Document
}

// Departures says where the response departs from the API document. It is found
// out when it is asked for: few exchanges are.
func (e *Exchange) Departures() []string {
	if !e.OperationKnown || e.Err != nil {
		return nil
	}
	return e.api.CheckResponse(e.Operation, e.Status, e.Header, e.Body)
}

// Log is what one check exchanged with the target, in order. It is safe for
// concurrent use.
type Log struct {
	mu        sync.Mutex
	exchanges []*Exchange
}

// Exchanges lists what was recorded so far.
func (l *Log) Exchanges() []*Exchange {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]*Exchange(nil), l.exchanges...)
}

// Record adds what is no exchange of a client.
func (l *Log) Record(e *Exchange) { l.add(e) }

func (l *Log) add(e *Exchange) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.exchanges = append(l.exchanges, e)
}
