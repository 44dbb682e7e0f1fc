package target_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// A server answers in memory as it does over a socket.
func TestInMemory(t *testing.T) {
	at := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	var odd homeserver.Behaviour
	odd.Rewrite = func(op string, r *http.Request, a *homeserver.Answer) {
		switch r.URL.Query().Get("odd") {
		case "status":
			a.Status = 299
		case "no content":
			*a = homeserver.Answer{Status: http.StatusNoContent, Header: http.Header{}}
		case "empty":
			a.Body = nil
		case "headers":
			a.Header = http.Header{"X-A": {"1", "2"}, "Content-Type": {"x/y"}}
		case "host":
			a.Body = []byte(r.Host + " " + r.RequestURI + " " + r.Method)
		}
	}
	asked := []client.Request{
		{Method: "GET", Path: "/.well-known/polyproto-core"},
		{Method: "GET", Path: client.Base + "/idcert/server"},
		{Method: "GET", Path: client.Base + "/idcert/actor/alice%40home.p2.example"},
		{Method: "GET", Path: client.Base + "/nowhere"},
		{Method: "DELETE", Path: client.Base + "/idcert/server"},
		{Method: "POST", Path: client.Base + "/idcert", Body: []byte("x")},
		{Method: "POST", Path: "/.p2/auth/register", Body: []byte(`{"localName":"alice","password":"pw","tosConsent":true}`)},
		{Method: "POST", Path: "/.p2/auth/register", Body: []byte(`{"localName":"alice","password":"pw","tosConsent":true}`)},
		{Method: "POST", Path: "/.p2/auth/register", Body: make([]byte, 1<<20)},
	}
	for _, what := range []string{"status", "no content", "empty", "headers"} {
		asked = append(asked, client.Request{Method: "GET", Path: "/.well-known/polyproto-core", Query: map[string][]string{"odd": {what}}})
	}
	var servers [2]*target.Embedded
	for i := range servers {
		servers[i] = start(t, target.EmbeddedOptions{Seed: 1, Start: at, Behaviour: odd, InMemory: i == 1})
	}
	for _, r := range asked {
		var got [2]*client.Response
		for i, e := range servers {
			got[i] = e.NewClient(nil).Do(t.Context(), r)
			got[i].Header.Del("Date")
			got[i].Header.Del("Connection")
		}
		socket, memory := got[0], got[1]
		// The well-known document names the port, and times go on.
		same := len(socket.Body) == len(memory.Body) || r.Query == nil
		if socket.Err != nil || memory.Err != nil || socket.Status != memory.Status || !same || !reflect.DeepEqual(keys(socket.Header), keys(memory.Header)) {
			t.Errorf("%s %s %v: over a socket %d %v %q, error %v; in memory %d %v %q, error %v", r.Method, r.Path, r.Query,
				socket.Status, socket.Header, socket.Body, socket.Err, memory.Status, memory.Header, memory.Body, memory.Err)
		}
	}
}

func keys(h http.Header) map[string]int {
	m := map[string]int{}
	for name, values := range h {
		m[name] = len(values)
	}
	return m
}

// A server that hangs up, or does not answer in time, does so in memory, too.
func TestInMemoryWithoutAnswer(t *testing.T) {
	waits := make(chan struct{})
	defer close(waits)
	e := start(t, target.EmbeddedOptions{InMemory: true, Behaviour: homeserver.Behaviour{
		WellKnown: func(r *http.Request) any {
			if r.URL.Query().Has("wait") {
				_, _ = io.Copy(io.Discard, r.Body) // there is none
				<-waits
			}
			panic(http.ErrAbortHandler)
		},
	}})
	if res := get(t, e, "/.well-known/polyproto-core"); res.Err == nil || res.Status != 0 {
		t.Errorf("%d, error %v", res.Status, res.Err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	r := client.Request{Method: "GET", Path: "/.well-known/polyproto-core", Query: map[string][]string{"wait": {"1"}}}
	if res := e.NewClient(nil).Do(ctx, r); !errors.Is(res.Err, context.DeadlineExceeded) || res.Status != 0 {
		t.Errorf("%d, error %v", res.Status, res.Err)
	}
}
