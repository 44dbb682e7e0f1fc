package inmemory

import (
	"bufio"
	"errors"
	"net"
	"net/http"
	"strconv"
)

// Hijack gives the handler a connection of its own, as a server does on which
// protocols are switched (RFC 9110, 7.8): its other end is the body of the answer,
// which can be written to. Neither end keeps anything back: what is written is there
// when it was read.
func (a *answer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	if a.hijacked || a.status != http.StatusSwitchingProtocols {
		return nil, nil, errors.New("no protocol was switched to")
	}
	a.hijacked = true
	var theirs net.Conn
	a.ours, theirs = net.Pipe()
	a.switched()
	return theirs, bufio.NewReadWriter(bufio.NewReader(theirs), bufio.NewWriter(theirs)), nil
}

// upgraded is the answer after which the connection is another protocol's.
func (a *answer) upgraded(req, in *http.Request) *http.Response {
	return &http.Response{
		Status: strconv.Itoa(a.status) + " " + http.StatusText(a.status), StatusCode: a.status,
		Proto: in.Proto, ProtoMajor: in.ProtoMajor, ProtoMinor: in.ProtoMinor,
		Header: a.sent, Body: a.ours, ContentLength: -1, Request: req,
	}
}

// drop ends the connection of an answer that came too late.
func drop(late <-chan *answer) {
	if a := <-late; a.hijacked {
		_ = a.ours.Close() // nobody has seen it
	}
}
