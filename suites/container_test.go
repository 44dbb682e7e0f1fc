package suites_test

import (
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
	"github.com/p2conform/p2conform/suites"
)

// The checks run against a server that shares nothing with them but the network:
// our own program in a container of its own, whose image is the one that we give to
// others.
func TestContainer(t *testing.T) {
	notUnderRace(t)
	if testing.Short() {
		t.Skip("building an image is not short")
	}
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "p2conform"), "../cmd/p2conform")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
	dockerfile := filepath.Join(dir, "Dockerfile")
	text, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dockerfile, text, 0o644); err != nil {
		t.Fatal(err)
	}
	server := launch.Container{
		Dockerfile: dockerfile, Command: []string{"serve", "--addr", "${HOST}:${PORT}", "--domain", "${DOMAIN}"},
		Ready: launch.Ready{Timeout: launch.Duration(time.Minute)},
	}
	// In its container it finds the home servers of the checks as any other would.
	peers := peer.NewNetwork("", time.Now)
	running, err := server.Start(t.Context(), launch.Options{
		Watch: watchdog, Domain: "home.p2.example", State: t.TempDir(), Peers: peers, Environ: os.Environ(),
	})
	var none *launch.Problem
	if errors.As(err, &none) && none.Cause == launch.NoDocker && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := running.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	how, why := running.Peers()
	if why != "" {
		t.Fatalf("it finds no other home server: %s", why)
	}
	certify(t, running.URL, peers, how)
	if !strings.Contains(running.Log(), "the reference home server for home.p2.example") {
		t.Errorf("its log is %q", running.Log())
	}
}

// certify runs every check that a remote target without a movable clock can be
// asked, and wants none of them to fail. The target is led to peers.
func certify(t *testing.T, u *url.URL, peers *peer.Network, how string) {
	t.Helper()
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	tg := &target.Target{
		Name: "p2conform serve in a container", URL: u, API: api,
		Domain: "home.p2.example", DomainGiven: true, HTTP: client.NewHTTP(client.Options{}),
		Peers: peers, PeersBy: how,
	}
	findings, err := run.Preflight(t.Context(), tg, nil)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := run.Run(t.Context(), run.Options{Checks: suites.All(), Target: tg, Seed: 1, Nonce: "container", Preflight: findings})
	if err != nil {
		t.Fatal(err)
	}
	federated := 0
	for _, r := range doc.Results {
		if strings.HasPrefix(r.Check, "federation.") && r.Verdict == reports.Pass {
			federated++
		}
		switch r.Verdict.String() {
		case "pass", "untested":
		case "notApplicable":
			// The network of a container may have one version of IP alone, and what is
			// started without TLS need not speak HTTP/2.
			if !slices.Contains([]string{"transport.ip.both-versions", "transport.ip.version-6-actors", "transport.http.version-2-bodies"}, r.Check) {
				t.Errorf("%s: %s: %s", r.Check, r.Verdict, r.Detail)
			}
		default:
			t.Errorf("%s: %s: expected %s, got %s %s", r.Check, r.Verdict, r.Expected, r.Actual, r.Detail)
		}
	}
	if federated == 0 || len(peers.Arrivals()) == 0 {
		t.Errorf("%d checks of federation passed, and %d times the target was led to a home server", federated, len(peers.Arrivals()))
	}
	if doc.Summary.Pass < len(doc.Results)/2 {
		t.Errorf("only %d of %d checks passed", doc.Summary.Pass, len(doc.Results))
	}
}
