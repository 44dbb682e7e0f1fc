package suites_test

import (
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/suites"
)

// The checks run against a server that shares nothing with them but the network:
// our own program in a container of its own.
func TestContainer(t *testing.T) {
	notUnderRace(t)
	if testing.Short() {
		t.Skip("building an image is not short")
	}
	requireDocker(t)
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "p2conform"), "../cmd/p2conform")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	dockerfile := "FROM scratch\nCOPY p2conform /p2conform\nENTRYPOINT [\"/p2conform\", \"serve\", \"--addr\", \"0.0.0.0:8080\"]\n"
	if err := os.WriteFile(filepath.Join(dir, "Dockerfile"), []byte(dockerfile), 0o644); err != nil {
		t.Fatal(err)
	}
	container, err := testcontainers.Run(t.Context(), "",
		testcontainers.WithDockerfile(testcontainers.FromDockerfile{Context: dir}),
		testcontainers.WithExposedPorts("8080/tcp"),
		testcontainers.WithWaitStrategy(wait.ForLog("http://").WithStartupTimeout(time.Minute)),
	)
	testcontainers.CleanupContainer(t, container)
	if err != nil {
		t.Fatal(err)
	}
	ip, err := container.ContainerIP(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	certify(t, "http://"+net.JoinHostPort(ip, "8080"))
}

// requireDocker skips where there is no Docker; in CI that is a failure.
func requireDocker(t *testing.T) {
	t.Helper()
	t.Setenv("TESTCONTAINERS_RYUK_DISABLED", "true")
	if os.Getenv("CI") == "" {
		testcontainers.SkipIfProviderIsNotHealthy(t)
	}
}

// certify runs every check that a remote target without a movable clock can be
// asked, and wants none of them to fail.
func certify(t *testing.T, endpoint string) {
	t.Helper()
	u, err := url.Parse(endpoint)
	if err != nil {
		t.Fatal(err)
	}
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	tg := &target.Target{
		Name: "p2conform serve in a container", URL: u, API: api,
		Domain: "home.p2.example", DomainGiven: true, HTTP: client.NewHTTP(client.Options{}),
	}
	findings, err := run.Preflight(t.Context(), tg, nil)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := run.Run(t.Context(), run.Options{Checks: suites.All(), Target: tg, Seed: 1, Nonce: "container", Preflight: findings})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range doc.Results {
		switch r.Verdict.String() {
		case "pass", "untested":
		case "notApplicable":
			if r.Check != "transport.ip.both-versions" { // the network of a container may have one alone
				t.Errorf("%s: %s: %s", r.Check, r.Verdict, r.Detail)
			}
		default:
			t.Errorf("%s: %s: expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
		}
	}
	if doc.Summary.Pass < len(doc.Results)/2 {
		t.Errorf("only %d of %d checks passed", doc.Summary.Pass, len(doc.Results))
	}
}
