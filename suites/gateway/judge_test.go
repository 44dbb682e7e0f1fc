package gateway

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/gateway"
	"github.com/p2conform/p2conform/spec/p2"
)

func message(text string) *gateway.Message {
	m := &gateway.Message{Text: []byte(text)}
	m.Payload, m.Err = p2.ParsePayload(m.Text)
	return m
}

func messages(texts ...string) []*gateway.Message {
	var all []*gateway.Message
	for _, text := range texts {
		all = append(all, message(text))
	}
	return all
}

// same reports whether a deviation is there as wanted: an empty text wants none.
func same(d *check.Deviation, want string) bool {
	if d == nil || want == "" {
		return d == nil && want == ""
	}
	return strings.Contains(d.Expected+": "+d.Actual, want)
}

func TestJudgePayload(t *testing.T) {
	for text, want := range map[string]string{
		`{"n":"core","op":1,"d":{},"s":0}`:          "",
		`{"n":"core","op":1,"d":null,"s":"0"}`:      "",
		`{"n":"x","op":1,"d":[],"s":7,"more":true}`: "",
		`{"n":"core","op":7,"d":[]}`:                "",
		`{"n":"core","op":3,"d":{}}`:                "a member s",
		`{"n":"core","op":"1","d":{},"s":0}`:        "a number for op",
		`{"n":"core","op":1,"s":0}`:                 "a member d",
		`{"op":1,"d":{},"s":0}`:                     "a JSON object with n",
		`[]`:                                        "a JSON object with n",
	} {
		if d := judgePayload(message(text)); !same(d, want) {
			t.Errorf("%s: %+v, want %q", text, d, want)
		}
	}
}

func TestJudgeSequence(t *testing.T) {
	zero, one, two := `{"n":"core","op":1,"d":{},"s":0}`, `{"n":"core","op":7,"d":[],"s":1}`, `{"n":"core","op":3,"d":{},"s":2}`
	uncounted := `{"n":"core","op":7,"d":[]}`
	for name, tc := range map[string]struct {
		all  []*gateway.Message
		want string
	}{
		"one by one": {messages(zero, one, two), ""},
		"uncounted":  {messages(zero, uncounted, one), ""},
		"a gap":      {messages(zero, two), "one more than 0: 2"},
		"twice":      {messages(zero, zero), "one more than 0: 0"},
		"backwards":  {messages(one, zero), "one more than 1: 0"},
		"none":       {messages(uncounted), "sequence numbers"},
	} {
		if d := judgeSequence(tc.all); !same(d, tc.want) {
			t.Errorf("%s: %+v, want %q", name, d, tc.want)
		}
	}
}

func TestJudgeInterval(t *testing.T) {
	for data, want := range map[string]struct {
		unit, says string
	}{
		`{"heartbeat_interval":45000}`:      {milliseconds, ""},
		`{"heartbeat_interval":4294967295}`: {milliseconds, ""},
		`{"heartbeat_interval":45}`:         {seconds, "45, which looks like seconds"},
		`{"heartbeat_interval":4294967296}`: {"", "from 0 to 4294967295"},
		`{"heartbeat_interval":"45000"}`:    {"", "from 0 to 4294967295"},
		`{"heartbeat_interval":-1}`:         {"", "from 0 to 4294967295"},
		`{"heartbeatInterval":45000}`:       {"", "a member heartbeat_interval"},
		`null`:                              {"", "a member heartbeat_interval"},
	} {
		if _, unit, d := judgeInterval(json.RawMessage(data)); unit != want.unit || !same(d, want.says) {
			t.Errorf("%s: %q, %+v, want %+v", data, unit, d, want)
		}
	}
}

func TestListOf(t *testing.T) {
	for data, want := range map[string]struct {
		n    int
		form string
	}{
		`[]`: {0, asArray}, ` [1, 2]`: {2, asArray}, `{}`: {0, asArrayOrEmpty}, `null`: {0, asArrayOrEmpty},
		`{"events":[1]}`: {1, asObject}, `{"a":[1],"b":[2]}`: {0, ""}, `7`: {0, ""}, ``: {0, ""}, `{"a":null}`: {0, ""},
	} {
		list, form, d := listOf(json.RawMessage(data))
		if len(list) != want.n || form != want.form || (d == nil) != (form != "") {
			t.Errorf("%s: %d events, %q, %+v, want %+v", data, len(list), form, d, want)
		}
	}
}

func TestResent(t *testing.T) {
	for text, want := range map[string]string{
		`{"n":"core","op":3,"d":{},"s":4}`: withSequence, `{"n":"core","op":3,"d":{}}`: withoutSequence, `{"cert":"x"}`: bare,
		`{"n":"core","op":3}`: "", `{"n":"core","d":{}}`: "", `7`: bare,
	} {
		_, form, d := resent(json.RawMessage(text))
		if form != want || (d == nil) != (form == withSequence || form == withoutSequence) {
			t.Errorf("%s: %q, %+v, want %q", text, form, d, want)
		}
	}
}

func TestJudgeReady(t *testing.T) {
	for text, want := range map[string]string{
		`{"n":"core","op":12,"d":{},"s":1}`: "unlisted-opcode", `{"n":"x.y","op":1,"d":{},"s":1}`: "extension",
		`{"n":"core","op":3,"d":{},"s":1}`: "silent", `{"n":"core","op":1,"d":{},"s":1}`: "", `{}`: "",
	} {
		if reading, d := judgeReady(messages(text)); reading != want || (d == nil) != (want != "") {
			t.Errorf("%s: %q, %+v, want %q", text, reading, d, want)
		}
	}
}

func TestJudgeChannelACK(t *testing.T) {
	for data, want := range map[string]string{
		`{"action":"subscribe","service":"x","success":false,"error":"no"}`:  "",
		`{"action":"subscribe","service":"x","success":true}`:                "success false",
		`{"action":"subscribe","service":"x","success":false}`:               "a member error",
		`{"action":"subscribe","service":"x","success":false,"error":null}`:  "a member error",
		`{"action":"subscribe","service":"x","success":"false"}`:             "a boolean",
		`{"action":"unsubscribe","service":"x","success":false,"error":"n"}`: "the action subscribe",
		`{"action":"subscribe","success":false,"error":"n"}`:                 "the service x",
		`[]`: "an object",
	} {
		if d := judgeChannelACK(json.RawMessage(data), "subscribe", "x"); !same(d, want) {
			t.Errorf("%s: %+v, want %q", data, d, want)
		}
	}
	if d := judgeChannelACK(json.RawMessage(`{"action":"unsubscribe","service":"x","success":true}`), "unsubscribe", "x"); d != nil {
		t.Errorf("to give up what nobody has may succeed: %+v", d)
	}
}
