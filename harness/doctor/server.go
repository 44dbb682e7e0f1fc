package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

// place makes the preflight, of which the later steps tell, and says whether a home
// server is there.
func (e *examination) place(ctx context.Context, s *Step) {
	if to := e.probe.Header.Get("Location"); e.probe.Status >= 300 && e.probe.Status < 400 {
		s.say("%s is redirected to %s", wellKnownPath, to)
	}
	named := *e.Target.URL
	bounded, cancel := context.WithTimeout(ctx, e.Preflight)
	defer cancel()
	var err error
	e.found, err = run.Examine(bounded, e.Target, e.Redactor)
	var problem *run.Problem
	switch {
	case errors.As(err, &problem):
		e.notHere(s, problem)
		return
	case err != nil && ctx.Err() == nil:
		s.fail("the first look at the server took more than %s", e.Preflight)
		s.Do = "allow more with --timeout"
	case err != nil:
		s.fail("%v", err)
	}
	if err != nil {
		s.unknown = true
		if len(e.found.Stages) == 0 {
			s.stop = "the look at the server was cut short"
		}
		return
	}
	s.say("a home server answers below %s", named.Redacted())
	if e.Target.URL.String() != named.String() {
		s.say("its well-known document delegates to %s", e.Target.URL.Redacted())
	}
	s.say("its visible domain name is %q%s", e.Target.Domain, map[bool]string{true: "", false: " (as its ID-Cert says)"}[e.Target.DomainGiven])
	for _, n := range e.found.Notes {
		told := func(g run.Stage) bool { return strings.Contains(g.Says, n) } // at its own step
		if !slices.ContainsFunc(e.found.Stages, told) {
			s.say("%s", n)
		}
	}
}

// notHere says what answers in the place of a home server.
func (e *examination) notHere(s *Step, p *run.Problem) {
	s.fail("%s", p.What)
	s.stop, s.Do = "no home server is there", p.Hint
	s.Exchanges = e.exchanged(e.found.Exchanges...)
	switch {
	case p.Cause == run.Unreachable || p.Cause == run.Insecure:
		s.unknown = p.Cause == run.Unreachable
		s.stop = "the server does not answer"
	case p.Cause == run.WrongBase:
		origin := *e.Target.URL
		origin.Path, origin.RawPath = "", ""
		s.Command = e.again("doctor", "--target", origin.String())
	case e.leadsTo() != "":
		s.Do = "name the place that the redirect leads to"
		s.Command = e.again("doctor", "--target", e.leadsTo())
	case e.isPage():
		s.say("what answers is a web page")
		s.Do = "name the URL that the paths of the core API stand below; a proxy in front of the server has to pass on /.p2/ and /.well-known/"
	case e.Target.URL.Path == "":
		s.Do = "name the URL that the paths of the core API stand below, with its path if it has one, as in https://example.com/polyproto; p2conform asks for " + client.Base + "/idcert/server below it"
	}
}

// lastTo is the last exchange with a path of the core API or beside it, one that was
// answered well if there is such a one.
func (e *examination) lastTo(suffix string) *client.Exchange {
	var last *client.Exchange
	for _, x := range e.found.Exchanges {
		if strings.HasSuffix(strings.TrimSuffix(x.URL.Path, "/"), suffix) && (last == nil || last.Status/100 != 2 || x.Status/100 == 2) {
			last = x
		}
	}
	return last
}

func answer(x *client.Exchange) string {
	switch {
	case x == nil:
		return "not asked"
	case x.Status == 0:
		return fmt.Sprintf("no answer: %v", x.Err)
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s", x.Status, http.StatusText(x.Status)))
}

func (e *examination) wellKnown(_ context.Context, s *Step) {
	x := e.lastTo(wellKnownPath)
	var doc struct{ API string }
	if x == nil || x.Status != http.StatusOK || json.Unmarshal(x.Body, &doc) != nil || doc.API == "" {
		s.warn("%s is no document with a member api: %s", wellKnownPath, answer(x))
		s.Do = "serve it: others find the server by it where its domain is another than its host (section 3.1)"
	} else {
		s.say("api is %q", doc.API)
	}
	if x != nil && s.State != OK {
		s.Exchanges = e.exchanged(x)
	}
}

// mostFlaws is how many flaws of a certificate are told.
const mostFlaws = 8

func (e *examination) serverCert(_ context.Context, s *Step) {
	x := e.lastTo("/idcert/server")
	cert, err := certOf(x)
	if err != nil {
		s.warn("it cannot be read: %v", err)
		s.Exchanges = nil
		if x != nil {
			s.Exchanges = e.exchanged(x)
		}
		s.Do = "p2conform run --suite discovery says what is asked of it"
		return
	}
	s.say("its domain components are %s", strings.Join(cert.Subject.PDN().DomainComponents, ", "))
	s.say("valid from %s until %s", day(cert.NotBefore), day(cert.NotAfter))
	for i, flaw := range verify.Root(cert, e.Target.Domain, e.Target.Now()) {
		if i == mostFlaws {
			s.warn("and more")
			break
		}
		s.warn("%s", flaw)
	}
	if found := verify.Findings(cert); len(found) > 0 {
		s.warn("%s", verify.Told(found))
	}
	if s.State == Warn {
		s.Do = "p2conform run --suite discovery says what is asked of it"
	} else {
		s.say("nothing is wrong with it")
	}
}

func certOf(x *client.Exchange) (*p2.Cert, error) {
	if x == nil || x.Status/100 != 2 {
		return nil, errors.New(answer(x))
	}
	entry, err := p2.ParseCacheableCert(x.Body)
	if err != nil {
		return nil, err
	}
	return p2.ParseCertPEM(entry.PEM)
}

// Bounds on a difference between clocks: below the first it is not told from the
// time of a request; from the second on, ID-Certs and challenge strings that are
// issued now may be too old or too young for others.
const (
	smallSkew = 2 * time.Second
	largeSkew = time.Minute
)

// clock compares the Date of the first answer with the time at which it was asked
// for and was there. A date has whole seconds.
func (e *examination) clock(_ context.Context, s *Step) {
	date, err := http.ParseTime(e.probe.Header.Get("Date"))
	if err != nil {
		s.warn("the answers have no Date that can be read, so that nothing is known of the server's clock")
		s.Do = "send the header Date (RFC 9110, 6.6.1)"
		return
	}
	sent := e.probe.Exchange.Started
	received := sent.Add(e.probe.Exchange.Duration)
	least, most := date.Sub(received), date.Add(time.Second).Sub(sent)
	if least <= smallSkew && most >= -smallSkew {
		s.say("the server's clock is right, to within %s", max(most, -least).Round(100*time.Millisecond))
		return
	}
	off, word := least, "ahead of"
	if most < 0 {
		off, word = -most, "behind"
	}
	s.warn("the server's clock is %s ours, by at least %s and at most %s", word, off.Round(time.Second), max(most.Abs(), least.Abs()).Round(time.Second))
	if off >= largeSkew {
		s.Do = "set the clock of the server, or of this machine: time synchronisation (NTP) is off on one of them"
	}
}
