package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/spec/nearest"
	"github.com/p2conform/p2conform/spec/openapi"
)

// specVersionFlag adds --spec-version, which chooses among the versions of the
// API document.
func specVersionFlag(cmd *cobra.Command, name *string, what string) {
	cmd.Flags().StringVar(name, "spec-version", openapi.Newest, what+" of the API document: a `VERSION` as in v1.0-beta.2, or beta.2 for short")
	complete(cmd, "spec-version", fixed(openapi.Versions()...))
}

// knownVersion is the version of the API document that somebody means, who may
// leave out what all versions have in front.
func knownVersion(name string) (string, error) {
	var forms []string
	for _, v := range openapi.Versions() {
		_, short, _ := strings.Cut(v, "-")
		all := []string{v, strings.TrimPrefix(v, "v"), short}
		if slices.Contains(all, strings.ToLower(strings.TrimSpace(name))) {
			return v, nil
		}
		forms = append(forms, all...)
	}
	hint := didYouMean(nearest.Names(name, forms))
	if hint == "" {
		hint = "the versions are " + join(openapi.Versions(), "and") + "; the newest is the default"
	}
	return "", usage(hint, "unknown version %q of the API document", name)
}

// versionsLine lists the versions for people, the default marked.
func versionsLine() string {
	names := openapi.Versions()
	for i, name := range names {
		if name == openapi.Newest {
			names[i] = fmt.Sprintf("%s (default)", name)
		}
	}
	return strings.Join(names, ", ")
}
