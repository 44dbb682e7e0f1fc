//go:build unix

package launch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// watchdog is the program's side of one.
type watchdog struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	grace time.Duration

	started chan notice   // has the first notice; closed when there is none
	gone    chan struct{} // closed when the watchdog has ended, and all its notices were read
	logged  chan struct{} // closed when the log has ended; nil where there is none
	log     *os.File

	mu    sync.Mutex
	group int
	left  string
	once  sync.Once
	err   error
}

// patience is how long a watchdog may take beyond the grace, before it is ended
// itself.
const patience = 20 * time.Second

// watch starts a watchdog. It writes the log of a process to r, and says when that
// has ended. Inherit is kept open until program and watchdog have ended; it may be
// nil.
func (o Options) watch(r *Running, task order, inherit *os.File) (*watchdog, error) {
	failed := func(err error) (*watchdog, error) {
		return nil, &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("the watchdog of %s cannot be started: %v", r.name, err)}
	}
	if len(o.Watch) == 0 {
		return failed(errors.New("its command line is not given"))
	}
	program, err := os.Executable()
	if err != nil {
		return failed(err)
	}
	logs, logTo, err := os.Pipe()
	if err != nil {
		return failed(err)
	}
	notices, noticesTo, err := os.Pipe()
	if err != nil {
		return failed(errors.Join(err, logs.Close(), logTo.Close()))
	}
	d := &watchdog{
		grace: task.Grace, started: make(chan notice, 1), gone: make(chan struct{}), logged: make(chan struct{}), log: logs,
		cmd: &exec.Cmd{
			Path: program, Args: o.Watch, ExtraFiles: []*os.File{logTo, noticesTo},
			// Ctrl-C is for the program, which has reports to write.
			SysProcAttr: &syscall.SysProcAttr{Setsid: true},
		},
	}
	if inherit != nil {
		d.cmd.ExtraFiles = append(d.cmd.ExtraFiles, inherit)
	}
	if d.in, err = d.cmd.StdinPipe(); err == nil {
		err = d.cmd.Start()
	}
	_, _ = logTo.Close(), noticesTo.Close() // the watchdog has them, or nobody
	if err != nil {
		_, _ = logs.Close(), notices.Close()
		return failed(err)
	}
	go func() {
		defer close(d.logged)
		_, _ = io.Copy(r.log, logs) // what ends it early is that it is closed
	}()
	go d.listen(r, notices)
	if err := json.NewEncoder(d.in).Encode(task); err != nil {
		_ = d.end(context.Background()) // the first error is the one to tell
		return failed(err)
	}
	return d, nil
}

// listen reads what the watchdog says until it has ended.
func (d *watchdog) listen(r *Running, notices *os.File) {
	defer close(d.gone)
	in := json.NewDecoder(notices)
	first, exited := true, ""
	for {
		var n notice
		if in.Decode(&n) != nil {
			break
		}
		d.mu.Lock()
		d.group = max(d.group, n.Started)
		if n.Left != "" {
			d.left = n.Left
		}
		d.mu.Unlock()
		if n.Exited != "" {
			exited = n.Exited
			d.drain()
			r.ended(exited)
		}
		if first {
			d.started <- n
			first = false
		}
	}
	close(d.started)
	_ = notices.Close()
	// How it ended says nothing that its notices do not.
	_ = d.cmd.Wait()
	d.mu.Lock()
	group := d.group
	d.mu.Unlock()
	if group > 0 && exited == "" {
		// Somebody has killed the watchdog, so its work is ours.
		_ = syscall.Kill(-group, syscall.SIGKILL)
		d.drain()
		r.ended("it was killed with its watchdog")
	}
}

// drain waits for the end of the log, though not for what a process that is still
// there may write to it later.
func (d *watchdog) drain() {
	late := time.NewTimer(time.Second)
	defer late.Stop()
	select {
	case <-d.logged:
	case <-late.C:
	}
}

// end ends what is watched, and then the watchdog.
func (d *watchdog) end(ctx context.Context) error {
	d.once.Do(func() { d.err = d.endOnce(ctx) })
	return d.err
}

func (d *watchdog) endOnce(ctx context.Context) error {
	_, _ = io.WriteString(d.in, released+"\n") // closing it is what matters
	_ = d.in.Close()
	late := time.NewTimer(d.grace + patience)
	defer late.Stop()
	var cut error
	select {
	case <-d.gone:
	case <-ctx.Done():
		cut = context.Cause(ctx)
	case <-late.C:
		cut = errors.New("the watchdog does not end")
	}
	if cut != nil {
		// Without its watchdog, what is left of the group is killed by listen.
		_ = d.cmd.Process.Kill()
		<-d.gone
	}
	d.drain()
	_ = d.log.Close()
	<-d.logged
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.left != "":
		return errors.New(d.left)
	case cut != nil && d.group < 0:
		return fmt.Errorf("the container may be left until the next launch: %w", cut)
	}
	return nil
}
