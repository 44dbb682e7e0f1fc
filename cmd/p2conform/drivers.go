package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
)

// driverFlags say how the harness does to a server what the spec leaves open.
type driverFlags struct {
	kind, file string
	run        []string // a program, in place of both
	// described is what the target file says, which flags stand in for, and dir
	// where its paths start.
	described driver.Config
	dir       string
}

func (f *driverFlags) flags(cmd *cobra.Command) {
	s := cmd.Flags()
	s.StringVar(&f.kind, "driver", "", "the `KIND` of driver that registers actors and so on: "+strings.Join(driver.Kinds, ", ")+" (default auth, or that of --driver-file)")
	s.StringVar(&f.file, "driver-file", "", "a YAML or JSON `FILE` that describes the driver; docs/drivers.md says how")
	complete(cmd, "driver", fixed(driver.Kinds...))
}

// config reads what describes the driver; nothing where there is nothing to read.
func (f *driverFlags) config() (driver.Config, error) {
	if len(f.run) > 0 {
		return driver.Config{Kind: driver.KindCommand, Command: &driver.CommandConfig{Run: f.run}}, nil
	}
	if f.kind == "" && f.file == "" {
		return f.described, nil
	}
	c := driver.Config{Kind: f.kind}
	if f.kind != "" {
		if err := (driver.Config{Kind: f.kind}).Known(); err != nil {
			return c, unknownOf("driver", f.kind, driver.Kinds)
		}
	}
	if f.file == "" {
		if err := c.Check(); err != nil {
			return c, usage("describe it in a file, and name that with --driver-file; docs/drivers.md says how", "--driver %s: %v", f.kind, err)
		}
		return c, nil
	}
	const hint = "docs/drivers.md has the members, and examples/ a file for each kind"
	text, err := os.ReadFile(f.file)
	if err != nil {
		return c, usage("", "--driver-file %s cannot be read: %v", f.file, plainPath(err))
	}
	c, err = driver.ReadConfig(text)
	switch {
	case err != nil:
		return c, usage(hint, "--driver-file %s: %v", f.file, err)
	case f.kind != "" && f.kind != c.Kind:
		return c, usage("leave --driver out", "--driver %s, and the file %s describes one of the kind %s", f.kind, f.file, c.Kind)
	}
	return c, nil
}

// start makes the driver of a target; nil where the preflight is to find one. The
// operator is the embedded server's, or nil.
func (f *driverFlags) start(a *app, t *target.Target, operator driver.Operator) (driver.Driver, error) {
	c, err := f.config()
	if err != nil || c.Kind == "" {
		return nil, err
	}
	d, err := driver.New(c, f.options(a, t, operator))
	switch {
	case errors.Is(err, driver.ErrConfig):
		return nil, usage("docs/drivers.md has the members, and examples/ a file for each kind", "the driver cannot be made: %v", err)
	case err != nil:
		return nil, &problem{code: exitUnknown, err: err, what: err.Error(), hint: "p2conform driver test says more about a program"}
	}
	return d, nil
}

// options are what a driver needs beside its file.
func (f *driverFlags) options(a *app, t *target.Target, operator driver.Operator) driver.Options {
	o := driver.Options{Operator: operator, Log: func(line string) { a.console.say("driver: " + line) }}
	switch {
	case f.file != "":
		o.Dir = filepath.Dir(f.file)
	case f.kind == "":
		o.Dir = f.dir
	}
	if t != nil {
		o.Target, o.Domain = t.URL.String(), t.Domain
	}
	return o
}

// again are the flags that name the driver once more.
func (f *driverFlags) again() []string {
	var flags []string
	if f.kind != "" {
		flags = append(flags, "--driver", f.kind)
	}
	if f.file != "" {
		flags = append(flags, "--driver-file", f.file)
	}
	return flags
}

// closeDriver ends what a driver has started, and complains where that did not go
// well.
func (a *app) closeDriver(d driver.Driver) {
	if d == nil {
		return
	}
	if err := d.Close(); err != nil {
		a.note(fmt.Sprintf("the driver %s: %v", d.Name(), err))
	}
}
