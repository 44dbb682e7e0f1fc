package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// canary is a text that does something wherever it is not taken for text: in a
// terminal, a page, a shell, a forge's log, a path. If it is seen to have done so,
// its name is p2canary.
const canary = "<img src=x onerror=p2canary()>\"'`</script>]]>--><p2canary a='>$(touch p2canary)`touch p2canary`;touch p2canary;'" +
	"\x1b[31m\x1b]0;p2canary\x07\u009b31m\u202e\u2066\u2028../../p2canary\x00\r\n::stop-commands::p2canary\n##[error]p2canary\n![p2canary](http://p2canary.example) @p2canary %0A"

// headerCanary is what of it a header can hold.
const headerCanary = "<img src=x onerror=p2canary()>\"'`</script>]]><p2canary>$(touch p2canary)`touch p2canary`; ::stop-commands::p2canary ##[error]p2canary \u202e\u009b31m ../../p2canary"

// way is one that a target can be hostile in.
type way struct {
	name string
	// answer answers a request; it is asked once the harness has begun with its
	// checks, or with first from the beginning on. It reports whether it did:
	// else the reference home server does.
	answer func(w http.ResponseWriter, r *http.Request) bool
	// rewrite changes what the reference home server answers.
	rewrite func(r *http.Request, a *httptest.ResponseRecorder)
	first   bool
	// home is the reference home server; nil for the plain one.
	home func() *homeserver.Server
	// slow says that the run ends by its own limits.
	slow bool
	// http2 serves it over TLS and HTTP/2.
	http2 bool
}

// ways are all of them. What asks elsewhere has followed a redirect.
func ways(elsewhere string) []way {
	return []way{
		{name: "canary in every member", rewrite: everyMember(canary)},
		{name: "canary in every member over HTTP/2", rewrite: everyMember(canary), http2: true},
		{name: "canary in every refusal", answer: refusing("HTTP/1.1 403 <p2canary>\x1b[31m", canary)},
		{name: "canary in every header", rewrite: func(_ *http.Request, a *httptest.ResponseRecorder) {
			for _, name := range []string{"Content-Type", "Location", "Alt-Svc", "Server", "X-P2canary"} {
				a.Header().Set(name, headerCanary)
			}
		}},
		{name: "control characters in headers", answer: raw("HTTP/1.1 200 \x1b[31m<p2canary>\r\nX-\x1b[31m: <p2canary>\x1b[31m\x00\r\n\r\n")},
		{name: "canary for a domain", home: func() *homeserver.Server {
			return &homeserver.Server{Domain: "p2.<p2canary>\x1b[31m\u202e$(touch p2canary)'\"../.example"}
		}},
		{name: "canary at first sight", first: true, answer: body(200, "application/json", fmt.Sprintf(`{"api":%q}`, "http://"+headerCanary))},
		{name: "canary for a status", first: true, answer: raw("HTTP/1.1 <p2canary>\x1b[31m\u202e\r\n\r\n")},
		{name: "words of the report for tokens", rewrite: tokenWords()},
		{name: "100 MiB with their length", answer: huge(true)},
		{name: "100 MiB without their length", answer: huge(false)},
		{name: "100 MiB over HTTP/2", answer: huge(false), http2: true},
		{name: "zstd bomb", answer: coded("zstd", zstdBomb(8192))},
		{name: "gzip bomb", answer: coded("gzip", gzipBomb())},
		{name: "headers without end", answer: endless("HTTP/1.1 200 OK\r\n", "X-A: "+strings.Repeat("b", 1000)+"\r\n")},
		{name: "hints without end", answer: endless("", "HTTP/1.1 103 Early Hints\r\nLink: "+strings.Repeat("x", 1000)+"\r\n\r\n")},
		{name: "one byte in a second", slow: true, answer: drip},
		{name: "one byte in a second from the beginning", first: true, slow: true, answer: drip},
		{name: "no answer", slow: true, answer: func(_ http.ResponseWriter, r *http.Request) bool { wait(r); return true }},
		{name: "closed in the body", answer: raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"serial")},
		{name: "lists in lists", answer: body(200, "application/json", strings.Repeat("[", 3<<20))},
		{name: "objects in objects", answer: body(200, "application/json", strings.Repeat(`{"a":`, 5000)+"1"+strings.Repeat("}", 5000))},
		{name: "huge numbers", answer: body(200, "application/json", fmt.Sprintf(`{"serialNumber":%s,"expires":1e999999999,"validUntil":-9e-999999999}`, strings.Repeat("9", 1<<20)))},
		{name: "a million members", answer: body(200, "application/json", members(300_000))},
		{name: "10,000 certificates", rewrite: everyCert(strings.Repeat(block(make([]byte, 64)), 10_000))},
		{name: "a certificate of 1 MiB", rewrite: everyCert(block(longName(1 << 20)))},
		{name: "bytes that are no UTF-8", rewrite: everyMember("p2canary\xff\xfe\xc0\xaf\xed\xa0\x80")},
		{name: "the year 9999", rewrite: date("Fri, 31 Dec 9999 23:59:59 GMT"), home: func() *homeserver.Server {
			return &homeserver.Server{Now: func() time.Time { return time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC) }}
		}},
		{name: "the year -1", rewrite: date("Thu, 01 Jan -001 00:00:00 GMT"), home: func() *homeserver.Server {
			return &homeserver.Server{Now: func() time.Time { return time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC) }}
		}},
		{name: "come back in some years", answer: retry("99999999999999999999")},
		{name: "come back in the year 9999", answer: retry("Fri, 31 Dec 9999 23:59:59 GMT")},
		{name: "a flood of headers", rewrite: func(_ *http.Request, a *httptest.ResponseRecorder) {
			for range 300 {
				a.Header().Add("WWW-Authenticate", `Bearer realm="`+strings.Repeat("x", 60)+`"`)
				a.Header().Add("Set-Cookie", "a="+strings.Repeat("y", 60))
			}
			if a.Code < 300 {
				a.Body.Reset()
			}
		}},
		{name: "redirects", answer: redirects(elsewhere)},
		{name: "redirects at first sight", first: true, answer: redirects(elsewhere)},
	}
}

// serve is a target that is hostile in one way.
func (w way) serve() http.Handler {
	home := &homeserver.Server{}
	if w.home != nil {
		home = w.home()
	}
	var begun atomic.Bool
	var registered atomic.Int64
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		register := r.URL.Path == "/.p2/auth/register"
		if register && registered.Add(1) == 2 { // the first is the preflight's
			begun.Store(true)
		}
		hostile := w.first || begun.Load()
		if hostile && (w.first || !register) && w.answer != nil && w.answer(rw, r) {
			return
		}
		if w.rewrite == nil || !hostile {
			home.ServeHTTP(rw, r)
			return
		}
		a := httptest.NewRecorder()
		home.ServeHTTP(a, r)
		w.rewrite(r, a)
		for name, values := range a.Header() {
			rw.Header()[name] = values
		}
		rw.WriteHeader(a.Code)
		_, _ = rw.Write(a.Body.Bytes())
	})
}

// everyMember puts a text into every string of an answer, and into a header.
func everyMember(text string) func(*http.Request, *httptest.ResponseRecorder) {
	written := string(jsonText(text))
	return func(r *http.Request, a *httptest.ResponseRecorder) {
		a.Header().Set("X-P2canary", headerCanary)
		if r.URL.Path == "/.p2/auth/register" {
			return
		}
		var value any
		if json.Unmarshal(a.Body.Bytes(), &value) != nil {
			return
		}
		var put func(v any) any
		put = func(v any) any {
			switch v := v.(type) {
			case string:
				return json.RawMessage(written)
			case []any:
				for i := range v {
					v[i] = put(v[i])
				}
			case map[string]any:
				for name := range v {
					v[name] = put(v[name])
				}
				v[strings.ToValidUTF8(text, "?")] = json.RawMessage(written)
			}
			return v
		}
		value = put(value)
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		if e.Encode(value) != nil {
			return
		}
		a.Body.Reset()
		a.Body.WriteString(strings.ReplaceAll(b.String(), `"p2canary-invalid"`, `"`+text+`"`))
	}
}

// jsonText is a JSON string; bytes that are no UTF-8 are written as they are by
// everyMember, since no encoder would.
func jsonText(text string) []byte {
	if strings.ToValidUTF8(text, "") != text {
		return []byte(`"p2canary-invalid"`)
	}
	b, _ := json.Marshal(text) // a string can be encoded
	return b
}

// everyCert puts a text for every certificate.
func everyCert(text string) func(*http.Request, *httptest.ResponseRecorder) {
	return func(r *http.Request, a *httptest.ResponseRecorder) {
		var value any
		if r.URL.Path == "/.p2/auth/register" || !bytes.Contains(a.Body.Bytes(), []byte("BEGIN CERT")) || json.Unmarshal(a.Body.Bytes(), &value) != nil {
			return
		}
		list, isList := value.([]any)
		if !isList {
			list = []any{value}
		}
		for _, v := range list {
			if m, ok := v.(map[string]any); ok {
				for name, s := range m {
					if s, ok := s.(string); ok && strings.Contains(s, "BEGIN CERT") {
						m[name] = text
					}
				}
			}
		}
		b, _ := json.Marshal(value) // as it was decoded
		a.Body.Reset()
		a.Body.Write(b)
	}
}

func block(der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
}

// longName is a certificate whose issuer is of that many bytes, and which ends
// there.
func longName(n int) []byte {
	long := func(tag byte, content []byte) []byte {
		l := len(content)
		return append([]byte{tag, 0x83, byte(l >> 16), byte(l >> 8), byte(l)}, content...)
	}
	attribute := long(0x30, append([]byte{6, 3, 0x55, 4, 3}, long(12, bytes.Repeat([]byte("x"), n))...))
	tbs := append([]byte{0xa0, 3, 2, 1, 2, 2, 1, 7, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70}, long(0x30, long(0x31, attribute))...)
	return long(0x30, long(0x30, tbs))
}

// tokenWords gives out tokens that are words of a report, of which a careless
// redactor would leave a report without them.
func tokenWords() func(*http.Request, *httptest.ResponseRecorder) {
	words := []string{"conformant", "fail", "must", `": "`, "\n  ", "{", "a", "results", "<script"}
	var n atomic.Int64
	return func(r *http.Request, a *httptest.ResponseRecorder) {
		if a.Code < 300 && strings.Contains(r.URL.Path, "/auth/") || r.URL.Path == "/.p2/core/v1/session/auth" {
			a.Body.Reset()
			_ = json.NewEncoder(a.Body).Encode(map[string]string{"token": words[int(n.Add(1))%len(words)]}) // a Buffer takes all
		}
	}
}

func date(text string) func(*http.Request, *httptest.ResponseRecorder) {
	return func(_ *http.Request, a *httptest.ResponseRecorder) { a.Header().Set("Date", text) }
}

type answering = func(http.ResponseWriter, *http.Request) bool

func body(status int, kind, text string) answering {
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, text) // the client may have seen enough
		return true
	}
}

// refusing writes a status line and a text as every member of an error.
func refusing(status, text string) answering {
	b, _ := json.Marshal(map[string]string{"errcode": text, "error": text, "message": text, text: text})
	return raw(fmt.Sprintf("%s\r\nContent-Type: application/json\r\nX-P2canary: %s\r\nContent-Length: %d\r\n\r\n%s", status, headerCanary, len(b), b))
}

// raw writes bytes, and hangs up.
func raw(text string) answering {
	return func(w http.ResponseWriter, r *http.Request) bool {
		return onWire(w, r, func(conn io.Writer) { _, _ = io.WriteString(conn, text) })
	}
}

// onWire has the connection to itself.
func onWire(w http.ResponseWriter, r *http.Request, write func(io.Writer)) bool {
	_, _ = io.Copy(io.Discard, r.Body) // or the client sees a reset
	h, ok := w.(http.Hijacker)
	if !ok {
		return false
	}
	conn, _, err := h.Hijack()
	if err != nil {
		return false
	}
	defer conn.Close()
	write(conn)
	return true
}

// endless writes a text again and again until the client has had enough.
func endless(first, again string) answering {
	again = strings.Repeat(again, 16)
	return func(w http.ResponseWriter, r *http.Request) bool {
		return onWire(w, r, func(conn io.Writer) {
			_, err := io.WriteString(conn, first)
			for err == nil {
				_, err = io.WriteString(conn, again)
			}
		})
	}
}

// huge is a body of 100 MiB.
func huge(length bool) answering {
	const size, part = 100 << 20, 1 << 20
	text := []byte(strings.Repeat(" ", part))
	return func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "application/json")
		if length {
			w.Header().Set("Content-Length", fmt.Sprint(size))
		}
		for range size / part {
			if _, err := w.Write(text); err != nil {
				break
			}
		}
		return true
	}
}

// drip writes one byte of a body in a second.
func drip(w http.ResponseWriter, r *http.Request) bool {
	_, _ = io.Copy(io.Discard, r.Body) // or nobody notices that the client is gone
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		_, _ = io.WriteString(w, "[")
		_ = http.NewResponseController(w).Flush()
		select {
		case <-tick.C:
		case <-r.Context().Done():
			return true
		}
	}
}

// coded is a body in a content coding, whatever was offered.
func coded(coding string, packed []byte) answering {
	return func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Content-Encoding", coding)
		return body(200, "application/json", string(packed))(w, r)
	}
}

// zstdBomb is a frame of so many blocks, each of which is 128 KiB of one byte
// (RFC 8878, 3.1.1.2), in a window of 8 MiB.
func zstdBomb(blocks int) []byte {
	out := []byte{0x28, 0xb5, 0x2f, 0xfd, 0, 13 << 3}
	for i := range blocks {
		h := uint32(128<<10)<<3 | 1<<1
		if i == blocks-1 {
			h |= 1
		}
		out = append(out, byte(h), byte(h>>8), byte(h>>16), ' ')
	}
	return out
}

func gzipBomb() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 256 {
		_, _ = z.Write(make([]byte, 1<<20)) // a Buffer takes all
	}
	_ = z.Close()
	return b.Bytes()
}

// members is an object of so many members.
func members(n int) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		fmt.Fprintf(&b, `"%x":0,`, i)
	}
	b.WriteString(`"a":0}`)
	return b.String()
}

func retry(after string) answering {
	return func(w http.ResponseWriter, r *http.Request) bool {
		w.Header().Set("Retry-After", after)
		return body(429, "application/json", "{}")(w, r)
	}
}

// redirects leads in circles, to another server, and to files.
func redirects(elsewhere string) answering {
	var n atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) bool {
		i := int(n.Add(1))
		w.Header().Set("Location", []string{r.URL.Path, elsewhere, "file:///etc/passwd", "//" + strings.TrimPrefix(elsewhere, "http://")}[i%4])
		w.WriteHeader([]int{301, 302, 303, 307, 308}[i%5])
		return true
	}
}
