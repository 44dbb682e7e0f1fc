package history

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
)

var base = time.Unix(1700000000, 0)

// at is an attempt between two milliseconds.
func at(what string, o Outcome, from, to int) Attempt {
	ms := func(n int) time.Time { return base.Add(time.Duration(n) * time.Millisecond) }
	return Attempt{What: what, Outcome: o, From: ms(from), To: ms(to), Line: fmt.Sprint(o)}
}

// session works until it is revoked, once.
var session = Model[bool]{
	Begins:  true,
	Grants:  func(alive bool, a Attempt) (bool, bool) { return alive && a.What != "revoke", alive },
	Refuses: func(alive bool, _ Attempt) bool { return !alive },
}

func TestJudgeSession(t *testing.T) {
	for name, tt := range map[string]struct {
		history   []Attempt
		explained bool
	}{
		"nothing":                    {nil, true},
		"used, then revoked":         {[]Attempt{at("use", Granted, 0, 1), at("revoke", Granted, 2, 3), at("use", Refused, 4, 5)}, true},
		"used beside the revocation": {[]Attempt{at("revoke", Granted, 0, 9), at("use", Granted, 1, 2), at("use", Refused, 3, 4)}, true},
		"works again":                {[]Attempt{at("revoke", Granted, 0, 9), at("use", Refused, 1, 2), at("use", Granted, 3, 4)}, false},
		"works after":                {[]Attempt{at("revoke", Granted, 0, 1), at("use", Granted, 2, 3)}, false},
		"refused before":             {[]Attempt{at("use", Refused, 0, 1), at("revoke", Granted, 2, 3)}, false},
		"refused without a cause":    {[]Attempt{at("use", Granted, 0, 1), at("use", Refused, 2, 3)}, false},
		"revoked twice":              {[]Attempt{at("revoke", Granted, 0, 1), at("revoke", Granted, 2, 3)}, false},
		"the second one refused":     {[]Attempt{at("revoke", Granted, 0, 9), at("revoke", Refused, 1, 10)}, true},
		"maybe revoked":              {[]Attempt{at("revoke", Unknown, 0, 1), at("use", Granted, 2, 3), at("use", Refused, 4, 5)}, true},
		"maybe revoked, but not yet": {[]Attempt{at("use", Refused, 0, 1), at("revoke", Unknown, 2, 3)}, false},
	} {
		d := Judge(session, tt.history)
		if (d == nil) != tt.explained {
			t.Errorf("%s: %v, explained is to be %v", name, d, tt.explained)
		}
		if d != nil && !strings.Contains(d.Actual, "to") {
			t.Errorf("%s: the interleaving is not shown: %s", name, d.Actual)
		}
	}
}

// register has the number that was written last.
var register = Model[int]{Grants: func(now int, a Attempt) (int, bool) {
	if a.Reads {
		return now, a.About == now
	}
	return a.About, true
}}

func write(n, from, to int) Attempt {
	a := at("write", Granted, from, to)
	a.About = n
	return a
}

func read(n, from, to int) Attempt {
	a := at("read", Granted, from, to)
	a.About, a.Reads = n, true
	return a
}

func TestJudgeRegister(t *testing.T) {
	for name, tt := range map[string]struct {
		history   []Attempt
		explained bool
	}{
		"either may win":       {[]Attempt{write(1, 0, 5), write(2, 0, 5), read(1, 6, 7)}, true},
		"a write is lost":      {[]Attempt{write(1, 0, 1), write(2, 2, 3), read(1, 4, 5)}, false},
		"back in time":         {[]Attempt{write(1, 0, 9), read(1, 1, 2), read(0, 3, 4)}, false},
		"forward":              {[]Attempt{write(1, 0, 9), read(0, 1, 2), read(1, 3, 4)}, true},
		"nobody wrote that":    {[]Attempt{write(1, 0, 9), read(7, 1, 2)}, false},
		"an unknown read":      {[]Attempt{write(1, 0, 1), {What: "read", Reads: true, Outcome: Unknown, From: base, To: base}}, true},
		"a refusal is allowed": {[]Attempt{at("write", Refused, 0, 1), read(0, 2, 3)}, true},
	} {
		if d := Judge(register, tt.history); (d == nil) != tt.explained {
			t.Errorf("%s: %v, explained is to be %v", name, d, tt.explained)
		}
	}
}

// Many at the same time take no time to judge, whatever came of them.
func TestJudgeManyAtOnce(t *testing.T) {
	for granted, explained := range map[int]bool{0: true, 1: true, 2: false, 200: false} {
		var all []Attempt
		for i := range 200 {
			o := Refused
			if i < granted {
				o = Granted
			}
			a := at("take", o, 0, 100)
			a.About = i
			all = append(all, a)
		}
		if d := Judge(Once("one"), all); (d == nil) != explained {
			t.Errorf("%d of 200 granted: %v", granted, d)
		}
	}
	var all []Attempt
	for i := range 50 {
		a := at("take", Unknown, 0, 100)
		a.About = i
		all = append(all, a)
	}
	all = append(all, at("take", Granted, 0, 1), at("take", Granted, 0, 2))
	if d := Judge(Once("one"), all); d != nil {
		t.Errorf("a history of which nobody knows what happened is judged: %v", d)
	}
}

func TestInterleavingIsAScreen(t *testing.T) {
	var long []Attempt
	for i := range 100 {
		o := Refused
		if i == 90 {
			o = Granted
		}
		long = append(long, at(fmt.Sprintf("use %d", 99-i), o, 99-i, 100-i))
	}
	text := Interleaving(long, long[:1])
	lines := strings.Split(text, "\n")
	if len(lines) != mostLines+1 || !strings.Contains(lines[mostLines], "76 more") {
		t.Errorf("%s", text)
	}
	for _, want := range []string{"!", "use 9 ", "0.00 to"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not shown:\n%s", want, text)
		}
	}
	for _, l := range lines {
		if len(l) > 80 {
			t.Errorf("a line is %d wide: %s", len(l), l)
		}
	}
	if Interleaving(nil, nil) != "" {
		t.Error("an empty history is shown")
	}
	if text := Interleaving([]Attempt{{What: "never"}, at("use", Granted, 0, 1)}, nil); !strings.Contains(text, "never") {
		t.Errorf("a time that is missing is not shown: %s", text)
	}
}

// The act comes after the first uses of all workers, and beside the others.
func TestAmid(t *testing.T) {
	for _, before := range []int{1, 2, 3} {
		var mu sync.Mutex
		uses, early := 0, -1
		Amid(4, 3, before, func(int, int) {
			mu.Lock()
			defer mu.Unlock()
			uses++
		}, func() {
			mu.Lock()
			defer mu.Unlock()
			early = uses
		})
		if uses != 12 || early < 4*before {
			t.Errorf("%d before: %d uses, the act after %d", before, uses, early)
		}
	}
}

// What the clock on the wall shows is not what is judged: it may be set back while
// requests overlap.
func TestJudgedByTheSteadyClock(t *testing.T) {
	begun := time.Now()
	first := Attempt{What: "take", Outcome: Granted, From: begun, To: begun.Add(time.Millisecond)}
	then := first.To.Add(time.Millisecond)
	second := Attempt{What: "look", Reads: true, Outcome: Granted, About: 1, From: then, To: then.Add(time.Millisecond)}
	model := Model[int]{Grants: func(there int, a Attempt) (int, bool) {
		if a.Reads {
			return there, a.About == there
		}
		return 1, true
	}}
	if d := Judge(model, []Attempt{second, first}); d != nil {
		t.Errorf("what was seen afterwards is not explained: %s", d.Actual)
	}
	second.About = 0
	if d := Judge(model, []Attempt{second, first}); d == nil {
		t.Error("what was not there any more is explained")
	}
}
