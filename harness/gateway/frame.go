package gateway

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"github.com/p2conform/p2conform/spec/p2"
)

// Opcodes of frames (RFC 6455, 5.2).
const (
	FrameContinuation byte = 0x0
	FrameText         byte = 0x1
	FrameBinary       byte = 0x2
	FrameClose        byte = 0x8
)

// Frame is a frame as it stands on the wire (RFC 6455, 5.2): nobody checks it.
type Frame struct {
	Opcode byte
	// More says that the message goes on.
	More bool
	// Reserved are the three bits after that, as a number from 0 to 7.
	Reserved byte
	// Unmasked leaves the mask out that every frame of a client has.
	Unmasked bool
	Payload  []byte
	// Length is what the frame says of its payload, in bytes; 0 for the truth.
	Length uint64
}

// mask is that of all frames: what it is for (RFC 6455, 10.3) is not at stake here.
var mask = [4]byte{0x70, 0x32, 0x63, 0x66}

// Bytes are the frame.
func (f Frame) Bytes() []byte {
	first, second := f.Opcode&0x0f|f.Reserved&7<<4, byte(0x80)
	if !f.More {
		first |= 0x80
	}
	if f.Unmasked {
		second = 0
	}
	length := f.Length
	if length == 0 {
		length = uint64(len(f.Payload))
	}
	b := []byte{first}
	switch {
	case length < 126:
		b = append(b, second|byte(length))
	case length < 1<<16:
		b = binary.BigEndian.AppendUint16(append(b, second|126), uint16(length))
	default:
		b = binary.BigEndian.AppendUint64(append(b, second|127), length)
	}
	if f.Unmasked {
		return append(b, f.Payload...)
	}
	b = append(b, mask[:]...)
	for i, c := range f.Payload {
		b = append(b, c^mask[i%4])
	}
	return b
}

// CloseFrame has a close code and no reason.
func CloseFrame(code p2.CloseCode) Frame {
	return Frame{Opcode: FrameClose, Payload: binary.BigEndian.AppendUint16(nil, uint16(code))}
}

func (f Frame) says() string {
	if f.Opcode == FrameClose && len(f.Payload) == 2 {
		return fmt.Sprintf("a close frame with %d", binary.BigEndian.Uint16(f.Payload))
	}
	return fmt.Sprintf("a frame with opcode %d, more to come: %t, masked: %t, %s", f.Opcode, f.More, !f.Unmasked, clip(f.Payload))
}

// opNames are the opcodes as the text names them.
var opNames = map[p2.Opcode]string{
	p2.OpHeartbeat: "heartbeat", p2.OpHello: "hello", p2.OpIdentify: "identify", p2.OpNewSession: "new session",
	p2.OpInvalidation: "certificate invalidation", p2.OpResume: "resume", p2.OpServerCert: "server certificate change",
	p2.OpHeartbeatACK: "heartbeat ACK", p2.OpServiceChannel: "service channel", p2.OpChannelACK: "service channel ACK",
	p2.OpResumed: "resumed", p2.OpHeartbeatRequest: "heartbeat request",
}

// describe is a message in a log.
func describe(isBinary bool, text []byte) string {
	kind := ""
	if isBinary {
		kind = "in binary, "
	}
	p, err := p2.ParsePayload(text)
	if err != nil {
		return kind + clip(text)
	}
	name := opNames[p.Op]
	if name == "" || p.Namespace != p2.CoreNamespace {
		name = fmt.Sprintf("opcode %d of %q", p.Op, p.Namespace)
	}
	return kind + name + ": " + clip(text)
}

// maxShown is how much of a message a log has, in bytes.
const maxShown = 2048

func clip(text []byte) string {
	part := text[:min(len(text), maxShown)]
	rest := ""
	if len(part) < len(text) {
		rest = fmt.Sprintf("… (%d bytes)", len(text))
	}
	if !utf8.Valid(part) {
		return fmt.Sprintf("%q%s", part, rest)
	}
	return string(part) + rest
}
