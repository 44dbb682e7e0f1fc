package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/suites"
)

// build is what the program knows of itself.
type build struct {
	Version string `json:"version"`
	// Commit is the whole hash, with "-dirty" where files had changed; empty if
	// it was not recorded.
	Commit string `json:"commit"`
	Go     string `json:"go"`
}

func thisBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build{Version: "(unknown)"}
	}
	return buildOf(info)
}

func buildOf(info *debug.BuildInfo) build {
	b := build{Version: info.Main.Version, Go: info.GoVersion}
	if b.Version == "" {
		b.Version = "(devel)"
	}
	dirty := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "-dirty"
		}
	}
	if b.Commit != "" {
		b.Commit += dirty
	}
	return b
}

// versions is the answer of p2conform version.
type versions struct {
	build
	Spec []specVersion `json:"spec"`
	// API are the versions of the API document that --spec-version takes.
	API []string `json:"apiVersions"`
	// Digest is over the catalogue and the newest API document, as in a report.
	Digest string `json:"digest"`
	Checks int    `json:"checks"`
	// Requirements are those of the newest API document, and of the prose.
	Requirements int `json:"requirements"`
	Ambiguities  int `json:"ambiguities"`
}

type specVersion struct {
	Doc        string `json:"doc"`
	Version    string `json:"version"`
	Repository string `json:"repository"`
	Path       string `json:"path"`
	Commit     string `json:"commit"`
}

func (a *app) versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "version", Short: "say which version this is, and of which specification",
		Long: `Version says which version of p2conform this is, and which texts of the
specification it was read from. Two runs with the same digest asked for the same
things.`,
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error {
			v := versions{
				build: thisBuild(), Digest: run.Digest(openapi.Newest), API: openapi.Versions(), Checks: len(suites.All()),
				Requirements: len(catalog.Of(openapi.Newest)), Ambiguities: len(ambiguity.All),
			}
			for _, s := range catalog.Versions {
				v.Spec = append(v.Spec, specVersion(s))
			}
			return a.show(format, v, v.text)
		},
	}
	formatFlag(cmd, &format)
	return cmd
}

func (v versions) text(w io.Writer) error {
	line := "p2conform " + v.Version
	if v.Commit != "" {
		line += " (commit " + v.Commit + ")"
	}
	if _, err := fmt.Fprintln(w, strings.TrimSpace(line+" "+v.Go)); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, s := range v.Spec {
		fmt.Fprintf(t, "spec %s\t%s\t%s %s at %s\n", s.Doc, s.Version, s.Repository, s.Path, s.Commit)
	}
	fmt.Fprintf(t, "API versions\t%s\n", versionsLine())
	fmt.Fprintf(t, "digest\t%s\n", v.Digest)
	fmt.Fprintf(t, "holds\t%s, %s, %d ambiguities\n", count(v.Checks, "check"), count(v.Requirements, "requirement"), v.Ambiguities)
	return t.Flush()
}
