package inmemory

import "sync"

// Hands are goroutines that are used again: one that is new begins with a small
// stack, and growing it for every request takes as long as routing it. A nil *Hands
// keeps none.
type Hands struct {
	work chan func()
	idle chan struct{} // has room for as many as may wait for work
	done chan struct{}
	end  sync.Once
}

// mostIdle is how many goroutines are kept.
const mostIdle = 16

// NewHands makes some that have nothing to do yet.
func NewHands() *Hands {
	return &Hands{work: make(chan func()), idle: make(chan struct{}, mostIdle), done: make(chan struct{})}
}

// do has something done, and does not wait for its end.
func (h *Hands) do(f func()) {
	if h == nil {
		go f()
		return
	}
	select {
	case h.work <- f:
	default:
		go h.keepDoing(f)
	}
}

func (h *Hands) keepDoing(f func()) {
	for {
		f()
		select {
		case h.idle <- struct{}{}:
		default:
			return
		}
		select {
		case f = <-h.work:
			<-h.idle
		case <-h.done:
			return
		}
	}
}

// Rest ends the goroutines that wait for work, and those that would.
func (h *Hands) Rest() {
	if h != nil {
		h.end.Do(func() { close(h.done) })
	}
}
