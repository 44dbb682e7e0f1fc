package gateway

import (
	"context"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// unresumed are the codes for a wish to resume that is not granted.
var unresumed = []p2.CloseCode{p2.CloseUnresumable, p2.CloseInvalidAuthentication, p2.CloseNotAuthenticated}

// resuming is about connections that go on where another one ended (core 3.2.3.6). It
// ended as the table lets it be resumed: the gateway closed it.
var resuming = []check.Check{
	{
		ID:      "gateway.resume.accepted",
		Title:   "takes a resume event in the place of an identification",
		Decides: []requirement.Requirement{core.ResumeAccepted, core.OpcodeResume, core.OpcodeResumed, core.ResumedArray},
		Probes:  []ambiguity.Entry{ambiguity.ResumedSequence},
		Needs:   acting,
		Proves:  check.GatewayResume,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			old := t.Identified(ctx, s)
			last := closes(ctx, t, old, `{"n":"core","op":12,"d":{}}`)
			g := t.Connected(ctx)
			g.Resume(ctx, s.Token, last)
			m := g.Answer(ctx, p2.OpResumed)
			if m == nil {
				t.Fail("a resumed event, with opcode 10 of core", "%s", ended(g))
			}
			_, _, d := listOf(m.Payload.Data)
			t.Hold(d)
			g.StaysOpen(ctx, "a connection that was resumed")
			if anew := g.Hello.Payload.Sequence + 1; anew != last+1 { // else both look alike
				t.Took(ambiguity.ResumedSequence, map[bool]string{true: "new-counter", false: "continued"}[m.Payload.Sequence == anew])
			}
		},
	},
	resumable("unknown-opcode", "4001", `{"n":"core","op":12,"d":{}}`),
	resumable("invalid-payload", "4002", `null`),
	resumable("invalid-sequence", "4007", `{"n":"core","op":0,"d":{"from":"0","to":"1000000"}}`),
	{
		ID:      "gateway.resume.missed",
		Title:   "tells a client that resumes all that it has missed, and nothing else",
		Decides: []requirement.Requirement{core.ResumedComplete, core.ResumedMissedOnly, core.ResumedCertificateChanges},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			old := t.Identified(ctx, s)
			had := another(ctx, t, s)
			told(ctx, t, old, had)
			last := closes(ctx, t, old, `{"n":"core","op":12,"d":{}}`)
			one, two := another(ctx, t, s), another(ctx, t, s)
			list := resumes(ctx, t, s, last)
			var missed []*actor.Session
			for _, p := range list {
				for _, o := range []*actor.Session{had, one, two} {
					if aboutSession(o)(p) {
						missed = append(missed, o)
					}
				}
			}
			if len(missed) != 2 || missed[0] != one || missed[1] != two {
				t.Fail("two new session events, about the sessions that began while the client was away, in that order", "%s", ofSessions(missed, had, one, two))
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.resume.last-received",
		Title:   "sends a client that resumes again what came after the number that it names",
		Decides: []requirement.Requirement{core.ResumedComplete, core.ResumedMissedOnly},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			old := t.Identified(ctx, s)
			first, second := another(ctx, t, s), another(ctx, t, s)
			// None of this is reported in a heartbeat as received.
			old.SendText(ctx, `{"n":"core","op":12,"d":{}}`)
			if old.Until(ctx, func(p2.Payload) bool { return false }); old.End == nil || old.End.Code != p2.CloseUnknownOpcode {
				t.Blocked("", "the connection was not closed with 4001, so that it cannot be resumed for certain")
			}
			m := find(old.Got, aboutSession(first))
			n := find(old.Got, aboutSession(second))
			if m == nil || n == nil || !m.Payload.HasSequence || n.Payload.Sequence <= m.Payload.Sequence {
				t.Blocked(check.GatewayEvents, "a session was made, and another session of the actor was not told, with sequence numbers that grow")
			}
			var again []*actor.Session
			for _, p := range resumes(ctx, t, s, m.Payload.Sequence) {
				for _, o := range []*actor.Session{first, second} {
					if aboutSession(o)(p) {
						again = append(again, o)
					}
				}
			}
			if len(again) != 1 || again[0] != second {
				t.Fail("the second of two events, where the client names the number of the first", "%s", ofSessions(again, first, second))
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.resume.own",
		Title:   "tells a client that resumes nothing that was meant for another actor",
		Decides: []requirement.Requirement{core.ResumedIntended, core.ResumeTokenVerified},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			his, hers := alice(ctx, t), alice(ctx, t)
			last := closes(ctx, t, t.Identified(ctx, his), `{"n":"core","op":12,"d":{}}`)
			closes(ctx, t, t.Identified(ctx, hers), `{"n":"core","op":12,"d":{}}`)
			phone := another(ctx, t, hers)
			for _, p := range resumes(ctx, t, his, last) {
				if aboutSession(phone)(p) {
					t.Fail("no event of another actor", "a new session event about a session of another actor")
				}
			}
			t.Hold(nil)
		},
	},
	{
		ID:      "gateway.resume.wrong-token",
		Title:   "resumes nothing for a token that nobody was given, nor after a number that was never sent",
		Decides: []requirement.Requirement{core.ResumeTokenVerified, core.ResumeRefusalCode, core.CloseUnresumable},
		Probes:  []ambiguity.Entry{ambiguity.BadResumeCode},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			last := closes(ctx, t, t.Identified(ctx, s), `{"n":"core","op":12,"d":{}}`)
			wrong := t.Connected(ctx)
			wrong.Resume(ctx, almost(s.Token), last)
			token := refusedToResume(ctx, t, wrong, "a token whose last character is another", unresumed...)
			high := t.Connected(ctx)
			high.Resume(ctx, s.Token, last+1000000)
			number := refusedToResume(ctx, t, high, "a number that was never sent", append([]p2.CloseCode{p2.CloseInvalidSequence, p2.CloseInvalidPayload}, unresumed...)...)
			resumes(ctx, t, s, last)
			switch {
			case token == p2.CloseUnresumable:
				t.Took(ambiguity.BadResumeCode, "4010")
			case token == p2.CloseNotAuthenticated && number == p2.CloseNotAuthenticated:
				t.Took(ambiguity.BadResumeCode, "4003")
			default:
				t.Took(ambiguity.BadResumeCode, "by-cause")
			}
		},
	},
	{
		ID:      "gateway.resume.other-session",
		Title:   "resumes nothing for the token of another session of the actor that was never connected",
		Decides: []requirement.Requirement{core.ResumeTokenVerified, core.ResumeRefusalCode},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			last := closes(ctx, t, t.Identified(ctx, s), `{"n":"core","op":12,"d":{}}`)
			never := t.NewSession(ctx, s.Actor)
			g := t.Connected(ctx)
			g.Resume(ctx, never.Token, last)
			refusedToResume(ctx, t, g, "the token of a session that was never connected", unresumed...)
			resumes(ctx, t, s, last)
		},
	},
	{
		ID:      "gateway.resume.revoked",
		Title:   "resumes nothing for the token of a session that was revoked",
		Decides: []requirement.Requirement{core.ResumeTokenVerified, core.NotResumableAfter, core.ResumeRefusalCode},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			laptop := alice(ctx, t)
			phone, tablet := t.NewSession(ctx, laptop.Actor), t.NewSession(ctx, laptop.Actor)
			last := closes(ctx, t, t.Identified(ctx, phone), `{"n":"core","op":12,"d":{}}`)
			right := closes(ctx, t, t.Identified(ctx, tablet), `{"n":"core","op":12,"d":{}}`)
			t.Grants(ctx, laptop.RevokeSession(phone.ID), "the revocation of another session")
			g := t.Connected(ctx)
			g.Resume(ctx, phone.Token, last)
			refusedToResume(ctx, t, g, "the token of a session that was revoked", unresumed...)
			resumes(ctx, t, tablet, right)
		},
	},
	{
		ID:      "gateway.resume.after-4005",
		Title:   "does not resume a connection that it closed since its client identified itself twice",
		Decides: []requirement.Requirement{core.NotResumableAfter, core.CloseUnresumable, core.ResumeRefusalCode},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s, bob := alice(ctx, t), alice(ctx, t)
			right := closes(ctx, t, t.Identified(ctx, bob), `{"n":"core","op":12,"d":{}}`)
			old := t.Identified(ctx, s)
			old.Identify(ctx, s.Token)
			if old.Settled(ctx); old.End == nil || old.End.Code != p2.CloseAlreadyAuthenticated {
				t.Blocked("", "a client that identified itself twice was not closed with 4005")
			}
			g := t.Connected(ctx)
			g.Resume(ctx, s.Token, highest(old))
			refusedToResume(ctx, t, g, "a connection that was closed with 4005", p2.CloseUnresumable, p2.CloseNotAuthenticated, p2.CloseAlreadyAuthenticated)
			resumes(ctx, t, bob, right)
		},
	},
	{
		ID:      "gateway.resume.identified",
		Title:   "passes over a resume event of a client that has identified itself, or closes the connection with 4005 or 4002",
		Decides: []requirement.Requirement{core.CloseCodesKnown},
		Probes:  []ambiguity.Entry{ambiguity.ResumeOnOpenConnection},
		Needs:   acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			g := t.Identified(ctx, s)
			g.Resume(ctx, s.Token, 0)
			end := g.Settled(ctx)
			known(t, g)
			if end == nil && find(g.Got, check.IsEvent(p2.OpResumed)) != nil {
				t.Fail("no resumed event on a connection that has been identified, or 4005 or 4002", "%s", texts(g.Got))
			}
			codes := []p2.CloseCode{p2.CloseAlreadyAuthenticated, p2.CloseInvalidPayload}
			t.Took(ambiguity.ResumeOnOpenConnection, closedOrIgnored(ctx, t, g, "a resume event after an identification", "ignored", codes))
			t.Hold(nil)
		},
	},
}

// resumable makes a check that a connection can be resumed which the gateway closed
// for a message, where nothing was missed.
func resumable(id, code, message string) check.Check {
	return check.Check{
		ID: "gateway.resume.after-" + id, Title: "resumes a connection that it closed with " + code,
		Decides: []requirement.Requirement{core.ResumableAfter}, Needs: acting,
		Run: func(ctx context.Context, t *check.T) {
			s := alice(ctx, t)
			last := closes(ctx, t, t.Identified(ctx, s), message)
			g := t.Connected(ctx)
			g.Resume(ctx, s.Token, last)
			if g.Answer(ctx, p2.OpResumed) == nil {
				known(t, g)
				if g.End == nil {
					t.Blocked(check.GatewayResume, "a resume event is answered with something else: %s", ended(g))
				}
				t.Fail("a resumed event, since a connection that was closed with "+code+" can be resumed", "%s", ended(g))
			}
			t.Hold(nil)
		},
	}
}

// closes has the gateway close a connection for a message, and returns the highest
// sequence number that came on it. Where it is not closed so that it can be resumed,
// the check is blocked.
func closes(ctx context.Context, t *check.T, g *check.Gateway, message string) uint64 {
	g.SendText(ctx, message)
	end := g.Settled(ctx)
	if end == nil || end.Code != p2.CloseUnknownOpcode && end.Code != p2.CloseInvalidPayload && end.Code != p2.CloseInvalidSequence {
		t.Blocked("", "a connection was to be closed with 4001, 4002 or 4007: %s", ended(g))
	}
	return highest(g)
}

// highest is the highest sequence number that came on a connection.
func highest(g *check.Gateway) uint64 {
	last := uint64(0)
	for _, m := range g.Got {
		if m.Err == nil && m.Payload.HasSequence {
			last = max(last, m.Payload.Sequence)
		}
	}
	return last
}

// resumes resumes a session after a number, and returns the events that it had
// missed. Where it cannot, the check is blocked.
func resumes(ctx context.Context, t *check.T, s *actor.Session, after uint64) []p2.Payload {
	g := t.Connected(ctx)
	g.Resume(ctx, s.Token, after)
	m := g.Answer(ctx, p2.OpResumed)
	if m == nil {
		t.Blocked(check.GatewayResume, "a session could not be resumed: %s", ended(g))
	}
	list, _, d := listOf(m.Payload.Data)
	if d != nil {
		t.Blocked(check.GatewayResume, "the events of a resumed event cannot be read: %s", d.Actual)
	}
	var events []p2.Payload
	for _, raw := range list {
		p, form, _ := resent(raw)
		if form == "" || form == bare {
			t.Blocked(check.GatewayResume, "an event in a resumed event cannot be read: %s", raw)
		}
		events = append(events, p)
	}
	return events
}

// refusedToResume fails the check unless a wish to resume is answered by closing the
// connection with one of the codes. It does not wait for a resumed event that may be
// right.
func refusedToResume(ctx context.Context, t *check.T, g *check.Gateway, what string, codes ...p2.CloseCode) p2.CloseCode {
	g.Settled(ctx)
	known(t, g)
	if m := find(g.Got, check.IsEvent(p2.OpResumed)); m != nil {
		t.Fail("nothing is resumed for "+what, "%s", m.Text)
	}
	return g.ClosesWith(ctx, what, codes...)
}

// known ends the check where a resume event is not known at all.
func known(t *check.T, g *check.Gateway) {
	if g.End != nil && g.End.Code == p2.CloseUnknownOpcode {
		t.Blocked(check.GatewayResume, "a resume event is not known: %s", g.End)
	}
}

// ended is how a connection ended, in words.
func ended(g *check.Gateway) string {
	if g.End != nil {
		return g.End.String()
	}
	return "it stays open: " + texts(g.Got)
}

// ofSessions says which sessions events were about.
func ofSessions(about []*actor.Session, all ...*actor.Session) string {
	if len(about) == 0 {
		return "no event about one of them"
	}
	s := "events about"
	for _, a := range about {
		for i, o := range all {
			if a == o {
				s += " session " + string(rune('1'+i))
			}
		}
	}
	return s
}
