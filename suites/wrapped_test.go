package suites_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

// wrapped are ways in which HTTP lets the same answers travel. Each is given what
// the reference answered, uncompressed, and writes it.
var wrapped = []struct {
	name string
	send func(w http.ResponseWriter, r *http.Request, a *httptest.ResponseRecorder)
}{
	{"in chunks", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		head(w, a, "Content-Length")
		for b := a.Body.Bytes(); len(b) > 0; {
			n := min(len(b), 7)
			_, _ = w.Write(b[:n])
			_ = http.NewResponseController(w).Flush()
			b = b[n:]
		}
	}},
	{"over one connection each", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		w.Header().Set("Connection", "close")
		whole(w, a)
	}},
	{"by gzip alone", func(w http.ResponseWriter, r *http.Request, a *httptest.ResponseRecorder) {
		if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") || a.Body.Len() == 0 {
			whole(w, a)
			return
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(a.Body.Bytes())
		_ = z.Close()
		w.Header().Set("Content-Encoding", "gzip")
		head(w, a, "Content-Length")
		_, _ = w.Write(b.Bytes())
	}},
	{"by zstd with a large window, in frames of two kinds", func(w http.ResponseWriter, r *http.Request, a *httptest.ResponseRecorder) {
		if !homeserver.OffersZstd(r.Header) || a.Body.Len() == 0 {
			whole(w, a)
			return
		}
		w.Header()["content-encoding"] = []string{"ZSTD"}
		head(w, a, "Content-Length")
		_, _ = w.Write([]byte{0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 'h', 'i'}) // which is skipped
		z, _ := zstd.NewWriter(w, zstd.WithWindowSize(8<<20), zstd.WithEncoderConcurrency(1), zstd.WithSingleSegment(false))
		_, _ = z.Write(a.Body.Bytes())
		_ = z.Flush()
		_ = z.Close()
	}},
	{"with parameters and capitals in media types", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		if media, _, _ := strings.Cut(a.Header().Get("Content-Type"), ";"); media != "" {
			a.Header().Set("Content-Type", strings.ToUpper(media)+` ; charset="UTF-8"`)
		}
		whole(w, a)
	}},
	{"with names of headers in lower case", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		for name, values := range a.Header() {
			w.Header()[strings.ToLower(name)] = values
		}
		w.Header()["Content-Type"] = nil // or net/http makes one up
		w.WriteHeader(a.Code)
		_, _ = w.Write(a.Body.Bytes())
	}},
	{"with headers of a proxy", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		for _, h := range [][2]string{
			{"ETag", `W/"0815"`}, {"Cache-Control", "max-age=60, must-revalidate"}, {"Vary", "Accept, Accept-Encoding, Origin"}, {"Server", "x/1"},
			{"Set-Cookie", "a=b; HttpOnly"}, {"Strict-Transport-Security", "max-age=1"}, {"Via", "2 proxy"}, {"Alt-Svc", `h3=":1"; ma=1`},
			{"X-Frame-Options", "DENY"}, {"Content-Language", "en"}, {"Link", `</x>; rel="y"`}, {"Content-Encoding", "identity"},
		} {
			w.Header().Add(h[0], h[1])
		}
		whole(w, a)
	}},
	{"after answers that are not the last", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		w.Header().Set("Link", "</x>; rel=preload")
		w.WriteHeader(http.StatusEarlyHints)
		whole(w, a)
	}},
	{"with a trailer", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		w.Header().Set("Trailer", "Server-Timing")
		head(w, a, "Content-Length")
		_, _ = w.Write(a.Body.Bytes())
		w.Header().Set("Server-Timing", "db;dur=1")
	}},
	{"with white space in JSON", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		var b bytes.Buffer
		if strings.HasPrefix(a.Header().Get("Content-Type"), "application/json") && json.Indent(&b, a.Body.Bytes(), "\t", "  ") == nil {
			a.Body = bytes.NewBufferString("\r\n " + b.String() + "\n\n")
		}
		whole(w, a)
	}},
	{"with pages in HTML for what is refused", func(w http.ResponseWriter, _ *http.Request, a *httptest.ResponseRecorder) {
		if a.Code >= 400 && a.Code != http.StatusRequestEntityTooLarge { // whose body the API has
			a.Body = bytes.NewBufferString("<!doctype html><title>" + strconv.Itoa(a.Code) + "</title>")
			a.Header().Set("Content-Type", "text/html")
		}
		whole(w, a)
	}},
	{"through a strict proxy", func(w http.ResponseWriter, r *http.Request, a *httptest.ResponseRecorder) {
		switch {
		case len(r.RequestURI) > 2000:
			http.Error(w, "too long", http.StatusRequestURITooLong)
		case r.Method != http.MethodGet && r.Method != http.MethodPost && r.Method != http.MethodPut && r.Method != http.MethodDelete:
			http.Error(w, "forbidden", http.StatusForbidden)
		case r.ContentLength < 0:
			http.Error(w, "how long is it?", http.StatusLengthRequired)
		case r.Method == http.MethodGet && r.ContentLength > 0:
			http.Error(w, "no bodies here", http.StatusBadRequest)
		default:
			whole(w, a)
		}
	}},
}

// head sends what stands before the body, without one header.
func head(w http.ResponseWriter, a *httptest.ResponseRecorder, without string) {
	for name, values := range a.Header() {
		if name != without {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(a.Code)
}

func whole(w http.ResponseWriter, a *httptest.ResponseRecorder) {
	head(w, a, "Content-Length")
	_, _ = w.Write(a.Body.Bytes())
}

// What HTTP leaves to a server fails no check: nothing is worse than on the
// reference, but where a SHOULD is not kept.
func TestOtherWaysOfHTTP(t *testing.T) {
	for i, tc := range wrapped {
		if underRace && i%4 != 0 {
			continue
		}
		t.Run(tc.name, func(t *testing.T) {
			var chosen []check.Check
			for j, c := range suites.All() {
				if c.Suite() == "transport" || c.Suite() == "discovery" || j%len(wrapped) == i {
					chosen = append(chosen, c)
				}
			}
			home := &homeserver.Server{}
			home.Behaviour.Transport.Compress = func(http.Header) bool { return false }
			e, err := target.Serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				a := httptest.NewRecorder()
				home.ServeHTTP(a, r)
				tc.send(w, r, a)
			}), tc.name)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := e.Close(); err != nil {
					t.Error(err)
				}
			}()
			e.Domain, e.DomainGiven = homeserver.DefaultDomain, true
			passed := 0
			for _, r := range asked(t, e, run.Options{Checks: chosen, Seed: 1}).Results {
				switch r.Verdict {
				case reports.Pass:
					passed++
				case reports.Warn, reports.Untested, reports.NotApplicable:
					if strings.HasPrefix(r.Check, "transport.") {
						t.Logf("%s: %s: %s %s", r.Check, r.Verdict, r.Actual, r.Detail)
					}
				default:
					t.Errorf("%s: %s: expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
				}
			}
			if passed < len(chosen)/2 {
				t.Errorf("of %d checks %d passed", len(chosen), passed)
			}
		})
	}
}
