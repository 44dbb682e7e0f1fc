package main

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/p2conform/p2conform/fixtures/secure"
)

// listening is a server that listens.
type listening struct {
	addr     net.Addr
	url      string
	ended    chan error
	shutdown func(context.Context) error
	close    func() error
}

// listen serves a handler at the address of the flags, with TLS where they want
// it.
func (a *app) listen(f *serveFlags, h http.Handler) (*listening, error) {
	if f.tls != "" {
		return a.listenTLS(f, h)
	}
	listener, err := net.Listen("tcp", f.addr)
	if err != nil {
		return nil, unlistened(f.addr, err)
	}
	server := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, ErrorLog: log.New(io.Discard, "", 0),
	}
	l := &listening{
		addr: listener.Addr(), url: "http://" + listener.Addr().String(), ended: make(chan error, 1),
		shutdown: server.Shutdown, close: server.Close,
	}
	go func() { l.ended <- server.Serve(listener) }()
	return l, nil
}

func (a *app) listenTLS(f *serveFlags, h http.Handler) (*listening, error) {
	server, err := secure.Start(f.addr, h)
	if err != nil {
		return nil, unlistened(f.addr, err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Cert.Raw})
	if err := os.WriteFile(f.tls, text, 0o644); err != nil {
		_ = server.Close() // the first error is the one to tell
		return nil, &problem{
			code: exitUnknown, err: err, what: fmt.Sprintf("the certificate cannot be written to %s: %v", f.tls, plainPath(err)),
			hint: "name a file in a directory that is there, and may be written to",
		}
	}
	l := &listening{
		addr: server.Addr, url: "https://" + server.Addr.String(), ended: make(chan error, 1),
		shutdown: server.Shutdown, close: server.Close,
	}
	go func() { l.ended <- server.Wait() }()
	return l, nil
}

func unlistened(addr string, err error) error {
	return &problem{
		code: exitUnknown, err: err, what: fmt.Sprintf("%s cannot be listened on: %v", addr, plainListen(err)),
		hint: "choose another address with --addr; port 0 takes a free one",
	}
}

func plainListen(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}
