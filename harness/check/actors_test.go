package check_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
)

// scriptedDriver registers and logs in as it is told, with requests whose paths
// tell which is which.
type scriptedDriver struct {
	driver.Unable
	registered, loggedIn driver.Registration
}

func (d scriptedDriver) Capabilities() driver.Capabilities {
	return driver.Capabilities{driver.Register, driver.Login}
}

func (d scriptedDriver) Name() string { return "scripted" }

func (d scriptedDriver) Register(ctx context.Context, c *client.Client, _, _ string) driver.Registration {
	return d.ask(ctx, c, "/register", d.registered)
}

func (d scriptedDriver) Login(ctx context.Context, c *client.Client, _, _, _ string) driver.Registration {
	return d.ask(ctx, c, "/login", d.loggedIn)
}

func (d scriptedDriver) ask(ctx context.Context, c *client.Client, path string, r driver.Registration) driver.Registration {
	if r.Err == nil {
		r.Response = c.Do(ctx, client.Request{Method: http.MethodPost, Path: path})
	}
	return r
}

// An actor that cannot be had blocks the check, unless we could not ask.
func TestNewActor(t *testing.T) {
	accepted := driver.Registration{Accepted: true, Token: "tok-register"}
	tokenless := driver.Registration{Accepted: true}
	tests := []struct {
		name                 string
		driver               driver.Driver
		onRegister, onLogin  answer
		verdict              reports.Verdict
		says                 string
		blockedOn            string
		lost, knowsPasswords bool
	}{
		{name: "registered", driver: scriptedDriver{registered: accepted}, onRegister: status(201), verdict: reports.Pass, knowsPasswords: true},
		{
			name: "registered, then logged in", driver: scriptedDriver{registered: tokenless, loggedIn: driver.Registration{Token: "tok-login"}},
			onRegister: status(201), onLogin: status(200), verdict: reports.Pass, knowsPasswords: true,
		},
		{
			name: "not registered", driver: scriptedDriver{registered: driver.Registration{Why: "it said no"}}, onRegister: status(403),
			verdict: reports.Blocked, says: "it said no", blockedOn: check.Registering,
		},
		{
			name: "no answer to registering", driver: scriptedDriver{}, onRegister: status(hangUp),
			verdict: reports.Error, says: "no whole answer", lost: true,
		},
		{name: "rate limited", driver: scriptedDriver{}, onRegister: status(429), verdict: reports.Error, says: "429"},
		{
			name: "no token by logging in", driver: scriptedDriver{registered: tokenless, loggedIn: driver.Registration{Why: "it said no"}},
			onRegister: status(201), onLogin: status(401), verdict: reports.Blocked, says: "could not log in", blockedOn: check.Registering,
		},
		{
			name: "no answer to logging in", driver: scriptedDriver{registered: tokenless},
			onRegister: status(201), onLogin: status(hangUp), verdict: reports.Error, says: "no whole answer", lost: true,
		},
		{
			name: "no ID-Cert by logging in", driver: scriptedDriver{registered: tokenless, loggedIn: driver.Registration{Token: "t", Cert: "no PEM"}},
			onRegister: status(201), onLogin: status(200), verdict: reports.Blocked, says: "no ID-Cert", blockedOn: check.Registering,
		},
		{
			name: "a driver that does not work", driver: scriptedDriver{registered: driver.Registration{Err: errors.New("no such program")}},
			verdict: reports.Error, says: "the driver scripted does not work: no such program",
		},
		{
			name: "a driver that cannot log in", driver: scriptedDriver{registered: tokenless, loggedIn: driver.Registration{Err: errors.New("no such program")}},
			onRegister: status(201), verdict: reports.Error, says: "the driver scripted does not work: no such program",
		},
		{name: "no driver", verdict: reports.Untested, says: "no actor can be had: there is none"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tg := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/login" {
					tt.onLogin.write(w)
					return
				}
				tt.onRegister.write(w)
			})
			tg.Driver, tg.NoDriver = tt.driver, "there is none"
			secrets := &keeper{}
			var password string
			o, _ := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
				a := c.NewActor(ctx)
				password = a.Password
				if !strings.HasPrefix(a.FID.String(), check.NamePrefix) || a.FID.Domain != "test.p2.example" || a.Token == "" {
					c.Error("the actor is %+v", a)
				}
				c.Hold(nil)
			}), tg, check.Settings{Timeout: 30 * time.Second, Secret: secrets.add})
			want(t, o, tt.verdict)
			if !strings.Contains(o.Detail, tt.says) || o.BlockedOn != tt.blockedOn || o.Lost != tt.lost {
				t.Errorf("detail %q, blocked on %q, lost %v", o.Detail, o.BlockedOn, o.Lost)
			}
			if tt.knowsPasswords && (!secrets.has(password) || !secrets.has("tok-")) {
				t.Errorf("the password or the token was not learned: %q", secrets.all)
			}
		})
	}
}

// keeper learns secrets.
type keeper struct {
	mu  sync.Mutex
	all []string
}

func (k *keeper) add(_ reports.Kind, value string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.all = append(k.all, value)
}

func (k *keeper) has(part string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.ContainsFunc(k.all, func(s string) bool { return strings.Contains(s, part) })
}

// On the reference server all that makes actors and sessions works, and every
// secret of the way is learned.
func TestActorsOfTheReference(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	e.Driver = driver.Auth{Base: driver.AuthBaseV1} // which gives no token before logging in
	secrets := &keeper{}
	var made []string
	o, log := check.Run(t.Context(), checking(func(ctx context.Context, c *check.T) {
		alice := c.NewActor(ctx)
		phone := c.NewSession(ctx, alice)
		entry := c.EntryOf(ctx, phone)
		if entry.SessionID() != phone.ID || alice.First == nil || alice.First.ID == phone.ID {
			c.Fail("the entry of the session", "that of %q", entry.SessionID())
		}
		check.ForAll(c, "certificates", c.Certs(ctx, alice), func(e check.Entry) *check.Deviation {
			if e.Cert.Serial.Sign() <= 0 {
				return check.Deviates("a serial", "none")
			}
			return nil
		})
		made = []string{alice.Password, alice.First.Token, phone.Token}
	}), e.Target, check.Settings{Timeout: 30 * time.Second, Seed: 1, Secret: secrets.add})
	want(t, o, reports.Pass)
	for _, secret := range made {
		if !secrets.has(secret) {
			t.Errorf("%q was not learned", secret)
		}
	}
	for _, exchange := range log.Exchanges() {
		if len(exchange.Departures()) > 0 {
			t.Errorf("%s %s departs from the API document: %q", exchange.Request.Method, exchange.Request.Path, exchange.Departures())
		}
	}
}

// What is no list of certificates blocks the check; an empty one does not.
func TestEntries(t *testing.T) {
	tests := []struct {
		name    string
		status  int
		body    string
		verdict reports.Verdict
	}{
		{"no content", 204, "", reports.Pass},
		{"empty list", 200, "[]", reports.Pass},
		{"an object", 200, "{}", reports.Blocked},
		{"null", 200, "null", reports.Blocked},
		{"no JSON", 200, "certificates", reports.Blocked},
		{"no certificate", 200, `[{"idCertPem":"x","cacheNotValidBefore":1,"cacheNotValidAfter":2,"cacheSignature":"00"}]`, reports.Blocked},
		{"refused", 404, "", reports.Blocked},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := run(t, func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body) // the client's error will show
			}, func(ctx context.Context, c *check.T) {
				if n := len(c.Entries(c.Grants(ctx, someCall(c.Target(), c.Client()), "a list"))); n != 0 {
					c.Fail("no entries", "%d", n)
				}
				c.Hold(nil)
			})
			want(t, o, tt.verdict)
			if tt.verdict == reports.Blocked && o.BlockedOn != "Unregistered_actorCerts" {
				t.Errorf("blocked on %q", o.BlockedOn)
			}
		})
	}
}

func TestServerCertBlocks(t *testing.T) {
	for name, a := range map[string]answer{
		"refused": status(404), "failed": status(500), "no JSON": {status: 200, body: "x"}, "no certificate": {status: 200, body: "{}"},
	} {
		t.Run(name, func(t *testing.T) {
			o := run(t, scripted(nil, []answer{a}), func(ctx context.Context, c *check.T) {
				c.ServerCert(ctx)
				c.Hold(nil)
			})
			want(t, o, reports.Blocked)
			if o.BlockedOn != "Unregistered_serverIdCert" {
				t.Errorf("blocked on %q", o.BlockedOn)
			}
		})
	}
}
