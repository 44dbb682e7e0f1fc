package driver

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compile compiles one definition of the contract's schema; all of it for "".
func compile(t *testing.T, definition string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(ContractSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("contract.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("contract.json" + definition)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(s *jsonschema.Schema, line []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

// Each line of the contract's text is one of the schema, a request and an answer in
// turn, and is read without loss. Together they show every operation.
func TestContractExamples(t *testing.T) {
	text, err := os.ReadFile("../../docs/driver-contract.md")
	if err != nil {
		t.Fatal(err)
	}
	requests, answers := compile(t, "#/$defs/request"), compile(t, "#/$defs/answer")
	var ops []string
	n := 0
	for i, block := range strings.Split(string(text), "```") {
		lines, isJSON := strings.CutPrefix(block, "json\n")
		if i%2 == 0 || !isJSON {
			continue
		}
		for line := range strings.Lines(lines) {
			n++
			var r Request
			if err := validate(requests, []byte(line)); err == nil {
				d := json.NewDecoder(strings.NewReader(line))
				d.DisallowUnknownFields()
				if err := d.Decode(&r); err != nil {
					t.Errorf("%s: %v", line, err)
				}
				ops = append(ops, r.Op)
				again, err := json.Marshal(r)
				if err != nil || string(again) != strings.TrimSpace(line) {
					t.Errorf("a request is written otherwise: %s, %v", again, err)
				}
				continue
			}
			if err := validate(answers, []byte(line)); err != nil {
				t.Errorf("%s: %v", line, err)
			}
			if _, err := ParseAnswer([]byte(line), true); err != nil {
				t.Errorf("%s: %v", line, err)
			}
		}
	}
	want := []string{opHello}
	for _, c := range All {
		want = append(want, string(c))
		if c == SeedMessages {
			want = append(want, opStored)
		}
	}
	slices.Sort(ops)
	slices.Sort(want)
	if !slices.Equal(slices.Compact(ops), want) || n < 20 {
		t.Errorf("%d lines show %v, want %v", n, ops, want)
	}
}

// What we write is of the schema, whatever is in it.
func TestRequestsAreOfTheSchema(t *testing.T) {
	s := compile(t, "#/$defs/request")
	at := time.Unix(0, 0).UTC()
	for _, r := range []Request{
		{Version: 1, ID: 1, Op: opHello},
		{ID: 2, Op: string(Register)},
		{ID: 2, Op: string(Login), LocalName: "a\x00\"\u2028", Password: "\xff", CSR: "c"},
		{ID: 2, Op: string(SecondFactor), Token: "t"},
		{ID: 2, Op: string(SeedMessages), LocalName: "a", Messages: []WireMessage{{Content: []byte{0xff}, Signature: []byte{0}}}},
		{ID: 2, Op: string(SeedMessages)},
		{ID: 2, Op: string(PostMessage), Token: "t", FederationID: "a@b", Message: &WireMessage{Content: []byte{0xff}, Signature: []byte{}}},
		{ID: 2, Op: opStored, Names: []string{""}},
		{ID: 2, Op: string(SetClock), Time: &at},
		{ID: 2, Op: string(Reset)},
	} {
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(s, line); err != nil || bytes.ContainsAny(line, "\n") {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// The schema refuses what the parser does.
func TestAnswersThatAreNone(t *testing.T) {
	s := compile(t, "#/$defs/answer")
	for _, line := range []string{
		`[]`, `null`, `"x"`, `5`, `{"id":"1"}`, `{"id":1,"refused":"a","error":"b"}`, `{"id":1,"token":5}`,
		`{"id":1,"capabilities":["register"],"colour":"blue"}`, `{"id":1,"messages":[{"content":5}]}`, `{"id":1.5}`,
	} {
		if _, err := ParseAnswer([]byte(line), true); err == nil {
			t.Errorf("%s is read", line)
		}
		if err := validate(s, []byte(line)); err == nil {
			t.Errorf("%s is of the schema", line)
		}
	}
	for _, line := range []string{``, ` `, `{`, `{}{}`, `{"id":1} x`} {
		if _, err := ParseAnswer([]byte(line), false); err == nil {
			t.Errorf("%q is read", line)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	for _, line := range []string{
		`{"id":1,"p2conform":1,"capabilities":["register"],"parallel":4}`, `{"id":2,"token":"t","cert":"c"}`,
		`{"id":3,"refused":"no"}`, `{"error":"x"}`, `{"id":6,"messages":[{"content":"aGk=","signature":"","cert":""}]}`, `[]`, ` null`, `{"id":1}{`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		a, err := ParseAnswer(line, false)
		if _, strictly := ParseAnswer(line, true); strictly == nil && err != nil {
			t.Errorf("strict reading takes what the other refuses: %v", err)
		}
		if err != nil {
			return
		}
		has, err := a.greeting()
		if err == nil && len(has.Missing())+len(has) != len(All) {
			t.Errorf("capabilities %v", has)
		}
		again, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ParseAnswer(again, true); err != nil {
			t.Errorf("%s is not read again: %v", again, err)
		}
	})
}
