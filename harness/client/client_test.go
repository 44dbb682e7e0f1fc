package client_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/openapi"
)

// dial makes a client of a base URL.
func dial(t testing.TB, base string, observe func(*client.Exchange)) *client.Client {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	h := client.NewHTTP(client.Options{})
	t.Cleanup(h.CloseIdleConnections)
	return client.New(u, h, api, observe)
}

func serve(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func get(path string) client.Request {
	return client.Request{Method: http.MethodGet, Path: path}
}

// A request is recorded once, as it was sent, whoever changes what afterwards.
func TestRecords(t *testing.T) {
	var seen []byte
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var err error
		if seen, err = io.ReadAll(r.Body); err != nil {
			t.Error(err)
		}
		w.WriteHeader(http.StatusTeapot)
		_, _ = io.WriteString(w, "the answer") // the client's error will show
	})
	var observed []*client.Exchange
	c := dial(t, base, func(e *client.Exchange) { observed = append(observed, e); e.Request.Header.Get("X") })
	body := []byte("the request")
	r := client.Request{Method: http.MethodPost, Path: "/there", Query: url.Values{"q": {"1"}}, Header: http.Header{"X-A": {"b"}}, Body: body}
	res := c.Do(t.Context(), r)
	copy(body, "XXX")
	r.Query.Set("q", "2")
	r.Header.Set("X-A", "c")

	all := c.Log().Exchanges()
	if len(all) != 1 || len(observed) != 1 || observed[0] != all[0] || all[0] != res.Exchange {
		t.Fatalf("%d exchanges recorded, %d observed", len(all), len(observed))
	}
	e := all[0]
	if string(seen) != "the request" || string(e.Request.Body) != "the request" || e.Request.Query.Get("q") != "1" || e.Request.Header.Get("X-A") != "b" {
		t.Errorf("the server saw %q; recorded is %+v", seen, e.Request)
	}
	if e.URL.String() != base+"/there?q=1" || e.Status != http.StatusTeapot || string(e.Body) != "the answer" || e.Err != nil || e.Duration <= 0 {
		t.Errorf("recorded is %+v", e)
	}
	if res.Status != e.Status || string(res.Body) != "the answer" || res.OK() {
		t.Errorf("the response is %+v", res)
	}
	c.Log().Exchanges()[0] = nil
	if c.Log().Exchanges()[0] == nil {
		t.Error("the log was changed from outside")
	}
}

// An empty body is sent as one, with its length, and so is none by POST.
func TestEmptyBody(t *testing.T) {
	var lengths []string
	base := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		lengths = append(lengths, r.Header.Get("Content-Length"))
	})
	c := dial(t, base, nil)
	for _, body := range [][]byte{nil, {}, []byte("x")} {
		if res := c.Do(t.Context(), client.Request{Method: http.MethodPost, Path: "/", Body: body}); res.Err != nil {
			t.Fatal(res.Err)
		}
	}
	if got := strings.Join(lengths, ", "); got != "0, 0, 1" {
		t.Errorf("the server saw %s", got)
	}
}

// A redirect is an answer, and nothing is sent to where it points.
func TestRedirectsAreNotFollowed(t *testing.T) {
	n := 0
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		n++
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	})
	res := dial(t, base, nil).Do(t.Context(), get("/"))
	if res.Status != http.StatusFound || res.Err != nil || res.Header.Get("Location") != "/elsewhere" || n != 1 {
		t.Errorf("status %d, error %v, %d requests", res.Status, res.Err, n)
	}
}

// Bytes come as they were sent: not decompressed, not made valid.
func TestBodiesAreLeftAlone(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write([]byte("hello")); err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	for name, body := range map[string][]byte{"gzip": zipped.Bytes(), "invalid UTF-8": {0xff, 0xfe, 0, 0x80}, "empty": {}} {
		base := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(body) // the client's error will show
		})
		if res := dial(t, base, nil).Do(t.Context(), get("/")); res.Err != nil || !bytes.Equal(res.Body, body) {
			t.Errorf("%s: %x, error %v", name, res.Body, res.Err)
		}
	}
}

// A path goes over the wire as it was written.
func TestPaths(t *testing.T) {
	tests := []struct{ base, path, query, want string }{
		{"", "/.p2/core/v1/idcert/actor/alice@p2.example", "", "/.p2/core/v1/idcert/actor/alice@p2.example"},
		{"", "/.p2/core/v1/idcert/actor/alice%40p2.example", "", "/.p2/core/v1/idcert/actor/alice%40p2.example"},
		{"", "/.p2/core/v1/idcert/actor/a%2Fb@p2.example", "", "/.p2/core/v1/idcert/actor/a%2Fb@p2.example"},
		{"", "/a%2540b", "", "/a%2540b"},
		{"", "/a/../b/./c", "", "/a/../b/./c"},
		{"", "//double//slash", "", "//double//slash"},
		{"", "/trailing/", "", "/trailing/"},
		{"", "/", "", "/"},
		{"", "/a?b", "", "/a%3Fb"},
		{"", "/a b", "", "/a%20b"},
		{"", "/%zz", "", "/%25zz"},
		{"", "/q", "a=1&b=%26", "/q?a=1&b=%26"},
		{"/base", "/x", "", "/base/x"},
		{"/base/", "/x", "", "/base/x"},
		{"/b%2Fse", "/x", "", "/b%2Fse/x"},
		{"", "@elsewhere.example/", "", "/@elsewhere.example/"},
	}
	var seen string
	server := serve(t, func(_ http.ResponseWriter, r *http.Request) { seen = r.RequestURI })
	for _, tt := range tests {
		r := get(tt.path)
		q, err := url.ParseQuery(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		r.Query = q
		if res := dial(t, server+tt.base, nil).Do(t.Context(), r); res.Err != nil {
			t.Errorf("%s: %v", tt.path, res.Err)
		}
		if seen != tt.want {
			t.Errorf("%s below %q is %s, want %s", tt.path, tt.base, seen, tt.want)
		}
	}
}

func TestHostHeader(t *testing.T) {
	var host string
	base := serve(t, func(_ http.ResponseWriter, r *http.Request) { host = r.Host })
	r := get("/")
	r.Header = http.Header{"Host": {"p2.example"}}
	if res := dial(t, base, nil).Do(t.Context(), r); res.Err != nil || host != "p2.example" {
		t.Errorf("host %q, error %v", host, res.Err)
	}
}

// Every exchange with an operation is held against the API document.
func TestSchema(t *testing.T) {
	base := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Query().Has("wrong") {
			_, _ = io.WriteString(w, `{}`) // the client's error will show
			return
		}
		_, _ = io.WriteString(w, `[]`) // the client's error will show
	})
	tests := []struct {
		path, query, operation string
		departs                bool
	}{
		{client.Base + "/idcert/actor/a@b", "", "Unregistered_actorCerts", false},
		{client.Base + "/idcert/actor/a@b", "wrong=1", "Unregistered_actorCerts", true},
		{client.Base + "/nowhere", "", "", false},
		{"/.well-known/polyproto-core", "", "", false},
	}
	for _, below := range []string{"", "/base"} {
		for _, tt := range tests {
			r := get(tt.path)
			if tt.query != "" {
				r.Query = url.Values{"wrong": {"1"}}
			}
			e := dial(t, base+below, nil).Do(t.Context(), r).Exchange
			if e.Operation.ID != tt.operation && tt.operation != "" || e.OperationKnown != (e.Operation.ID != "") || (len(e.Departures()) > 0) != tt.departs {
				t.Errorf("%s%s?%s: operation %q, departures %q", below, tt.path, tt.query, e.Operation.ID, e.Departures())
			}
		}
	}
}

// An answer that is not whole is not held against the document.
func TestSchemaOfNoAnswer(t *testing.T) {
	base := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	e := dial(t, base, nil).Do(t.Context(), get(client.Base+"/idcert/server")).Exchange
	if !e.OperationKnown || len(e.Departures()) > 0 || e.Err == nil {
		t.Errorf("%+v", e)
	}
}

// What cannot be put on the wire is said to be that, and shows no value.
func TestNotSent(t *testing.T) {
	base := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("it was sent") })
	for name, r := range map[string]client.Request{
		"method":       {Method: "GET it", Path: "/"},
		"header name":  {Method: "GET", Path: "/", Header: http.Header{"A b": {"x"}}},
		"header value": {Method: "GET", Path: "/", Header: http.Header{"Authorization": {"Bearer secret\n"}}},
	} {
		res := dial(t, base, nil).Do(t.Context(), r)
		if !errors.Is(res.Err, client.ErrNotSent) || res.Status != 0 || strings.Contains(res.Err.Error(), "secret") {
			t.Errorf("%s: status %d, error %v", name, res.Status, res.Err)
		}
	}
}

// One client serves many goroutines.
func TestConcurrency(t *testing.T) {
	base := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.Copy(w, r.Body) })
	var mu sync.Mutex
	observed := 0
	c := dial(t, base, func(*client.Exchange) { mu.Lock(); defer mu.Unlock(); observed++ })
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			body := fmt.Sprint("body ", i)
			for range 8 {
				res := c.Do(t.Context(), client.Request{Method: http.MethodPost, Path: "/", Body: []byte(body)})
				if string(res.Body) != body {
					t.Errorf("%q came back as %q, error %v", body, res.Body, res.Err)
				}
				_ = c.Log().Exchanges()
			}
		})
	}
	wg.Wait()
	if n := len(c.Log().Exchanges()); n != 128 || observed != 128 {
		t.Errorf("%d exchanges, %d observed", n, observed)
	}
}

func TestEndedContext(t *testing.T) {
	base := serve(t, func(http.ResponseWriter, *http.Request) {})
	why := errors.New("because")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(why)
	if res := dial(t, base, nil).Do(ctx, get("/")); res.Err == nil || res.Status != 0 || errors.Is(res.Err, client.ErrNotSent) {
		t.Errorf("status %d, error %v", res.Status, res.Err)
	}
}

// What is sent and recorded is what the target wants; the operation is that of the
// request before. A verbatim request is left alone.
func TestSpeaks(t *testing.T) {
	var paths []string
	c := dial(t, serve(t, func(_ http.ResponseWriter, r *http.Request) { paths = append(paths, r.URL.Path) }), nil)
	c.Speaks(func(r client.Request) client.Request {
		r.Path = "/elsewhere"
		return r
	})
	r := get(client.Base + "/idcert/server")
	res := c.Do(t.Context(), r)
	r.Verbatim = true
	c.Do(t.Context(), r)
	if len(paths) != 2 || paths[0] != "/elsewhere" || paths[1] != r.Path {
		t.Errorf("%q were asked for", paths)
	}
	if e := res.Exchange; e.Request.Path != "/elsewhere" || e.URL.Path != "/elsewhere" || e.Operation.ID != "Unregistered_serverIdCert" {
		t.Errorf("recorded are %s, %s, %s", e.Request.Path, e.URL, e.Operation.ID)
	}
}
