package driver

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// Bounds on what a program can do to us.
const (
	// MaxLine is how long a line of a program may be, in bytes.
	MaxLine = 1 << 20
	// maxLogged is how much of a line of its standard error is kept, in bytes, and
	// maxLogLines how many lines.
	maxLogged   = 4 << 10
	maxLogLines = 10_000
)

// ErrProgram says that a program broke the contract, or ended.
var ErrProgram = errors.New("the driver's program does not work")

// program is a running program and what is asked of it.
type program struct {
	cmd     *exec.Cmd
	timeout time.Duration
	grace   time.Duration
	places  chan struct{} // one for each request that may be under way

	sending sync.Mutex // of stdin
	stdin   io.WriteCloser

	mu      sync.Mutex
	last    int64
	waiting map[int64]chan Answer
	broken  error // why nothing can be asked any more
	gone    chan struct{}
	ended   chan struct{} // closed when the process is
	closing bool
	reaped  bool // its number may be another's now
	strict  bool // looks for members that the contract does not have
	odd     error
}

// launch starts a program. Nothing has been asked of it. Strict looks for members
// of answers that the contract does not have.
func launch(c CommandConfig, o Options, strict bool) (*program, error) {
	p := &program{
		strict:  strict,
		cmd:     exec.Command(c.Run[0], c.Run[1:]...),
		timeout: time.Duration(c.Timeout), grace: time.Duration(c.Grace),
		places: make(chan struct{}, 1), waiting: map[int64]chan Answer{},
		gone: make(chan struct{}), ended: make(chan struct{}),
	}
	p.cmd.Dir = o.Dir
	ownGroup(p.cmd)
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	p.stdin = stdin
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	stderr, err := p.cmd.StderrPipe()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrProgram, err)
	}
	if err := p.cmd.Start(); err != nil {
		return nil, wrong("command.run", "%s cannot be started: %v", c.Run[0], started(err))
	}
	logged := make(chan struct{})
	go func() {
		defer close(logged)
		logLines(stderr, o.Log)
	}()
	go p.listen(stdout, logged)
	return p, nil
}

// started takes the program's name out of an error: our message has it.
func started(err error) error {
	var e *exec.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return reason(err)
}

// logLines passes lines on, within bounds, until their end.
func logLines(r io.Reader, log func(string)) {
	in := bufio.NewReaderSize(r, maxLogged)
	for n, inLine := 0, false; ; {
		line, err := in.ReadSlice('\n')
		if len(line) > 0 && !inLine && n < maxLogLines && log != nil {
			log(strings.ToValidUTF8(strings.TrimRight(string(line), "\r\n"), "�"))
			n++
		}
		inLine = errors.Is(err, bufio.ErrBufferFull) // the rest of a line that is too long is dropped
		if err != nil && !inLine {
			return
		}
	}
}

// listen reads answers until the program ends or breaks the contract.
func (p *program) listen(stdout io.Reader, logged <-chan struct{}) {
	in := bufio.NewReaderSize(stdout, 64<<10)
	var broken error
	for broken == nil {
		line, err := readLine(in)
		if err == nil {
			err = p.heard(line)
		}
		broken = err
	}
	atEnd := errors.Is(broken, io.EOF)
	if !atEnd {
		p.fail(broken)
	}
	if !atEnd || !p.isClosing() {
		p.kill() // what has ended, or breaks the contract, is not waited for
	}
	<-logged
	err := p.cmd.Wait()
	p.mu.Lock()
	p.reaped = true
	p.mu.Unlock()
	switch {
	case err != nil:
		p.fail(fmt.Errorf("it ended: %w", err))
	default:
		p.fail(errors.New("it ended"))
	}
	close(p.ended)
}

// unknown is the first answer with a member that the contract does not have.
func (p *program) unknown() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.odd
}

func (p *program) isClosing() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.closing
}

// kill ends the program, and all that it has started, unless it has ended.
func (p *program) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.reaped {
		killGroup(p.cmd)
	}
}

// readLine reads a line without its end, which is bounded.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if line = append(line, part...); len(line) > MaxLine {
			return nil, fmt.Errorf("it wrote a line of more than %d bytes", MaxLine)
		}
		switch {
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return nil, fmt.Errorf("it ended in the middle of a line: %s", quoted(line))
		default:
			return nil, io.EOF
		}
	}
}

// quoted shows the beginning of a line.
func quoted(line []byte) string {
	text := fmt.Sprintf("%q", line[:min(len(line), 80)])
	if len(line) > 80 {
		text += "…"
	}
	return text
}

// heard gives an answer to whoever waits for it.
func (p *program) heard(line []byte) error {
	if len(strings.TrimSpace(string(line))) == 0 {
		return nil
	}
	a, err := ParseAnswer(line, false)
	if err != nil {
		return fmt.Errorf("it wrote the line %s: %w", quoted(line), err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, err := ParseAnswer(line, true); p.strict && p.odd == nil && err != nil {
		p.odd = fmt.Errorf("the line %s: %w", quoted(line), err)
	}
	to, asked := p.waiting[a.ID]
	switch {
	case asked:
		delete(p.waiting, a.ID)
		to <- a
	case a.ID == 0 && a.Error != "": // about a line that it could not read
	default:
		return fmt.Errorf("it answered with the id %d, which nobody waits for", a.ID)
	}
	return nil
}

// fail ends everything that is waited for, and says why.
func (p *program) fail(why error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.broken == nil {
		p.broken = fmt.Errorf("%w: %w", ErrProgram, why)
		close(p.gone)
	}
}

func (p *program) why() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.broken
}

// ask sends a request and waits for its answer. A program that does not answer in
// time is ended.
func (p *program) ask(ctx context.Context, r Request) (Answer, error) {
	select {
	case p.places <- struct{}{}:
	case <-p.gone:
		return Answer{}, p.why()
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	}
	defer func() { <-p.places }()
	answer := make(chan Answer, 1)
	p.mu.Lock()
	p.last++
	r.ID = p.last
	p.waiting[r.ID] = answer
	p.mu.Unlock()
	line, err := json.Marshal(r)
	if err != nil {
		return Answer{}, fmt.Errorf("write a request as JSON: %w", err)
	}
	timer := time.NewTimer(p.timeout)
	defer timer.Stop()
	go p.send(append(line, '\n')) // a program that does not read must not hold us
	select {
	case a := <-answer:
		return a, nil
	case <-p.gone:
		select { // what came before the end counts
		case a := <-answer:
			return a, nil
		default:
			return Answer{}, p.why()
		}
	case <-timer.C:
		p.fail(fmt.Errorf("it did not answer %s within %s", r.Op, p.timeout))
		p.kill()
		return Answer{}, p.why()
	case <-ctx.Done():
		return Answer{}, ctx.Err() // the answer is awaited for nobody
	}
}

func (p *program) send(line []byte) {
	p.sending.Lock()
	defer p.sending.Unlock()
	_, _ = p.stdin.Write(line) // a program that is gone shows on its standard output
}

// allow says how many requests may be under way. Nobody may be asking.
func (p *program) allow(n int) { p.places = make(chan struct{}, max(n, 1)) }

// close has the program end: its standard input is closed, and after a grace it is
// killed. The error says that it had to be.
func (p *program) close() error {
	p.mu.Lock()
	p.closing = true
	p.mu.Unlock()
	_ = p.stdin.Close() // it may be gone
	timer := time.NewTimer(p.grace)
	defer timer.Stop()
	select {
	case <-p.ended:
		return nil
	case <-timer.C:
	}
	p.kill()
	<-p.ended
	return fmt.Errorf("%w: it did not end within %s after its standard input was closed", ErrProgram, p.grace)
}
