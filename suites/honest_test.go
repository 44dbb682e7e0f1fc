package suites_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/suites"
)

// honest are ways to keep key material and services that no text speaks of, so that
// no register has them: nothing fails on them.
var honest = map[string]func(*homeserver.Behaviour){
	"more members": func(b *homeserver.Behaviour) {
		b.KeyMaterial.Members = func(k *homeserver.StoredKey) map[string]any {
			return with(homeserver.KeyMembers(k), "uploadedAt", 1700000000)
		}
		b.Services.Members = func(v *homeserver.Service) map[string]any {
			return with(homeserver.ServiceMembers(v), "id", "7d7c2d9c")
		}
	},
	"newest first": func(b *homeserver.Behaviour) {
		b.KeyMaterial.Held = func(op string, l *homeserver.Login, stored []*homeserver.StoredKey, certs []*homeserver.Certificate) []*homeserver.StoredKey {
			return reversed(homeserver.HeldKeys(op, l, stored, certs))
		}
		b.Services.Held = func(op string, a *homeserver.Actor, stored []*homeserver.Service) []*homeserver.Service {
			return reversed(homeserver.HeldServices(op, a, stored))
		}
	},
	"the newest provider succeeds": func(b *homeserver.Behaviour) {
		b.Services.Successor = func(left []*homeserver.Service) *homeserver.Service {
			if len(left) == 0 {
				return nil
			}
			return left[len(left)-1]
		}
	},
	"former provider first": func(b *homeserver.Behaviour) {
		b.Services.Prefer = func(providers []*homeserver.Service, chosen *homeserver.Service) []*homeserver.Service {
			return reversed(homeserver.Prefer(providers, chosen))
		}
	},
	"https alone": func(b *homeserver.Behaviour) {
		b.Services.CheckURL = func(text string) error {
			if !strings.HasPrefix(text, "https://") {
				return refused(http.StatusUnprocessableEntity, "https alone")
			}
			return homeserver.CheckProviderURL(text)
		}
	},
	"short URLs without escapes": func(b *homeserver.Behaviour) {
		b.Services.CheckURL = func(text string) error {
			if len(text) > 255 || strings.Contains(text, "%") {
				return refused(http.StatusBadRequest, "no such URLs here")
			}
			return homeserver.CheckProviderURL(text)
		}
	},
	"URLs with a slash at the end": func(b *homeserver.Behaviour) {
		b.Services.Keep = func(sent homeserver.Service) *homeserver.Service {
			sent.URL = strings.TrimRight(sent.URL, "/") + "/"
			return &sent
		}
	},
	"fifty services": func(b *homeserver.Behaviour) {
		b.Services.CheckOwn = func(own []*homeserver.Service, _ homeserver.Provider) error {
			if len(own) >= 50 {
				return refused(http.StatusForbidden, "the actor has fifty services")
			}
			return nil
		}
	},
	"reserved names": func(b *homeserver.Behaviour) {
		b.Services.CheckName = func(name string) error {
			if slices.Contains([]string{"core", "auth", "p2"}, name) {
				return refused(http.StatusConflict, "the name is reserved")
			}
			return homeserver.CheckNamespace(name)
		}
	},
	"unprocessable": func(b *homeserver.Behaviour) {
		b.Services.Read = func(body []byte) (homeserver.Service, error) {
			v, err := homeserver.ReadService(body)
			return v, restated(err)
		}
		b.KeyMaterial.Read = func(body []byte) ([]homeserver.UploadedKey, error) {
			keys, err := homeserver.ReadKeys(body)
			return keys, restated(err)
		}
		b.Services.ReadPrimary = func(body []byte) (homeserver.Provider, error) {
			p, err := homeserver.ReadProvider(body)
			return p, restated(err)
		}
	},
	"two slots":               slots(2),
	"three slots":             slots(3),
	"a limit of 400 bytes":    limitOf(400),
	"a limit of 800 bytes":    limitOf(800),
	"a limit of 100 bytes":    limitOf(100),
	"a limit of next to none": limitOf(1),
	"a limit of 48 kilobytes": limitOf(48 << 10),
	"indented answers": func(b *homeserver.Behaviour) {
		b.Rewrite = func(_ string, _ *http.Request, a *homeserver.Answer) {
			var out bytes.Buffer
			if strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") && json.Indent(&out, a.Body, "", "  ") == nil {
				a.Header.Set("Content-Type", "application/json; charset=utf-8")
				a.Body = append(out.Bytes(), '\n')
			}
		}
	},
}

func with(m map[string]any, name string, value any) map[string]any {
	m[name] = value
	return m
}

func reversed[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

func refused(status int, why string) error { return &homeserver.Refusal{Status: status, Message: why} }

func restated(err error) error {
	if err == nil {
		return nil
	}
	return refused(http.StatusUnprocessableEntity, err.Error())
}

func limitOf(n int) func(*homeserver.Behaviour) {
	return func(b *homeserver.Behaviour) { b.KeyMaterial.Limit = n }
}

// slots is how many encrypted keys an actor may have (section 6.6.3).
func slots(n int) func(*homeserver.Behaviour) {
	return func(b *homeserver.Behaviour) {
		used := map[*homeserver.Actor]int{}
		b.KeyMaterial.CheckSerial = func(l *homeserver.Login, serial *big.Int, certs []*homeserver.Certificate) error {
			if used[l.Actor] >= n {
				return refused(http.StatusForbidden, "all slots are used")
			}
			return homeserver.CheckKeySerial(l, serial, certs)
		}
		b.KeyMaterial.Store = func(stored, added []*homeserver.StoredKey) []*homeserver.StoredKey {
			for _, k := range added {
				used[k.Owner]++
			}
			return append(stored, added...)
		}
		b.KeyMaterial.Delete = func(stored, chosen []*homeserver.StoredKey) []*homeserver.StoredKey {
			for _, k := range chosen {
				used[k.Owner]--
			}
			return homeserver.DeleteKeys(stored, chosen)
		}
	}
}

// A server that does what the texts leave to it is not failed.
func TestHonestServersAreNotFailed(t *testing.T) {
	notUnderRace(t)
	var checks []check.Check
	for _, c := range suites.All() {
		if s := c.Suite(); s == "keymaterial" || s == "services" {
			checks = append(checks, c)
		}
	}
	for name, set := range honest {
		t.Run(name, func(t *testing.T) {
			var b homeserver.Behaviour
			set(&b)
			e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, Behaviour: b, InMemory: true})
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if err := e.Close(); err != nil {
					t.Error(err)
				}
			}()
			doc := asked(t, e, run.Options{Checks: checks, Suite: suites.All(), Seed: 1, Parallel: 4})
			for _, r := range doc.Results {
				if r.Verdict == reports.Fail || r.Verdict == reports.Error {
					t.Errorf("%s is %s: expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
				}
			}
		})
	}
}
