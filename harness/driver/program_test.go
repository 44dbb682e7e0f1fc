package driver

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// Programs are this test's own binary, which plays the part that its argument
// names.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "play" {
		play(os.Args[2])
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// play is a program: most greet, and then do what they are named for.
func play(part string) {
	say := func(format string, args ...any) { fmt.Fprintf(os.Stdout, format+"\n", args...) }
	in := bufio.NewReader(os.Stdin)
	next := func() Request {
		line, err := in.ReadBytes('\n')
		if err != nil {
			os.Exit(0)
		}
		var r Request
		_ = json.Unmarshal(line, &r) // a line that is none has no operation
		return r
	}
	hello := func(members string) { say(`{"id":%d,"p2conform":1%s}`, next().ID, members) }
	const able = `,"capabilities":["register","login","secondFactor","admin","seedMessages","postMessage","setClock","reset"],"name":"a part"`
	switch part {
	case "silent":
		for {
			next()
		}
	case "deaf": // it reads nothing at all, and never ends
		select {}
	case "dead":
		fmt.Fprintln(os.Stderr, "no configuration")
		os.Exit(3)
	case "other version":
		say(`{"id":%d,"p2conform":2,"capabilities":[]}`, next().ID)
	case "no version":
		say(`{"id":%d}`, next().ID)
	case "unknown capability":
		hello(`,"capabilities":["fly"]`)
	case "too parallel":
		hello(`,"capabilities":[],"parallel":65`)
	case "error":
		say(`{"id":%d,"error":"no server"}`, next().ID)
	case "stays":
		hello(able)
		for {
			if _, err := in.ReadByte(); err != nil {
				select {}
			}
		}
	case "late": // it answers two requests in the other order
		hello(able + `,"parallel":2`)
		one, two := next(), next()
		say(`{"id":%d,"token":"for %s"}`, two.ID, two.LocalName)
		say(`{"id":%d,"token":"for %s"}`, one.ID, one.LocalName)
		next()
	case "extra":
		hello(able)
		for {
			say(`{"id":%d,"error":"no","colour":"blue"}`, next().ID)
		}
	case "kind":
		hello(able)
		for {
			say(`{"id":%d}`, next().ID) // whatever it is asked
		}
	default:
		hello(able)
		id := next().ID
		switch part {
		case "garbage":
			say("Traceback (most recent call last):")
		case "text":
			say(`"ok"`)
		case "two objects":
			say(`{"id":%d}{"id":%d}`, id, id)
		case "other id":
			say(`{"id":%d,"token":"t"}`, id+7)
		case "same id":
			say(`{"id":%d,"token":"t"}`, id-1)
		case "wrong type":
			say(`{"id":%d,"token":5}`, id)
		case "both":
			say(`{"id":%d,"refused":"a","error":"b"}`, id)
		case "long":
			say(`{"id":%d,"token":"%s"}`, id, strings.Repeat("x", MaxLine))
		case "cut":
			fmt.Fprintf(os.Stdout, `{"id":%d,`, id)
			os.Exit(0)
		case "gone":
			os.Exit(4)
		case "speechless":
			_ = os.Stdout.Close() // and it stays
			select {}
		case "refuses":
			say(`{"id":%d,"refused":"the name is taken"}`, id)
		case "fails":
			say(`{"id":%d,"error":"no route to the server"}`, id)
		case "empty lines":
			say("\n\n \n" + fmt.Sprintf(`{"id":%d,"token":"t"}`, id))
		case "never":
		}
		next()
	}
}

// the is the configuration of a part.
func the(part string) CommandConfig {
	return CommandConfig{Run: []string{os.Args[0], "play", part}, Timeout: Duration(time.Minute), Grace: Duration(time.Minute)}
}

func TestProgramsThatCannotGreet(t *testing.T) {
	for part, says := range map[string]string{
		"dead":               "it ended: exit status 3",
		"other version":      "it speaks version 2 of the contract, and not 1",
		"no version":         "it speaks version 0 of the contract",
		"unknown capability": `"fly" is no capability of a driver: they are register, `,
		"too parallel":       "parallel is 65, and not from 1 to 64",
		"error":              "it answers hello with an error: no server",
	} {
		t.Run(part, func(t *testing.T) {
			d, err := startProgram(the(part), Options{})
			if d != nil || !errors.Is(err, ErrProgram) || !strings.Contains(err.Error(), says) {
				t.Errorf("%v, want %q", err, says)
			}
		})
	}
}

// What does not answer, and does not even read, is ended.
func TestProgramsThatDoNotAnswer(t *testing.T) {
	for _, part := range []string{"silent", "deaf"} {
		c := the(part)
		c.Timeout, c.Grace = Duration(50*time.Millisecond), Duration(time.Minute)
		_, err := startProgram(c, Options{})
		if !errors.Is(err, ErrProgram) || !strings.Contains(err.Error(), "it did not answer hello within 50ms") {
			t.Errorf("%s: %v", part, err)
		}
	}
}

// Whatever a program does after hello, a registration comes to one answer.
func TestProgramsThatBreakTheContract(t *testing.T) {
	for part, says := range map[string]string{
		"garbage":     `it wrote the line "Traceback (most recent call last):": it is no answer in JSON`,
		"text":        `it wrote the line "\"ok\"": `,
		"two objects": "something follows the JSON object",
		"other id":    "which nobody waits for",
		"same id":     "it answered with the id 1, which nobody waits for",
		"wrong type":  "its member token is number",
		"both":        "it has refused and error, which exclude each other",
		"long":        "it wrote a line of more than 1048576 bytes",
		"cut":         `it ended in the middle of a line: "{\"id\":2,"`,
		"gone":        "it ended: exit status 4",
		"speechless":  "it ended: signal: killed",
		"fails":       "register: no route to the server",
	} {
		t.Run(part, func(t *testing.T) {
			d, err := startProgram(the(part), Options{})
			if err != nil {
				t.Fatal(err)
			}
			r := d.Register(t.Context(), nil, "alice", "pw")
			if r.Accepted || r.Err == nil || !strings.Contains(r.Err.Error(), says) {
				t.Errorf("%+v, want %q", r, says)
			}
			if err := d.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Once a program is broken, nothing is waited for any more.
func TestBrokenProgramsStayBroken(t *testing.T) {
	c := the("never")
	c.Timeout = Duration(time.Minute)
	d, err := startProgram(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.program.timeout = time.Millisecond
	if r := d.Register(t.Context(), nil, "alice", "pw"); !errors.Is(r.Err, ErrProgram) || !strings.Contains(r.Err.Error(), "did not answer register within") {
		t.Errorf("%+v", r)
	}
	d.program.timeout = time.Hour
	if r := d.Register(t.Context(), nil, "alice", "pw"); !errors.Is(r.Err, ErrProgram) {
		t.Errorf("%+v", r)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestProgramsThatAnswer(t *testing.T) {
	d, err := startProgram(the("refuses"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Name() != "command a part" || len(d.Capabilities()) != len(All) || !Sequential(d) {
		t.Errorf("%s, %v, %t", d.Name(), d.Capabilities(), Sequential(d))
	}
	if r := d.Register(t.Context(), nil, "alice", "pw"); r.Err != nil || r.Accepted || r.Why != "register was refused: the name is taken" {
		t.Errorf("%+v", r)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if d, err = startProgram(the("empty lines"), Options{}); err != nil {
		t.Fatal(err)
	}
	if r := d.Register(t.Context(), nil, "alice", "pw"); !r.Accepted || r.Token != "t" {
		t.Errorf("%+v", r)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// Answers find their requests by the id.
func TestAnswersOutOfOrder(t *testing.T) {
	d, err := startProgram(the("late"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if Sequential(d) {
		t.Error("it takes two requests at a time")
	}
	var wg sync.WaitGroup
	for _, name := range []string{"alice", "bob"} {
		wg.Go(func() {
			if r := d.Register(t.Context(), nil, name, "pw"); r.Token != "for "+name {
				t.Errorf("%s: %+v", name, r)
			}
		})
	}
	wg.Wait()
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// Answers that lack what they are for are errors, and blame nobody else.
func TestAnswersThatLackSomething(t *testing.T) {
	d, err := startProgram(the("kind"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, factor := d.SecondFactor(ctx, nil, Account{LocalName: "a"})
	_, admin := d.Admin(ctx, nil)
	_, seed := d.Seed(ctx, nil, Account{}, make([]Message, 1))
	_, stored := d.Stored(ctx, nil, Account{}, make([]string, 1))
	for what, err := range map[string]error{
		"login": d.Login(ctx, nil, "a", "b", "").Err, "secondFactor": factor, "admin": admin, "seed": seed, "stored": stored,
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	if p := d.Post(ctx, nil, Posting{Token: "t"}); p.Err != nil || !p.Accepted || p.Why != "" {
		t.Errorf("%+v", p)
	}
	for what, err := range map[string]error{
		"register": d.Register(ctx, nil, "a", "b").Err, "setClock": d.SetClock(ctx, nil, time.Unix(0, 0)), "reset": d.Reset(ctx, nil),
	} {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// A program that does not end by itself is killed, and that is said.
func TestProgramsThatStay(t *testing.T) {
	c := the("stays")
	c.Grace = Duration(20 * time.Millisecond)
	d, err := startProgram(c, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); !errors.Is(err, ErrProgram) || !strings.Contains(err.Error(), "it did not end within 20ms") {
		t.Errorf("%v", err)
	}
}

// A run that ends does not wait for a program.
func TestAskEndsWithItsContext(t *testing.T) {
	d, err := startProgram(the("never"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if r := d.Register(ctx, nil, "alice", "pw"); !errors.Is(r.Err, context.Canceled) {
		t.Errorf("%+v", r)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

func TestStandardErrorIsLogged(t *testing.T) {
	var mu sync.Mutex
	var lines []string
	_, err := startProgram(the("dead"), Options{Log: func(line string) {
		mu.Lock()
		defer mu.Unlock()
		lines = append(lines, line)
	}})
	mu.Lock()
	defer mu.Unlock()
	if err == nil || len(lines) != 1 || lines[0] != "no configuration" {
		t.Errorf("%v, logged %q", err, lines)
	}
	var logged []string
	logLines(strings.NewReader(strings.Repeat("x", 3*maxLogged)+"\nshort\xff\n"), func(line string) { logged = append(logged, line) })
	if len(logged) != 2 || len(logged[0]) != maxLogged || logged[1] != "short�" {
		t.Errorf("logged %d lines: %.20q", len(logged), logged)
	}
}

func TestNoSuchProgram(t *testing.T) {
	_, err := startProgram(CommandConfig{Run: []string{"/no/such/program"}}, Options{})
	if !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "command.run: /no/such/program cannot be started: no such file or directory") {
		t.Errorf("%v", err)
	}
}

// The conformance check finds what is wrong with a program that runs.
func TestConformanceOfPrograms(t *testing.T) {
	for part, wrong := range map[string]string{
		"extra":   `has no members in its answers that the contract does not have: the line`,
		"kind":    `answers an operation that it does not know with an error: to the operation p2conformTest`,
		"garbage": `answers an operation that it does not know with an error: the driver's program does not work: it wrote the line`,
		"dead":    "answers hello with its version and its capabilities: the driver's program does not work: it ended: exit status 3",
		"stays":   "ends when its standard input is closed: ",
	} {
		t.Run(part, func(t *testing.T) {
			c := the(part)
			if part == "stays" {
				c.Grace, c.Timeout = Duration(20*time.Millisecond), Duration(20*time.Millisecond)
			}
			all, err := (&Conformance{}).Program(t.Context(), c, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, a := range all {
				if a.Judgement == Wrong {
					found = append(found, a.What+": "+a.Why)
				}
			}
			if part == "stays" { // which is killed for its silence
				if len(found) == 0 {
					t.Error("nothing is wrong")
				}
				return
			}
			if !strings.HasPrefix(strings.Join(found, "\n"), wrong) {
				t.Errorf("found %q, want %q", found, wrong)
			}
		})
	}
}
