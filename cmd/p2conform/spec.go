package main

import "github.com/spf13/cobra"

func (a *app) specCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "spec", Short: "look at the specification's texts themselves",
		Long: `Spec is about the texts and not about servers: what of them is checked, where they
can be read in two ways, what in them contradicts itself, and what another version
of them changes.`,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return unnamedCommand(c)
		},
	}
	cmd.AddCommand(a.specCoverageCommand(), a.specAmbiguitiesCommand(), a.specLintCommand(), a.specDriftCommand())
	return cmd
}

// unnamedCommand complains that a command was named that only has others.
func unnamedCommand(c *cobra.Command) error {
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return usage("as in "+c.CommandPath()+" "+names[0], "name what to do: %s", join(names, "or"))
}
