package driver

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// HTTPConfig has requests for a server that registers actors and logs them in by
// routes of its own. Each capability is a list of steps that are taken in a row; one
// without steps is not offered. Nothing in it is run: it is templates and places.
type HTTPConfig struct {
	// Register makes an actor of {{localName}} and {{password}}. It is accepted
	// where every step is. A step may capture token and cert.
	Register []Step `yaml:"register,omitempty" json:"register,omitempty"`
	// Login makes a token of {{localName}}, {{password}} and {{csr}}, an ID-CSR in
	// PEM. A step captures token, and may capture cert.
	Login []Step `yaml:"login,omitempty" json:"login,omitempty"`
	// SecondFactor says what an actor's second factor is; default nobody knows.
	SecondFactor *FactorConfig `yaml:"secondFactor,omitempty" json:"secondFactor,omitempty"`
	// Admin is an administrator; default there is none.
	Admin *AdminConfig `yaml:"admin,omitempty" json:"admin,omitempty"`
	// PostMessage posts {{content}} for the session with {{token}}, as a client does.
	// It is accepted where every step is. docs/drivers.md has the other values.
	PostMessage []Step `yaml:"postMessage,omitempty" json:"postMessage,omitempty"`
	// SetClock makes the server's clock show {{unix}}, in seconds since 1970, or
	// {{rfc3339}}.
	SetClock []Step `yaml:"setClock,omitempty" json:"setClock,omitempty"`
	// Reset forgets all actors.
	Reset []Step `yaml:"reset,omitempty" json:"reset,omitempty"`
}

// FactorConfig is where second factors come from.
type FactorConfig struct {
	// Password says that it is the actor's password. Then there are no steps.
	Password bool `yaml:"password,omitempty" json:"password,omitempty"`
	// Steps capture secondFactor, from {{localName}}, {{password}} and {{token}}.
	Steps []Step `yaml:"steps,omitempty" json:"steps,omitempty"`
	// Once says that one is good for one action only; default for all.
	Once bool `yaml:"once,omitempty" json:"once,omitempty"`
}

// AdminConfig is an administrator's account.
type AdminConfig struct {
	// LocalName and Password are as when logging in.
	LocalName string `yaml:"localName" json:"localName"`
	Password  string `yaml:"password" json:"password"`
	// SecondFactor is what it is for actors by default.
	SecondFactor string `yaml:"secondFactor,omitempty" json:"secondFactor,omitempty"`
	// Steps capture token; default the steps of login.
	Steps []Step `yaml:"steps,omitempty" json:"steps,omitempty"`
}

// Step is one request and what it has to come to. {{name}} in any of its texts is
// replaced by a value, written as it has to be in that place. At most one of JSON and
// Form is there.
type Step struct {
	// Name is for complaints, as in "confirm the address"; default its number.
	Name string `yaml:"name,omitempty" json:"name,omitempty"`
	// Method is of HTTP; default POST with a body, and GET without.
	Method string `yaml:"method,omitempty" json:"method,omitempty"`
	// Path stands below the target's URL, and begins with a slash.
	Path string `yaml:"path" json:"path"`
	// Query are parameters of the URL.
	Query map[string]string `yaml:"query,omitempty" json:"query,omitempty"`
	// Headers are of the request.
	Headers map[string]string `yaml:"headers,omitempty" json:"headers,omitempty"`
	// JSON is the body: any value, whose strings are templates.
	JSON any `yaml:"json,omitempty" json:"json,omitempty"`
	// Form is the body as application/x-www-form-urlencoded.
	Form map[string]string `yaml:"form,omitempty" json:"form,omitempty"`
	// Expect are the statuses, 100 to 599, that say that it worked; default any 2xx.
	Expect []int `yaml:"expect,omitempty" json:"expect,omitempty"`
	// Capture takes values out of the answer, for later steps and for the result.
	Capture map[string]Capture `yaml:"capture,omitempty" json:"capture,omitempty"`
}

// Capture is a place in an answer. Exactly one member but Optional is there.
type Capture struct {
	// JSON is a JSON pointer (RFC 6901) to a string, number or boolean of the body.
	JSON string `yaml:"json,omitempty" json:"json,omitempty"`
	// Header is the name of a header field; its first value is taken.
	Header string `yaml:"header,omitempty" json:"header,omitempty"`
	// Regexp is searched for in the body (RE2); its first group is taken, or all
	// that it found where there is no group.
	Regexp string `yaml:"regexp,omitempty" json:"regexp,omitempty"`
	// Cookie is the name of a cookie that is set.
	Cookie string `yaml:"cookie,omitempty" json:"cookie,omitempty"`
	// Optional says that it may be missing; then it is empty.
	Optional bool `yaml:"optional,omitempty" json:"optional,omitempty"`
}

// What captures are called that the driver itself looks for.
const (
	capturedToken  = "token"
	capturedCert   = "cert"
	capturedFactor = "secondFactor"
)

var placeholder = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

var placeholderName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

func (c HTTPConfig) check() error {
	account := []string{"localName", "password"}
	lists := []struct {
		member string
		steps  []Step
		given  []string
		wants  string // a capture
	}{
		{"http.register", c.Register, account, ""},
		{"http.login", c.Login, append([]string{"csr"}, account...), capturedToken},
		{"http.postMessage", c.PostMessage, postValues, ""},
		{"http.setClock", c.SetClock, []string{"unix", "rfc3339"}, ""},
		{"http.reset", c.Reset, nil, ""},
	}
	if len(c.Register) == 0 {
		return wrong("http.register", "it has no steps, and without actors hardly anything can be asked")
	}
	if f := c.SecondFactor; f != nil {
		switch {
		case f.Password == (len(f.Steps) > 0):
			return wrong("http.secondFactor", "write either password: true or steps")
		case f.Password && f.Once:
			return wrong("http.secondFactor.once", "a password is good more than once")
		}
		lists = append(lists, struct {
			member string
			steps  []Step
			given  []string
			wants  string
		}{"http.secondFactor.steps", f.Steps, append([]string{"token"}, account...), capturedFactor})
	}
	if a := c.Admin; a != nil {
		if a.LocalName == "" {
			return wrong("http.admin.localName", "it is missing")
		}
		if len(a.Steps) == 0 && len(c.Login) == 0 {
			return wrong("http.admin.steps", "they are missing, and there are none of login to take instead")
		}
		lists = append(lists, struct {
			member string
			steps  []Step
			given  []string
			wants  string
		}{"http.admin.steps", a.Steps, append([]string{"csr"}, account...), capturedToken})
	}
	for _, l := range lists {
		if err := checkSteps(l.member, l.steps, l.given, l.wants); err != nil {
			return err
		}
	}
	return nil
}

// checkSteps holds steps against their form, and their placeholders against what
// is known when they are sent.
func checkSteps(member string, steps []Step, known []string, wants string) error {
	captured := false
	known = slices.Clone(known)
	for i, s := range steps {
		at := fmt.Sprintf("%s[%d]", member, i)
		if err := s.check(at); err != nil {
			return err
		}
		var err error
		s.texts(func(place, text string) {
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				if name := strings.TrimSpace(m[1]); err == nil && !slices.Contains(known, name) {
					err = wrong(at+"."+place, "{{%s}} is not known here; what is: %s", name, strings.Join(known, ", "))
				}
			}
		})
		if err != nil {
			return err
		}
		for _, name := range sorted(s.Capture) {
			known = append(known, name)
			captured = captured || name == wants && !s.Capture[name].Optional
		}
	}
	if wants != "" && len(steps) > 0 && !captured {
		return wrong(member, "no step captures %s", wants)
	}
	return nil
}

// texts calls f for each template of a step, with its place.
func (s Step) texts(f func(place, text string)) {
	f("path", s.Path)
	for _, m := range []struct {
		place string
		of    map[string]string
	}{{"query", s.Query}, {"headers", s.Headers}, {"form", s.Form}} {
		for _, name := range sorted(m.of) {
			f(m.place+"."+name, m.of[name])
		}
	}
	eachString(s.JSON, "json", f)
}

// eachString calls f for each string of a JSON value, which are not the names of
// members.
func eachString(v any, place string, f func(place, text string)) {
	switch v := v.(type) {
	case string:
		f(place, v)
	case []any:
		for i, item := range v {
			eachString(item, fmt.Sprintf("%s[%d]", place, i), f)
		}
	case map[string]any:
		for _, name := range sorted(v) {
			eachString(v[name], place+"."+name, f)
		}
	}
}

func (s Step) check(at string) error {
	switch {
	case !strings.HasPrefix(s.Path, "/"):
		return wrong(at+".path", "%q does not begin with a slash", s.Path)
	case strings.ContainsAny(s.Path, "?#"):
		return wrong(at+".path", "%q has a query or a fragment; parameters stand in query", s.Path)
	case s.JSON != nil && s.Form != nil:
		return wrong(at, "it has json and form, and a request has one body")
	case s.Method != "" && !methodForm.MatchString(s.Method):
		return wrong(at+".method", "%q is no method of HTTP", s.Method)
	}
	for _, name := range sorted(s.Headers) {
		if !headerForm.MatchString(name) || http.CanonicalHeaderKey(name) == "Host" || http.CanonicalHeaderKey(name) == "Content-Length" {
			return wrong(at+".headers", "%q is no header field that can be set", name)
		}
	}
	for _, status := range s.Expect {
		if status < 100 || status > 599 {
			return wrong(at+".expect", "%d is no status of HTTP", status)
		}
	}
	for _, name := range sorted(s.Capture) {
		if !placeholderName.MatchString(name) {
			return wrong(at+".capture", "%q is no name: write letters and digits", name)
		}
		if err := s.Capture[name].check(at + ".capture." + name); err != nil {
			return err
		}
	}
	return nil
}

var (
	methodForm = regexp.MustCompile(`^[A-Z]{1,20}$`)
	headerForm = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$")
)

func (c Capture) check(at string) error {
	n := 0
	for _, there := range []bool{c.JSON != "", c.Header != "", c.Regexp != "", c.Cookie != ""} {
		if there {
			n++
		}
	}
	if n != 1 {
		return wrong(at, "write one of json, header, regexp and cookie")
	}
	if c.JSON != "" && !strings.HasPrefix(c.JSON, "/") {
		return wrong(at+".json", "%q is no JSON pointer: it begins with a slash, as in /token", c.JSON)
	}
	if _, err := regexp.Compile(c.Regexp); err != nil {
		return wrong(at+".regexp", "%v", err)
	}
	return nil
}
