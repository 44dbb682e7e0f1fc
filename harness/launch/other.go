//go:build !unix

package launch

import (
	"context"
	"errors"
	"io"
)

// Here nothing can be launched: what would end it for sure needs a Unix.

type watchdog struct{}

func (*watchdog) end(context.Context) error { return nil }

// Watch has nothing to watch.
func Watch(io.Reader) error { return errors.New("nothing is launched on this system") }

func unsupported() error {
	return &Problem{Cause: Failed, What: "a server can be launched on Unix only", Hint: "start it yourself, and name it with --target"}
}

// Start says that it cannot.
func (p Process) Start(context.Context, Options) (*Running, error) { return nil, unsupported() }

// Start says that it cannot.
func (c Container) Start(context.Context, Options) (*Running, error) { return nil, unsupported() }
