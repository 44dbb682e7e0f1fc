//go:build unix

package launch

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/moby/moby/client"
	"github.com/testcontainers/testcontainers-go"
)

// docker skips where there is none; in CI that is a failure.
func docker(t *testing.T) *testcontainers.DockerClient {
	t.Helper()
	if testing.Short() {
		t.Skip("containers are not short")
	}
	c, err := dockerClient(t.Context())
	if err != nil && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// containerOf is one whose image has nothing but a server of ours.
func containerOf(t *testing.T) Container {
	t.Helper()
	dir := t.TempDir()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "server"), "./testdata/server")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the server: %v\n%s", err, out)
	}
	path := filepath.Join(dir, "Dockerfile")
	if err := os.WriteFile(path, []byte("FROM scratch\nCOPY server /server\nENTRYPOINT [\"/server\"]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return Container{Dockerfile: path, Stop: Duration(5 * time.Second), Ready: Ready{Timeout: Duration(long)}}
}

// The image is built once, and is there while the first container is.
func TestContainers(t *testing.T) {
	d := docker(t)
	state := t.TempDir()
	o := Options{Watch: watchArgs(), State: state, Domain: "home.example"}

	conf := filepath.Join(t.TempDir(), "conf")
	if err := os.WriteFile(conf, []byte("from outside"), 0o644); err != nil {
		t.Fatal(err)
	}
	first := containerOf(t)
	first.Command, first.Env, first.Port = []string{"-p", "${PORT}", "@${DOMAIN}"}, map[string]string{"MODE": "on ${HOST}"}, 9000
	first.Files = map[string]string{conf: "/etc/server.conf"}
	r, err := first.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
	if got, want := r.Log(), "args [\"-p\" \"9000\" \"@home.example\"], MODE \"on 0.0.0.0\", file \"from outside\"\n"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	image := imageOf(t, d, state)

	t.Run("killed", func(t *testing.T) {
		state := t.TempDir()
		cmd := exec.Command(os.Args[0], "h-container", image, state)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		run := runOf(t, state)
		if n := left(t, d, run); n != 1 {
			t.Fatalf("%d containers at %s", n, line)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		nothing(t, d, run)
	})
	t.Run("ends early", func(t *testing.T) {
		_, err := Container{Image: image, Command: []string{"fail"}}.Start(t.Context(), o)
		p := problem(t, err)
		if p.Cause != EndedEarly || !strings.HasSuffix(p.What, "ended before it was ready: exit status 3") || strings.Join(p.Log, "|") != "no configuration" {
			t.Errorf("%+v", p)
		}
	})
	t.Run("swept", func(t *testing.T) {
		// What a run has left whose program and watchdog were both killed.
		ctr, err := testcontainers.Run(t.Context(), image, testcontainers.WithLabels(map[string]string{runLabel: "dead"}), testcontainers.WithEnv(map[string]string{"PORT": "8080"}))
		if err != nil {
			t.Fatal(err)
		}
		testcontainers.CleanupContainer(t, ctr)
		if err := os.WriteFile(filepath.Join(state, "dead"+markSuffix), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := o.sweep(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		if n := left(t, d, "dead"); n != 0 {
			t.Errorf("%d containers are left", n)
		}
		select {
		case <-r.Exited():
			t.Error("a container of a run that is alive was swept")
		default:
		}
		if _, err := os.Stat(filepath.Join(state, "dead"+markSuffix)); err == nil {
			t.Error("its file is left")
		}
	})
	t.Run("peers", func(t *testing.T) { visitFromContainers(t, image) })
	t.Run("no such network", func(t *testing.T) {
		c := Container{Image: image, Network: "p2conform-no-such-network"}
		_, err := c.Start(t.Context(), o)
		if p := problem(t, err); p.Cause != Failed || !strings.Contains(p.What, "p2conform-no-such-network") {
			t.Errorf("%+v", p)
		}
	})
	t.Run("dies", func(t *testing.T) {
		if res, err := (&http.Client{Timeout: long}).Get(r.URL.String() + "/die"); err == nil {
			_ = res.Body.Close()
			t.Error("it answers")
		}
		if e := exited(t, r); e != (Exit{Status: "exit status 7"}) {
			t.Errorf("it ended so: %+v", e)
		}
		if got := r.LastLines(1); len(got) != 1 || got[0] != "dying" {
			t.Errorf("the log ends with %q", got)
		}
	})
	run := runOf(t, state)
	for range 2 {
		if err := r.Stop(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if n := left(t, d, run); n != 0 {
		t.Errorf("%d containers are left", n)
	}
	if files, err := os.ReadDir(state); err != nil || len(files) != 0 {
		t.Errorf("files are left: %v, %v", files, err)
	}
}

func TestNoImage(t *testing.T) {
	docker(t)
	o := Options{Watch: watchArgs(), State: t.TempDir()}
	_, err := Container{Image: "p2conform-no-such-image:0"}.Start(t.Context(), o)
	if p := problem(t, err); p.Cause != NoImage || p.What != "there is no image p2conform-no-such-image:0 here" || p.Hint == "" {
		t.Errorf("%+v", p)
	}
	bad := filepath.Join(t.TempDir(), "Dockerfile")
	if err := os.WriteFile(bad, []byte("FROM scratch\nCOPY nowhere /server\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Container{Dockerfile: bad}.Start(t.Context(), o)
	if p := problem(t, err); p.Cause != NoImage || !strings.Contains(p.What, "nowhere") || len(p.Log) == 0 {
		t.Errorf("%+v", p)
	}
	if files, err := os.ReadDir(o.State); err != nil || len(files) != 0 {
		t.Errorf("files are left: %v, %v", files, err)
	}
}

// runOf is the run that a directory remembers.
func runOf(t *testing.T, state string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(state, "*"+markSuffix))
	if err != nil || len(files) != 1 {
		t.Fatalf("%d runs are remembered: %v", len(files), err)
	}
	return strings.TrimSuffix(filepath.Base(files[0]), markSuffix)
}

// imageOf is the image that the run of a directory has built.
func imageOf(t *testing.T, d *testcontainers.DockerClient, state string) string {
	t.Helper()
	images, err := d.ImageList(t.Context(), client.ImageListOptions{Filters: client.Filters{}.Add("label", runLabel+"="+runOf(t, state))})
	if err != nil || len(images.Items) != 1 || len(images.Items[0].RepoTags) == 0 {
		t.Fatalf("the image: %+v, %v", images.Items, err)
	}
	return images.Items[0].RepoTags[0]
}

func left(t *testing.T, d *testcontainers.DockerClient, run string) int {
	t.Helper()
	all, err := d.ContainerList(t.Context(), client.ContainerListOptions{All: true, Filters: client.Filters{}.Add("label", runLabel+"="+run)})
	if err != nil {
		t.Fatal(err)
	}
	return len(all.Items)
}

// nothing waits until no container of a run is left.
func nothing(t *testing.T, d *testcontainers.DockerClient, run string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	for left(t, d, run) > 0 {
		pause(ctx, 50*time.Millisecond)
		if ctx.Err() != nil {
			t.Fatal("a container is left")
		}
	}
}
