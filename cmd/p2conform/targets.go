package main

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
	"github.com/p2conform/p2conform/spec/openapi"
)

// targetFlags say which server is asked, and what may be done to it.
type targetFlags struct {
	url, domain, ca, fault string
	readings               []string
	// config is the path of the target file, and file what it says; nil for none.
	config string
	file   *targetfile.File
	// version is of the API document: as it was written, and after check as it is
	// called.
	version             string
	destructive, racing bool
	driver              driverFlags
	// launched says that the run starts the server.
	launched bool
}

func (f *targetFlags) flags(cmd *cobra.Command) {
	s := cmd.Flags()
	s.StringVar(&f.url, "target", "", "the `URL` of the server to ask; without it, the reference home server is started and asked")
	s.StringVar(&f.config, "config", "", "the target `FILE`, which says which server is asked and what may be done to it (default "+targetfile.Name+" where there is one and no --target)")
	s.StringVar(&f.domain, "domain", "", "the server's visible domain `NAME`, as in its actors' federation IDs (default what the server says)")
	s.StringVar(&f.ca, "ca", "", "a PEM `FILE` of certificate authorities to trust beside those of this machine")
	s.BoolVar(&f.destructive, "destructive", false, "allow checks that lose data of the server, or rotate its key")
	s.BoolVar(&f.racing, "racing", false, "allow checks that send up to 200 requests at once")
	s.StringVar(&f.fault, "fault", "", "run the reference home server with the fault `NAME`, to see a failure")
	specVersionFlag(cmd, &f.version, "what the server is held against: the version")
	s.StringArrayVar(&f.readings, "reading", nil, "speak to the server as the reading `A-NNN=READING` has it, instead of finding out; repeatable")
	f.driver.flags(cmd)
	complete(cmd, "reading", wayNames)
	complete(cmd, "target", noNames)
	complete(cmd, "domain", noNames)
	complete(cmd, "fault", faultNames)
}

// check holds the flags against each other and their forms, before anything is
// started.
func (f *targetFlags) check() error {
	if err := f.tell(&target.Target{}); err != nil {
		return err
	}
	var err error
	if f.version, err = knownVersion(f.version); err != nil {
		return err
	}
	if _, err := f.driver.config(); err != nil {
		return err
	}
	if f.launched {
		return f.launchedAt()
	}
	if f.url == "" {
		for _, given := range []struct{ name, value string }{{"domain", f.domain}, {"ca", f.ca}} {
			if given.value != "" {
				return usage("name the server with --target, or leave --"+given.name+" out", "--%s is about a server of yours, and none is named", given.name)
			}
		}
		if f.fault != "" {
			_, err := faultNamed(f.fault)
			return err
		}
		return nil
	}
	if f.fault != "" {
		return usage("leave --target out, or start the broken server yourself: p2conform serve --fault "+f.fault,
			"--fault is for the reference home server, and --target names another")
	}
	if _, err := parseTarget(f.url); err != nil {
		return err
	}
	return f.checkNamed()
}

// checkNamed looks at the flags about a server that is none of ours.
func (f *targetFlags) checkNamed() error {
	if f.domain != "" && !looksLikeDomain(f.domain) {
		return usage("write the part of a federation ID after the @, as in example.com", "--domain %q is no domain name", f.domain)
	}
	_, err := f.roots()
	return err
}

// reference starts the reference home server.
func (f *targetFlags) reference(seed int64) (*target.Embedded, error) {
	o := target.EmbeddedOptions{Seed: seed, API: f.version}
	if f.fault != "" {
		fault, err := faultNamed(f.fault)
		if err != nil {
			return nil, err
		}
		fault.Set(&o.Behaviour)
	}
	e, err := target.StartEmbedded(o)
	if err != nil {
		return nil, err
	}
	if f.fault != "" {
		e.Name += " with the fault " + f.fault
	}
	return e, f.tell(e.Target)
}

// remote describes the server that --target names.
func (f *targetFlags) remote() (*target.Target, error) {
	u, err := parseTarget(f.url)
	if err != nil {
		return nil, err
	}
	return f.at(u)
}

// at describes a server at a URL.
func (f *targetFlags) at(u *url.URL) (*target.Target, error) {
	pool, err := f.roots()
	if err != nil {
		return nil, err
	}
	api, err := openapi.Load(f.version)
	if err != nil {
		return nil, fmt.Errorf("load the API document: %w", err)
	}
	t := &target.Target{
		Name: u.String(), URL: u, API: api,
		Domain: strings.ToLower(f.domain), DomainGiven: f.domain != "",
	}
	f.allow(t)
	o := client.Options{}
	if f.file != nil {
		t.Name = cmp.Or(f.file.Name, t.Name)
		t.Version, t.Contact = f.file.Version, f.file.Contact
		t.Offers, t.Gateway, t.Providers, o.Resolve = f.file.Offers, f.file.Gateway, f.file.Providers, f.file.Resolve
		if admin := f.file.Admin; admin != nil {
			t.Admin = &target.Admin{LocalName: admin.LocalName, Password: admin.Password}
		}
	}
	if pool != nil {
		o.TLS = &tls.Config{RootCAs: pool}
	}
	t.HTTP = client.NewHTTP(o)
	return t, f.tell(t)
}

// roots are the machine's certificate authorities and those of --ca; nil for the
// machine's alone.
func (f *targetFlags) roots() (*x509.CertPool, error) {
	if f.ca == "" {
		return nil, nil
	}
	const hint = "name a file with certificates in PEM, -----BEGIN CERTIFICATE----- and so on"
	text, err := os.ReadFile(f.ca)
	if err != nil {
		return nil, usage(hint, "--ca %s cannot be read: %v", f.ca, plainPath(err))
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, usage(hint, "--ca %s holds no certificate", f.ca)
	}
	return pool, nil
}

// parseTarget reads the URL of a server. No message repeats a URL that may hold
// a password.
func parseTarget(s string) (*url.URL, error) {
	const hint = "name the URL that the API stands below, as in https://example.com"
	if !strings.Contains(s, "://") {
		scheme := "https"
		if host := hostOf(s); host == "localhost" || net.ParseIP(host).IsLoopback() {
			scheme = "http"
		}
		if strings.Contains(s, "@") {
			return nil, usage(hint, "the target has no scheme")
		}
		return nil, usage("write --target "+scheme+"://"+strings.TrimLeft(s, "/"), "the target %q has no scheme", s)
	}
	u, err := url.Parse(s)
	var wrong *url.Error
	switch {
	case errors.As(err, &wrong) && !strings.Contains(s, "@"):
		return nil, usage(hint, "the target %q is no URL: %v", s, wrong.Err)
	case err != nil:
		return nil, usage(hint, "the target is no URL")
	case u.User != nil:
		return nil, usage("leave the part before the @ out; p2conform registers its own actors", "the target %q has a user name or a password in it", u.Host)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, usage("write http:// or https://", "the target %q has the scheme %s, which p2conform does not speak", s, u.Scheme)
	case u.Hostname() == "":
		return nil, usage(hint, "the target %q names no host", s)
	case u.RawQuery != "" || u.ForceQuery:
		return nil, usage("leave out what begins with the question mark", "the target %q has a query", s)
	case u.Fragment != "" || strings.Contains(s, "#"):
		return nil, usage("leave out what begins with the #", "the target %q has a fragment", s)
	}
	u.Path = strings.TrimRight(u.Path, "/")
	u.RawPath = strings.TrimRight(u.RawPath, "/")
	return u, nil
}

// hostOf is the host of something like host:port/path.
func hostOf(s string) string {
	authority, _, _ := strings.Cut(strings.TrimLeft(s, "/"), "/")
	if host, _, err := net.SplitHostPort(authority); err == nil {
		return host
	}
	return authority
}

func looksLikeDomain(s string) bool {
	if len(s) > 253 {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || len(label) > 63 || strings.ContainsAny(label, " /@:?#\\\"'<>%&$;()[]{}|`!*^~=+,_\t\r\n") {
			return false
		}
	}
	return true
}

// faultNamed finds a fault of the reference home server.
func faultNamed(name string) (homeserver.Fault, error) {
	var names []string
	for _, f := range homeserver.Faults() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return homeserver.Fault{}, unknown("fault", name, names, "faults")
}

// plainPath takes the path out of an error about a file: our message has it.
func plainPath(err error) error {
	var p *os.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return cmp.Or(p.Err, err)
	case errors.As(err, &l):
		return cmp.Or(l.Err, err)
	}
	return err
}
