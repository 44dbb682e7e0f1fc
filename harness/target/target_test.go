package target_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

func start(t *testing.T, o target.EmbeddedOptions) *target.Embedded {
	t.Helper()
	e, err := target.StartEmbedded(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() }) // some tests close it before
	return e
}

func get(t *testing.T, e *target.Embedded, path string) *client.Response {
	t.Helper()
	return e.NewClient(nil).Do(t.Context(), client.Request{Method: http.MethodGet, Path: path})
}

// An embedded server says all of itself that a preflight would have to find out.
func TestStartEmbedded(t *testing.T) {
	e := start(t, target.EmbeddedOptions{Seed: 1})
	if !e.Embedded || !e.Destructive || !e.DomainGiven || e.Domain != homeserver.DefaultDomain || e.Admin == nil || e.Clock == nil || e.API == nil {
		t.Errorf("%+v", e.Target)
	}
	if res := get(t, e, client.Base+"/idcert/server"); res.Status != http.StatusOK || len(res.Exchange.Departures()) > 0 {
		t.Errorf("%d, %q, error %v", res.Status, res.Exchange.Departures(), res.Err)
	}
}

// The same seed and time make the same server.
func TestSeed(t *testing.T) {
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	body := func(seed int64) string {
		return string(get(t, start(t, target.EmbeddedOptions{Seed: seed, Start: at}), client.Base+"/idcert/server").Body)
	}
	if one := body(1); one != body(1) || one == body(2) || one == body(1<<40+1) {
		t.Error("a server's ID-Cert does not go by the seed")
	}
}

func TestBehaviourIsUsed(t *testing.T) {
	e := start(t, target.EmbeddedOptions{Behaviour: homeserver.Behaviour{
		WellKnown: func(*http.Request) any { return "odd" },
	}})
	if res := get(t, e, "/.well-known/polyproto-core"); string(res.Body) != `"odd"` {
		t.Errorf("the document is %s", res.Body)
	}
}

// A closed server answers nothing, closes twice, and leaves nothing behind.
func TestClose(t *testing.T) {
	begun := make(chan struct{})
	ended := make(chan struct{})
	e, err := target.Serve(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(begun)
		<-r.Context().Done()
		close(ended)
	}), "slow")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		res := e.NewClient(nil).Do(t.Context(), client.Request{Method: http.MethodGet, Path: "/"})
		if !errors.Is(res.Err, client.ErrClosed) {
			t.Errorf("the request under way came to %d, %v", res.Status, res.Err)
		}
	})
	<-begun
	for range 2 {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	<-ended
	if res := get(t, e, "/"); res.Err == nil {
		t.Error("it still answers")
	}
	if e.Name != "slow" {
		t.Errorf("it is called %q", e.Name)
	}
}

// A server is shut down when what is under way was answered.
func TestShutdown(t *testing.T) {
	begun, goOn := make(chan struct{}), make(chan struct{})
	e, err := target.Serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(begun)
		<-goOn
	}), "slow")
	if err != nil {
		t.Fatal(err)
	}
	status := make(chan int, 1)
	go func() {
		status <- e.NewClient(nil).Do(context.Background(), client.Request{Method: http.MethodGet, Path: "/"}).Status
	}()
	<-begun
	shut := make(chan error, 1)
	go func() { shut <- e.Shutdown(context.Background()) }()
	close(goOn)
	if err := <-shut; err != nil {
		t.Error(err)
	}
	if s := <-status; s != http.StatusOK {
		t.Errorf("the request under way got %d", s)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}

// The clock of an embedded server goes on, begins where it is told, and can be
// moved by several goroutines.
func TestClock(t *testing.T) {
	at := time.Date(2030, 6, 1, 0, 0, 0, 0, time.UTC)
	e := start(t, target.EmbeddedOptions{Start: at})
	if d := e.Now().Sub(at); d < 0 || d > time.Minute {
		t.Errorf("it began at %s", e.Now())
	}
	before := e.Now()
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() { e.Clock.Advance(time.Hour) })
	}
	wg.Wait()
	if d := e.Now().Sub(before); d < 10*time.Hour || d > 10*time.Hour+time.Minute {
		t.Errorf("it was moved by %s", d)
	}
}

// Without a clock of its own, a target's time is ours and its skew.
func TestNow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tg := target.Target{Skew: -time.Hour}
		if d := time.Until(tg.Now()); d != -time.Hour {
			t.Errorf("it is %s from ours", d)
		}
	})
}
