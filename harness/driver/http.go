package driver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// HTTP drives a target by the requests of a configuration.
type HTTP struct {
	Unable
	config HTTPConfig
}

// Name is "http".
func (HTTP) Name() string { return KindHTTP }

// Capabilities are what there are steps for.
func (h HTTP) Capabilities() Capabilities {
	c, has := h.config, Capabilities{Register}
	for _, one := range []struct {
		there bool
		what  Capability
	}{
		{len(c.Login) > 0, Login}, {c.SecondFactor != nil, SecondFactor}, {c.Admin != nil, Admin},
		{len(c.PostMessage) > 0, PostMessage}, {len(c.SetClock) > 0, SetClock}, {len(c.Reset) > 0, Reset},
	} {
		if one.there {
			has = append(has, one.what)
		}
	}
	return has.Sorted()
}

// Register takes the steps of register.
func (h HTTP) Register(ctx context.Context, c *client.Client, name, password string) Registration {
	return registration(h.take(ctx, c, "register", h.config.Register, values{"localName": name, "password": password}))
}

// Login takes those of login.
func (h HTTP) Login(ctx context.Context, c *client.Client, name, password, csr string) Registration {
	if len(h.config.Login) == 0 {
		return failed(ErrNotOffered)
	}
	return registration(h.take(ctx, c, "login", h.config.Login, values{"localName": name, "password": password, "csr": csr}))
}

func registration(known values, last *client.Response, err error) Registration {
	r := Registration{Response: last}
	switch {
	case err == nil:
		r.Accepted, r.Token, r.Cert = true, known[capturedToken], known[capturedCert]
	case errors.As(err, new(*refusedError)):
		r.Why = err.Error()
	default:
		r.Why, r.Err = err.Error(), err
	}
	return r
}

// SecondFactor is the password, or what the steps capture.
func (h HTTP) SecondFactor(ctx context.Context, c *client.Client, a Account) (Factor, error) {
	switch f := h.config.SecondFactor; {
	case a.Factor != "":
		return Factor{Value: a.Factor}, nil
	case f == nil:
		return Factor{}, ErrNotOffered
	case f.Password:
		return Factor{Value: a.Password}, nil
	default:
		known, _, err := h.take(ctx, c, "secondFactor", f.Steps,
			values{"localName": a.LocalName, "password": a.Password, "token": a.Token})
		return Factor{Value: known[capturedFactor], Once: f.Once}, err
	}
}

// Admin logs the administrator in.
func (h HTTP) Admin(ctx context.Context, c *client.Client) (Account, error) {
	a := h.config.Admin
	if a == nil {
		return Account{}, ErrNotOffered
	}
	what, steps := "admin", a.Steps
	if len(steps) == 0 {
		what, steps = "login", h.config.Login
	}
	known, _, err := h.take(ctx, c, what, steps, values{"localName": a.LocalName, "password": a.Password, "csr": ""})
	return Account{LocalName: a.LocalName, Password: a.Password, Factor: a.SecondFactor, Token: known[capturedToken]}, err
}

// SetClock takes the steps of setClock.
func (h HTTP) SetClock(ctx context.Context, c *client.Client, at time.Time) error {
	if len(h.config.SetClock) == 0 {
		return ErrNotOffered
	}
	_, _, err := h.take(ctx, c, "setClock", h.config.SetClock, values{
		"unix": strconv.FormatInt(at.Unix(), 10), "rfc3339": at.UTC().Format(time.RFC3339),
	})
	return err
}

// Reset takes the steps of reset.
func (h HTTP) Reset(ctx context.Context, c *client.Client) error {
	if len(h.config.Reset) == 0 {
		return ErrNotOffered
	}
	_, _, err := h.take(ctx, c, "reset", h.config.Reset, values{})
	return err
}

// values are what placeholders stand for.
type values map[string]string

// refusedError says that a step had an answer that is none of those expected.
type refusedError struct{ what string }

func (e *refusedError) Error() string { return e.what }

// take takes steps in a row, and ends with the first that does not work. It gives
// what is known at the end, and the last answer.
func (h HTTP) take(ctx context.Context, c *client.Client, what string, steps []Step, known values) (values, *client.Response, error) {
	known = maps.Clone(known)
	var last *client.Response
	for i, s := range steps {
		step := fmt.Sprintf("%s, step %d of %d", what, i+1, len(steps))
		if s.Name != "" {
			step += " (" + s.Name + ")"
		}
		r, err := s.request(known)
		if err != nil {
			return known, nil, fmt.Errorf("%s: %w", step, err)
		}
		last = c.Do(ctx, r)
		if why := s.judge(last, known); why != "" {
			return known, last, &refusedError{fmt.Sprintf("%s: %s; sent %s; got %s", step, why, sent(r, known), got(last, known))}
		}
	}
	return known, last, nil
}

// request writes a step with what is known.
func (s Step) request(known values) (client.Request, error) {
	r := client.Request{
		Method: s.Method, Path: known.fill(s.Path, url.PathEscape), Query: url.Values{}, Header: http.Header{}, Verbatim: true,
	}
	plain := func(text string) string { return text }
	for name, text := range s.Query {
		r.Query.Set(name, known.fill(text, plain))
	}
	switch {
	case s.JSON != nil:
		body, err := json.Marshal(known.fillJSON(s.JSON))
		if err != nil {
			return r, fmt.Errorf("the body cannot be written as JSON: %w", err)
		}
		r.Body = body
		r.Header.Set("Content-Type", "application/json")
	case s.Form != nil:
		form := url.Values{}
		for name, text := range s.Form {
			form.Set(name, known.fill(text, plain))
		}
		r.Body = []byte(form.Encode())
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, text := range s.Headers {
		value := known.fill(text, plain)
		if i := strings.IndexFunc(value, func(c rune) bool { return c < ' ' && c != '\t' || c == 0x7f }); i >= 0 {
			return r, fmt.Errorf("the header %s would have the character %U in it", name, value[i])
		}
		r.Header.Set(name, value)
	}
	if r.Method == "" {
		r.Method = http.MethodGet
		if r.Body != nil {
			r.Method = http.MethodPost
		}
	}
	return r, nil
}

// fill replaces placeholders, with each value escaped for its place.
func (v values) fill(text string, escape func(string) string) string {
	return placeholder.ReplaceAllStringFunc(text, func(p string) string {
		return escape(v[strings.TrimSpace(p[2:len(p)-2])])
	})
}

// fillJSON replaces placeholders in the strings of a JSON value.
func (v values) fillJSON(value any) any {
	switch value := value.(type) {
	case string:
		return v.fill(value, func(text string) string { return text })
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = v.fillJSON(item)
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, item := range value {
			out[name] = v.fillJSON(item)
		}
		return out
	}
	return value
}

// judge says why an answer is not what the step expects, and else captures.
func (s Step) judge(res *client.Response, known values) (why string) {
	switch {
	case res.Err != nil:
		return "there is no whole answer: " + res.Err.Error()
	case len(s.Expect) == 0 && !res.OK():
		return fmt.Sprintf("the answer is %d, want a 2xx", res.Status)
	case len(s.Expect) > 0 && !slices.Contains(s.Expect, res.Status):
		return fmt.Sprintf("the answer is %d, want %s", res.Status, statuses(s.Expect))
	}
	for _, name := range sorted(s.Capture) {
		value, err := s.Capture[name].from(res)
		switch {
		case err == nil:
			known[name] = value
		case s.Capture[name].Optional:
			known[name] = ""
		default:
			return fmt.Sprintf("the answer is %d, but has no %s: %v", res.Status, name, err)
		}
	}
	return ""
}

func statuses(list []int) string {
	var words []string
	for _, s := range list {
		words = append(words, strconv.Itoa(s))
	}
	return strings.Join(words, " or ")
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
