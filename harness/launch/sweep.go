//go:build unix

package launch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/client"
	"github.com/testcontainers/testcontainers-go"
	tclog "github.com/testcontainers/testcontainers-go/log"
)

// runLabel is on each container and image that a launch makes; its value is the
// launch's own.
const runLabel = "dev.p2conform.launch"

// quietLibrary turns the library's reaper off, which is an image that may not be
// there, and which the watchdog stands in for; and what it says on standard error.
// There is no other way to tell it.
var quietLibrary = sync.OnceValue(func() error {
	tclog.SetDefault(tclog.NewNoopLogger())
	return os.Setenv("TESTCONTAINERS_RYUK_DISABLED", "true")
})

// dockerClient finds Docker as its own client does, by DOCKER_HOST, its contexts and
// the usual sockets.
func dockerClient(ctx context.Context) (c *testcontainers.DockerClient, err error) {
	const hint = "start Docker, or name it with DOCKER_HOST: docker version must show a server"
	defer func() {
		if p := recover(); p != nil { // the library's way to say that there is no socket
			err = &Problem{Cause: NoDocker, What: fmt.Sprintf("there is no Docker here: %v", p), Hint: hint}
		}
	}()
	if err := quietLibrary(); err != nil {
		return nil, &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("the reaper of containers cannot be turned off: %v", err)}
	}
	c, err = testcontainers.NewDockerClientWithOpts(ctx)
	if err == nil {
		_, err = c.Ping(ctx, client.PingOptions{})
	}
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil:
		return nil, &Problem{Cause: NoDocker, Err: err, What: fmt.Sprintf("there is no Docker here: %v", err), Hint: hint}
	}
	return c, nil
}

// watchContainers waits for the end of the input, and removes what the launch has
// made.
func watchContainers(o order, notices *json.Encoder, alone <-chan bool) {
	_ = notices.Encode(notice{Started: -1})
	passes := 1
	if <-alone {
		// The program was killed, and Docker may still be doing what it asked for.
		passes = 20
	}
	// What asks for nothing but removing has a limit, or the watchdog would stay with
	// a Docker that hangs.
	ctx, cancel := context.WithTimeout(context.Background(), o.Grace+patience-time.Second)
	defer cancel()
	docker, err := dockerClient(ctx)
	for range passes {
		if err == nil {
			err = remove(ctx, docker, o.Run, o.Grace)
		}
		if passes > 1 {
			pause(ctx, 250*time.Millisecond)
		}
	}
	if err == nil {
		_ = os.Remove(o.Mark) // the next launch would
	} else {
		_ = notices.Encode(notice{Left: fmt.Sprintf("what has the label %s=%s may be left in Docker: %v", runLabel, o.Run, err)})
	}
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// remove ends and removes all that a launch has made: containers with their
// volumes, and images.
func remove(ctx context.Context, docker *testcontainers.DockerClient, run string, grace time.Duration) error {
	label := client.Filters{}.Add("label", runLabel+"="+run)
	containers, err := docker.ContainerList(ctx, client.ContainerListOptions{All: true, Filters: label})
	if err != nil {
		return err
	}
	var errs []error
	seconds := int(math.Ceil(grace.Seconds()))
	for _, c := range containers.Items {
		// Removing it by force ends it as well.
		_, _ = docker.ContainerStop(ctx, c.ID, client.ContainerStopOptions{Timeout: &seconds})
		_, err := docker.ContainerRemove(ctx, c.ID, client.ContainerRemoveOptions{Force: true, RemoveVolumes: true})
		errs = append(errs, unlessGone(err))
	}
	images, err := docker.ImageList(ctx, client.ImageListOptions{Filters: label})
	errs = append(errs, err)
	for _, i := range images.Items {
		_, err := docker.ImageRemove(ctx, i.ID, client.ImageRemoveOptions{Force: true, PruneChildren: true})
		errs = append(errs, unlessGone(err))
	}
	return errors.Join(errs...)
}

// unlessGone is an error, but for one that says that somebody else has removed it,
// or is about to.
func unlessGone(err error) error {
	if errdefs.IsNotFound(err) || errdefs.IsConflict(err) && strings.Contains(err.Error(), "in progress") {
		return nil
	}
	return err
}

// state is the directory with a file for each launch of containers. Whoever runs
// the launch, and its watchdog, hold a lock on its file, which the system lets go
// when both have ended, however they did.
func (o Options) state() (string, error) {
	dir := o.State
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			cache = filepath.Join(os.TempDir(), fmt.Sprintf("cache-%d", os.Getuid()))
		}
		dir = filepath.Join(cache, "p2conform")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("the directory %s, which remembers containers to remove, cannot be made: %v", dir, plain(err))}
	}
	return dir, nil
}

const markSuffix = ".launch"

// mark makes the file of a launch, and locks it.
func (o Options) mark(run string) (*os.File, error) {
	dir, err := o.state()
	if err != nil {
		return nil, err
	}
	// It has its name when it is locked, or another launch might sweep it.
	name := filepath.Join(dir, run)
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err == nil {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err == nil {
		err = os.Rename(name, name+markSuffix)
	}
	if err != nil {
		return nil, &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("a file in %s, which remembers containers to remove, cannot be made: %v", dir, plain(err))}
	}
	return f, nil
}

// sweep removes what launches have left whose program and watchdog have both ended.
// Nobody else's containers are touched: a launch is known by its file.
func (o Options) sweep(ctx context.Context, docker *testcontainers.DockerClient) error {
	dir, err := o.state()
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("the directory %s, which remembers containers to remove, cannot be read: %v", dir, plain(err))}
	}
	for _, e := range entries {
		run, ok := strings.CutSuffix(e.Name(), markSuffix)
		if !ok {
			continue
		}
		if err := sweepOne(ctx, docker, filepath.Join(dir, e.Name()), run); err != nil {
			return &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("what an earlier launch has left in Docker, with the label %s=%s, cannot be removed: %v", runLabel, run, err), Hint: "remove it with docker rm --force"}
		}
	}
	return nil
}

func sweepOne(ctx context.Context, docker *testcontainers.DockerClient, file, run string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // somebody else has swept it
	}
	if err != nil {
		return err
	}
	defer f.Close()
	if syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return nil // it is alive
	}
	if err := remove(ctx, docker, run, 0); err != nil {
		return err
	}
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
