package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/prose"
)

// Where the texts are had.
const (
	proseHint = "name a file like docs/protocols/%s.md of the repository polyphony-chat/polyproto-dot-org"
	apiHint   = "name a file like build/3.0.0/polyproto.core-v1.0-beta.3.yaml of the repository polyphony-chat/docs"
)

// textFlag adds a flag that names a text of the specification.
func textFlag(cmd *cobra.Command, path *string, name, about string, extensions ...string) {
	cmd.Flags().StringVar(path, name, "", about)
	if err := cmd.MarkFlagFilename(name, extensions...); err != nil {
		panic("completion of a flag that is not there: " + err.Error())
	}
}

// maxText is the most that is read of a text; what reads it says whether that is
// too much.
const maxText = max(prose.MaxSize, openapi.MaxSize)

// readText reads the file that a flag names.
func readText(flag, path, hint string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, usage(hint, "--%s %s cannot be read: %v", flag, path, plainPath(err))
	}
	defer file.Close() // it was only read
	text, err := io.ReadAll(io.LimitReader(file, maxText+1))
	if err != nil {
		return nil, usage(hint, "--%s %s cannot be read: %v", flag, path, plainPath(err))
	}
	return text, nil
}

// readProse reads a document of the prose: flag is the document's name, too.
func readProse(flag, path string) (*prose.Document, error) {
	hint := fmt.Sprintf(proseHint, flag)
	text, err := readText(flag, path, hint)
	if err != nil {
		return nil, err
	}
	d, err := prose.Parse(text)
	if err != nil {
		return nil, usage(hint, "--%s %s is no document of the specification: %v", flag, path, err)
	}
	return d, nil
}
