package driver

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// liar is a driver that does everything well, but for what a test makes it do.
type liar struct {
	Unable
	has    Capabilities
	takes  func(name, password string) Registration
	logsIn func(name, password string) Registration
	factor Factor
	admin  Account
	stored []Message
	clock  error
	posts  func(token string) Posted
}

func (*liar) Name() string                 { return "liar" }
func (l *liar) Capabilities() Capabilities { return l.has }

func (l *liar) Register(_ context.Context, _ *client.Client, name, password string) Registration {
	return l.takes(name, password)
}

func (l *liar) Login(_ context.Context, _ *client.Client, name, password, _ string) Registration {
	return l.logsIn(name, password)
}

func (l *liar) SecondFactor(context.Context, *client.Client, Account) (Factor, error) {
	return l.factor, nil
}

func (l *liar) Admin(context.Context, *client.Client) (Account, error) { return l.admin, nil }

func (l *liar) Seed(_ context.Context, _ *client.Client, _ Account, messages []Message) ([]string, error) {
	return make([]string, len(messages)), nil
}

func (l *liar) Stored(context.Context, *client.Client, Account, []string) ([]Message, error) {
	return l.stored, nil
}

func (l *liar) Post(_ context.Context, _ *client.Client, p Posting) Posted { return l.posts(p.Token) }

func (l *liar) SetClock(context.Context, *client.Client, time.Time) error { return l.clock }

// Each thing that a driver does wrong is found, and is the only one.
func TestConformanceOfDrivers(t *testing.T) {
	honest := func() *liar {
		there := map[string]string{}
		return &liar{
			has: Capabilities{Register, Login, SecondFactor, Admin, PostMessage, SetClock},
			posts: func(token string) Posted {
				if token != "of a session" {
					return Posted{Why: "no"}
				}
				return Posted{Accepted: true}
			},
			takes: func(name, password string) Registration {
				if _, taken := there[name]; taken {
					return Registration{Why: "taken"}
				}
				there[name] = password
				return Registration{Accepted: true, Token: "t"}
			},
			logsIn: func(name, password string) Registration {
				if right, known := there[name]; !known || right != password {
					return Registration{Why: "no"}
				}
				return Registration{Accepted: true, Token: "t"}
			},
			factor: Factor{Value: "f"}, admin: Account{LocalName: "a", Token: "t"},
		}
	}
	accepts := func(string, string) Registration { return Registration{Accepted: true, Token: "t"} }
	for name, tt := range map[string]struct {
		lie   func(*liar)
		wrong []string
	}{
		"honest":               {func(*liar) {}, nil},
		"takes a name twice":   {func(l *liar) { l.takes = accepts }, []string{"logs that actor in", "taken", "logs an actor in"}},
		"takes every password": {func(l *liar) { l.logsIn = accepts }, []string{"wrong password", "not there"}},
		"says errors":          {func(l *liar) { l.logsIn = func(string, string) Registration { return failed(errors.New("x")) } }, []string{"logs that actor in", "logs an actor in", "wrong password", "not there"}},
		"has no factor":        {func(l *liar) { l.factor = Factor{} }, []string{"second factor"}},
		"has no administrator": {func(l *liar) { l.admin = Account{LocalName: "a"} }, []string{"administrator"}},
		"loses messages":       {func(l *liar) { l.has = append(l.has, SeedMessages) }, []string{"stores messages"}},
		"takes every message":  {func(l *liar) { l.posts = func(string) Posted { return Posted{Accepted: true} } }, []string{"there is none"}},
		"takes no message":     {func(l *liar) { l.posts = func(string) Posted { return Posted{Why: "no"} } }, []string{"posts a message"}},
		"posts nothing":        {func(l *liar) { l.posts = func(string) Posted { return posted(nil, errors.New("x")) } }, []string{"posts a message", "there is none"}},
		"refuses without why": {func(l *liar) {
			l.posts = func(token string) Posted { return Posted{Accepted: token == "of a session"} }
		}, []string{"there is none"}},
		"has no clock": {func(l *liar) { l.clock = errors.New("x") }, []string{"sets the clock"}},
		"gives no token": {func(l *liar) {
			l.has = Capabilities{Register}
			l.takes = func(string, string) Registration { return Registration{Accepted: true} }
		}, []string{"registers an actor", "special characters"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := honest()
			tt.lie(l)
			words := 0
			c := Conformance{
				Client: client.New(&url.URL{Scheme: "http", Host: "target.invalid"}, &http.Client{}, nil, nil),
				Word:   func(n int) string { words++; return strings.Repeat(string(rune('a'+words)), n) },
				CSR:    func(string) string { return "csr" },
				Sign: func(_ context.Context, _ Account, content []byte) (Posting, error) {
					return Posting{Token: "of a session", Message: Message{Content: content}}, nil
				},
			}
			var wrong []string
			for _, a := range c.Driver(t.Context(), l) {
				if a.Judgement == Wrong {
					wrong = append(wrong, a.What)
				}
			}
			ok := len(wrong) == len(tt.wrong)
			for i := range min(len(wrong), len(tt.wrong)) {
				ok = ok && strings.Contains(wrong[i], tt.wrong[i])
			}
			if !ok {
				t.Errorf("wrong is %q, want %q", wrong, tt.wrong)
			}
		})
	}
}

// Without a target nothing of it is asked, and that is said.
func TestConformanceWithoutTarget(t *testing.T) {
	all := (&Conformance{}).Driver(t.Context(), Reference{})
	for _, a := range all {
		if a.Judgement != NotAsked || !strings.Contains(a.Why, "--target") {
			t.Errorf("%+v", a)
		}
	}
	if len(all) != len(All) {
		t.Errorf("%d answers", len(all))
	}
}
