package gateway

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/p2"
)

// members are those of a JSON object; nil for anything else.
func members(raw []byte) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	if json.Unmarshal(raw, &m) != nil {
		return nil
	}
	return m
}

// isText reports a JSON string.
func isText(raw json.RawMessage) bool { return len(raw) > 0 && raw[0] == '"' }

// judgePayload decides on the envelope of a message (core 3.2.1).
func judgePayload(m *gateway.Message) *check.Deviation {
	all := members(m.Text)
	switch {
	case m.Err != nil:
		return check.Deviates("a JSON object with n, a string, and op, a number from 0 to 65535", "%v in %s", m.Err, m.Text)
	case m.Payload.Form.Op != p2.FormInteger:
		return check.Deviates("a number for op", "%s", m.Text)
	case all["d"] == nil:
		return check.Deviates("a member d", "%s", m.Text)
	case !m.Payload.HasSequence && !mayBeUncounted(m.Payload):
		return check.Deviates("a member s, an unsigned integer of 64 bits", "%s", m.Text)
	}
	return nil
}

// mayBeUncounted reports an event that has no sequence number under one reading
//
func mayBeUncounted(p p2.Payload) bool {
	return p.Is(p2.OpHeartbeatACK) || p.Is(p2.OpHeartbeatRequest)
}

// judgeSequence decides whether sequence numbers grow by one (core 3.2.1.3). Events
// that need not be counted may have none.
func judgeSequence(all []*gateway.Message) *check.Deviation {
	last, any := uint64(0), false
	for _, m := range all {
		if m.Err != nil || !m.Payload.HasSequence {
			continue
		}
		s := m.Payload.Sequence
		if any && s != last+1 {
			return check.Deviates("a sequence number that is one more than "+strconv.FormatUint(last, 10), "%d, in %s", s, m.Text)
		}
		last, any = s, true
	}
	if !any {
		return check.Deviates("sequence numbers", "no message has a member s")
	}
	return nil
}

// The units of the heartbeat interval.
const (
	milliseconds = "milliseconds"
	seconds      = "seconds"
	// mostSeconds is the longest interval, as a number, that is taken for one in
	// seconds: nobody asks for three heartbeats in a second.
	mostSeconds = 300
)

// judgeInterval decides on the data of hello (core 3.2.3.1), and says in which unit
// the interval is.
func judgeInterval(data json.RawMessage) (interval uint64, unit string, d *check.Deviation) {
	want := "a member heartbeat_interval, a number from 0 to 4294967295"
	raw, ok := members(data)["heartbeat_interval"]
	if !ok {
		return 0, "", check.Deviates(want, "%s", data)
	}
	n, err := strconv.ParseUint(string(bytes.TrimSpace(raw)), 10, 64)
	if err != nil || n > math.MaxUint32 {
		return 0, "", check.Deviates(want, "%s", raw)
	}
	if n > 0 && n <= mostSeconds {
		return n, seconds, check.Deviates("an interval in milliseconds", "%d, which looks like seconds", n)
	}
	return n, milliseconds, nil
}

// The forms of a list of events, and of the events in it.
const (
	asArray        = "array"
	asObject       = "object"
	asArrayOrEmpty = "array-or-empty"

	withSequence    = "with-s"
	withoutSequence = "without-s"
	bare            = "bare"
)

// listOf are the events in the data of a heartbeat ACK or a resumed event, and how
// the list is written.
func listOf(data json.RawMessage) (list []json.RawMessage, form string, d *check.Deviation) {
	trimmed := bytes.TrimSpace(data)
	if json.Unmarshal(trimmed, &list) == nil && len(trimmed) > 0 && trimmed[0] == '[' {
		return list, asArray, nil
	}
	if s := string(trimmed); s == "null" || s == "{}" {
		return nil, asArrayOrEmpty, nil
	}
	m := members(trimmed)
	for _, v := range m {
		if len(m) == 1 && json.Unmarshal(v, &list) == nil && v[0] == '[' {
			return list, asObject, nil
		}
	}
	return nil, "", check.Deviates("a list of events in d", "%s", data)
}

// resent reads an event of such a list, and says how it is written. Of one that is no
// more than its data, the payload has that alone.
func resent(raw json.RawMessage) (p p2.Payload, form string, d *check.Deviation) {
	p, err := p2.ParsePayload(raw)
	switch {
	case err != nil && members(raw)["op"] == nil && members(raw)["n"] == nil:
		return p2.Payload{Data: raw}, bare, check.Deviates("a whole event, with n, op and d", "%s", raw)
	case err != nil:
		return p, "", check.Deviates("a gateway payload", "%v in %s", err, raw)
	case p.Data == nil:
		return p, "", check.Deviates("a gateway payload with a member d", "%s", raw)
	case p.HasSequence:
		return p, withSequence, nil
	}
	return p, withoutSequence, nil
}

// judgeChannelACK decides on the answer to an action on the channel of a service that
// nobody offers (core 3.2.3.3). To give up what nobody has may succeed.
func judgeChannelACK(data json.RawMessage, action, service string) *check.Deviation {
	m := members(data)
	var text string
	switch {
	case m == nil:
		return check.Deviates("an object with action, service and success", "%s", data)
	case json.Unmarshal(m["action"], &text) != nil || text != action:
		return check.Deviates("the action "+action, "%s", data)
	case json.Unmarshal(m["service"], &text) != nil || text != service:
		return check.Deviates("the service "+service, "%s", data)
	}
	switch string(m["success"]) {
	case "true":
		if action == "subscribe" {
			return check.Deviates("success false, since nobody offers the service", "%s", data)
		}
		if m["error"] != nil {
			return check.Deviates("no member error where the action succeeded", "%s", data)
		}
	case "false":
		if !isText(m["error"]) {
			return check.Deviates("a member error, a string that says why", "%s", data)
		}
	default:
		return check.Deviates("a boolean member success", "%s", data)
	}
	return nil
}
