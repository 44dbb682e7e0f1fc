package main

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience is how long a script waits for what it says must happen: only one that
// fails takes it, however slow the machine is.
const patience = 5 * time.Minute

// process is a program that a script has started.
type process struct {
	cmd   *exec.Cmd
	first chan string // its first line on standard output
	ended chan error

	mu     sync.Mutex
	stderr strings.Builder
	wrote  chan struct{} // has something whenever stderr grew
}

func (p *process) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stderr.Write(b)
	select {
	case p.wrote <- struct{}{}:
	default:
	}
	return len(b), nil
}

func (p *process) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stderr.String()
}

func startCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: start NAME PROGRAM ARGS…")
	}
	name := args[0]
	program, err := lookPath(ts, args[1])
	ts.Check(err)
	out, err := os.Create(ts.MkAbs(name + ".out"))
	ts.Check(err)
	stderr, err := os.Create(ts.MkAbs(name + ".err"))
	ts.Check(err)
	p := &process{cmd: exec.Command(program, args[2:]...), first: make(chan string, 1), ended: make(chan error, 1), wrote: make(chan struct{}, 1)}
	p.cmd.Dir = ts.MkAbs(".")
	p.cmd.Env = append(os.Environ(), "NO_COLOR="+ts.Getenv("NO_COLOR"))
	p.cmd.Stderr = io.MultiWriter(stderr, p)
	stdout, err := p.cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(p.cmd.Start())
	worldOf(ts).processes[name] = p
	go func() {
		r := bufio.NewReader(io.TeeReader(stdout, out))
		line, _ := r.ReadString('\n') // what is missing, the script says
		p.first <- strings.TrimSpace(line)
		_, _ = io.Copy(io.Discard, r)
		err := p.cmd.Wait()
		_, _ = out.Close(), stderr.Close()
		p.ended <- err
	}()
	ts.Defer(func() { _ = p.cmd.Process.Kill() }) // most have ended long before
}

// lookPath finds a program where the script would.
func lookPath(ts *testscript.TestScript, program string) (string, error) {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if path, err := exec.LookPath(filepath.Join(dir, program)); err == nil {
			return path, nil
		}
	}
	return exec.LookPath(program)
}

func processOf(ts *testscript.TestScript, args []string, n int, usage string) *process {
	if len(args) != n || worldOf(ts).processes[args[0]] == nil {
		ts.Fatalf("usage: %s", usage)
	}
	return worldOf(ts).processes[args[0]]
}

func urlCmd(ts *testscript.TestScript, _ bool, args []string) {
	p := processOf(ts, args, 1, "url NAME")
	select {
	case line := <-p.first:
		scheme, addr, _ := strings.Cut(line, "://")
		if !strings.HasPrefix(scheme, "http") || !strings.HasPrefix(addr, "127.0.0.1:") {
			ts.Fatalf("its first line is %q\n%s", line, p.said())
		}
		ts.Setenv(args[0], line)
		ts.Setenv(args[0]+"_addr", addr)
	case <-time.After(patience):
		ts.Fatalf("it does not say where it listens\n%s", p.said())
	}
}

func saysCmd(ts *testscript.TestScript, _ bool, args []string) {
	p := processOf(ts, args, 2, "says NAME TEXT")
	late := time.After(patience)
	for !strings.Contains(p.said(), args[1]) {
		select {
		case <-p.wrote:
		case <-late:
			ts.Fatalf("it does not say %q\n%s", args[1], p.said())
		}
	}
}

func signalCmd(ts *testscript.TestScript, _ bool, args []string) {
	p := processOf(ts, args, 2, "signal NAME INT|TERM")
	s, ok := map[string]os.Signal{"INT": os.Interrupt, "TERM": syscall.SIGTERM}[args[1]]
	if !ok {
		ts.Fatalf("unknown signal %s", args[1])
	}
	ts.Check(p.cmd.Process.Signal(s))
}

func endedCmd(ts *testscript.TestScript, _ bool, args []string) {
	p := processOf(ts, args, 2, "ended NAME N")
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	select {
	case err := <-p.ended:
		if got := codeOf(ts, err); got != want {
			ts.Fatalf("exit code %d, want %d\n%s", got, want, p.said())
		}
	case <-time.After(patience):
		ts.Fatalf("it does not end\n%s", p.said())
	}
}

// holdCmd leaves a request unfinished, so that the server has something under
// way until the script ends.
func holdCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: hold URL")
	}
	host := strings.TrimPrefix(args[0], "http://")
	conn, err := net.Dial("tcp", host)
	ts.Check(err)
	ts.Defer(func() { _ = conn.Close() })
	// The server answers an Expect when it begins to read the body: then the
	// request is under way.
	_, err = io.WriteString(conn, "POST /.p2/core/v1/idcert HTTP/1.1\r\nHost: "+host+"\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n")
	ts.Check(err)
	ts.Check(conn.SetReadDeadline(time.Now().Add(patience)))
	line, err := bufio.NewReader(conn).ReadString('\n')
	ts.Check(err)
	if !strings.Contains(line, "100 Continue") {
		ts.Fatalf("the server answers %q", line)
	}
}
