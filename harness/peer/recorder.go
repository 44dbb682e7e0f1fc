package peer

import (
	"bytes"
	"context"
	"errors"
	"net/http"
)

// errHungUp is why a visitor got no whole answer.
var errHungUp = errors.New("the home server ended the connection, as the check wants it")

// recorder keeps what is answered on its way, up to maxVisit bytes of the body.
type recorder struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// Unwrap lets an http.ResponseController find what can flush.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	if room := maxVisit - r.body.Len(); room > 0 {
		r.body.Write(b[:min(room, len(b))])
	}
	return r.ResponseWriter.Write(b)
}

// visitedInVain records a request that a silent home does not answer, without waiting
// for the visitor to give up.
func (h *Home) visitedInVain(r *http.Request) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	in := r.Clone(ctx)
	if in.Host = r.URL.Host; in.Body == nil {
		in.Body = http.NoBody
	}
	defer func() { _ = recover() }() // it hangs up in the end
	h.ServeHTTP(nowhere{}, in)
}

// nowhere is where nothing of an answer arrives.
type nowhere struct{}

func (nowhere) Header() http.Header         { return http.Header{} }
func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) WriteHeader(int)             {}
