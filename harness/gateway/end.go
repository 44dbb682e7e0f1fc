package gateway

import (
	"errors"
	"fmt"
	"io"
	"net"
	"syscall"

	"github.com/coder/websocket"

	"github.com/p2conform/p2conform/spec/p2"
)

// Kind is how a connection ended.
type Kind string

// The kinds.
const (
	// Closed is with a close frame that has a code.
	Closed Kind = "closed"
	// NoCode is with a close frame that has none.
	NoCode Kind = "no-code"
	// Cut is without a close frame.
	Cut Kind = "cut"
	// Reset is without a close frame, and with what was under way thrown away.
	Reset Kind = "reset"
	// Broken is by what no WebSocket has.
	Broken Kind = "broken"
	// Flooded is by us, since more was sent than we keep.
	Flooded Kind = "flooded"
)

// End is how a connection ended.
type End struct {
	Kind Kind
	// Code and Reason are those of a close frame.
	Code   p2.CloseCode
	Reason string
	// Err is what reading came to.
	Err error
}

func endOf(err error) End {
	var frame websocket.CloseError
	switch {
	case errors.As(err, &frame) && frame.Code == websocket.StatusNoStatusRcvd:
		return End{Kind: NoCode, Err: err}
	case errors.As(err, &frame):
		return End{Kind: Closed, Code: p2.CloseCode(frame.Code), Reason: frame.Reason, Err: err}
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return End{Kind: Reset, Err: err}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed), errors.Is(err, io.ErrClosedPipe):
		return End{Kind: Cut, Err: err}
	}
	return End{Kind: Broken, Err: err}
}

// String says how it ended, as in "it was closed with 4001 (unknown opcode)".
func (e End) String() string {
	switch e.Kind {
	case Closed:
		if e.Reason != "" {
			return fmt.Sprintf("it was closed with %d (%q)", e.Code, e.Reason)
		}
		return fmt.Sprintf("it was closed with %d", e.Code)
	case NoCode:
		return "it was closed without a close code"
	case Cut:
		return "it ended without a close frame"
	case Reset:
		return "it was reset, without a close frame"
	case Flooded:
		return fmt.Sprintf("more than %d messages came that nobody asked for", MaxWaiting)
	}
	return fmt.Sprintf("it ended with what no WebSocket has: %v", e.Err)
}

// says is the same of the gateway, for a log.
func (e End) says() string {
	switch e.Kind {
	case Closed:
		return fmt.Sprintf("closes with %d, reason %q", e.Code, e.Reason)
	case NoCode:
		return "closes without a close code"
	}
	return "is gone: " + e.String()
}
