package run

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// exchanged makes n exchanges with paths /0 to /n-1.
func exchanged(n int) []*client.Exchange {
	var all []*client.Exchange
	for i := range n {
		path := fmt.Sprint("/", i)
		all = append(all, &client.Exchange{Request: client.Request{Method: "GET", Path: path}, URL: &url.URL{Scheme: "http", Host: "h", Path: path}, Status: 200})
	}
	return all
}

// The last exchanges are kept, and the decisive one wherever it is.
func TestExchanges(t *testing.T) {
	tests := []struct {
		n, decisive int // -1: none is
		first       string
		kept, left  int
	}{
		{0, -1, "", 0, 0},
		{1, 0, "/0", 1, 0},
		{MaxExchanges, 0, "/0", MaxExchanges, 0},
		{MaxExchanges + 1, -1, "/1", MaxExchanges, 1},
		{MaxExchanges + 1, 0, "/0", MaxExchanges, 1},
		{MaxExchanges + 10, 3, "/3", MaxExchanges, 10},
		{MaxExchanges + 10, 10, "/10", MaxExchanges, 10},
		{MaxExchanges + 10, MaxExchanges + 9, "/10", MaxExchanges, 10},
	}
	for _, tt := range tests {
		log := exchanged(tt.n)
		var decisive *client.Exchange
		if tt.decisive >= 0 {
			decisive = log[tt.decisive]
		}
		got, left := exchanges(log, decisive)
		if len(got) != tt.kept || left != tt.left || len(got)+left != tt.n {
			t.Errorf("%+v: kept %d, left %d", tt, len(got), left)
			continue
		}
		marked := 0
		for i, e := range got {
			if e.Decisive {
				marked++
			}
			if i > 0 && e.Request.URL == got[i-1].Request.URL {
				t.Errorf("%+v: %s is there twice", tt, e.Request.URL)
			}
		}
		if marked != min(1, tt.decisive+1) || tt.first != "" && !strings.HasSuffix(got[0].Request.URL, tt.first) || len(log) != tt.n {
			t.Errorf("%+v: %d are decisive, the first is %+v", tt, marked, got[0].Request)
		}
	}
}

// A body is shown as text where it is one, within bounds, and its size is told
// where something is missing.
func TestShown(t *testing.T) {
	tests := []struct {
		name   string
		body   []byte
		prefix string
		length int // of what is shown
		size   int64
	}{
		{"nothing", nil, "", 0, 0},
		{"text", []byte("hello"), "hello", 5, 0},
		{"the longest text", bytes.Repeat([]byte("x"), MaxShownBody), "xxx", MaxShownBody, 0},
		{"longer", bytes.Repeat([]byte("x"), MaxShownBody+1), "xxx", MaxShownBody, MaxShownBody + 1},
		{"cut inside a character", append([]byte("x"), bytes.Repeat([]byte("é"), MaxShownBody)...), "xéé", MaxShownBody - 1, 2*MaxShownBody + 1},
		{"bytes", []byte{0xff, 0x00}, "(2 bytes, in hexadecimal) ff00", 30, 0},
		{"many bytes", bytes.Repeat([]byte{0xff}, 2000), "(2000 bytes, in hexadecimal) ffff", 29 + 2*maxShownBytes, 2000},
		{"only continuations", bytes.Repeat([]byte{0x80}, MaxShownBody+5), "(8197 bytes, in hexadecimal) 8080", 29 + 2*maxShownBytes, MaxShownBody + 5},
		{"text, then bytes", append(bytes.Repeat([]byte("x"), 2000), 0xff), "(2001 bytes, in hexadecimal) 7878", 29 + 2*maxShownBytes, 2001},
		{"text, and bytes that are not shown", append(bytes.Repeat([]byte("x"), MaxShownBody), 0xff), "xxx", MaxShownBody, MaxShownBody + 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, size := shown(tt.body)
			if !strings.HasPrefix(got, tt.prefix) || len(got) != tt.length || size != tt.size || !utf8.ValidString(got) {
				t.Errorf("%.60q, %d bytes, size %d", got, len(got), size)
			}
		})
	}
}

func FuzzShown(f *testing.F) {
	f.Add([]byte("hello"), 1)
	f.Add([]byte{0xf0, 0x9f, 0x98, 0x80}, 5000)
	f.Fuzz(func(t *testing.T, part []byte, times int) {
		if len(part) == 0 || times < 0 || times > 10_000 || len(part)*times > 1<<20 {
			t.Skip()
		}
		body := bytes.Repeat(part, times)
		got, size := shown(body)
		if !utf8.ValidString(got) || len(got) > MaxShownBody+100 {
			t.Errorf("%d bytes shown", len(got))
		}
		if size != 0 && size != int64(len(body)) || size == 0 && utf8.Valid(body) && got != string(body) || len(body) > 0 && got == "" {
			t.Errorf("%d bytes: %.40q, size %d", len(body), got, size)
		}
	})
}

func TestExchangeShowsDepartures(t *testing.T) {
	e, err := target.Serve(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"idCertPem":1}`)) // the exchange says if it was not read
	}), "a server with a wrong form")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	res := e.NewClient(nil).Do(t.Context(), check.ServerCertRequest())
	if got := exchange(res.Exchange, false); len(got.Schema) == 0 {
		t.Errorf("no departure is shown: %+v", got)
	}
}

func TestExchangeIsKeptWhole(t *testing.T) {
	e := &client.Exchange{
		Request:  client.Request{Method: "POST", Header: http.Header{"B": {"2"}, "A": {"1", "0"}}, Body: []byte("in")},
		URL:      &url.URL{Scheme: "http", Host: "h", Path: "/x"},
		Status:   418,
		Header:   http.Header{"X": {"<script>"}},
		Body:     []byte("out"),
		Err:      errors.New("cut off"),
		Duration: 1500 * time.Microsecond,
	}
	got := exchange(e, true)
	if strings.Join(got.Request.Headers, "|") != "A: 0|A: 1|B: 2" || got.Request.Body != "in" || got.Request.URL != "http://h/x" || !got.Decisive {
		t.Errorf("request %+v", got.Request)
	}
	if got.Response.Status != 418 || got.Response.Headers[0] != "X: <script>" || got.Response.Body != "out" || got.Error != "cut off" || *got.DurationMS != 1 {
		t.Errorf("%+v, response %+v", got, got.Response)
	}
	e.Status = 0
	if got := exchange(e, false); got.Response != nil || got.Operation != "" || got.Decisive {
		t.Errorf("without an answer: %+v", got)
	}
}

// A check that asks much keeps what a report can hold.
func TestMuchIsCut(t *testing.T) {
	tg := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(bytes.Repeat([]byte("x"), 20_000)) // the client's error will show
	})
	d := run(t, Options{Target: tg, Checks: []check.Check{asking("a.a.much", func(ctx context.Context, c *check.T) {
		for range 40 {
			c.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: "/"})
		}
		c.Fail("less", "%s", strings.Repeat("y", 1<<20))
	})}})
	r := d.Results[0]
	if len(r.Exchanges) != MaxExchanges || r.Left != 41-MaxExchanges || len(r.Actual) > 5000 {
		t.Errorf("%d exchanges, %d left out, %d bytes of actual", len(r.Exchanges), r.Left, len(r.Actual))
	}
	if e := r.Exchanges[0]; len(e.Response.Body) != MaxShownBody || e.Response.Size != 20_000 {
		t.Errorf("%d bytes of %d", len(e.Response.Body), e.Response.Size)
	}
	if r.Verdict != reports.Fail {
		t.Errorf("verdict %s", r.Verdict)
	}
}
