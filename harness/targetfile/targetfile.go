// Package targetfile reads p2conform.yaml, in which an implementer says what
// server is tested and what may be done to it.
package targetfile

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/yamlfile"
)

// Name is what a target file is called where nobody names one.
const Name = "p2conform.yaml"

// File is a target file. Paths in it start where the file lies.
type File struct {
	// Form is the version of the file's own form: 1.
	Form int `json:"p2conform"`
	// Name, Version and Contact are of the server, for the report.
	Name    string `json:"name"`
	Version string `json:"version"`
	Contact string `json:"contact"`

	// URL is what the API stands below, of a server that is running; Process and
	// Container are of one that the run starts. At most one of them is there.
	URL       string            `json:"url"`
	Process   *launch.Process   `json:"process"`
	Container *launch.Container `json:"container"`

	// Domain is the visible domain name, as in the actors' federation IDs;
	// default what the server says of itself.
	Domain string `json:"domain"`
	// Gateway is the URL of the gateway, ws or wss; default is looked for, since nothing
	// in the specification says where one is.
	Gateway string `json:"gateway"`
	// Providers is the URL below which checks name providers of services, http or
	// https, for a server that looks for them when they are registered; default names
	// that no DNS has, or the server's own domain where it refuses these.
	Providers string `json:"providers"`
	// CA is a PEM file of certificate authorities to trust beside those of the
	// machine.
	CA string `json:"ca"`
	// Resolve says for a host, or a host:port, which IP:port is dialled instead.
	Resolve map[string]string `json:"resolve"`

	// Peers is how the server finds the home servers that the run has beside it; nil
	// for by the environment, of a server that the run starts.
	Peers *Peers `json:"peers"`

	// Spec is the version of the API document; default the newest.
	Spec string `json:"spec"`
	// Driver does to the server what the spec leaves open; default the auth
	// extension's routes. Its text is driver.Config's.
	Driver json.RawMessage `json:"driver"`
	// Admin is an administrator's account, which the driver may know as well.
	Admin *Admin `json:"admin"`

	// Offers are optional features that the server has, by the names in
	// the schema. One that the run does not find is noted.
	Offers []string `json:"offers"`
	// Readings are those that the server takes, by the ID of the ambiguity. What
	// is not named is found out.
	Readings Readings `json:"readings"`

	Allow    Allow    `json:"allow"`
	Timeouts Timeouts `json:"timeouts"`
	// Waivers is the file of known failures.
	Waivers string `json:"waivers"`

	doc    *yamlfile.Document
	dir    string
	driver driver.Config
	// Secrets are what was put in from the environment.
	Secrets []string `json:"-"`
}

// Admin is an account that was registered beforehand.
type Admin struct {
	LocalName string `json:"localName"`
	Password  string `json:"password"`
}

// Allow is what may be done to the server.
type Allow struct {
	// Destructive checks lose data of the server, or rotate its key; default false.
	Destructive bool `json:"destructive"`
	// Racing checks send up to 200 requests at once; default, nil, is true for a
	// server on this machine and false for any other.
	Racing *bool `json:"racing"`
	// Parallel is how many checks run side by side, 1 to 64; default 4.
	Parallel int `json:"parallel"`
	// Rate is how many requests are sent in a second at most; default 0, no limit.
	Rate float64 `json:"rate"`
}

// Timeouts are limits of time. No claim is made where Check is longer than
// LongestCheck.
type Timeouts struct {
	// Check is for one check, default 30s; Run for all, default none; Wait is the
	// longest that a check may wait for time to pass, default not at all.
	Check launch.Duration `json:"check"`
	Run   launch.Duration `json:"run"`
	Wait  launch.Duration `json:"wait"`
}

// LongestCheck is the largest limit for one check with which a run still makes
// claims: a server that needs more is too slow for others to work with.
const LongestCheck = 2 * time.Minute

// Readings are named readings, or "auto" for none.
type Readings map[string]string

// UnmarshalJSON reads "auto" or a mapping.
func (r *Readings) UnmarshalJSON(text []byte) error {
	var auto string
	if json.Unmarshal(text, &auto) == nil {
		*r = nil
		return nil
	}
	return json.Unmarshal(text, (*map[string]string)(r))
}

//go:embed schema.json
var schemaText []byte

// SchemaText is the published JSON Schema (draft 2020-12) of the file. The bytes
// are the caller's.
func SchemaText() []byte { return slices.Clone(schemaText) }

var schema = sync.OnceValue(func() *jsonschema.Schema { return yamlfile.Compile(schemaText) })

// Parse reads a target file. Name is its path, lookup is os.LookupEnv. The error
// joins a *yamlfile.Error for every mistake.
func Parse(name string, text []byte, lookup func(string) (string, bool)) (*File, error) {
	doc, err := yamlfile.Parse(name, text)
	if err != nil {
		return nil, err
	}
	if err := doc.Check(schema()); err != nil {
		return nil, err
	}
	secrets, err := doc.Expand(lookup)
	if err != nil {
		return nil, err
	}
	f := &File{doc: doc, dir: filepath.Dir(name), Secrets: secrets}
	if err := doc.Decode(f); err != nil {
		return nil, err
	}
	return f, f.check()
}

// Path is where a file lies that the target file names.
func (f *File) Path(p string) string {
	if p == "" || filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(f.dir, p)
}

// Launcher is the server that the run starts; nil where it is running.
func (f *File) Launcher() launch.Launcher {
	switch {
	case f.Process != nil:
		p := *f.Process
		p.Dir = f.Path(p.Dir)
		if p.Dir == "" {
			p.Dir = f.dir
		}
		return p
	case f.Container != nil:
		c := *f.Container
		c.Dockerfile, c.Context = f.Path(c.Dockerfile), f.Path(c.Context)
		c.Files = map[string]string{}
		for from, to := range f.Container.Files {
			c.Files[f.Path(from)] = to
		}
		return c
	}
	return nil
}

// DriverConfig is how actors are had, and the directory that its paths start from;
// its Kind is empty where the file does not say.
func (f *File) DriverConfig() (driver.Config, string) { return f.driver, f.dir }

// Told are the readings as the command line names them, in order.
func (f *File) Told() []string {
	var names []string
	for _, id := range slices.Sorted(maps.Keys(f.Readings)) {
		names = append(names, id+"="+f.Readings[id])
	}
	return names
}

// Errorf is a mistake at a member of the file, which a path of names leads to.
func (f *File) Errorf(path []string, hint, format string, args ...any) error {
	return f.doc.Errorf(path, hint, format, args...)
}

// check holds what the schema cannot say.
func (f *File) check() error {
	var errs []error
	wrong := func(path, hint, format string, args ...any) {
		errs = append(errs, f.Errorf(strings.Split(path, "/"), hint, format, args...))
	}
	if f.URL != "" {
		f.checkURL(wrong, "url", f.URL, "https", "http")
	}
	if f.URL != "" && f.Process != nil || f.URL != "" && f.Container != nil || f.Process != nil && f.Container != nil {
		member := "container"
		if f.Container == nil {
			member = "process"
		}
		wrong(member, "keep one of them", "of url, process and container more than one is there")
	}
	if l := f.Launcher(); l != nil {
		f.checkLaunch(l, wrong)
	}
	if len(f.Driver) > 0 {
		var err error
		if f.driver, err = driver.ReadConfig(f.Driver); err != nil {
			wrong("driver", "docs/drivers.md has the members, and examples/drivers a file for each kind", "driver: %v", err)
		}
	}
	if f.Gateway != "" {
		f.checkURL(wrong, "gateway", f.Gateway, "wss", "ws")
	}
	if f.Providers != "" {
		f.checkURL(wrong, "providers", f.Providers, "https", "http")
	}
	for _, host := range slices.Sorted(maps.Keys(f.Resolve)) {
		if _, err := netip.ParseAddrPort(f.Resolve[host]); err != nil {
			wrong("resolve/"+host, "write the address and port to dial, as in 127.0.0.1:8443 or [::1]:8443",
				"resolve.%s is %q, which is no IP address with a port", host, f.Resolve[host])
		}
	}
	f.checkPeers(wrong)
	for _, id := range slices.Sorted(maps.Keys(f.Readings)) {
		if err := (&target.Target{}).Tell(id + "=" + f.Readings[id]); err != nil {
			hint := "p2conform list ambiguities shows them"
			var e *target.ReadingError
			if errors.As(err, &e) && len(e.Names) > 0 {
				hint = "those that make a difference to what is sent: " + strings.Join(e.Names, ", ")
			}
			wrong("readings/"+id, hint, "readings: %v", err)
		}
	}
	return errors.Join(errs...)
}

func (f *File) checkURL(wrong func(path, hint, format string, args ...any), member, text string, schemes ...string) {
	u, err := url.Parse(text)
	hint := fmt.Sprintf("write it as in %s://p2.example.com", schemes[0])
	switch {
	case err != nil || u.Hostname() == "":
		wrong(member, hint, "%s is no URL with a host", member)
	case !slices.Contains(schemes, u.Scheme):
		wrong(member, hint, "%s has the scheme %q", member, u.Scheme)
	case u.User != nil:
		wrong(member, "name accounts under driver", "%s has a user name or a password in it", member)
	case u.RawQuery != "" || u.Fragment != "":
		wrong(member, hint, "%s has a query or a fragment", member)
	}
}

// checkLaunch holds what is to be started against its form.
func (f *File) checkLaunch(l launch.Launcher, wrong func(path, hint, format string, args ...any)) {
	member := "process"
	if f.Container != nil {
		member = "container"
	}
	var p *launch.Problem
	switch err := l.Check(); {
	case err == nil:
	case errors.As(err, &p) && p.Field != "":
		wrong(member+"/"+strings.ReplaceAll(p.Field, ".", "/"), p.Hint, "%s: %s", member, p.What)
	case errors.As(err, &p):
		wrong(member, p.Hint, "%s: %s", member, p.What)
	default:
		wrong(member, "", "%s: %v", member, err)
	}
}
