//go:build unix

package suites_test

import (
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// BenchmarkPeakMemory measures the program as a user starts it, reports and all.
// It has to run without other benchmarks: what a process is begun from counts as
// its own memory, until it has more.
func BenchmarkPeakMemory(b *testing.B) {
	program := filepath.Join(b.TempDir(), "p2conform")
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/p2conform").CombinedOutput(); err != nil {
		b.Fatalf("build the program: %v\n%s", err, out)
	}
	var peak int64
	for b.Loop() {
		cmd := exec.Command(program, "run", "--quiet", "--out", b.TempDir())
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("run: %v\n%s", err, out)
		}
		usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		if !ok {
			b.Skip("this system does not tell a process's peak memory")
		}
		peak = max(peak, usage.Maxrss) // in KiB on Linux
	}
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err == nil && own.Maxrss >= peak {
		b.Fatalf("the peak is not above the %d MiB of this process: run this benchmark alone", own.Maxrss>>10)
	}
	b.ReportMetric(float64(peak)/1024, "MiB-peak")
}
