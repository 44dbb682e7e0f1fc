package run

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// Probed are the ambiguities of which a preflight finds out the reading: whatever it
// is, or where it shows.
func Probed() []ambiguity.Entry {
	return []ambiguity.Entry{
		ambiguity.TrialSource, ambiguity.SensitiveValue, ambiguity.FirstIDCertToken,
		ambiguity.RateLimitStatus, ambiguity.RetryAfterForm, ambiguity.SerialScope,
	}
}

// csrTopics are what may be written otherwise in a request for an ID-Cert, the
// likeliest first.
var csrTopics = []string{"bearer", "capabilities", "order", "session-id", "csr", "names", "factor", "csr-version"}

// mostCSRs is in how many dialects an ID-CSR is sent until it is granted.
const mostCSRs = 32

// use goes over to a dialect. Where the domain is known from the ID-Cert alone, the
// order of its components decides what it is.
func (p *preflight) use(d target.Dialect, a *actor.Actor) {
	p.t.Dialect = d
	if p.components != nil {
		order := p2.GeneralFirst
		if d.SpecificFirst {
			order = p2.SpecificFirst
		}
		p.t.Domain = p.components.Domain(order)
		a.FID.Domain = p.t.Domain
	}
}

// login logs an actor in that got no token before. Where that takes an ID-CSR,
// the readings matter already.
func (p *preflight) login(ctx context.Context, a *actor.Actor) {
	var first error
	s := &search{ways: untold(p.t, target.WaysOf(csrTopics...)), most: mostCSRs, try: func(d target.Dialect) attempt {
		p.use(d, a)
		err := a.Login(ctx)
		if err == nil {
			return attempt{granted: true}
		}
		if first == nil {
			first = err
		}
		var got *actor.LoginError
		if !errors.As(err, &got) || got.Response == nil {
			return attempt{stop: true}
		}
		return refusalOf(got.Response)
	}}
	found, ok, _ := s.from(p.t.Dialect)
	p.use(found.dialect, a)
	if !ok {
		p.note("the driver could not log in: %v", first)
	}
	p.atLogin = found.used
}

// dialect finds the readings under which the target issues an ID-Cert, and
// returns the session that it made; nil if it issues none under any.
func (p *preflight) dialect(ctx context.Context, a *actor.Actor) *actor.Session {
	if a.Token == "" {
		return nil
	}
	var made *actor.Session
	var last *client.Response
	var unread error
	s := &search{ways: untold(p.t, target.WaysOf(csrTopics...)), most: mostCSRs, try: func(d target.Dialect) attempt {
		p.use(d, a)
		call := a.NewIDCert()
		last = call.Send(ctx)
		session, err := call.Session(last)
		if err != nil && !last.OK() {
			return refusalOf(last)
		}
		made, unread = session, err // whatever the answer is worth, the request was taken
		return attempt{granted: true}
	}}
	found, ok, stopped := s.from(p.t.Dialect)
	p.use(found.dialect, a)
	switch {
	case stopped:
		p.note("an ID-CSR got no answer that says how it is to be written (%s); checks send the plain one", actor.Line(last))
		return nil
	case !ok:
		p.note("no ID-CSR was accepted under any known reading; checks send the plain one")
		return nil
	case made == nil:
		p.note("an ID-CSR was granted, but %v", unread)
		return nil
	}
	p.tookWays(slices.Concat(p.atLogin, found.used))
	d := p.t.Dialect
	if d.SpecificFirst {
		p.took(ambiguity.ComponentOrder, "specific-first")
	}
	if !d.Base64Factor {
		p.took(ambiguity.SensitiveValue, "raw")
	}
	if p.components != nil && d.SpecificFirst {
		p.note("it issues ID-Certs for the visible domain name %q alone, so that is its own", p.t.Domain)
	}
	return made
}

// tookWays records readings that were found out, in the order of the register.
func (p *preflight) tookWays(ways []target.Way) {
	for _, w := range slices.SortedStableFunc(slices.Values(ways), byID) {
		p.took(w.Entry, w.Reading)
	}
}

// tokens finds out what authorises the second ID-CSR of an actor, and returns the
// session that this makes; nil where nothing does.
func (p *preflight) tokens(ctx context.Context, a *actor.Actor) *actor.Session {
	again := func() (*actor.Session, *client.Response) {
		call := a.NewIDCert()
		res := call.Send(ctx)
		second, err := call.Session(res)
		if err != nil {
			return nil, res
		}
		return second, res
	}
	second, res := again()
	if _, told := p.t.ToldOf("token"); told || transient(res) {
		return second
	}
	if second != nil {
		reading := "login-token"
		if a.First != nil {
			reading = "login-issues"
		}
		p.took(ambiguity.FirstIDCertToken, reading)
		return second
	}
	if p.t.Dialect.NextToken = target.FreshToken; a.First == nil {
		if second, _ = again(); second != nil {
			p.took(ambiguity.FirstIDCertToken, "one-use")
			return second
		}
	}
	p.t.Dialect.NextToken = target.SessionToken
	if second, _ = again(); second != nil {
		p.took(ambiguity.FirstIDCertToken, "other-session")
		return second
	}
	p.t.Dialect.NextToken = target.SameToken
	p.note("an actor with one ID-Cert gets no second one (%s)", actor.Line(res))
	return nil
}

// serials compares the serial numbers of the first ID-Certs with the server's own: a
// server that counts each for themselves, and that nobody has used before, shows it
// here and hardly anywhere else.
func (p *preflight) serials(sessions ...*actor.Session) {
	for _, s := range sessions {
		if s != nil && p.root != nil && p.root.Serial.Cmp(s.Cert.Serial) == 0 {
			p.took(ambiguity.SerialScope, "actors-only")
			return
		}
	}
}

// lists finds out how a federation ID stands in a path, and where the parameters
// of a GET do: of an actor with two sessions, one is asked for.
func (p *preflight) lists(ctx context.Context, s, second *actor.Session) {
	listed := func() (n int) {
		call := s.Actor.Certs()
		if second != nil {
			call.Request.Query.Set("session_id", s.ID)
		}
		res := call.Send(ctx)
		if !res.OK() {
			return 0
		}
		entries, err := p2.ParseCacheableCerts(res.Body)
		if err != nil {
			return 0
		}
		return len(entries)
	}
	n := listed()
	if _, told := p.t.ToldOf("at"); n == 0 && !told {
		if p.t.Dialect.EscapedAt = true; listed() == 0 {
			p.t.Dialect.EscapedAt = false
		} else {
			p.took(ambiguity.FIDInPath, "escaped")
			n = listed()
		}
	}
	if _, told := p.t.ToldOf("parameters"); n > 1 && second != nil && !told {
		if p.t.Dialect.JSONParameters = true; listed() == 1 {
			p.took(ambiguity.ParameterPlace, "json-body")
		} else {
			p.t.Dialect.JSONParameters = false
		}
	}
}

// took records a reading that was found out.
func (p *preflight) took(e ambiguity.Entry, reading string) { p.record(e, reading, false) }

func (p *preflight) record(e ambiguity.Entry, reading string, told bool) {
	r, err := e.Reading(reading)
	if err != nil {
		p.note("%v", err)
		return
	}
	known := func(r reports.Reading) bool { return r.Ambiguity == string(e.ID) }
	if slices.ContainsFunc(p.Readings, known) {
		return
	}
	p.Readings = append(p.Readings, reports.Reading{Ambiguity: string(e.ID), Reading: r.ID, Says: r.Says, Told: told})
}

// givesTrial reports that a body is a challenge string, or is meant as one: what
// is wrong with it is for a check to say.
func givesTrial(body []byte) bool {
	if _, err := p2.ParseKeyTrial(body); err == nil {
		return true
	}
	var meant struct{ Trial, Challenge string }
	return json.Unmarshal(body, &meant) == nil && meant.Trial+meant.Challenge != ""
}
