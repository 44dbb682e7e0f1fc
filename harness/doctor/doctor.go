package doctor

import (
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// Options are what a look needs.
type Options struct {
	// Target is as the user described it, before any preflight.
	Target *target.Target
	// Resolve is as in client.Options.
	Resolve map[string]string
	// Redactor learns the secrets of the look; default a new one.
	Redactor *reports.Redactor
	// Flags name the target on the command line, as in "--target", "https://…".
	Flags []string
	// Behind is what stands behind all flags: the command that starts the target.
	Behind []string
	// Configured says that Flags name a target file.
	Configured bool
	// Limit bounds one step of the network, default 10 s; Preflight all that is
	// asked of the home server itself, default 30 s.
	Limit, Preflight time.Duration
	// Resolver finds addresses; default that of the machine.
	Resolver Resolver
	// Dial connects; default net.Dialer.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
	// Now is our time; default time.Now.
	Now func() time.Time
}

// Resolver is what the look needs of a *net.Resolver.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
	LookupCNAME(ctx context.Context, host string) (string, error)
}

// examination is one look under way.
type examination struct {
	Options
	// tls is what the target is reached with over TLS.
	tls *tls.Config
	// host and port are those of the URL.
	host, port string
	// addrs can be dialled, and alive are those that took a connection.
	addrs, alive []string
	// probe is the first answer; nil while there is none.
	probe *client.Response
	found run.Findings
	// peers are the home servers beside the target, even where it found none of them;
	// nil where there can be none.
	peers *peer.Network
	// stop is why no further step is made.
	stop  string
	steps []Step
}

// Examine looks at a target, and completes it as run.Preflight does, whose findings
// it returns beside the report. Both are whole even where ctx ends, as far as it came.
func Examine(ctx context.Context, o Options) (*Report, run.Findings) {
	e := &examination{Options: o}
	e.setDefaults()
	for _, s := range []struct {
		name, title string
		do          func(context.Context, *Step)
	}{
		{"dns", "DNS", e.dns}, {"tcp", "TCP", e.tcp}, {"tls", "TLS", e.secure}, {"http", "HTTP", e.http},
		{"place", "Home server", e.place}, {"well-known", "Well-known", e.wellKnown}, {"server-cert", "Its ID-Cert", e.serverCert},
		{"clock", "Clock", e.clock},
		{run.StageRegister, "Registration", e.stage}, {run.StageFactor, "Second factor", e.stage}, {run.StageLogin, "Login", e.stage},
		{run.StageFirst, "First ID-Cert", e.stage}, {run.StageSecond, "Second ID-Cert", e.stage}, {run.StageTrial, "Key trial", e.stage},
		{run.StageForeign, "Foreign actors", e.foreign},
		{"readings", "Readings", e.readings}, {"features", "Features", e.features}, {"gateway", "Gateway", e.gateway},
	} {
		e.step(ctx, Step{Name: s.name, Title: s.title, State: OK}, s.do)
	}
	r := &Report{Form: 1, Target: e.Target.URL.Redacted(), Domain: e.Target.Domain, Outcome: outcome(e.steps), Steps: e.steps}
	if e.Target.Driver != nil {
		r.Driver = e.Target.Driver.Name()
	}
	r.Next = e.next(r.Outcome)
	e.clean(r)
	return r, e.found
}

func (e *examination) setDefaults() {
	if e.Redactor == nil {
		e.Redactor = &reports.Redactor{}
	}
	if e.Resolver == nil {
		e.Resolver = net.DefaultResolver
	}
	if e.Dial == nil {
		e.Dial = (&net.Dialer{}).DialContext
	}
	if e.Now == nil {
		e.Now = time.Now
	}
	e.Limit = cmp.Or(e.Limit, 10*time.Second)
	e.Preflight = cmp.Or(e.Preflight, 30*time.Second)
	e.peers = e.Target.Peers
	u := e.Target.URL
	e.host = u.Hostname()
	e.port = cmp.Or(u.Port(), map[string]string{"https": "443", "http": "80"}[u.Scheme])
	e.tls = &tls.Config{}
	if tr, ok := e.Target.HTTP.Transport.(*http.Transport); ok && tr.TLSClientConfig != nil {
		e.tls = tr.TLSClientConfig
	}
}

// step makes one step, unless an earlier one left nothing to try.
func (e *examination) step(ctx context.Context, s Step, do func(context.Context, *Step)) {
	switch {
	case e.stop != "" && !(s.Name == "clock" && e.probe != nil):
		s.skip("not tried: %s", e.stop)
	case ctx.Err() != nil:
		s.fail("the look was cut short: %v", context.Cause(ctx))
		s.unknown, s.stop = true, "the look was cut short"
	default:
		do(ctx, &s)
	}
	e.stop = cmp.Or(e.stop, s.stop)
	e.steps = append(e.steps, s)
}

func (s *Step) say(format string, args ...any) {
	s.Found = append(s.Found, fmt.Sprintf(format, args...))
}

func (s *Step) skip(format string, args ...any) {
	s.State = Skipped
	s.say(format, args...)
}

func (s *Step) warn(format string, args ...any) {
	if s.State == OK {
		s.State = Warn
	}
	s.say(format, args...)
}

func (s *Step) fail(format string, args ...any) {
	s.State = Failed
	s.say(format, args...)
}

// Bounds on what is shown, in characters and lines.
const (
	longestLine  = 400
	longestBody  = 240
	mostLines    = 40
	mostExchange = 6
)

// clean makes all texts such that they can be shown.
func (e *examination) clean(r *Report) {
	text := func(s string) string { return line(e.Redactor.String(s), longestLine) }
	r.Target, r.Domain, r.Driver = text(r.Target), text(r.Domain), text(r.Driver)
	for i := range r.Steps {
		s := &r.Steps[i]
		if n := len(s.Found); n > mostLines {
			s.Found = append(s.Found[:mostLines:mostLines], fmt.Sprintf("and %d more", n-mostLines))
		}
		for j := range s.Found {
			s.Found[j] = text(s.Found[j])
		}
		s.Do, s.Command = text(s.Do), text(s.Command)
	}
	for i := range r.Next {
		r.Next[i].Says, r.Next[i].Command = text(r.Next[i].Says), text(r.Next[i].Command)
	}
}

// line is a text in one line of at most so many characters.
func line(s string, most int) string {
	s = strings.Join(strings.Fields(reports.Visible(s)), " ")
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// exchanged shows what was sent and received, the last ones where they are many.
func (e *examination) exchanged(all ...*client.Exchange) []Exchange {
	var out []Exchange
	for _, x := range all[max(0, len(all)-mostExchange):] {
		sent := x.Request.Method + " " + x.URL.Redacted()
		if len(x.Request.Body) > 0 {
			sent += " " + e.body(x.Request.Body)
		}
		received := fmt.Sprintf("%s %d %s", x.Proto, x.Status, http.StatusText(x.Status))
		if t := x.Header.Get("Content-Type"); t != "" {
			received += ", " + line(e.Redactor.String(t), 80)
		}
		switch {
		case x.Err != nil && x.Status == 0:
			received = "no answer: " + line(e.Redactor.String(x.Err.Error()), longestBody)
		case len(x.Body) > 0:
			received += ": " + e.body(x.Body)
		}
		out = append(out, Exchange{Sent: line(e.Redactor.String(sent), 2*longestLine), Received: line(received, 2*longestLine)})
	}
	return out
}

// body is the beginning of one. Secrets go before it is cut, or a part of one would
// be left.
func (e *examination) body(b []byte) string {
	const most = 8192 // octets that are looked at
	if len(b) > most {
		b = b[:most]
	}
	return line(e.Redactor.String(string(b)), longestBody)
}
