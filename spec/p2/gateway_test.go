package p2

import (
	"reflect"
	"strings"
	"testing"
)

func TestParsePayload(t *testing.T) {
	form := PayloadForm{FormInteger, FormInteger}
	for _, tc := range []struct {
		name, in string
		want     Payload
		wantErr  string
	}{
		{name: "hello", in: `{"n":"core","op":1,"d":{},"s":0}`, want: Payload{"core", OpHello, []byte("{}"), 0, true, form}},
		{name: "of a client", in: `{"n":"core","op":0,"d":null}`, want: Payload{"core", OpHeartbeat, []byte("null"), 0, false, PayloadForm{Op: FormInteger}}},
		{name: "strings", in: `{"n":"core","op":"7","d":[],"s":"18446744073709551615"}`,
			want: Payload{"core", OpHeartbeatACK, []byte("[]"), 1<<64 - 1, true, PayloadForm{FormString, FormString}}},
		{name: "another namespace, no data", in: `{"n":"x.y","op":65535}`, want: Payload{Namespace: "x.y", Op: 65535, Form: PayloadForm{Op: FormInteger}}},
		{name: "no namespace", in: `{"op":1,"d":{},"s":0}`, wantErr: "n"},
		{name: "a namespace that is none", in: `{"n":1,"op":1}`, wantErr: "n is a number instead of a string"},
		{name: "no opcode", in: `{"n":"core"}`, wantErr: "member op"},
		{name: "an opcode that is too large", in: `{"n":"core","op":65536}`, wantErr: "65536 is more than 65535"},
		{name: "a negative opcode", in: `{"n":"core","op":-1}`, wantErr: "member op"},
		{name: "a sequence number that is none", in: `{"n":"core","op":1,"s":1.5}`, wantErr: "member s"},
		{name: "two opcodes", in: `{"n":"core","op":1,"op":2}`, wantErr: `names the member "op" twice`},
		{name: "a list", in: `[]`, wantErr: "an array instead of an object"},
		{name: "no JSON", in: `{`, wantErr: "unexpected EOF"},
		{name: "too long", in: `"` + strings.Repeat("a", MaxListInput) + `"`, wantErr: "longer than"},
	} {
		got, err := ParsePayload([]byte(tc.in))
		switch {
		case tc.wantErr == "" && err != nil:
			t.Errorf("%s: %v", tc.name, err)
		case tc.wantErr == "" && !reflect.DeepEqual(got, tc.want):
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		case tc.wantErr != "" && (err == nil || !strings.Contains(err.Error(), tc.wantErr)):
			t.Errorf("%s: %v, want an error with %q", tc.name, err, tc.wantErr)
		}
	}
}

func FuzzParsePayload(f *testing.F) {
	for _, seed := range []string{`{"n":"core","op":1,"d":{"heartbeat_interval":45000},"s":0}`, `{"n":"core","op":"7","d":[],"s":"1"}`, `[]`, `{"op":`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := ParsePayload(b)
		if err != nil {
			return
		}
		again, err := ParsePayload(b)
		if err != nil || !reflect.DeepEqual(p, again) {
			t.Errorf("read twice, it is %+v and %+v (%v)", p, again, err)
		}
		if p.HasSequence != (p.Form.Sequence != "") || p.Form.Op == "" {
			t.Errorf("%+v has a number without a form, or a form without a number", p)
		}
	})
}
