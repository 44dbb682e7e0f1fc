package run

import (
	"fmt"
	"runtime/debug"
)

// Panic is a mistake of ours, met while a check was run or a result kept. It
// costs that result; the checks after it run all the same.
type Panic struct {
	Value any
	Stack []byte
}

func (p *Panic) Error() string {
	return fmt.Sprintf("a mistake of p2conform's own, which says nothing about the server: %v", p.Value)
}

// caught keeps the first panic of a worker for Run to return. Deferred.
func (r *runner) caught() {
	p := recover()
	if p == nil {
		return
	}
	stack := debug.Stack()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.panicked == nil {
		r.panicked = &Panic{Value: p, Stack: stack}
	}
}
