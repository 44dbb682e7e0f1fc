package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/p2conform/p2conform/harness/launch"
)

var update = flag.Bool("update", false, "write the outputs that scripts compare with anew")

// What a test launches in this process is watched by this program, run once more:
// without that, it would run all the tests again.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == watchCommandName && strings.HasSuffix(os.Args[0], ".test") {
		if err := launch.Watch(os.Stdin); err != nil {
			panic(err)
		}
		return
	}
	testscript.Main(m, map[string]func(){"p2conform": main, "p2conform-dying": dying, "p2conform-measured": measured})
}

// The stories of users, one in each file of testdata/script. Beside testscript's
// own commands there are
//
//	exitcode N PROGRAM ARGS…   run it, and hold its exit code against N
//	start NAME PROGRAM ARGS…   start it; its streams are the files NAME.out and NAME.err
//	url NAME                   wait for its first line, a URL, and set $NAME and $NAME_addr
//	says NAME TEXT             wait until its standard error has TEXT
//	signal NAME INT|TERM       send it a signal
//	ended NAME N               wait for its end, and hold its exit code against N
//	http NAME KIND             start a server in the test, at $NAME (see servers)
//	stalled NAME               wait until that server has stalled
//	release NAME               let it go on
//	replace FILE OLD NEW       write NEW for every OLD in the file
//	hold URL                   leave a request to a server unfinished
//	noleak NAME FILE…          look in the files for secrets that the server saw
//
// Under the race detector those are enough in which much happens at once: .ci/run tells
// the others without it.
func TestScript(t *testing.T) {
	dir, files := "testdata/script", []string(nil)
	if underRace {
		dir = ""
		for _, name := range []string{"doctor", "federation", "first_run", "interrupt", "launch", "serve"} {
			files = append(files, "testdata/script/"+name+".txtar")
		}
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: files,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exitcode": exitcodeCmd,
			"start":    startCmd, "url": urlCmd, "says": saysCmd, "signal": signalCmd, "ended": endedCmd,
			"http": httpCmd, "stalled": stalledCmd, "release": releaseCmd, "hold": holdCmd, "replace": replaceCmd, "noleak": noleakCmd,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "")
			env.Values[worldKey{}] = &world{processes: map[string]*process{}, servers: map[string]*testServer{}}
			return nil
		},
	})
}

// notUnderRace skips what runs the program again and again and looks for no races:
// under the detector that takes ten times as long. .ci/run runs it without.
func notUnderRace(t *testing.T) {
	t.Helper()
	if underRace {
		t.Skip("this is no test for races: run it without -race")
	}
}

type worldKey struct{}

// world is what a script has started.
type world struct {
	processes map[string]*process
	servers   map[string]*testServer
}

func worldOf(ts *testscript.TestScript) *world { return ts.Value(worldKey{}).(*world) }

func exitcodeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exitcode N PROGRAM ARGS…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := codeOf(ts, ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// codeOf is the exit code that an error of os/exec stands for.
func codeOf(ts *testscript.TestScript, err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	ts.Fatalf("it could not be run: %v", err)
	return -1
}

func replaceCmd(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	path := ts.MkAbs(args[0])
	ts.Check(os.WriteFile(path, []byte(strings.ReplaceAll(ts.ReadFile(path), args[1], args[2])), 0o600))
}
