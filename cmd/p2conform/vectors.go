package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/vectors"
)

func (a *app) vectorsCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "vectors --out DIR", Short: "write test data for polyproto libraries",
		Long: `Vectors writes certificates, ID-CSRs, cache entries, key trials, names and
identifiers, good ones and bad ones, as JSON: a file for each kind, and the
schema that all of them keep. Each vector says what a careful reader makes of its
input: valid, open where the specification leaves it so, or the class of its one
flaw. docs/vectors.md has the details.

Exit codes: 0 if they are written, 2 for wrong usage, 3 if they cannot be written.`,
		Example: `  p2conform vectors --out testdata/polyproto`,
		Args:    noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(*cobra.Command, []string) error { return a.vectors(out) },
	}
	cmd.Flags().StringVar(&out, "out", "", "the directory `DIR` to write into; it is made where it is missing")
	completeDirs(cmd, "out")
	return cmd
}

func (a *app) vectors(dir string) error {
	if dir == "" {
		return usage("name a directory: p2conform vectors --out DIR", "there is no directory to write into")
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return unexported(dir, err)
	}
	data := vectors.Data()
	entries, err := fs.ReadDir(data, "data")
	if err != nil {
		return fmt.Errorf("read the vectors: %w", err)
	}
	var written []string
	for _, e := range entries {
		text, err := fs.ReadFile(data, "data/"+e.Name())
		if err != nil {
			return fmt.Errorf("read the vectors: %w", err)
		}
		path := filepath.Join(dir, e.Name())
		if err := os.WriteFile(path, text, 0o666); err != nil {
			return unexported(path, err)
		}
		written = append(written, path)
	}
	if _, err := fmt.Fprintln(a.out, strings.Join(written, "\n")); err != nil {
		return fmt.Errorf("say what was written: %w", err)
	}
	return nil
}

// unexported complains about a file or directory that cannot be written.
func unexported(path string, err error) error {
	return &problem{
		code: exitUnknown, what: fmt.Sprintf("%s cannot be written: %v", path, plainPath(err)),
		hint: "name another directory with --out", err: err,
	}
}
