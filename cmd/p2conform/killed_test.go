//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/p2conform/p2conform/reports"
)

// A run that is killed leaves a report that is whole and says that the run was not,
// and nothing that it has started.
func TestKilled(t *testing.T) {
	program, err := exec.LookPath("p2conform")
	if err != nil {
		t.Fatal(err)
	}
	schema := reportSchema(t)
	times := 20
	if underRace {
		times = 5 // one for each moment
	}
	for i := range times {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			alive := filepath.Join(dir, "alive")
			if err := syscall.Mkfifo(alive, 0o600); err != nil {
				t.Fatal(err)
			}
			// Whoever holds its other end is alive.
			pipe, err := os.OpenFile(alive, os.O_RDONLY|syscall.O_NONBLOCK, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer pipe.Close()
			cmd := exec.Command(program, "run", "--domain", "home.p2.example", "--parallel", "2", "--report", "json=report.json",
				"--", "sh", "-c", "exec 9>alive; exec p2conform serve")
			cmd.Dir = dir
			var said bytes.Buffer
			cmd.Stderr = &said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = cmd.Process.Kill() }()
			file := filepath.Join(dir, "report.json")
			// Each is killed at another moment: the first right after the first save, the
			// others when more and more has been saved.
			results := i % 5 * 4
			grown(t, file, results)
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			var exit *exec.ExitError
			if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
				t.Fatalf("it ended before it was killed: %v\n%s", err, &said)
			}
			d := valid(t, schema, file)
			if d.Partial == "" || d.Ended != nil || len(d.Results) < results {
				t.Errorf("partial %q, ended %v, %d results", d.Partial, d.Ended, len(d.Results))
			}
			if d.Target.Launched != "process sh" {
				t.Errorf("launched %q", d.Target.Launched)
			}
			if err := pipe.SetReadDeadline(time.Now().Add(patience)); err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(io.Discard, pipe); err != nil {
				t.Errorf("the server is still alive: %v", err)
			}
		})
	}
}

// grown waits until the report has so many results.
func grown(t *testing.T, file string, results int) {
	t.Helper()
	late := time.NewTimer(time.Minute)
	defer late.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		f, err := os.Open(file)
		if err == nil {
			d, err := reports.Decode(f)
			_ = f.Close()
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Results) >= results {
				return
			}
		} else if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		select {
		case <-tick.C:
		case <-late.C:
			t.Fatalf("the report does not get %d results: %v", results, err)
		}
	}
}
