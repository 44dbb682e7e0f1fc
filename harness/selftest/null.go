package selftest

import (
	"io"
	"net/http"

	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/harness/target"
)

// Nulls are the servers on which nothing may pass: each answers everything in
// the same way, or does not answer.
func Nulls() []Null {
	return []Null{
		{"always-404", always(http.StatusNotFound, "text/plain", "not found")},
		{"always-401", always(http.StatusUnauthorized, "text/plain", "unauthorized")},
		{"always-200-empty-object", always(http.StatusOK, "application/json", "{}")},
		{"always-500", always(http.StatusInternalServerError, "text/plain", "internal server error")},
		{"echo", http.HandlerFunc(echo)},
		{"never-answers", http.HandlerFunc(neverAnswer)},
		{"closes-at-once", http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })},
	}
}

func always(status int, contentType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // a client that went away is no concern of ours
	})
}

// neverAnswer waits until the client is gone. The body is read, since else a
// server does not notice that.
func neverAnswer(_ http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	<-r.Context().Done()
}

// echo sends back what it was sent.
func echo(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
	_, _ = io.Copy(w, r.Body) // a client that went away is no concern of ours
}

// start serves the null server as a target that was told all that a preflight
// would have found out, so that every check really asks it.
func (n Null) start() (*target.Embedded, error) {
	e, err := target.Serve(n.Handler, n.Name)
	if err != nil {
		return nil, err
	}
	e.Domain, e.DomainGiven = "null.p2.example", true
	e.Driver = driver.Auth{Base: driver.AuthBase}
	e.Dialect.TrialPath = "/session/auth"
	e.Gateway = gateway.At(e.URL, gateway.CorePlace).String()
	e.Destructive = true
	e.Admin = &target.Admin{LocalName: "admin", Password: "a password of nobody"}
	return e, nil
}
