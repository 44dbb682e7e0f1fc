package main

import (
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/targetfile"
	"github.com/p2conform/p2conform/harness/yamlfile"
	"github.com/p2conform/p2conform/reports"
)

// describe reads which server is meant: from the flags, with the command that stands
// behind --, and from the target file.
func (f *runFlags) describe(cmd *cobra.Command, a *app, command []string) error {
	f.launch.command = command
	var err error
	if f.launcher, err = f.launch.launcher(cmd.Flags().Changed, a.env.environ); err != nil {
		return err
	}
	f.target.launched = f.launcher != nil
	return f.configure(cmd, a)
}

// configure reads the target file, and lets it say what no flag says. A file that
// nobody named is read only where no server is named either.
func (f *runFlags) configure(cmd *cobra.Command, a *app) error {
	path := f.target.config
	if path == "" {
		if f.target.url != "" || f.target.fault != "" {
			return nil
		}
		path = targetfile.Name
	}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && f.target.config == "":
		return nil
	case err != nil:
		return usage("p2conform init writes one to start from", "the target file %s cannot be read: %v", path, plainPath(err))
	}
	file, err := targetfile.Parse(path, text, a.env.lookup)
	if err != nil {
		return misconfigured(err)
	}
	if f.target.config == "" {
		a.note("reading " + path)
	}
	f.target.config, f.target.file = path, file
	for _, s := range file.Secrets {
		if len(s) >= launch.ShortestSecret {
			a.redactor.Add(reports.Secret, s)
		}
	}
	unless := func(flag string, set func()) {
		if !cmd.Flags().Changed(flag) {
			set()
		}
	}
	if f.launcher == nil {
		unless("target", func() { f.target.url, f.launcher = file.URL, file.Launcher() })
	}
	f.target.launched = f.launcher != nil
	if f.launcher == nil && f.target.url == "" {
		return usage("write url: https://p2.example.com, or how to start it under process or container", "the target file %s names no server", path)
	}
	f.target.driver.described, f.target.driver.dir = file.DriverConfig()
	unless("domain", func() { f.target.domain = file.Domain })
	unless("ca", func() { f.target.ca = file.Path(file.CA) })
	unless("waivers", func() { f.waivers = file.Path(file.Waivers) })
	unless("reading", func() { f.target.readings = file.Told() })
	if file.Spec != "" {
		unless("spec-version", func() { f.target.version = file.Spec })
	}
	if file.Allow.Parallel > 0 {
		unless("parallel", func() { f.parallel = file.Allow.Parallel })
	}
	for _, d := range []struct {
		flag string
		to   *time.Duration
		v    launch.Duration
	}{{"timeout", &f.timeout, file.Timeouts.Check}, {"run-timeout", &f.runTimeout, file.Timeouts.Run}, {"max-wait", &f.maxWait, file.Timeouts.Wait}} {
		if d.v > 0 {
			unless(d.flag, func() { *d.to = time.Duration(d.v) })
		}
	}
	return nil
}

// misconfigured says of each mistake in a file that it is one of usage.
func misconfigured(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, misconfigured(e))
		}
		return errors.Join(all...)
	}
	var wrong *yamlfile.Error
	if errors.As(err, &wrong) {
		return usage(wrong.Hint, "%v", err)
	}
	return err
}
