package check_test

import (
	"context"
	"crypto/ed25519"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/p2"
)

// mailing is a driver that posts messages as a test wants it.
type mailing struct {
	driver.Unable
	post func(p driver.Posting) driver.Posted
}

func (mailing) Name() string                      { return "mailing" }
func (mailing) Capabilities() driver.Capabilities { return driver.Capabilities{driver.PostMessage} }

func (m mailing) Post(_ context.Context, _ *client.Client, p driver.Posting) driver.Posted {
	return m.post(p)
}

// A message with a flaw has to be refused, and a right one taken: what the driver
// could not even ask is never the target's fault.
func TestMessages(t *testing.T) {
	signed := func(p driver.Posting) bool {
		return len(p.Message.Signature) > 0 && p.Token == "t" && p.FederationID == "a@b.example"
	}
	answer := func(status int) driver.Posted {
		res := &client.Response{Status: status, Exchange: &client.Exchange{Status: status}}
		return driver.Posted{Response: res, Accepted: res.OK(), Why: "said so"}
	}
	for name, tt := range map[string]struct {
		driver  driver.Driver
		verdict reports.Verdict
		says    string
	}{
		"honest": {mailing{post: func(p driver.Posting) driver.Posted { return driver.Posted{Accepted: signed(p), Why: "unsigned"} }}, reports.Pass, ""},
		"takes all": {mailing{post: func(driver.Posting) driver.Posted { return driver.Posted{Accepted: true} }}, reports.Fail,
			`a message of a@b.example, session s, with the content "p2conform `},
		"refuses all": {mailing{post: func(driver.Posting) driver.Posted { return driver.Posted{Why: "never"} }}, reports.Blocked, "was refused (never)"},
		"cannot ask":  {mailing{post: func(driver.Posting) driver.Posted { return driver.Posted{Err: errors.New("no route")} }}, reports.Error, "no route"},
		"not offered": {mailing{post: func(driver.Posting) driver.Posted { return driver.Posted{Err: driver.ErrNotOffered} }}, reports.Untested, "the driver mailing does not post messages"},
		"nobody":      {nil, reports.Untested, "no message can be posted: none is known"},
		"fails": {mailing{post: func(p driver.Posting) driver.Posted {
			return answer(map[bool]int{true: http.StatusOK, false: http.StatusInternalServerError}[signed(p)])
		}}, reports.Fail, "no signature"},
		"blames another": {mailing{post: func(p driver.Posting) driver.Posted {
			return answer(map[bool]int{true: http.StatusOK, false: http.StatusBadGateway}[signed(p)])
		}}, reports.Pass, ""},
		"refuses by HTTP": {mailing{post: func(p driver.Posting) driver.Posted {
			return answer(map[bool]int{true: http.StatusOK, false: http.StatusForbidden}[signed(p)])
		}}, reports.Pass, ""},
	} {
		t.Run(name, func(t *testing.T) {
			tg := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
			tg.Driver, tg.NoDriver = tt.driver, "none is known"
			o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
				s := &actor.Session{
					ID: "s", Token: "t", PEM: "pem", Key: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)),
					Actor: &actor.Actor{FID: p2.FID{Local: "a", Domain: "b.example"}},
				}
				m := c.NewMessage(s)
				m.Signature = nil
				c.RefusesMessage(ctx, s, m, "no signature")
				c.PostsRight(ctx, s)
			}), tg, check.Settings{Timeout: 30 * time.Second})
			want(t, o, tt.verdict)
			if !strings.Contains(o.Detail, tt.says) {
				t.Errorf("it says %q", o.Detail)
			}
		})
	}
}

// A message without HTTP shows in the report, and no request before it is blamed.
func TestMessagesShow(t *testing.T) {
	tg := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	tg.Driver = mailing{post: func(driver.Posting) driver.Posted { return driver.Posted{Accepted: true} }}
	o, log := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
		c.Client().Do(ctx, client.Request{Method: http.MethodGet, Path: "/"})
		s := &actor.Session{Key: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)), Actor: &actor.Actor{}}
		c.RefusesMessage(ctx, s, c.NewMessage(s), "anything")
	}), tg, check.Settings{Timeout: 30 * time.Second})
	want(t, o, reports.Fail)
	all := log.Exchanges()
	if o.Decisive != nil || len(all) != 2 || !strings.HasPrefix(all[1].Event, "posts a message of ") {
		t.Errorf("decisive %v, exchanges %v", o.Decisive, all)
	}
}
