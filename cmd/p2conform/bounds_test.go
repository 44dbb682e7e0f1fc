package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/spec/p2"
)

// The bounds in the documentation are those of the code, one row for each.
func TestBoundsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/your-server.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| what | bound |\n| --- | --- |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	var got []string
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		got = append(got, strings.TrimSuffix(cells[len(cells)-1], " |"))
	}
	mib := func(n int) string { return fmt.Sprintf("%d MiB", n>>20) }
	kib := func(n int) string { return fmt.Sprintf("%d KiB", n>>10) }
	want := []string{
		mib(client.MaxBody), mib(client.MaxBodies), kib(client.MaxHeader), mib(check.MaxWindow), fmt.Sprint(openapi.MaxValues),
		client.MaxPause.String(), client.MaxPauses.String(), fmt.Sprint(client.MaxTries), kib(p2.MaxInput),
		fmt.Sprint(run.MaxExchanges), kib(run.MaxShownBody),
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") || run.MaxShownBody != run.MaxShownLines {
		t.Errorf("the table has %q, the code %q", got, want)
	}
}
