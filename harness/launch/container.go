//go:build unix

package launch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/containerd/errdefs"
	"github.com/moby/moby/api/pkg/stdcopy"
	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
	"github.com/testcontainers/testcontainers-go"
	tclog "github.com/testcontainers/testcontainers-go/log"
)

// Start builds the image where it has to, starts the container and waits until the
// server is ready.
func (c Container) Start(ctx context.Context, o Options) (*Running, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	port := cmp.Or(c.Port, defaultPort)
	inside := names{"HOST": "0.0.0.0", "PORT": strconv.Itoa(port), "DOMAIN": o.Domain}
	command, err := inside.all(c.Command)
	if err != nil {
		return nil, err
	}
	env, err := inside.env(c.Env)
	if err != nil {
		return nil, err
	}
	for _, from := range slices.Sorted(maps.Keys(c.Files)) {
		if _, err := os.Stat(from); err != nil {
			return nil, misconfigured("files", "name one that is there", "the file %s that is to be copied into the container cannot be read: %v", from, plain(err))
		}
	}
	learn(pairs(env), o.Secret)
	docker, err := dockerClient(ctx)
	if err != nil {
		return nil, err
	}
	defer docker.Close()
	if c.Image != "" {
		if _, err := docker.ImageInspect(ctx, c.Image); err != nil {
			return nil, c.noImage(err)
		}
	}
	if err := o.sweep(ctx, docker); err != nil {
		return nil, err
	}
	id := strings.ToLower(rand.Text())
	mark, err := o.mark(id)
	if err != nil {
		return nil, err
	}
	defer mark.Close() // the watchdog keeps it open
	r := newRunning(c.String())
	matched := c.Ready.listen(r.log)
	led, more := c.leadContainer(ctx, r, docker, o)
	maps.Copy(led, env)
	if r.dog, err = o.watch(r, order{Run: id, Mark: mark.Name() + markSuffix, Grace: graceOf(c.Stop)}, mark); err != nil {
		r.leave()
		return nil, err
	}
	places, err := c.begin(ctx, r, docker, id, command, led, inside, more)
	if err == nil {
		r.URL, err = r.await(ctx, c.Ready, inside, matched, places)
	}
	if err != nil {
		r.stopNow(ctx)
		return nil, err
	}
	return r, nil
}

// begin starts the container, and returns where it may be reached.
func (c Container) begin(ctx context.Context, r *Running, docker *testcontainers.DockerClient, id string, command []string, env map[string]string, inside names, more []testcontainers.ContainerCustomizer) ([]*url.URL, error) {
	if err := r.begun(ctx); err != nil {
		return nil, err
	}
	var built bytes.Buffer
	port := inside["PORT"] + "/tcp"
	labels := map[string]string{runLabel: id}
	options := append(more,
		testcontainers.WithLabels(labels), testcontainers.WithEnv(env), testcontainers.WithExposedPorts(port),
		testcontainers.WithLogger(tclog.NewNoopLogger()),
	)
	if dir, file, err := c.build(); err != nil {
		return nil, err
	} else if dir != "" {
		if _, err := os.Stat(c.Dockerfile); err != nil {
			return nil, misconfigured("dockerfile", "name one that is there", "the Dockerfile %s cannot be read: %v", c.Dockerfile, plain(err))
		}
		options = append(options, testcontainers.WithDockerfile(testcontainers.FromDockerfile{
			Context: dir, Dockerfile: file, Repo: "p2conform-launch", Tag: id, BuildLogWriter: &built,
			BuildOptionsModifier: func(b *client.ImageBuildOptions) { b.Labels = labels },
		}))
	}
	if len(command) > 0 {
		options = append(options, testcontainers.WithCmd(command...))
	}
	if c.Network != "" {
		// Joined as it is created, or it would have Docker's own as well.
		options = append(options, testcontainers.WithHostConfigModifier(func(h *container.HostConfig) {
			h.NetworkMode = container.NetworkMode(c.Network)
		}))
	}
	for _, from := range slices.Sorted(maps.Keys(c.Files)) {
		options = append(options, testcontainers.WithFiles(testcontainers.ContainerFile{HostFilePath: from, ContainerFilePath: c.Files[from]}))
	}
	started, err := testcontainers.Run(ctx, c.Image, options...)
	if started != nil && started.GetContainerID() != "" {
		r.follow(docker, started.GetContainerID())
	}
	switch {
	case ctx.Err() != nil:
		return nil, context.Cause(ctx)
	case err != nil && c.Dockerfile != "" && (started == nil || started.GetContainerID() == ""):
		why := err.Error()
		if _, after, ok := strings.Cut(why, "build image: "); ok {
			why = after // before that the library says which of its functions it was in
		}
		return nil, &Problem{
			Cause: NoImage, Err: err, What: fmt.Sprintf("the image of %s cannot be built: %s", c.Dockerfile, why), Log: lastOf(built.String()),
			Hint: fmt.Sprintf("docker build -f %s %s shows the whole log", c.Dockerfile, cmp.Or(c.Context, filepath.Dir(c.Dockerfile))),
		}
	case err != nil:
		return nil, &Problem{
			Cause: Failed, Err: err, What: fmt.Sprintf("the container of %s cannot be started: %v", r.name, err), Log: r.LastLines(endOfLog),
			Hint: "start it by hand with docker run, or see what its command and its network are",
		}
	}
	places, err := c.places(ctx, started, port, inside)
	if err == nil {
		return places, nil
	}
	// A container that has ended has no address either.
	late := time.NewTimer(askLimit)
	defer late.Stop()
	select {
	case <-r.exited:
		return nil, r.early()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-late.C:
		return nil, err
	}
}

// noImage says why there is no image.
func (c Container) noImage(err error) error {
	if !errdefs.IsNotFound(err) {
		return &Problem{Cause: NoImage, Err: err, What: fmt.Sprintf("the image %s cannot be looked up: %v", c.Image, err)}
	}
	return &Problem{
		Cause: NoImage, Field: "image", Err: err, What: fmt.Sprintf("there is no image %s here", c.Image),
		Hint: "docker pull " + c.Image + " first, or build it: p2conform pulls none",
	}
}

// places are where the server may be reached: at the port that Docker has published,
// and, where that is of another machine than ours, at the container's own address.
func (c Container) places(ctx context.Context, started testcontainers.Container, port string, inside names) ([]*url.URL, error) {
	var hosts [][2]string
	var errs []error
	host, err := started.Host(ctx)
	if mapped, e := started.MappedPort(ctx, port); err == nil && e == nil {
		if host == "localhost" {
			host = "127.0.0.1" // what is published for IPv6 may have another port
		}
		hosts = append(hosts, [2]string{host, strconv.Itoa(int(mapped.Num()))})
	} else {
		errs = append(errs, err, e)
	}
	ips, err := started.ContainerIPs(ctx)
	errs = append(errs, err)
	for _, ip := range ips {
		if ip != "" {
			hosts = append(hosts, [2]string{ip, inside["PORT"]})
		}
	}
	var all []*url.URL
	for _, h := range hosts {
		host := h[0]
		if ip := net.ParseIP(host); ip != nil && ip.To4() == nil {
			host = "[" + host + "]"
		}
		u, err := names{"HOST": host, "PORT": h[1], "DOMAIN": inside["DOMAIN"]}.place(c.URL)
		if err != nil {
			return nil, err
		}
		all = append(all, u)
	}
	if len(all) == 0 {
		err := errors.Join(errs...)
		return nil, &Problem{Cause: Failed, Err: err, What: fmt.Sprintf("the container of %s has no address: %v", c, err), Hint: "has its network one, and does its server still run?"}
	}
	return all, nil
}

// follow writes a container's log down until it ends, and then notes how it ended.
func (r *Running) follow(docker *testcontainers.DockerClient, id string) {
	// It goes on for longer than the launch, with a connection of its own.
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-r.dog.gone
		cancel()
	}()
	wait := docker.ContainerWait(ctx, id, client.ContainerWaitOptions{Condition: container.WaitConditionNotRunning})
	logs, err := docker.ContainerLogs(ctx, id, client.ContainerLogsOptions{ShowStdout: true, ShowStderr: true, Follow: true})
	logged := make(chan struct{})
	go func() {
		defer close(logged)
		if err != nil {
			_, _ = fmt.Fprintf(r.log, "(the log cannot be read: %v)\n", err)
			return
		}
		defer logs.Close()
		if _, err := stdcopy.StdCopy(r.log, r.log, logs); err != nil && !errors.Is(err, io.EOF) && ctx.Err() == nil {
			_, _ = fmt.Fprintf(r.log, "(the rest of the log cannot be read: %v)\n", err)
		}
	}()
	go func() {
		select {
		case how := <-wait.Result:
			<-logged
			r.ended(fmt.Sprintf("exit status %d", how.StatusCode))
		case err := <-wait.Error:
			if ctx.Err() == nil {
				r.ended(fmt.Sprintf("Docker does not say how: %v", err))
			}
		}
	}()
}

func lastOf(text string) []string {
	var l record
	_, _ = l.Write([]byte(text))
	return l.lastLines(endOfLog)
}
