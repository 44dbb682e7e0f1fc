//go:build unix

package launch

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/reports"
)

func start(t *testing.T, p Process, o Options) *Running {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	r, err := p.Start(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
	return r
}

func exited(t *testing.T, r *Running) Exit {
	t.Helper()
	select {
	case <-r.Exited():
	case <-time.After(long):
		t.Fatal("it does not end")
	}
	return r.Exit()
}

func TestProcessTreeEnds(t *testing.T) {
	for _, name := range []string{"h-serve", "h-stubborn", "h-tree"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWitness(t)
			p := helper(name)
			if runtime.GOOS == "linux" {
				p.Env = map[string]string{"SESSION": "its own"} // elsewhere only the group can be ended
			}
			r := start(t, p, w.options())
			w.somebody(t)
			if e := r.Exit(); e != (Exit{}) {
				t.Errorf("it has ended: %+v", e)
			}
			for range 2 {
				if err := r.Stop(t.Context()); err != nil {
					t.Error(err)
				}
			}
			w.nobody(t)
			want := "signal: terminated"
			if name == "h-stubborn" {
				want = "signal: killed"
			}
			if e := exited(t, r); e != (Exit{Status: want, Asked: true}) {
				t.Errorf("it ended so: %+v", e)
			}
		})
	}
}

// Whatever ends the program ends what it has launched.
func TestProgramEnds(t *testing.T) {
	for _, c := range []struct{ name, how string }{{"killed", "wait"}, {"panics", "panic"}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWitness(t)
			cmd := exec.Command(os.Args[0], "h-launch", c.how, "h-tree")
			cmd.Env = append(os.Environ(), "ALIVE="+w.path)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			line, err := bufio.NewReader(out).ReadString('\n')
			if line != "launched\n" {
				t.Fatalf("%q, %v", line, err)
			}
			if c.how == "wait" {
				w.somebody(t)
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
			_ = cmd.Wait()
			w.nobody(t)
		})
	}
}

// A watchdog that is killed is one that the program stands in for.
func TestWatchdogKilled(t *testing.T) {
	w := newWitness(t)
	r := start(t, helper("h-tree"), w.options())
	w.somebody(t)
	if err := r.dog.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	w.nobody(t)
	if e := exited(t, r); e.Status != "it was killed with its watchdog" || e.Asked {
		t.Errorf("it ended so: %+v", e)
	}
	if err := r.Stop(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestContextCutsTheGrace(t *testing.T) {
	w := newWitness(t)
	p := helper("h-stubborn")
	p.Stop = Duration(maxStop)
	r := start(t, p, w.options())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := r.Stop(ctx); err != nil {
		t.Error(err)
	}
	w.nobody(t)
}

func TestStartIsCancelled(t *testing.T) {
	w := newWitness(t)
	ctx, cancel := context.WithCancelCause(t.Context())
	over := errors.New("over")
	o := w.options()
	o.Secret = func(reports.Kind, string) { cancel(over) } // while it starts
	p := helper("h-mute")
	p.Env = map[string]string{"API_TOKEN": "swordfish"}
	if _, err := p.Start(ctx, o); !errors.Is(err, over) {
		t.Errorf("the error is %v", err)
	}
}

func TestDiesInTheMiddle(t *testing.T) {
	w := newWitness(t)
	r := start(t, helper("h-serve"), w.options())
	res, err := (&http.Client{}).Get(r.URL.String() + "/die")
	if err == nil {
		_ = res.Body.Close()
		t.Error("it answers")
	}
	if e := exited(t, r); e != (Exit{Status: "exit status 7"}) {
		t.Errorf("it ended so: %+v", e)
	}
	if got := r.LastLines(1); len(got) != 1 || got[0] != "dying" {
		t.Errorf("the log ends with %q", got)
	}
	if err := r.Stop(t.Context()); err != nil {
		t.Error(err)
	}
	if e := r.Exit(); e.Asked {
		t.Error("Stop says that it has ended it")
	}
	w.nobody(t)
}

// What a server leaves behind does not outlive it.
func TestOrphan(t *testing.T) {
	w := newWitness(t)
	_, err := helper("h-orphan").Start(t.Context(), w.options())
	if p := problem(t, err); p.Cause != EndedEarly || !strings.Contains(p.What, "exit status 4") {
		t.Errorf("%+v", p)
	}
	w.nobody(t)
}

func problem(t *testing.T, err error) *Problem {
	t.Helper()
	var p *Problem
	if !errors.As(err, &p) {
		t.Fatalf("the error is %v", err)
	}
	return p
}

func TestNotReady(t *testing.T) {
	program := os.Args[0]
	short := Duration(300 * time.Millisecond)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	for name, c := range map[string]struct {
		p     Process
		cause Cause
		what  string
		log   []string
	}{
		"no such program":   {Process{Command: []string{"p2conform-nowhere"}}, Misconfigured, "p2conform-nowhere cannot be started: executable file not found in $PATH", nil},
		"no such path":      {Process{Command: []string{"./nowhere"}}, Misconfigured, "./nowhere cannot be started: no such file or directory", nil},
		"not executable":    {Process{Command: []string{"./main_test.go"}}, Misconfigured, "./main_test.go cannot be started: permission denied", nil},
		"no such directory": {Process{Command: []string{program}, Dir: "nowhere"}, Misconfigured, "the directory nowhere that " + program + " is to run in is not there, or is none", nil},
		"ends early":        {helper("h-fail"), EndedEarly, program + " ended before it was ready: exit status 3", []string{"reading the configuration", "no database at \x1b[31mdb.example"}},
		"listens nowhere":   {Process{Command: []string{program, "h-mute"}, Ready: Ready{Timeout: short}}, NotReady, program + " was not ready within 300ms: nothing listens at 127.0.0.1:", nil},
		"says nothing":      {Process{Command: []string{program, "h-mute"}, Ready: Ready{Timeout: short, Log: "^ready"}}, NotReady, program + ` was not ready within 300ms: no line of its log matches "^ready"`, nil},
		"port is taken":     {Process{Command: []string{program, "h-serve"}, Port: port}, PortTaken, fmt.Sprintf("somebody listens on port %d already", port), nil},
	} {
		t.Run(name, func(t *testing.T) {
			c.p.Stop = short
			r, err := c.p.Start(t.Context(), Options{Watch: watchArgs(), Environ: os.Environ()})
			if err == nil {
				_ = r.Stop(t.Context())
			}
			p := problem(t, err)
			if p.Cause != c.cause || !strings.HasPrefix(p.What, c.what) || p.Hint == "" {
				t.Errorf("cause %d, %q, hint %q; want %d, %q", p.Cause, p.What, p.Hint, c.cause, c.what)
			}
			if c.log != nil && strings.Join(p.Log, "|") != strings.Join(c.log, "|") {
				t.Errorf("the log is %q", p.Log)
			}
		})
	}
}

// An answer that says that the server is not ready does not make it so, and is told.
func TestAnswersButIsNotReady(t *testing.T) {
	p := helper("h-busy")
	p.Ready.Timeout = Duration(300 * time.Millisecond)
	_, err := p.Start(t.Context(), newWitness(t).options())
	if p := problem(t, err); p.Cause != NotReady || !strings.Contains(p.What, "was not ready within 300ms: ") {
		t.Errorf("%+v", p)
	}
	a := newAsker(Ready{})
	defer a.close()
	p = helper("h-busy")
	p.Ready.Status = http.StatusServiceUnavailable
	r := start(t, p, newWitness(t).options())
	if a.one(t.Context(), Ready{}, r.URL) || a.last != r.URL.String()+` answers 503 ""` {
		t.Errorf("503 is ready, or %q", a.last)
	}
}

func TestReadyByItsLog(t *testing.T) {
	p := helper("h-log")
	p.Ready.Log = `^ready on port \d+$`
	r := start(t, p, newWitness(t).options())
	if got, want := r.Log(), "starting\nready on port "+r.URL.Port(); got != want {
		t.Errorf("the log is %q, want %q", got, want)
	}
}

func TestReadyElsewhere(t *testing.T) {
	p := helper("h-serve")
	p.URL, p.Ready.URL, p.Ready.Status = "http://${HOST}:${PORT}/api/", "http://localhost:${PORT}/health?x=1", http.StatusNotFound
	r := start(t, p, newWitness(t).options())
	if r.URL.Path != "/api" {
		t.Errorf("it is at %s", r.URL)
	}
}

func TestEnvironment(t *testing.T) {
	p := helper("h-env", "-p", "${PORT}", "$${PORT} $HOME", "@${DOMAIN}")
	p.Env = map[string]string{"MODE": "on ${HOST}"}
	o := newWitness(t).options()
	o.Domain = "home.example"
	o.Environ = append(o.Environ, "GIVEN=yes")
	r := start(t, p, o)
	port := r.URL.Port()
	want := fmt.Sprintf("args %q MODE=on 127.0.0.1 PORT=%s GIVEN=yes", []string{"-p", port, "${PORT} $HOME", "@home.example"}, port)
	if got := r.LastLines(1); len(got) != 1 || got[0] != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestFlood(t *testing.T) {
	r := start(t, helper("h-flood"), newWitness(t).options())
	log := r.Log()
	if len(log) > keepFirst+keepLast+200 || !strings.HasPrefix(log, "the first line\n0123") || !strings.HasSuffix(log, "abcde\nthe last line\n") {
		t.Errorf("%d bytes: %.40q … %q", len(log), log, log[max(0, len(log)-40):])
	}
	const whole = 64*4096*16 + len("the first line\nthe last line\n")
	first, rest, _ := strings.Cut(log, "… ")
	_, last, _ := strings.Cut(rest, " …\n")
	if want := fmt.Sprintf("%d bytes of the log are left out …\n0123", whole-len(first)-len(last)); !strings.HasPrefix(rest, want) {
		t.Errorf("it says %.60q, want %q", rest, want)
	}
}
