package main

import (
	"bytes"
	"io"

	"github.com/spf13/cobra"
)

// form is one way to write an answer.
type form struct {
	name  string
	write func(io.Writer) error
}

// formatsFlag adds -o, which chooses between some ways to write an answer, the
// first if nothing else is said.
func formatsFlag(cmd *cobra.Command, format *string, names ...string) {
	cmd.Flags().StringVarP(format, "output", "o", names[0], "how to write it: "+join(names, "or"))
	complete(cmd, "output", fixed(names...))
}

// showIn writes an answer to standard output in the form that -o names.
func (a *app) showIn(format string, forms []form) error {
	var names []string
	for _, f := range forms {
		if f.name != format {
			names = append(names, f.name)
			continue
		}
		var b bytes.Buffer
		if err := f.write(&b); err != nil {
			return err
		}
		if _, err := a.out.Write(b.Bytes()); err != nil {
			return unwritten("on standard output", err, "")
		}
		return nil
	}
	return unknownOf("output format", format, names)
}
