package inmemory

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
)

// Handlers run side by side however many wait for each other, and no goroutine is
// left when the hands rest.
func TestHands(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := NewHands()
		for range 3 { // the second time with those that wait
			var together, all sync.WaitGroup
			together.Add(3 * mostIdle)
			for range 3 * mostIdle {
				all.Add(1)
				h.do(func() {
					defer all.Done()
					together.Done()
					together.Wait()
				})
			}
			all.Wait()
			synctest.Wait()
			if len(h.idle) != mostIdle {
				t.Errorf("%d goroutines wait for work, want %d", len(h.idle), mostIdle)
			}
		}
		h.Rest()
		h.Rest() // which does nothing more
		done := make(chan struct{})
		h.do(func() { close(done) })
		<-done
	}) // ends when all goroutines have
}

// A handler that ends in a panic costs its own request only.
func TestHandsAfterPanic(t *testing.T) {
	panics := true
	m := Transport{Hands: NewHands(), Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		if panics {
			panic(http.ErrAbortHandler)
		}
	})}
	defer m.Hands.Rest()
	for range 3 {
		panics = true
		if _, err := m.RoundTrip(httptest.NewRequest(http.MethodGet, "http://p2.example/", nil)); err == nil {
			t.Fatal("a handler that panicked answered")
		}
		panics = false
		if _, err := m.RoundTrip(httptest.NewRequest(http.MethodGet, "http://p2.example/", nil)); err != nil {
			t.Fatalf("the request after it: %v", err)
		}
	}
}
