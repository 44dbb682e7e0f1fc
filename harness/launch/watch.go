//go:build unix

package launch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// order is what a watchdog is told, as a line of JSON on its standard input. When
// that input ends, the watchdog ends what it watches.
type order struct {
	// Command, Env and Dir are of a process, which the watchdog starts.
	Command []string `json:"command,omitempty"`
	Env     []string `json:"env,omitempty"`
	Dir     string   `json:"dir,omitempty"`
	// Temp is the directory to remove when the process has ended.
	Temp string `json:"temp,omitempty"`
	// Run is of containers, which it removes by that label.
	Run string `json:"run,omitempty"`
	// Mark is the file to remove when no container is left.
	Mark  string        `json:"mark,omitempty"`
	Grace time.Duration `json:"grace"`
}

// released stands on the watchdog's input where the program is still there to end
// what was started, and nothing is under way any more.
const released = "released"

// notice is what a watchdog says, as lines of JSON.
type notice struct {
	// Started is the process, or -1 where containers are watched.
	Started int `json:"started,omitempty"`
	// Refused is why it could not be started, and Missing says that the program or
	// its directory is not there.
	Refused string `json:"refused,omitempty"`
	Missing bool   `json:"missing,omitempty"`
	// Exited is how the process ended.
	Exited string `json:"exited,omitempty"`
	// Left is what could not be ended.
	Left string `json:"left,omitempty"`
}

// The files that a watchdog inherits. It says nothing on its standard output: a
// write to that, when nobody reads it any more, ends a Go program.
const (
	logFD    = 3
	noticeFD = 4
	lockFD   = 5 // of containers only
)

// Watch is the watchdog: a program that launches servers calls it where it is run
// with the command line that Options.Watch gives, with its standard input, and
// returns from main afterwards. It stays until all that it watches has ended. An
// error says that nobody has told it what to watch.
func Watch(in io.Reader) error {
	// What the watchdog inherits is not for the process that it starts: while that
	// had the notices open, their end would not show.
	for fd := logFD; fd <= lockFD; fd++ {
		syscall.CloseOnExec(fd)
	}
	r := bufio.NewReader(in)
	line, err := r.ReadBytes('\n')
	if err != nil {
		return errors.New("this command is for p2conform itself")
	}
	var o order
	if err := json.Unmarshal(line, &o); err != nil {
		return fmt.Errorf("read what to watch: %w", err)
	}
	// Nobody reads the notices of a watchdog whose program is gone.
	notices := json.NewEncoder(os.NewFile(noticeFD, "notices"))
	alone := make(chan bool, 1)
	go func() {
		rest, _ := io.ReadAll(io.LimitReader(r, 64)) // an error is an end as well
		alone <- strings.TrimSpace(string(rest)) != released
	}()
	if o.Run != "" {
		watchContainers(o, notices, alone)
		return nil
	}
	watchProcess(o, notices, alone)
	if o.Temp != "" {
		_ = os.RemoveAll(o.Temp) // nobody is there to tell
	}
	return nil
}

// watchProcess starts a process, and ends it and all that it has started when it
// ends itself, or the input does.
func watchProcess(o order, notices *json.Encoder, input <-chan bool) {
	// On Linux the process is killed with the thread that started it.
	runtime.LockOSThread()
	adoptOrphans()
	log := os.NewFile(logFD, "log")
	cmd := exec.Command(o.Command[0], o.Command[1:]...)
	cmd.Env, cmd.Dir = o.Env, o.Dir
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = groupLeader()
	if err := cmd.Start(); err != nil {
		missing := errors.Is(err, fs.ErrNotExist) || errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.ENOTDIR)
		_ = notices.Encode(notice{Refused: plain(err), Missing: missing})
		return
	}
	_ = log.Close()
	g := &group{leader: cmd.Process.Pid, exited: make(chan string, 1), ended: make(chan struct{})}
	_ = notices.Encode(notice{Started: g.leader})
	go g.reap()
	said := false
	select {
	case status := <-g.exited:
		_ = notices.Encode(notice{Exited: status})
		said = true
	case <-input:
	}
	all := g.end(o.Grace)
	select {
	case status := <-g.exited:
		if !said {
			_ = notices.Encode(notice{Exited: status})
		}
	default:
	}
	if !all {
		_ = notices.Encode(notice{Left: fmt.Sprintf("the process group %d is still there", g.leader)})
	}
}

// plain takes the program out of an error: the message names it.
func plain(err error) string {
	var p *fs.PathError
	var e *exec.Error
	switch {
	case errors.As(err, &p) && p.Op == "chdir":
		return "its directory: " + p.Err.Error()
	case errors.As(err, &p):
		return p.Err.Error()
	case errors.As(err, &e):
		return e.Err.Error()
	}
	return err.Error()
}

// group is a process, and all that it has started.
type group struct {
	leader int
	exited chan string   // has how the leader ended
	ended  chan struct{} // closed when no child is left
}

// reap waits for the leader and, where orphans become children of the watchdog,
// for all that it has started, until there is none.
func (g *group) reap() {
	defer close(g.ended)
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		switch {
		case errors.Is(err, syscall.EINTR):
		case err != nil:
			return
		case pid == g.leader:
			g.exited <- statusText(status)
		}
	}
}

func statusText(s syscall.WaitStatus) string {
	if s.Signaled() {
		return "signal: " + s.Signal().String()
	}
	return fmt.Sprintf("exit status %d", s.ExitStatus())
}

const (
	// killTries and killEvery bound how long what does not end is killed again: a
	// process may start others while it is killed.
	killTries = 500
	killEvery = 20 * time.Millisecond
)

// end asks all of the group to end, and kills what is left after the grace. It
// reports whether all have ended.
func (g *group) end(grace time.Duration) bool {
	g.signal(syscall.SIGTERM)
	if g.within(grace) {
		return true
	}
	for range killTries {
		g.signal(syscall.SIGKILL)
		if g.within(killEvery) {
			return true
		}
	}
	return false
}

// signal reaches the group, and whoever has left it but is still a descendant of
// the watchdog, where the system tells.
func (g *group) signal(s syscall.Signal) {
	// What has ended already needs none.
	_ = syscall.Kill(-g.leader, s)
	for _, pid := range descendants() {
		if group, err := syscall.Getpgid(pid); err == nil && group != g.leader {
			_ = syscall.Kill(pid, s)
		}
	}
}

// within waits until all have ended.
func (g *group) within(d time.Duration) bool {
	late := time.NewTimer(d)
	defer late.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !g.gone() {
		select {
		case <-late.C:
			return g.gone()
		case <-tick.C:
		}
	}
	return true
}

// gone reports whether all have ended. Without orphans of the system's, a member of
// the group may outlive its leader.
func (g *group) gone() bool {
	select {
	case <-g.ended:
		return errors.Is(syscall.Kill(-g.leader, 0), syscall.ESRCH)
	default:
		return false
	}
}
