package launch

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Process is a server that is started as a process of this machine, in a process
// group of its own.
//
// In Command, Env and URL ${PORT}, ${HOST} and ${DOMAIN} stand for the port to
// listen on, for 127.0.0.1 and for the visible domain name; $${ is a ${ that stands
// for itself. PORT is in its environment, too.
type Process struct {
	// Command is the program and its arguments; no shell reads them. A program
	// without a slash is looked for in PATH, one with a slash from Dir.
	Command []string `json:"command" yaml:"command"`
	// Env is added to the environment that the process inherits.
	Env map[string]string `json:"env,omitempty" yaml:"env,omitempty"`
	// Dir is the working directory; default that of p2conform.
	Dir string `json:"dir,omitempty" yaml:"dir,omitempty"`
	// Port is the TCP port to listen on, 1 to 65535; default a free one.
	Port int `json:"port,omitempty" yaml:"port,omitempty"`
	// URL is where the server answers; default http://${HOST}:${PORT}.
	URL string `json:"url,omitempty" yaml:"url,omitempty"`
	// Ready says when it can be asked.
	Ready Ready `json:"ready,omitzero" yaml:"ready,omitempty"`
	// Stop is how long it may take to end after SIGTERM, before SIGKILL; default
	// 5s, at most 5m.
	Stop Duration `json:"stop,omitempty" yaml:"stop,omitempty"`
}

// Container is a server that is started in a container, from an image that is there
// already (none is pulled), or from a Dockerfile.
//
// In Command and Env ${PORT} stands for Port, ${HOST} for 0.0.0.0 and ${DOMAIN} for
// the visible domain name; in URL ${HOST} and ${PORT} stand for where the port can
// be reached from outside. PORT is in its environment, too.
type Container struct {
	// Image is the name of an image, as docker run takes it. Either it or Dockerfile
	// is given.
	Image string `json:"image,omitempty" yaml:"image,omitempty"`
	// Dockerfile is the path of one, and Context the directory that it is built in;
	// default the one that it stands in. Dockerfile stands in or below Context.
	Dockerfile string `json:"dockerfile,omitempty" yaml:"dockerfile,omitempty"`
	Context    string `json:"context,omitempty" yaml:"context,omitempty"`
	// Port is the TCP port that the server listens on in the container, 1 to 65535;
	// default 8080.
	Port int `json:"port,omitempty" yaml:"port,omitempty"`
	// Env is the environment, beside what the image has.
	Env map[string]string `json:"env,omitempty" yaml:"env,omitempty"`
	// Files are copied into the container before it starts: a path of this machine,
	// and the absolute path in the container.
	Files map[string]string `json:"files,omitempty" yaml:"files,omitempty"`
	// Command stands in for the image's own command, after its entry point.
	Command []string `json:"command,omitempty" yaml:"command,omitempty"`
	// Network is the name of a Docker network to join, which must be there; default
	// Docker's own.
	Network string `json:"network,omitempty" yaml:"network,omitempty"`
	// URL is where the server answers; default http://${HOST}:${PORT}.
	URL string `json:"url,omitempty" yaml:"url,omitempty"`
	// Ready says when it can be asked.
	Ready Ready `json:"ready,omitzero" yaml:"ready,omitempty"`
	// Stop is how long it may take to end before it is killed; default 5s, at most 5m.
	Stop Duration `json:"stop,omitempty" yaml:"stop,omitempty"`
}

// Ready says when a server can be asked: when it answers at a URL, and when its log
// says so, if both are given.
type Ready struct {
	// Path is below the server's URL, and URL another one; at most one of them is
	// given. Default is the path /.well-known/polyproto-core, or nothing where Log
	// is given.
	Path string `json:"path,omitempty" yaml:"path,omitempty"`
	URL  string `json:"url,omitempty" yaml:"url,omitempty"`
	// Status is the HTTP status that the answer must have; default any below 500.
	// Redirects are not followed, and certificates not verified.
	Status int `json:"status,omitempty" yaml:"status,omitempty"`
	// Log is a regular expression (RE2) that some line of the log matches.
	Log string `json:"log,omitempty" yaml:"log,omitempty"`
	// Timeout is how long it may take; default 30s, at most 1h.
	Timeout Duration `json:"timeout,omitempty" yaml:"timeout,omitempty"`
}

// Duration is a time.Duration that is written as in "90s" or "1m30s".
type Duration time.Duration

// MarshalText writes the duration as Go does.
func (d Duration) MarshalText() ([]byte, error) { return []byte(time.Duration(d).String()), nil }

// UnmarshalText reads a duration as Go writes one; its error names the text.
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is no duration, as in 30s or 1m30s", text)
	}
	*d = Duration(v)
	return nil
}

const (
	defaultStop  = 5 * time.Second
	maxStop      = 5 * time.Minute
	defaultReady = 30 * time.Second
	maxReady     = time.Hour
	// defaultPath is asked of a server to see whether it answers at all. One that has
	// no such document answers 404, which will do.
	defaultPath = "/.well-known/polyproto-core"
	defaultPort = 8080
	defaultURL  = "http://${HOST}:${PORT}"
)

// String is the command, without its arguments.
func (p Process) String() string {
	if len(p.Command) == 0 {
		return "a process"
	}
	return p.Command[0]
}

// String is the image, or the Dockerfile.
func (c Container) String() string {
	if c.Dockerfile != "" {
		return "the image of " + c.Dockerfile
	}
	return "the image " + c.Image
}

// Check holds a process's description against itself.
func (p Process) Check() error {
	if len(p.Command) == 0 || p.Command[0] == "" {
		return misconfigured("command", "name the program that starts the server, and its arguments", "no command is given")
	}
	return checkShared(p.Port, p.Env, p.URL, p.Ready, p.Stop, p.Command)
}

// Check holds a container's description against itself.
func (c Container) Check() error {
	switch {
	case c.Image == "" && c.Dockerfile == "":
		return misconfigured("image", "name an image, or a Dockerfile to build one from", "no image is given")
	case c.Image != "" && c.Dockerfile != "":
		return misconfigured("image", "leave one of them out", "both the image %s and the Dockerfile %s are given", c.Image, c.Dockerfile)
	case c.Context != "" && c.Dockerfile == "":
		return misconfigured("context", "name the Dockerfile, or leave the directory out", "the directory %s is given to build in, and no Dockerfile", c.Context)
	}
	if _, _, err := c.build(); err != nil {
		return err
	}
	for _, from := range slices.Sorted(maps.Keys(c.Files)) {
		if to := c.Files[from]; !path.IsAbs(to) {
			return misconfigured("files", "begin it with a slash", "the file %s is to be copied to %q, which is no absolute path", from, to)
		}
	}
	return checkShared(c.Port, c.Env, c.URL, c.Ready, c.Stop, c.Command)
}

// build is the directory to build in, and the Dockerfile's path from there.
func (c Container) build() (dir, file string, err error) {
	if c.Dockerfile == "" {
		return "", "", nil
	}
	if c.Context == "" {
		return filepath.Dir(c.Dockerfile), filepath.Base(c.Dockerfile), nil
	}
	rel, err := filepath.Rel(c.Context, c.Dockerfile)
	if err != nil || !filepath.IsLocal(rel) {
		return "", "", misconfigured("dockerfile", "name a directory that holds it", "the Dockerfile %s is not in the directory %s, which it is to be built in", c.Dockerfile, c.Context)
	}
	return c.Context, filepath.ToSlash(rel), nil
}

func checkShared(port int, env map[string]string, place string, ready Ready, stop Duration, command []string) error {
	if port < 0 || port > 65535 {
		return misconfigured("port", "write a number from 1 to 65535", "the port %d is out of bounds", port)
	}
	if stop < 0 || time.Duration(stop) > maxStop {
		return misconfigured("stop", fmt.Sprintf("write a time up to %s", maxStop), "%s is no time to end in", time.Duration(stop))
	}
	for _, name := range slices.Sorted(maps.Keys(env)) {
		if name == "" || strings.ContainsAny(name, "=\x00") || strings.Contains(env[name], "\x00") {
			return misconfigured("env", "write NAME=VALUE", "%q is no name of an environment variable, or its value has a zero byte", name)
		}
	}
	known := names{"PORT": "1", "HOST": "127.0.0.1", "DOMAIN": "example.com"}
	for _, text := range append(slices.Collect(maps.Values(env)), command...) {
		if _, err := known.expand(text); err != nil {
			return err
		}
	}
	if err := checkURL("url", place, known); err != nil {
		return err
	}
	return ready.check(known)
}

func (r Ready) check(known names) error {
	switch {
	case r.Path != "" && r.URL != "":
		return misconfigured("ready.path", "leave one of them out", "both the path %s and the URL %s are to show that the server is ready", r.Path, r.URL)
	case r.Path != "" && !strings.HasPrefix(r.Path, "/"):
		return misconfigured("ready.path", "begin it with a slash", "the path %q is none", r.Path)
	case r.Status != 0 && http.StatusText(r.Status) == "":
		return misconfigured("ready.status", "write a status of HTTP, as in 200", "%d is no HTTP status", r.Status)
	case r.Timeout < 0 || time.Duration(r.Timeout) > maxReady:
		return misconfigured("ready.timeout", fmt.Sprintf("write a time up to %s", maxReady), "%s is no time to become ready in", time.Duration(r.Timeout))
	}
	if _, err := regexp.Compile(r.Log); err != nil {
		return misconfigured("ready.log", "write a regular expression as RE2 has them", "%q is no regular expression: %v", r.Log, err)
	}
	return checkURL("ready.url", r.URL, known)
}

func checkURL(field, text string, known names) error {
	if text == "" {
		return nil
	}
	text, err := known.expand(text)
	if err != nil {
		return err
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return misconfigured(field, "write one as in https://${HOST}:${PORT}", "it is no URL that a server could answer at")
	}
	return nil
}
