package client

import (
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/p2conform/p2conform/spec/openapi"
)

// Exchange is one recorded request and what came back.
type Exchange struct {
	Request Request
	URL     *url.URL
	// Operation is the one of the API document, if OperationKnown.
	Operation      openapi.Operation
	OperationKnown bool
	Status         int
	Header         http.Header
	Body           []byte
	Err            error
	// Schema says where the response departs from the API document.
	Schema   []string
	Duration time.Duration
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

func (l *Log) add(e *Exchange) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.exchanges = append(l.exchanges, e)
}
