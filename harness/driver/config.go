package driver

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Config chooses a driver and describes it. One member beside Kind is there, that
// of the kind, or none where the kind's defaults will do.
type Config struct {
	// Kind is one of Kinds.
	Kind string `yaml:"kind" json:"kind"`
	// Auth is for the kind auth.
	Auth *AuthConfig `yaml:"auth,omitempty" json:"auth,omitempty"`
	// Static is for the kind static, which needs it.
	Static *StaticConfig `yaml:"static,omitempty" json:"static,omitempty"`
	// HTTP is for the kind http, which needs it.
	HTTP *HTTPConfig `yaml:"http,omitempty" json:"http,omitempty"`
	// Command is for the kind command, which needs it.
	Command *CommandConfig `yaml:"command,omitempty" json:"command,omitempty"`
	// Sonata is for the kind sonata.
	Sonata *SonataConfig `yaml:"sonata,omitempty" json:"sonata,omitempty"`
}

// The kinds of drivers.
const (
	KindAuth      = "auth"
	KindReference = "reference"
	KindStatic    = "static"
	KindHTTP      = "http"
	KindCommand   = "command"
	KindSonata    = "sonata"
)

// Kinds lists them, the default first.
var Kinds = []string{KindAuth, KindReference, KindStatic, KindHTTP, KindCommand, KindSonata}

// AuthConfig is of the auth extension's routes.
type AuthConfig struct {
	// Base is the path below which register and login stand, as in "/.p2/auth/v1";
	// default the one of AuthBase and AuthBaseV1 that works.
	Base string `yaml:"base,omitempty" json:"base,omitempty"`
}

// SonataConfig is of upstream's server.
type SonataConfig struct {
	// Invite is the code that registering names; default none.
	Invite string `yaml:"invite,omitempty" json:"invite,omitempty"`
}

// Options are what a driver needs beside its configuration.
type Options struct {
	// Dir is where relative paths of the configuration start; default the current
	// directory.
	Dir string
	// Operator is of the embedded server; nil where the target is another.
	Operator Operator
	// Target is the URL of the target, for programs; empty where there is none.
	Target string
	// Domain is its visible domain name, as far as it is known.
	Domain string
	// Log gets the lines that a program writes to its standard error; nil drops
	// them. It may be called by several goroutines.
	Log func(line string)
}

// ErrConfig says that a configuration is wrong.
var ErrConfig = errors.New("the configuration of the driver is wrong")

// wrong is an ErrConfig that names the member, as in "static.file".
func wrong(member, format string, args ...any) error {
	return &configError{member: member, what: fmt.Sprintf(format, args...)}
}

type configError struct{ member, what string }

func (e *configError) Error() string { return e.member + ": " + e.what }

func (e *configError) Is(target error) bool { return target == ErrConfig }

// maxConfig bounds the files that a driver is configured by, in bytes.
const maxConfig = 16 << 20

// ReadConfig reads a configuration in YAML or JSON. A member that there is none
// of is an error, and so is anything that New complains of without its options.
func ReadConfig(text []byte) (Config, error) {
	var c Config
	if err := decode(text, &c); err != nil {
		return c, err
	}
	return c, c.Check()
}

// decode reads YAML, of which JSON is a part, strictly. Its errors show no line of
// the text, which may have passwords.
func decode(text []byte, v any) error {
	if len(text) > maxConfig {
		return fmt.Errorf("%w: it has more than %d bytes", ErrConfig, maxConfig)
	}
	if strings.TrimSpace(string(text)) == "" {
		return fmt.Errorf("%w: it is empty", ErrConfig)
	}
	if err := yaml.UnmarshalWithOptions(text, v, yaml.Strict()); err != nil {
		line, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
		return fmt.Errorf("%w: %s", ErrConfig, line)
	}
	return nil
}

// readFile reads a file that a configuration names.
func readFile(member, dir, name string) ([]byte, error) {
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, wrong(member, "%s cannot be read: %v", name, reason(err))
	case info.IsDir():
		return nil, wrong(member, "%s is a directory", name)
	case info.Size() > maxConfig:
		return nil, wrong(member, "%s has more than %d bytes", name, maxConfig)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, wrong(member, "%s cannot be read: %v", name, reason(err))
	}
	return text, nil
}

// reason takes the path out of an error about a file: our message has it.
func reason(err error) error {
	var p *os.PathError
	if errors.As(err, &p) && p.Err != nil {
		return p.Err
	}
	return err
}

// Known holds the kind against Kinds.
func (c Config) Known() error {
	if !slices.Contains(Kinds, c.Kind) {
		return wrong("kind", "%q is none of %s", c.Kind, strings.Join(Kinds, ", "))
	}
	return nil
}

// Check holds a configuration against its form. The error is an ErrConfig that
// names the member.
func (c Config) Check() error {
	if err := c.Known(); err != nil {
		return err
	}
	for _, m := range []struct {
		kind         string
		there, needs bool
	}{
		{KindAuth, c.Auth != nil, false}, {KindStatic, c.Static != nil, true}, {KindHTTP, c.HTTP != nil, true},
		{KindCommand, c.Command != nil, true}, {KindSonata, c.Sonata != nil, false},
	} {
		switch {
		case m.there && m.kind != c.Kind:
			return wrong(m.kind, "the kind is %s: leave it out, or write kind: %s", c.Kind, m.kind)
		case m.needs && !m.there && m.kind == c.Kind:
			return wrong(m.kind, "a driver of the kind %s needs it", m.kind)
		}
	}
	switch {
	case c.Auth != nil && c.Auth.Base != "" && !strings.HasPrefix(c.Auth.Base, "/"):
		return wrong("auth.base", "%q does not begin with a slash", c.Auth.Base)
	case c.Static != nil:
		return c.Static.check()
	case c.HTTP != nil:
		return c.HTTP.check()
	case c.Command != nil:
		return c.Command.check()
	}
	return nil
}

// New makes the driver that a configuration describes. A wrong configuration is an
// ErrConfig. Whoever gets a driver closes it.
func New(c Config, o Options) (Driver, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	switch c.Kind {
	case KindReference:
		if o.Operator == nil {
			return nil, wrong("kind", "reference is for the reference home server that is embedded, and the target is another")
		}
		return Reference{Operator: o.Operator}, nil
	case KindStatic:
		return newStatic(*c.Static, o)
	case KindHTTP:
		return HTTP{config: *c.HTTP}, nil
	case KindCommand:
		return startProgram(*c.Command, o)
	case KindSonata:
		if c.Sonata == nil {
			return Sonata{}, nil
		}
		return Sonata{Invite: c.Sonata.Invite}, nil
	}
	if c.Auth == nil {
		return Auth{}, nil
	}
	return Auth{Base: strings.TrimRight(c.Auth.Base, "/")}, nil
}
