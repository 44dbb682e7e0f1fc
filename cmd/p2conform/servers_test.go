package main

import (
	"bytes"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// testServer is a server that runs in the test.
type testServer struct {
	*httptest.Server
	stalled  chan struct{} // closed when a request is kept waiting
	released chan struct{} // closed when it need not wait any longer
	wire     *wire
}

// servers are the kinds that the command http knows.
var servers = map[string]func(*testServer) http.Handler{
	// home is the reference home server.
	"home": func(*testServer) http.Handler { return &homeserver.Server{} },
	// administered is the same with the administrators of the examples.
	"administered": func(*testServer) http.Handler { return &homeserver.Server{Admins: []string{"root"}} },
	// sonata has the routes of upstream's server in place of the auth extension's.
	"sonata": func(*testServer) http.Handler { return sonataRoutes(&homeserver.Server{}) },
	// accounts has these routes and nothing else, as upstream's server does so far.
	"accounts": func(*testServer) http.Handler { return sonataAccounts(&homeserver.Server{}) },
	// tls is home behind TLS; the authority is written to ca.pem.
	"tls": func(*testServer) http.Handler { return &homeserver.Server{} },
	// plain is a server that is none of ours.
	"plain": func(*testServer) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<h1>It works!</h1>")) })
	},
	// silent takes requests and never answers.
	"silent": func(*testServer) http.Handler {
		return http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { wait(r) })
	},
	// closed has stopped listening.
	"closed": func(*testServer) http.Handler { return http.NotFoundHandler() },
	// noactors has no route that registers anybody.
	"noactors": func(*testServer) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/.p2/auth/", http.NotFoundHandler())
		mux.Handle("/", &homeserver.Server{})
		return mux
	},
	// stalling answers the preflight and one check that registers an actor, and
	// keeps the next one waiting until it is released.
	"stalling": stalling,
	// leaky has a fault, and repeats secrets where it can.
	"leaky": leaky,
}

// serveInTest serves a handler on a loopback port until the test ends.
func serveInTest(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func httpCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 || servers[args[1]] == nil {
		ts.Fatalf("usage: http NAME KIND")
	}
	name, kind := args[0], args[1]
	s := &testServer{stalled: make(chan struct{}), released: make(chan struct{}), wire: &wire{}}
	s.Server = httptest.NewUnstartedServer(servers[kind](s))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // a client that does not trust it is no news
	if kind == "tls" {
		s.StartTLS()
		block := &pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw}
		ts.Check(os.WriteFile(ts.MkAbs("ca.pem"), pem.EncodeToMemory(block), 0o600))
	} else {
		s.Start()
	}
	ts.Setenv(name, s.URL)
	worldOf(ts).servers[name] = s
	if kind == "closed" {
		s.Close()
		return
	}
	ts.Defer(func() {
		s.CloseClientConnections() // nobody waits for those that are stalled
		s.Close()
	})
}

// stalling counts registrations: the first is the preflight's, the second a
// check's, and the third gets no answer until the server is released.
func stalling(s *testServer) http.Handler {
	home := &homeserver.Server{}
	var mu sync.Mutex
	registrations := 0
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/.p2/auth/register" {
			mu.Lock()
			registrations++
			n := registrations
			mu.Unlock()
			if n == 3 {
				close(s.stalled)
			}
			if n >= 3 {
				body, _ := io.ReadAll(r.Body) // or nobody notices that the client is gone
				r.Body = io.NopCloser(bytes.NewReader(body))
				select {
				case <-s.released:
				case <-r.Context().Done():
					return
				}
			}
		}
		home.ServeHTTP(w, r)
	})
}

// wait gives no answer until the client is gone, which only shows when all that
// it sent has been read.
func wait(r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

func releaseCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 || worldOf(ts).servers[args[0]] == nil {
		ts.Fatalf("usage: release NAME")
	}
	close(worldOf(ts).servers[args[0]].released)
}

func stalledCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 || worldOf(ts).servers[args[0]] == nil {
		ts.Fatalf("usage: stalled NAME")
	}
	select {
	case <-worldOf(ts).servers[args[0]].stalled:
	case <-time.After(patience):
		ts.Check(errors.New("the server was not asked what it stalls on"))
	}
}
