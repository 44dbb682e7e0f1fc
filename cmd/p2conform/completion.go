package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog"
	"github.com/p2conform/p2conform/suites"
)

// complete says what a shell may offer for a flag's value.
func complete(cmd *cobra.Command, flag string, f cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic("completion of a flag that is not there: " + err.Error())
	}
}

func completeDirs(cmd *cobra.Command, flag string) {
	if err := cmd.MarkFlagDirname(flag); err != nil {
		panic("completion of a flag that is not there: " + err.Error())
	}
}

func fixed(names ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

var noNames = fixed()

func checkNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, c := range suites.All() {
		out = append(out, cobra.CompletionWithDesc(c.ID, c.Title))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func requirementNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, r := range catalog.All() {
		out = append(out, cobra.CompletionWithDesc(string(r.ID), r.Says))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

func faultNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, f := range homeserver.Faults() {
		out = append(out, cobra.CompletionWithDesc(f.Name, "breaks "+join(broken(f), "and")))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// wayNames completes the readings that a run can be told.
func wayNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, w := range target.Ways() {
		out = append(out, cobra.CompletionWithDesc(w.Name(), w.Entry.Title))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// variantNames completes the readings that the reference home server can take.
func variantNames(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var out []cobra.Completion
	for _, v := range homeserver.Variants() {
		out = append(out, cobra.CompletionWithDesc(v.Name(), v.Entry.Title))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// reportNames completes FORMAT=PATH: the format here, the path by the shell.
func reportNames(_ *cobra.Command, _ []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if strings.Contains(toComplete, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var out []cobra.Completion
	for _, name := range formatNames() {
		out = append(out, name+"=")
	}
	return out, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}

func formatNames() []string {
	var names []string
	for _, f := range reports.Formats {
		names = append(names, f.Name)
	}
	return names
}

// everyName completes the argument of explain.
func everyName(c *cobra.Command, args []string, toComplete string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	out, _ := checkNames(c, args, toComplete)
	more, _ := requirementNames(c, args, toComplete)
	out = append(out, more...)
	for _, e := range ambiguity.All {
		out = append(out, cobra.CompletionWithDesc(string(e.ID), e.Title))
	}
	out = append(out, profileNames()...)
	more, directive := faultNames(c, args, toComplete)
	return append(out, more...), directive
}

// adoptCompletion gives cobra's completion command our way to complain: by
// itself it takes any argument, shows its help and calls that a success.
func (a *app) adoptCompletion(root *cobra.Command, args []string) {
	root.InitDefaultCompletionCmd(args...)
	i := slices.IndexFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == "completion" })
	if i < 0 {
		return
	}
	cmd := root.Commands()[i]
	cmd.Short = "write the completion script of a shell"
	cmd.Args = nil
	cmd.RunE = func(c *cobra.Command, args []string) error {
		var shells []string
		for _, sub := range c.Commands() {
			shells = append(shells, sub.Name())
		}
		if len(args) > 0 {
			return unknown("shell", args[0], shells, "")
		}
		return usage("as in p2conform completion bash", "name a shell: %s", join(shells, "or"))
	}
	cmd.Args = cobra.ArbitraryArgs
}
