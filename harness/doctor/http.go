package doctor

import (
	"context"
	"errors"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/client"
)

// wellKnownPath is what every home server answers without asking who wants it.
const wellKnownPath = "/.well-known/polyproto-core"

// http asks in each version of HTTP.
func (e *examination) http(ctx context.Context, s *Step) {
	var last error
	for _, version := range []int{1, 2} {
		res := e.ask(ctx, client.Wire{HTTP: version})
		name := map[int]string{1: "HTTP/1.1", 2: "HTTP/2"}[version]
		switch {
		case res.Status != 0:
			s.say("%s: yes", name)
			if e.probe == nil {
				e.probe = res
			}
			continue
		case version == 2 && e.Target.URL.Scheme == "http":
			s.say("%s: not without TLS", name)
			continue
		case version == 2 && e.probe != nil:
			s.warn("%s: no", name)
			continue
		}
		s.warn("%s: no answer: %v", name, res.Err)
		if last = res.Err; errors.Is(last, context.DeadlineExceeded) {
			break // a server that is silent in one version is not waited for in another
		}
	}
	if e.probe == nil {
		e.noAnswer(ctx, s, last)
		return
	}
	e.http3(ctx, s)
	s.Exchanges = e.exchanged(e.probe.Exchange)
	e.behindProxy(ctx, s)
}

// ask asks for the well-known document in one way.
func (e *examination) ask(ctx context.Context, w client.Wire) *client.Response {
	ctx, cancel := context.WithTimeout(ctx, e.Limit)
	defer cancel()
	c := e.Target.NewClient(nil).Over(e.Target.Over(w))
	return c.Do(ctx, client.Request{Method: http.MethodGet, Path: wellKnownPath, Verbatim: true})
}

// http3 asks at the first place that Alt-Svc offers.
func (e *examination) http3(ctx context.Context, s *Step) {
	if e.Target.URL.Scheme != "https" {
		return
	}
	places, _ := client.Alternatives(e.probe.Header, "h3", e.host)
	if len(places) == 0 {
		s.say("HTTP/3: not offered by Alt-Svc")
		return
	}
	if res := e.ask(ctx, client.Wire{HTTP: 3, At: places[0]}); res.Status == 0 {
		s.warn("HTTP/3: Alt-Svc offers it at %s, and nothing answers there: %v", places[0], res.Err)
		s.Do = "let UDP through to " + places[0] + ", or offer no h3 by Alt-Svc"
		return
	}
	s.say("HTTP/3: yes, at %s", places[0])
}

// noAnswer is what is wrong where no version of HTTP gets an answer.
func (e *examination) noAnswer(ctx context.Context, s *Step, err error) {
	s.State, s.stop = Failed, "no request is answered"
	switch {
	case e.Target.URL.Scheme == "http" && e.speaksTLS(ctx):
		e.isTLS(s)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		s.unknown = true
		s.Do = "look into the server's log: it takes connections, and does not answer requests"
	default:
		var op *net.OpError
		s.unknown = errors.As(err, &op) && op.Op == "dial"
		s.Do = "look into the server's log: it does not answer as an HTTP server does"
	}
}

// speaksTLS reports whether a port that is asked without TLS has it.
func (e *examination) speaksTLS(ctx context.Context) bool {
	_, err := e.handshake(ctx)
	return err == nil
}

func (e *examination) isTLS(s *Step) {
	s.fail("port %s speaks TLS, and the URL begins with http://", e.port)
	s.stop = "the URL is one of another scheme"
	secured := *e.Target.URL
	secured.Scheme = "https"
	s.Do = "name the URL with https://"
	s.Command = e.again("doctor", "--target", secured.String())
}

// behindProxy looks at an answer that does not come from a home server at all.
func (e *examination) behindProxy(ctx context.Context, s *Step) {
	switch e.probe.Status {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		s.fail("it answers %d %s: a proxy is there, and the server behind it is not", e.probe.Status, http.StatusText(e.probe.Status))
		s.stop = "the server behind the proxy does not answer"
		s.Do = "start the server behind the proxy, and look into the proxy's log for where it expects it"
	case http.StatusBadRequest:
		if e.Target.URL.Scheme == "http" && e.speaksTLS(ctx) {
			e.isTLS(s)
		}
	}
}

// leadsTo is where a redirect of the probe leads, as a URL to name; empty for none.
func (e *examination) leadsTo() string {
	if e.probe.Status < 300 || e.probe.Status > 399 {
		return ""
	}
	u, err := e.probe.Exchange.URL.Parse(e.probe.Header.Get("Location"))
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	path, found := strings.CutSuffix(strings.TrimSuffix(u.Path, "/"), wellKnownPath)
	if !found {
		path = ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: path}).String()
}

// isPage reports that the probe's answer is a web page.
func (e *examination) isPage() bool {
	t, _, err := mime.ParseMediaType(e.probe.Header.Get("Content-Type"))
	return err == nil && (t == "text/html" || t == "application/xhtml+xml")
}
