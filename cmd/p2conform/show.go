package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// formatFlag adds -o, which chooses between text for people and JSON.
func formatFlag(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVarP(format, "output", "o", "text", "how to write it: text or json")
	complete(cmd, "output", fixed("text", "json"))
}

// show writes a value to standard output as -o says.
func (a *app) show(format string, value any, text func(io.Writer) error) error {
	var b bytes.Buffer
	switch format {
	case "text":
		if err := text(&b); err != nil {
			return err
		}
	case "json":
		if err := writeJSON(&b, value); err != nil {
			return err
		}
	default:
		return unknownFormat(format)
	}
	if _, err := a.out.Write(b.Bytes()); err != nil {
		return unwritten("on standard output", err, "")
	}
	return nil
}

// writeJSON writes a value, indented, with a line feed at its end.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

func unknownFormat(format string) error {
	return usage("write -o text or -o json", "unknown output format %q", format)
}

// page collects text for people, wrapped.
type page struct {
	b     strings.Builder
	width int // in columns
}

func (p *page) line(format string, args ...any) {
	p.b.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// para writes a text in lines of the page's width, indented by so many columns.
// A word that is longer than a line, a link say, stays whole.
func (p *page) para(indent int, text string) {
	p.hang(strings.Repeat(" ", indent), strings.Repeat(" ", indent), text)
}

// hang writes the same behind a lead, and its further lines behind another.
func (p *page) hang(lead, further, text string) {
	line, empty := lead, true
	for word := range strings.FieldsSeq(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > p.width {
			p.line("%s", line)
			line, empty = further, true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	if !empty {
		p.line("%s", line)
	}
}

// part writes a heading and a text under it; nothing if there is no text.
func (p *page) part(heading, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.heading(heading)
	p.para(4, text)
}

func (p *page) heading(text string) {
	p.line("")
	p.line("  %s", text)
}

func (p *page) writeTo(w io.Writer) error {
	_, err := io.WriteString(w, p.b.String())
	return err
}
