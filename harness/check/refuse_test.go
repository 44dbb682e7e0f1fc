package check_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// A refusal counts only where the same request without the flaw is granted, and
// only what the target did is held against it.
func TestRefuses(t *testing.T) {
	granted := []answer{status(200)}
	tests := []struct {
		name    string
		spoiled []answer
		right   []answer
		options []check.Option
		verdict reports.Verdict
		says    string // in Actual or Detail
		lost    bool
	}{
		{name: "refused, control granted", spoiled: []answer{status(400)}, right: granted, verdict: reports.Pass},
		{name: "refused with another 4xx", spoiled: []answer{status(422)}, right: granted, verdict: reports.Pass},
		{name: "accepted", spoiled: []answer{status(200)}, right: granted, verdict: reports.Fail, says: "200 OK: the server accepted it"},
		{name: "accepted without content", spoiled: []answer{status(204)}, right: granted, verdict: reports.Fail, says: "accepted"},
		{name: "server error", spoiled: []answer{status(500)}, right: granted, verdict: reports.Fail, says: "the server failed instead of refusing"},
		{name: "bad gateway", spoiled: []answer{status(502)}, right: granted, verdict: reports.Fail, says: "the server failed"},
		{name: "redirected", spoiled: []answer{status(302)}, right: granted, verdict: reports.Fail, says: "neither granted nor refused"},
		{name: "rate limited", spoiled: []answer{status(429)}, right: granted, verdict: reports.Error, says: "429"},
		{name: "rate limited control", spoiled: []answer{status(400)}, right: []answer{status(429)}, verdict: reports.Error, says: "429"},
		{
			name: "hangs up, control granted", spoiled: []answer{status(hangUp)}, right: granted,
			verdict: reports.Fail, says: "broke off instead of refusing: the server closed the connection",
		},
		{name: "hangs up once, then refuses", spoiled: []answer{status(hangUp), status(400)}, right: granted, verdict: reports.Pass},
		{name: "hangs up once, then accepts", spoiled: []answer{status(hangUp), status(200)}, right: granted, verdict: reports.Fail, says: "accepted"},
		{
			name: "cuts every refusal off", spoiled: []answer{{status: 400, body: "no", declared: "100"}}, right: granted,
			verdict: reports.Fail, says: "400 Bad Request, cut off",
		},
		{name: "hangs up always", spoiled: []answer{status(hangUp)}, right: []answer{status(hangUp)}, verdict: reports.Error, says: "no whole answer", lost: true},
		{name: "hangs up, control refused", spoiled: []answer{status(hangUp)}, right: []answer{status(400)}, verdict: reports.Blocked, says: "positive control failed"},
		{name: "hangs up, control rate limited", spoiled: []answer{status(hangUp)}, right: []answer{status(429)}, verdict: reports.Error, says: "429"},
		{name: "refused, control hangs up", spoiled: []answer{status(400)}, right: []answer{status(hangUp)}, verdict: reports.Error, lost: true},
		{name: "refuses everything", spoiled: []answer{status(400)}, right: []answer{status(400)}, verdict: reports.Blocked, says: "positive control failed"},
		{name: "refused, control redirected", spoiled: []answer{status(400)}, right: []answer{status(301)}, verdict: reports.Blocked},
		{name: "refused, control fails", spoiled: []answer{status(400)}, right: []answer{status(500)}, verdict: reports.Blocked},
		{
			name: "larger than our bound", spoiled: []answer{{status: 400, body: strings.Repeat("x", client.MaxBody+1)}}, right: granted,
			verdict: reports.Error, says: "larger than",
		},
		{
			name: "the one status", spoiled: []answer{status(409)}, right: granted,
			options: []check.Option{check.Status(http.StatusConflict)}, verdict: reports.Pass,
		},
		{
			name: "not the one status", spoiled: []answer{status(400)}, right: granted,
			options: []check.Option{check.Status(http.StatusConflict, http.StatusForbidden)}, verdict: reports.Fail, says: "400 Bad Request",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := run(t, scripted(tt.spoiled, tt.right), func(ctx context.Context, c *check.T) {
				c.Refuses(ctx, someCall(c.Target(), c.Client()), "a flaw", flawed(), tt.options...)
			})
			want(t, o, tt.verdict)
			if !strings.Contains(o.Actual+o.Detail, tt.says) {
				t.Errorf("actual %q, detail %q: want %q in one of them", o.Actual, o.Detail, tt.says)
			}
			if o.Lost != tt.lost {
				t.Errorf("lost is %v", o.Lost)
			}
			if tt.verdict == reports.Blocked && o.BlockedOn != "Unregistered_actorCerts" {
				t.Errorf("blocked on %q", o.BlockedOn)
			}
			if tt.verdict == reports.Fail {
				if !strings.Contains(o.Expected, "a flaw") {
					t.Errorf("expected %q does not name the flaw", o.Expected)
				}
				if o.Decisive == nil || !o.Decisive.Request.Query.Has("flaw") {
					t.Error("the decisive exchange is not the one with the flaw")
				}
			}
		})
	}
}

// A request that we cannot write is our own mistake, however the server takes
// the control.
func TestRefusesCannotBeSent(t *testing.T) {
	changes := map[string]actor.Change{
		"header value": actor.Header("X-Test", "two\nlines"),
		"header name":  actor.Header("X Test", "value"),
		"method":       func(c *actor.Call) { c.Request.Method = "GET /" },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			o := run(t, scripted(nil, []answer{status(200)}), func(ctx context.Context, c *check.T) {
				c.Refuses(ctx, someCall(c.Target(), c.Client()), "a flaw", change)
			})
			want(t, o, reports.Error)
			if o.Lost {
				t.Error("the target is said to be lost")
			}
		})
	}
}

// The control may be another call than the one that was spoiled.
func TestRefusesControl(t *testing.T) {
	var seen []string
	o := run(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.URL.Query().Get("which"))
		if r.URL.Query().Get("which") != "control" {
			w.WriteHeader(http.StatusBadRequest)
		}
	}, func(ctx context.Context, c *check.T) {
		call := someCall(c.Target(), c.Client())
		c.Refuses(ctx, call, "a flaw", actor.Query("which", "flaw"), check.Control(call.With(actor.Query("which", "control"))))
	})
	want(t, o, reports.Pass)
	if got := strings.Join(seen, " "); got != "flaw control" {
		t.Errorf("the server saw %q", got)
	}
}

// The one-request judgements: what each status comes to.
func TestJudgements(t *testing.T) {
	methods := map[string]func(context.Context, *check.T, *actor.Call){
		"Grants":   func(ctx context.Context, c *check.T, call *actor.Call) { c.Grants(ctx, call, "it"); c.Hold(nil) },
		"Accepts":  func(ctx context.Context, c *check.T, call *actor.Call) { c.Accepts(ctx, call, "it") },
		"Granted":  func(ctx context.Context, c *check.T, call *actor.Call) { c.Granted(call.Send(ctx), 200, 204) },
		"Refused":  func(ctx context.Context, c *check.T, call *actor.Call) { c.Refused(call.Send(ctx), "it") },
		"Answered": func(ctx context.Context, c *check.T, call *actor.Call) { c.Answered(call.Send(ctx)); c.Hold(nil) },
		"InForm":   func(ctx context.Context, c *check.T, call *actor.Call) { c.InForm(call.Send(ctx)) },
	}
	const (
		P, F, B, E = reports.Pass, reports.Fail, reports.Blocked, reports.Error
	)
	wants := map[string]map[int]reports.Verdict{
		"Grants":   {200: P, 204: P, 302: B, 400: B, 429: E, 500: B, hangUp: E},
		"Accepts":  {200: P, 204: P, 302: F, 400: F, 429: E, 500: F, hangUp: E},
		"Granted":  {200: P, 204: P, 201: F, 302: F, 400: F, 429: E, 500: F, hangUp: E},
		"Refused":  {200: F, 302: F, 400: P, 404: P, 429: E, 500: F, hangUp: E},
		"Answered": {200: P, 302: P, 400: P, 429: E, 500: F, 503: F, hangUp: E},
		"InForm":   {200: F, 429: E, hangUp: E}, // an empty body is no list
	}
	for name, verdicts := range wants {
		for s, verdict := range verdicts {
			t.Run(name+" "+http.StatusText(s), func(t *testing.T) {
				o := run(t, scripted(nil, []answer{status(s)}), func(ctx context.Context, c *check.T) {
					methods[name](ctx, c, someCall(c.Target(), c.Client()))
				})
				want(t, o, verdict)
				if o.Lost != (s == hangUp) {
					t.Errorf("lost is %v", o.Lost)
				}
				if verdict != P && o.Decisive == nil {
					t.Error("no exchange is decisive")
				}
			})
		}
	}
}

func TestInForm(t *testing.T) {
	list := answer{status: 200, body: "[]", header: http.Header{"Content-Type": {"application/json"}}}
	o := run(t, scripted(nil, []answer{list}), func(ctx context.Context, c *check.T) {
		c.InForm(someCall(c.Target(), c.Client()).Send(ctx))
	})
	want(t, o, reports.Pass)

	o = run(t, scripted(nil, []answer{list}), func(ctx context.Context, c *check.T) {
		c.InForm(c.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: "/nowhere"}))
	})
	want(t, o, reports.Error) // we asked for what the document does not have
}

func TestGrantedWithoutStatus(t *testing.T) {
	o := run(t, scripted(nil, []answer{status(200)}), func(ctx context.Context, c *check.T) {
		c.Granted(someCall(c.Target(), c.Client()).Send(ctx))
	})
	want(t, o, reports.Error)
}

// What one reading grants and another refuses may go either way, and no third.
func TestTakesOrRefuses(t *testing.T) {
	tests := []struct {
		name    string
		spoiled []answer
		verdict reports.Verdict
		taken   bool
	}{
		{"granted", []answer{status(200)}, reports.Pass, true},
		{"refused", []answer{status(400)}, reports.Pass, false},
		{"server error", []answer{status(500)}, reports.Fail, false},
		{"redirected", []answer{status(303)}, reports.Fail, false},
		{"hangs up", []answer{status(hangUp)}, reports.Fail, false},
		{"hangs up once", []answer{status(hangUp), status(400)}, reports.Pass, false},
		{"rate limited", []answer{status(429)}, reports.Error, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			taken := false
			o := run(t, scripted(tt.spoiled, []answer{status(200)}), func(ctx context.Context, c *check.T) {
				call := someCall(c.Target(), c.Client())
				taken = c.TakesOrRefuses(ctx, call.With(flawed()), "it", call) != nil
				c.Hold(nil)
			})
			want(t, o, tt.verdict)
			if taken != tt.taken {
				t.Errorf("taken is %v", taken)
			}
		})
	}
}

// Where the flaw is granted, a check may find out that another decides that.
func TestRefusesIfTaken(t *testing.T) {
	for _, tt := range []struct {
		spoiled int
		ends    bool
		verdict reports.Verdict
		asked   int
	}{
		{200, true, reports.Blocked, 1}, {200, false, reports.Fail, 1},
		{400, true, reports.Pass, 0}, {500, true, reports.Fail, 0},
	} {
		asked := 0
		o := run(t, scripted([]answer{status(tt.spoiled)}, []answer{status(200)}), func(ctx context.Context, c *check.T) {
			c.Refuses(ctx, someCall(c.Target(), c.Client()), "a flaw", flawed(), check.IfTaken(func() {
				if asked++; tt.ends {
					c.Blocked("Unregistered_actorCerts", "another decides that")
				}
			}))
		})
		want(t, o, tt.verdict)
		if asked != tt.asked {
			t.Errorf("%d: it was asked %d times, want %d", tt.spoiled, asked, tt.asked)
		}
	}
}
