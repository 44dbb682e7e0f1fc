package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

var errInterrupted = errors.New("it was interrupted")

// interruptible is a context that ends with the first SIGINT or SIGTERM, after
// which the user is told what is done about it; the second ends the program at
// once. The function gives signals their old meaning back.
func (a *app) interruptible(ctx context.Context, then string) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	done := make(chan struct{})
	go func() {
		for first := true; ; first = false {
			select {
			case <-done:
				return
			case <-signals:
			}
			if !first {
				os.Exit(exitUnknown)
			}
			cancel(errInterrupted)
			a.note("interrupted: " + then + "; once more ends it at once")
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		cancel(nil)
	}
}
