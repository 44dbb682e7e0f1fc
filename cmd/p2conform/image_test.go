//go:build unix

package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The image is built as the Dockerfile says, by hand and as a release has it, and
// what is in it works with nothing else around it.
func TestImage(t *testing.T) {
	notUnderRace(t)
	needsDocker(t)
	dir := t.TempDir()
	text, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "Dockerfile")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	binary := filepath.Join(dir, "p2conform")
	staticProgram(t, binary)
	image := builtImage(t, dir, "--build-arg", "DIR=.")

	t.Run("run", func(t *testing.T) {
		// As anybody but root, with nothing to write to but what is mounted.
		out := t.TempDir()
		user := strconv.Itoa(os.Getuid()) + ":" + strconv.Itoa(os.Getgid())
		if os.Getuid() == 0 {
			user = "65532:65532"
			if err := os.Chown(out, 65532, 65532); err != nil {
				t.Fatal(err)
			}
		}
		said := docker(t, "run", "--rm", "--read-only", "--network", "none", "--user", user, "--volume", out+":/work", image,
			"run", "--quiet", "--out", "reports")
		d := valid(t, reportSchema(t), filepath.Join(out, "reports", "report.json"))
		if d.Partial != "" || d.Summary.Pass == 0 || d.Summary.Fail+d.Summary.Blocked+d.Summary.Error+d.Summary.Untested > 0 {
			t.Errorf("partial %q, %+v\n%s", d.Partial, d.Summary, said)
		}
	})
	t.Run("serve", func(t *testing.T) {
		report := filepath.Join(t.TempDir(), "report.json")
		run := exec.Command("p2conform", "run", "--suite", "discovery", "--domain", "home.p2.example", "--report", "json="+report,
			"--image", image, "--", "serve", "--addr", "${HOST}:${PORT}", "--domain", "${DOMAIN}")
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if d := valid(t, reportSchema(t), report); d.Target.Launched != "container of the image "+image || d.Summary.Pass == 0 {
			t.Errorf("launched %q, %+v", d.Target.Launched, d.Summary)
		}
	})
	t.Run("killed", func(t *testing.T) { killedWithContainers(t, image) })
	t.Run("release", func(t *testing.T) {
		context := t.TempDir()
		place := filepath.Join(context, "linux", "amd64")
		if err := errors.Join(os.MkdirAll(place, 0o700), os.Rename(binary, filepath.Join(place, "p2conform")), os.Rename(file, filepath.Join(context, "Dockerfile"))); err != nil {
			t.Fatal(err)
		}
		// BuildKit gives the platform by itself, which the older builder does not.
		image := builtImage(t, context, "--build-arg", "TARGETPLATFORM=linux/amd64")
		if said := docker(t, "run", "--rm", image, "version"); !strings.HasPrefix(said, "p2conform ") {
			t.Errorf("it says %q", said)
		}
	})
}

// killedWithContainers kills runs that have a container of the image, and wants
// each to leave its report and nothing else.
func killedWithContainers(t *testing.T, image string) {
	var caches []string
	for range 20 {
		caches = append(caches, t.TempDir())
	}
	t.Run("each", func(t *testing.T) {
		for i, cache := range caches {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				// Each is killed at another moment: right after the first save, or later.
				killedWithContainer(t, image, cache, i%5*12)
			})
		}
	})
	// A watchdog ends when it has looked often enough for what may come late.
	for _, cache := range caches {
		until(t, time.Now().Add(watchdogTime), "a launch is still remembered", func() bool { return len(remembered(t, cache)) == 0 })
	}
}

// killedWithContainer kills one when it has saved so many results.
func killedWithContainer(t *testing.T, image, cache string, results int) {
	dir := t.TempDir()
	cmd := exec.Command("p2conform", "run", "--domain", "home.p2.example", "--parallel", "2", "--report", "json=report.json",
		"--image", image, "--", "serve", "--addr", "${HOST}:${PORT}", "--domain", "${DOMAIN}")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "HOME="+cache)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Process.Kill() }()
	file := filepath.Join(dir, "report.json")
	grown(t, file, results)
	label := "label=dev.p2conform.launch=" + strings.TrimSuffix(filepath.Base(launches(t, cache)[0]), ".launch")
	if there := docker(t, "ps", "--quiet", "--filter", label); len(strings.Fields(there)) != 1 {
		t.Fatalf("the containers with %s before it is killed: %q", label, there)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	killed := time.Now()
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != -1 {
		t.Fatalf("it ended before it was killed: %v\n%s", err, &said)
	}
	d := valid(t, reportSchema(t), file)
	if d.Partial == "" || d.Ended != nil || len(d.Results) < results {
		t.Errorf("partial %q, ended %v, %d results", d.Partial, d.Ended, len(d.Results))
	}
	if d.Target.Launched != "container of the image "+image {
		t.Errorf("launched %q", d.Target.Launched)
	}
	until(t, killed.Add(watchdogTime), "the container is still there", func() bool {
		return docker(t, "ps", "--all", "--quiet", "--filter", label) == ""
	})
	t.Logf("%d results, the container gone after %s", len(d.Results), time.Since(killed).Round(time.Millisecond))
}

// watchdogTime is how long a watchdog may take in all: the grace that a container
// has by default, and what the watchdog needs beyond it.
const watchdogTime = 5*time.Second + 20*time.Second

// launches are the files by which a cache directory remembers launches.
func launches(t *testing.T, cache string) []string {
	t.Helper()
	files := remembered(t, cache)
	if len(files) != 1 {
		t.Fatalf("%d launches are remembered: %q", len(files), files)
	}
	return files
}

// remembered looks for those files wherever a system has its cache directory.
func remembered(t *testing.T, cache string) []string {
	t.Helper()
	var files []string
	for _, pattern := range []string{"p2conform/*.launch", "Library/Caches/p2conform/*.launch"} {
		found, err := filepath.Glob(filepath.Join(cache, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	return files
}

// until waits for a condition.
func until(t *testing.T, end time.Time, missing string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		if time.Now().After(end) {
			t.Error(missing)
			return
		}
		<-tick.C
	}
}

// staticProgram builds p2conform for a container.
func staticProgram(t *testing.T, path string) {
	t.Helper()
	build := exec.Command("go", "build", "-o", path, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the program: %v\n%s", err, out)
	}
}

// builtImage builds an image, and removes it with the test.
func builtImage(t *testing.T, dir string, args ...string) string {
	t.Helper()
	name := "p2conform-test:" + strings.ToLower(rand.Text())
	docker(t, append(append([]string{"build", "--tag", name}, args...), dir)...)
	t.Cleanup(func() {
		if out, err := exec.Command("docker", "rmi", "--force", name).CombinedOutput(); err != nil {
			t.Errorf("remove the image: %v\n%s", err, out)
		}
	})
	return name
}

// docker runs Docker's own client, and gives what it prints.
func docker(t *testing.T, args ...string) string {
	t.Helper()
	var out, said bytes.Buffer
	cmd := exec.Command("docker", args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("docker %s: %v\n%s%s", strings.Join(args, " "), err, &out, &said)
	}
	return out.String()
}

// needsDocker skips where there is none; in CI that is a failure.
func needsDocker(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("containers are not short")
	}
	out, err := exec.Command("docker", "version", "--format", "{{.Server.Version}}").CombinedOutput()
	switch {
	case err == nil:
	case os.Getenv("CI") != "":
		t.Fatalf("Docker has to be there in CI: %v\n%s", err, out)
	default:
		t.Skipf("Docker is not here: %v", err)
	}
}
