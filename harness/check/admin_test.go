package check_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// The administrator's account is registered once, and logged in to from then on.
func TestAdmin(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	e.Driver = driver.Auth{Base: driver.AuthBase}
	tokens := map[string]bool{}
	for range 2 {
		o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
			admin := c.Admin(ctx)
			tokens[admin.Token] = true
			c.Accepts(ctx, admin.RotateServerKey(), "the administrator's rotation of the server's key")
		}), e.Target, check.Settings{Timeout: 30 * time.Second})
		want(t, o, reports.Pass)
	}
	if len(tokens) != 2 || tokens[""] {
		t.Errorf("%d tokens in two runs", len(tokens))
	}
}

func TestAdminThatIsNone(t *testing.T) {
	everything := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}
	account := &target.Admin{LocalName: "admin", Password: "secret"}
	for name, tc := range map[string]struct {
		h       http.HandlerFunc
		account *target.Admin
		verdict reports.Verdict
	}{
		"no account":               {everything(200, `{"token":"x"}`), nil, reports.Untested},
		"neither of the two works": {everything(403, `{}`), account, reports.Untested},
		"an answer without token":  {everything(200, `{}`), account, reports.Untested},
		"a limit":                  {everything(429, `{}`), account, reports.Error},
		"no answer":                {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, account, reports.Error},
	} {
		t.Run(name, func(t *testing.T) {
			tg := serve(t, tc.h)
			tg.Driver, tg.Admin = driver.Auth{Base: driver.AuthBase}, tc.account
			o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
				c.Admin(ctx)
				c.Hold(nil)
			}), tg, check.Settings{Timeout: 30 * time.Second})
			want(t, o, tc.verdict)
		})
	}
}
