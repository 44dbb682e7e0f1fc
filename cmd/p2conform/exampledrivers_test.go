package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// Each directory of examples/drivers is an example that works: the driver is right,
// and with it some checks come to the verdicts that they come to on a reference
// home server.
func TestExampleDrivers(t *testing.T) {
	notUnderRace(t)
	const (
		granted  = "identity.issue.granted"
		taken    = "identity.registration.name-taken"
		rotation = "identity.authorization.server-key"
		factor   = "identity.second-factor.issue-wrong"
	)
	for _, tt := range []struct {
		dir     string
		needs   []string // programs
		prepare []string // is run first; the URL stands for {}
		argv    []string // in place of the driver's file
		untest  []string // checks that are untested
	}{
		{dir: "reference", argv: []string{"--driver", "reference"}},
		{dir: "static", needs: []string{"sh", "curl"}, prepare: []string{"sh", "prepare.sh", "{}", "20"}, untest: []string{taken, rotation}},
		{dir: "http"},
		{dir: "command-shell", needs: []string{"sh", "sed", "curl"}, untest: []string{rotation}},
		{dir: "command-python", needs: []string{"python3"}},
		{dir: "sonata", untest: []string{rotation}},
	} {
		t.Run(tt.dir, func(t *testing.T) {
			for _, program := range tt.needs {
				needsProgram(t, program)
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", "drivers", tt.dir))); err != nil {
				t.Fatal(err)
			}
			target := []string{}
			if tt.dir != "reference" {
				url := servedFor(t, tt.dir)
				target = []string{"--target", url, "--destructive"}
				if len(tt.prepare) > 0 {
					prepare := exec.Command(tt.prepare[0], strings.Fields(strings.ReplaceAll(strings.Join(tt.prepare[1:], " "), "{}", url))...)
					prepare.Dir = dir
					if out, err := prepare.CombinedOutput(); err != nil {
						t.Fatalf("%v: %s", err, out)
					}
				}
			}
			driven := tt.argv
			if driven == nil {
				driven = []string{"--driver-file", filepath.Join(dir, "driver.yaml")}
			}
			if out, code := said(t, append(append([]string{"driver", "test", "--timeout", "10m"}, target...), driven...)...); code != exitOK {
				t.Errorf("driver test: exit code %d: %s", code, out)
			}
			verdicts := runWith(t, append(append([]string{
				"run", "--timeout", "5m", "--report", "json=-", "--check", granted, "--check", taken, "--check", rotation, "--check", factor,
			}, target...), driven...)...)
			for _, id := range []string{granted, taken, rotation, factor} {
				want := "pass"
				for _, u := range tt.untest {
					if u == id {
						want = "untested"
					}
				}
				if verdicts[id] != want {
					t.Errorf("%s: %s, want %s", id, verdicts[id], want)
				}
			}
		})
	}
}

// needsProgram skips a test where a program is missing, but not in CI, which has
// to have them all.
func needsProgram(t *testing.T, name string) {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil && name == "python3" { // what is found may only say where to get it
		err = exec.Command(path, "-c", "").Run()
	}
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatalf("%s has to be there in CI: %v", name, err)
	default:
		t.Skipf("%s is not here: %v", name, err)
	}
}

// servedFor is a reference home server on a loopback port, behind the routes that
// an example is about.
func servedFor(t *testing.T, example string) string {
	t.Helper()
	kind := "administered"
	if example == "sonata" {
		kind = "sonata"
	}
	return serveInTest(t, servers[kind](&testServer{}))
}

// said runs a command line in this process, and gives what it wrote.
func said(t *testing.T, args ...string) (out string, code int) {
	t.Helper()
	var stdout, stderr strings.Builder
	a := &app{in: strings.NewReader(""), out: &stdout, console: &console{w: &stderr}}
	code = a.run(args)
	return stdout.String() + stderr.String(), code
}

// runWith runs checks, and gives the verdict of each.
func runWith(t *testing.T, args ...string) map[string]string {
	t.Helper()
	var stdout, stderr strings.Builder
	a := &app{in: strings.NewReader(""), out: &stdout, console: &console{w: &stderr}}
	a.run(args)
	var d struct {
		Results []struct{ Check, Verdict, Detail string }
	}
	if err := json.Unmarshal([]byte(stdout.String()), &d); err != nil {
		t.Fatalf("%v: %s%s", err, stdout.String(), stderr.String())
	}
	verdicts := map[string]string{}
	for _, r := range d.Results {
		verdicts[r.Check] = r.Verdict
		if r.Verdict != "pass" {
			t.Logf("%s: %s: %s", r.Check, r.Verdict, r.Detail)
		}
	}
	return verdicts
}

// sonataRoutes has the accounts of upstream's server. The rest is the reference
// home server's, so that there is something to check.
func sonataRoutes(home *homeserver.Server) http.Handler {
	mux := sonataAccounts(home)
	mux.Handle("/.p2/auth/", http.NotFoundHandler())
	mux.Handle("/", home)
	return mux
}

// sonataAccounts stands in for upstream's server, which has these two routes and
// no others, but for one that says that it runs: what they take, refuse and answer
// is as in its source. The accounts are a reference home server's.
func sonataAccounts(home *homeserver.Server) *http.ServeMux {
	fail := func(w http.ResponseWriter, status int, code string) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(map[string]string{"code": code, "message": "no"}) // the client's error will show
	}
	account := func(register bool, status int, admit func(name, password string) (string, error)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			var in struct {
				TOSConsent *bool   `json:"tosConsent"`
				LocalName  *string `json:"localName"`
				Password   *string `json:"password"`
				Invite     *string `json:"invite"`
			}
			body, err := io.ReadAll(r.Body)
			if err == nil {
				err = json.Unmarshal(body, &in)
			}
			switch {
			case r.Header.Get("Content-Type") != "application/json":
				w.WriteHeader(http.StatusUnsupportedMediaType)
				return
			case err != nil, in.LocalName == nil, in.Password == nil, register && in.TOSConsent == nil:
				w.WriteHeader(http.StatusBadRequest)
				return
			case len(*in.Password) > 128, register && len(*in.Password) < 8:
				fail(w, http.StatusBadRequest, "P2_CORE_ILLEGAL_INPUT")
				return
			}
			token, err := admit(*in.LocalName, *in.Password)
			var refused *homeserver.Refusal
			switch {
			case errors.As(err, &refused) && refused.Status == http.StatusConflict:
				fail(w, http.StatusConflict, "P2_CORE_DUPLICATE")
			case err != nil && !register:
				fail(w, http.StatusUnauthorized, "P2_CORE_UNAUTHORIZED")
			case err != nil:
				fail(w, http.StatusBadRequest, "P2_CORE_ILLEGAL_INPUT")
			default:
				w.WriteHeader(status)
				_, _ = io.WriteString(w, `{"token":"`+token+`"}`) // the client's error will show
			}
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /.p2/auth/register", account(true, http.StatusCreated, home.Enroll))
	mux.HandleFunc("POST /.p2/auth/login", account(false, http.StatusOK, home.Admit))
	mux.HandleFunc("/healthz", func(http.ResponseWriter, *http.Request) {})
	return mux
}
