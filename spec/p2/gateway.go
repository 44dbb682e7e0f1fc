package p2

import (
	"encoding/json"
	"fmt"
)

// Opcode is the kind of a gateway payload in the namespace core (core §3.2.1.2).
type Opcode uint16

// The opcodes.
const (
	OpHeartbeat        Opcode = 0
	OpHello            Opcode = 1
	OpIdentify         Opcode = 2
	OpNewSession       Opcode = 3
	OpInvalidation     Opcode = 4
	OpResume           Opcode = 5
	OpServerCert       Opcode = 6
	OpHeartbeatACK     Opcode = 7
	OpServiceChannel   Opcode = 8
	OpChannelACK       Opcode = 9
	OpResumed          Opcode = 10
	OpHeartbeatRequest Opcode = 11
)

// CoreNamespace is the namespace of the events above.
const CoreNamespace = "core"

// CloseCode is why a gateway connection was closed: of the table in core §3.2.5, or
// of RFC 6455, 7.4.1.
type CloseCode uint16

// The close codes of the table, and those of RFC 6455 that fit a broken message.
const (
	CloseNormal                CloseCode = 1000
	CloseGoingAway             CloseCode = 1001
	CloseProtocolError         CloseCode = 1002
	CloseUnsupportedData       CloseCode = 1003
	CloseInvalidData           CloseCode = 1007
	CloseTooBig                CloseCode = 1009
	CloseUnknownError          CloseCode = 4000
	CloseUnknownOpcode         CloseCode = 4001
	CloseInvalidPayload        CloseCode = 4002
	CloseNotAuthenticated      CloseCode = 4003
	CloseInvalidAuthentication CloseCode = 4004
	CloseAlreadyAuthenticated  CloseCode = 4005
	CloseReserved              CloseCode = 4006
	CloseInvalidSequence       CloseCode = 4007
	CloseRateLimited           CloseCode = 4008
	CloseTimeout               CloseCode = 4009
	CloseUnresumable           CloseCode = 4010
)

// Payload is a gateway payload (core §3.2.1), read no further than its envelope.
type Payload struct {
	Namespace string
	Op        Opcode
	// Data is the JSON of the member d; nil where it is missing.
	Data json.RawMessage
	// Sequence is the member s, where HasSequence.
	Sequence    uint64
	HasSequence bool
	Form        PayloadForm
}

// PayloadForm is how the numbers of a payload were written: in JSON as a number, or
// as a string.
type PayloadForm struct{ Op, Sequence JSONForm }

// Is reports whether the payload is an event of core.
func (p Payload) Is(op Opcode) bool { return p.Namespace == CoreNamespace && p.Op == op }

// ParsePayload reads one JSON object of at most MaxListInput bytes. Where some member is
// wrong, the error says so, and the payload has what could be read.
func ParsePayload(b []byte) (Payload, error) {
	m, err := parseObject(b, MaxListInput)
	if err != nil {
		return Payload{}, fmt.Errorf("gateway payload: %w", err)
	}
	p := Payload{Data: m["d"]}
	if p.Namespace, err = m.text("n"); err != nil {
		return p, fmt.Errorf("gateway payload: %w", err)
	}
	op, form, err := parseUint64(m["op"])
	if err == nil && op > 0xffff {
		err = fmt.Errorf("%d is more than 65535", op)
	}
	if err != nil {
		return p, fmt.Errorf("gateway payload: member op: %w", err)
	}
	p.Op, p.Form.Op = Opcode(op), form
	if p.HasSequence = m.has("s"); p.HasSequence {
		if p.Sequence, p.Form.Sequence, err = parseUint64(m["s"]); err != nil {
			return p, fmt.Errorf("gateway payload: member s: %w", err)
		}
	}
	return p, nil
}
