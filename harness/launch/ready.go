package launch

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	// askEvery is how often a server is asked whether it is ready, and askLimit how
	// long it may take to answer.
	askEvery = 25 * time.Millisecond
	askLimit = 5 * time.Second
	// endOfLog is how many lines of the log an error shows.
	endOfLog = 10
)

// listen begins to look for the line that says that the server is ready; nil where
// none has to.
func (r Ready) listen(log *record) <-chan struct{} {
	if r.Log == "" {
		return nil
	}
	return log.expect(regexp.MustCompile(r.Log)) // Check has compiled it
}

// place is the URL of a server, of which text is how the description has it.
func (n names) place(text string) (*url.URL, error) {
	s, err := n.expand(cmp.Or(text, defaultURL))
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(s)
	if err != nil {
		return nil, misconfigured("url", "write one as in https://${HOST}:${PORT}", "it is no URL that a server could answer at")
	}
	u.Path, u.RawPath = strings.TrimRight(u.Path, "/"), strings.TrimRight(u.RawPath, "/")
	return u, nil
}

// await waits until the server is ready, and returns at which of the places it is:
// the first that answers.
func (r *Running) await(ctx context.Context, ready Ready, known names, matched <-chan struct{}, places []*url.URL) (*url.URL, error) {
	limit := time.Duration(cmp.Or(ready.Timeout, Duration(defaultReady)))
	late := time.NewTimer(limit)
	defer late.Stop()
	tick := time.NewTicker(askEvery)
	defer tick.Stop()
	asked := ready.URL != "" || ready.Path != "" || ready.Log == ""
	var found *url.URL
	if !asked {
		found = places[0]
	}
	a := newAsker(ready)
	defer a.close()
	for {
		if found == nil {
			var err error
			if found, err = a.ask(ctx, ready, known, places); err != nil {
				return nil, err
			}
		}
		if found != nil && matched == nil {
			return found, nil
		}
		select {
		case <-matched:
			matched = nil
			continue
		case <-r.exited:
			return nil, r.early()
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-late.C:
			return nil, r.late(limit, ready, found, a, places)
		case <-tick.C:
		}
	}
}

// early says that the server has ended before it was ready.
func (r *Running) early() error {
	return &Problem{
		Cause: EndedEarly, What: fmt.Sprintf("%s ended before it was ready: %s", r.name, r.Exit().Status), Log: r.LastLines(endOfLog),
		Hint: "start it by hand with the same command, or give it what its log asks for",
	}
}

// late says what was missing when the time was over.
func (r *Running) late(limit time.Duration, ready Ready, found *url.URL, a *asker, places []*url.URL) error {
	p := &Problem{Cause: NotReady, Log: r.LastLines(endOfLog), Hint: "allow it more time, or have it listen where it is asked"}
	why := a.last
	switch {
	case found != nil:
		why = fmt.Sprintf("no line of its log matches %q", ready.Log)
		p.Hint = "allow it more time, or write another expression"
	case why == "":
		why = places[0].Redacted() + " gave no answer"
	case a.answered:
		p.Hint = "allow it more time, or name a path that it answers, or the status"
	}
	p.What = fmt.Sprintf("%s was not ready within %s: %s", r.name, limit, why)
	return p
}

// asker asks a server whether it is ready.
type asker struct {
	http     *http.Client
	last     string // what came of the last request, in words
	answered bool   // it was an answer
}

func newAsker(ready Ready) *asker {
	return &asker{http: &http.Client{
		Timeout:       min(askLimit, time.Duration(cmp.Or(ready.Timeout, Duration(defaultReady)))),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		// Whether the certificate holds is for the preflight to say, with its reason.
		Transport: &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
	}}
}

func (a *asker) close() { a.http.CloseIdleConnections() }

// ask returns the first place where the server is ready, or nil.
func (a *asker) ask(ctx context.Context, ready Ready, known names, places []*url.URL) (*url.URL, error) {
	for _, place := range places {
		u := *place
		if ready.URL != "" {
			text, err := names{"HOST": place.Hostname(), "PORT": place.Port(), "DOMAIN": known["DOMAIN"]}.expand(ready.URL)
			if err != nil {
				return nil, err
			}
			other, err := url.Parse(text)
			if err != nil {
				return nil, misconfigured("ready.url", "write one as in https://${HOST}:${PORT}/health", "it is no URL")
			}
			u = *other
		} else {
			path, query, _ := strings.Cut(cmp.Or(ready.Path, defaultPath), "?")
			u.Path, u.RawPath, u.RawQuery = u.Path+path, "", query
		}
		if a.one(ctx, ready, &u) {
			return place, nil
		}
	}
	return nil, nil
}

// one makes one request, and reports whether its answer says that the server is
// ready.
func (a *asker) one(ctx context.Context, ready Ready, u *url.URL) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		a.last = err.Error()
		return false
	}
	res, err := a.http.Do(req)
	if err != nil {
		switch {
		case errors.Is(err, syscall.ECONNREFUSED):
			a.last, a.answered = fmt.Sprintf("nothing listens at %s", u.Host), false
		case ctx.Err() == nil:
			var inner *url.Error
			if errors.As(err, &inner) {
				err = inner.Err
			}
			a.last, a.answered = fmt.Sprintf("%s gives no answer: %v", u.Redacted(), err), false
		}
		return false
	}
	defer res.Body.Close()
	if ready.Status == 0 && res.StatusCode < 500 || res.StatusCode == ready.Status {
		return true
	}
	body, _ := io.ReadAll(io.LimitReader(res.Body, 200)) // half an answer will do for a message
	a.last, a.answered = fmt.Sprintf("%s answers %d %q", u.Redacted(), res.StatusCode, body), true
	return false
}

const (
	// Free ports are looked for below those that systems hand out for connections, or
	// another connection might take one before the server does.
	lowestPort  = 15000
	highestPort = 32000
	portTries   = 200
)

// portFor is a port on which nobody listens: the given one, or any.
func portFor(given int) (int, error) {
	if given != 0 {
		if !free(given) {
			return 0, &Problem{Cause: PortTaken, Field: "port", What: fmt.Sprintf("somebody listens on port %d already", given), Hint: "end it, or leave the port out: then a free one is found"}
		}
		return given, nil
	}
	for range portTries {
		if port := lowestPort + rand.IntN(highestPort-lowestPort); free(port) {
			return port, nil
		}
	}
	return 0, &Problem{Cause: Failed, What: fmt.Sprintf("no free port was found from %d to %d", lowestPort, highestPort), Hint: "name one"}
}

// free reports whether nobody listens on the port, at every address of the machine
// and at the one that servers are asked at. Whether the server may is for it to see.
func free(port int) bool {
	for _, host := range []string{"", "127.0.0.1"} {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		switch {
		case errors.Is(err, syscall.EADDRINUSE):
			return false
		case err == nil:
			_ = l.Close() // it was only to see
		}
	}
	return true
}
