package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// wire knows the secrets that went over it. It shares nothing with the code that
// takes them out of reports.
type wire struct {
	mu      sync.Mutex
	secrets map[string][]string // by kind
}

func (w *wire) saw(kind, secret string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.secrets == nil {
		w.secrets = map[string][]string{}
	}
	if secret != "" && !slices.Contains(w.secrets[kind], secret) {
		w.secrets[kind] = append(w.secrets[kind], secret)
	}
}

// leaky is a home server whose ID-Certs have the wrong version, so that checks
// fail which have sent a token, a password and a second factor. It repeats what
// it was sent in a header of every answer, as it is and in base64.
func leaky(s *testServer) http.Handler {
	home := &homeserver.Server{}
	for _, f := range homeserver.Faults() {
		if f.Name == "cert-version-1" {
			f.Set(&home.Behaviour)
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // of our own client
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		factor := r.Header.Get("X-P2-Sensitive-Solution")
		s.wire.saw("token", token)
		s.wire.saw("second factor", factor)
		s.wire.saw("password", member(body, "password"))
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		home.ServeHTTP(answer, r)
		s.wire.saw("token", member(answer.Body.Bytes(), "token"))
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.Header().Set("X-Debug", "sent: "+token+" and "+factor)
		w.Header().Set("X-Trace", base64.StdEncoding.EncodeToString([]byte("trace="+token+";"+factor)))
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

func member(body []byte, name string) string {
	var members map[string]any
	if json.Unmarshal(body, &members) != nil {
		return ""
	}
	value, _ := members[name].(string)
	return value
}

func noleakCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || worldOf(ts).servers[args[0]] == nil {
		ts.Fatalf("usage: noleak NAME FILE…")
	}
	w := worldOf(ts).servers[args[0]].wire
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, kind := range []string{"token", "password", "second factor"} {
		if len(w.secrets[kind]) == 0 {
			ts.Fatalf("no %s went over the wire: nothing could have leaked", kind)
		}
		for _, secret := range w.secrets[kind] {
			for _, path := range args[1:] {
				if form := formIn(ts.ReadFile(path), secret); form != "" {
					ts.Fatalf("%s has a %s: %q", path, kind, form)
				}
			}
		}
	}
}

// formIn returns the form in which a text has a secret, or nothing.
func formIn(text, secret string) string {
	b := []byte(secret)
	forms := []string{
		secret, url.QueryEscape(secret), url.PathEscape(secret), hex.EncodeToString(b), strings.ToUpper(hex.EncodeToString(b)),
	}
	// In base64, what does not depend on the bytes before and after it.
	for before := range 3 {
		s := base64.RawStdEncoding.EncodeToString(append(make([]byte, before), b...))
		forms = append(forms, s[2+before:len(s)-2])
	}
	for _, form := range forms {
		if strings.Contains(text, form) {
			return form
		}
	}
	return ""
}
