//go:build unix

package main

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// What is no regular file, a device or a pipe, is written to. To replace
// /dev/null would be the end of the machine, so a pipe stands in for it.
func TestWriteLeavesPipesAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := unix.Mkfifo(path, 0o600); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	d := prepared(t, path)
	if info, err := os.Lstat(path); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Fatalf("preparing makes of a pipe %v, %v", info, err)
	}
	// Opened for both, so that nobody waits for the other side.
	pipe, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer pipe.Close()
	err = d.write(text("report"))
	if info, lerr := os.Lstat(path); err != nil || lerr != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Fatalf("writing: %v; the pipe is now %v, %v", err, info, lerr)
	}
	got := make([]byte, 10)
	if n, err := pipe.Read(got); err != nil || string(got[:n]) != "report" {
		t.Errorf("the pipe carried %q, %v", got[:n], err)
	}
}
