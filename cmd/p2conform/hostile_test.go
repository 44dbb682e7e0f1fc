package main

import (
	"bytes"
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/reports"
)

// maxPeak is how much memory a run may take at most, in KiB.
const maxPeak = 200 << 10

// peakFile names the file that measured writes to.
const peakFile = "P2CONFORM_PEAK"

// measured is the program, which says at its end what memory it took at most: the
// line VmHWM of Linux. What a parent is told of its child counts from before the
// child became another program.
func measured() {
	code := program()
	if text, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(text)) {
			if kib, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				_ = os.WriteFile(os.Getenv(peakFile), []byte(strings.Fields(kib)[0]), 0o600) // the test misses it
			}
		}
	}
	os.Exit(code)
}

// Whatever a target sends, a run ends within its bounds, in little memory, with
// the exit code that its report comes to, and nothing of the target's is more than
// text in anything that was written.
func TestHostileTarget(t *testing.T) {
	schema := reportSchema(t)
	var followed atomic.Int64
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { followed.Add(1) }))
	t.Cleanup(elsewhere.Close)
	t.Run("ways", func(t *testing.T) {
		for i, w := range ways(elsewhere.URL) {
			if underRace && i%4 != 0 {
				continue // one after another takes minutes; the others run without it
			}
			t.Run(w.name, func(t *testing.T) {
				t.Parallel()
				r := w.run(t)
				r.scan(t)
				if r.document == nil {
					if r.code != exitUnknown {
						t.Errorf("exit code %d without a report, want %d", r.code, exitUnknown)
					}
					return
				}
				r.validate(t, schema)
				r.holdCode(t)
				r.holdShell(t)
			})
		}
	})
	if n := followed.Load(); n > 0 {
		t.Errorf("%d requests went where only a redirect leads", n)
	}
}

// ran is what came of a run.
type ran struct {
	code           int
	dir            string
	stdout, stderr string
	files          map[string]string // by their names in dir/out
	document       *reports.Document // nil if none was written
}

// run has the program ask a server that is hostile in this way. A server that is
// slow from its first check on has to answer the preflight first, which takes what
// it takes on this machine.
func (w way) run(t *testing.T) *ran {
	t.Helper()
	limit := 30 * time.Second
	if w.slow {
		limit = 500 * time.Millisecond
	}
	for ; ; limit *= 2 {
		r := w.once(t, limit)
		if r.document != nil || w.first || limit > time.Minute {
			return r
		}
	}
}

func (w way) once(t *testing.T, limit time.Duration) *ran {
	t.Helper()
	s := httptest.NewUnstartedServer(w.serve())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	args := []string{"run", "--verbose", "--color", "never", "--out", "out", "--shard", "1/8", "--timeout", limit.String()}
	dir := t.TempDir()
	if w.http2 {
		s.EnableHTTP2 = true
		s.StartTLS()
		ca := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
		if err := os.WriteFile(filepath.Join(dir, "ca.pem"), ca, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--ca", "ca.pem")
	} else {
		s.Start()
	}
	defer s.Close()
	defer s.CloseClientConnections()
	args = append(args, "--target", s.URL)

	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	program, err := exec.LookPath("p2conform-measured")
	if err != nil {
		t.Fatal(err)
	}
	peak := filepath.Join(t.TempDir(), "peak")
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), peakFile+"="+peak, "GITHUB_ACTIONS=true", "GITHUB_STEP_SUMMARY="+filepath.Join(dir, "summary.md"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	began := time.Now()
	err = cmd.Run()
	took := time.Since(began)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	if ctx.Err() != nil {
		t.Fatalf("it does not end\n%s", stderr.String())
	}
	r := &ran{code: cmd.ProcessState.ExitCode(), dir: dir, stdout: stdout.String(), stderr: stderr.String(), files: map[string]string{}}
	if r.code == 2 || strings.Contains(r.stderr, "panic") {
		t.Fatalf("exit code %d\n%s", r.code, r.stderr)
	}
	kib := readPeak(t, peak)
	t.Logf("%s: exit code %d after %s, peak %d MiB", w.name, r.code, took.Round(time.Millisecond), kib>>10)
	if kib > maxPeak && !underRace {
		t.Errorf("it took %d MiB of memory, more than %d", kib>>10, maxPeak>>10)
	}
	r.read(t)
	return r
}

// readPeak is in KiB; 0 where the system does not tell.
func readPeak(t *testing.T, path string) int {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		if _, noProc := os.Stat("/proc/self/status"); noProc == nil {
			t.Errorf("the peak of memory was not written: %v", err)
		}
		return 0
	}
	n, err := strconv.Atoi(string(text))
	if err != nil {
		t.Error(err)
	}
	return n
}

// read takes up every file that the run left behind: no others may be there than
// those that it always writes.
func (r *ran) read(t *testing.T) {
	t.Helper()
	known := []string{"out/report.json", "out/report.xml", "out/report.md", "out/report.sarif", "out/report.html", "summary.md"}
	err := filepath.WalkDir(r.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(r.dir, path)
		if err != nil || name == "ca.pem" {
			return err
		}
		if !slices.Contains(known, name) {
			t.Errorf("there is a file %q", name)
		}
		b, err := os.ReadFile(path)
		r.files[name] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.files) == 0 {
		return
	}
	for _, name := range known {
		if r.files[name] == "" {
			t.Errorf("%s is not there", name)
		}
	}
	if r.document, err = reports.Decode(strings.NewReader(r.files["out/report.json"])); err != nil {
		t.Error(err)
	}
}

func (r *ran) validate(t *testing.T, schema *jsonschema.Schema) {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(r.files["out/report.json"]))
	if err == nil {
		err = schema.Validate(v)
	}
	if err != nil {
		t.Error(err)
	}
}

// holdCode holds the exit code against the report. A target that only wants to do
// harm is never found to be right.
func (r *ran) holdCode(t *testing.T) {
	t.Helper()
	want, open := exitOK, 0
	for _, result := range r.document.Results {
		switch result.Verdict {
		case reports.Fail:
			want = exitNonconformant
		case reports.Blocked, reports.Untested, reports.Error:
			open++
		}
	}
	if want == exitOK && open > 0 || r.document.Partial != "" {
		want = exitUnknown
	}
	if r.code != want || want == exitOK {
		t.Errorf("exit code %d, and the report has %s, partial %q", r.code, fmt.Sprint(r.document.Summary), r.document.Partial)
	}
}
