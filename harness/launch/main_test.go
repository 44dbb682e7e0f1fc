//go:build unix

package launch

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// long is how long a test waits for what must happen; no test waits for nothing.
const long = time.Minute

// TestMain runs the tests, or is what they start: the watchdog, or one of the
// programs of helpers.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if os.Args[1] == "__watch" {
			if err := Watch(os.Stdin); err != nil {
				panic(err)
			}
			os.Exit(0)
		}
		if h := helpers[os.Args[1]]; h != nil {
			hold()
			h()
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

// hold opens the pipe by which a test knows who is alive.
func hold() {
	if path := os.Getenv("ALIVE"); path != "" {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			panic(err)
		}
		forever = f
	}
}

var forever *os.File // a file that nobody needs would be closed

var helpers = map[string]func(){
	// h-serve answers whatever it is asked, and ends at /die.
	"h-serve": func() { serve(http.StatusNotFound) },
	// h-busy answers 503.
	"h-busy": func() { serve(http.StatusServiceUnavailable) },
	// h-stubborn does not end when it is asked to.
	"h-stubborn": func() {
		signal.Ignore(syscall.SIGTERM)
		serve(http.StatusOK)
	},
	// h-tree starts two that do not end when they are asked to, one of them in a
	// session of its own.
	"h-tree": func() {
		for _, session := range []bool{false, os.Getenv("SESSION") != ""} {
			c := exec.Command(os.Args[0], "h-wait")
			c.SysProcAttr = &syscall.SysProcAttr{Setsid: session}
			out, err := c.StdoutPipe()
			if err == nil {
				err = c.Start()
			}
			if err == nil {
				_, err = io.ReadFull(out, make([]byte, 3)) // it is up
			}
			if err != nil {
				panic(err)
			}
		}
		serve(http.StatusOK)
	},
	"h-wait": func() {
		signal.Ignore(syscall.SIGTERM)
		fmt.Print("up\n")
		select {}
	},
	// h-fail ends before it is ready.
	"h-fail": func() {
		fmt.Println("reading the configuration")
		fmt.Fprintln(os.Stderr, "no database at \x1b[31mdb.example")
		os.Exit(3)
	},
	// h-orphan ends, and leaves a child.
	"h-orphan": func() {
		c := exec.Command(os.Args[0], "h-wait")
		out, err := c.StdoutPipe()
		if err == nil {
			err = c.Start()
		}
		if err == nil {
			_, err = io.ReadFull(out, make([]byte, 3))
		}
		if err != nil {
			panic(err)
		}
		os.Exit(4)
	},
	// h-flood writes much before it is ready.
	"h-flood": func() {
		fmt.Println("the first line")
		line := bytes.Repeat([]byte("0123456789abcde\n"), 4096)
		for range 64 {
			_, _ = os.Stdout.Write(line)
		}
		fmt.Println("the last line")
		serve(http.StatusOK)
	},
	// h-mute listens nowhere.
	"h-mute": func() {
		fmt.Println("thinking")
		select {}
	},
	// h-log says that it is ready, and that is all.
	"h-log": func() {
		fmt.Print("starting\nready on port " + os.Getenv("PORT"))
		select {}
	},
	// h-env shows its environment.
	"h-env": func() {
		fmt.Printf("args %q MODE=%s PORT=%s GIVEN=%s\n", os.Args[2:], os.Getenv("MODE"), os.Getenv("PORT"), os.Getenv("GIVEN"))
		serve(http.StatusOK)
	},
	// h-visit looks for another server, as its environment leads it there.
	"h-visit": func() {
		http.HandleFunc("/visit", func(w http.ResponseWriter, r *http.Request) {
			c := http.Client{Timeout: long}
			res, err := c.Get(r.URL.Query().Get("url"))
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadGateway)
				return
			}
			defer res.Body.Close()
			fmt.Fprint(w, res.Status)
		})
		fmt.Printf("authorities in %s\n", os.Getenv("SSL_CERT_FILE"))
		serve(http.StatusOK)
	},
	// h-launch launches the rest of its command line, and then panics or waits to be
	// killed.
	"h-launch": func() {
		p := Process{Command: append([]string{os.Args[0]}, os.Args[3:]...), Stop: Duration(50 * time.Millisecond)}
		_, err := p.Start(context.Background(), Options{Watch: watchArgs(), Environ: os.Environ()})
		if err != nil {
			panic(err)
		}
		fmt.Println("launched")
		if os.Args[2] == "panic" {
			panic("out of paper")
		}
		select {}
	},
	// h-container launches a container, and waits to be killed.
	"h-container": func() {
		r, err := Container{Image: os.Args[2]}.Start(context.Background(), Options{Watch: watchArgs(), State: os.Args[3]})
		if err != nil {
			panic(err)
		}
		fmt.Println(r.URL)
		select {}
	},
}

func watchArgs() []string { return []string{os.Args[0], "__watch"} }

func serve(status int) {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
	http.HandleFunc("/die", func(http.ResponseWriter, *http.Request) {
		fmt.Println("dying")
		os.Exit(7)
	})
	l, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		panic(err)
	}
	panic(http.Serve(l, nil))
}

// helper is a process that runs one of them.
func helper(name string, args ...string) Process {
	return Process{Command: append([]string{os.Args[0], name}, args...), Stop: Duration(100 * time.Millisecond), Ready: Ready{Timeout: Duration(long)}}
}

// witness knows who is alive: all that is started with its environment holds the
// other end of a pipe.
type witness struct {
	path string
	pipe *os.File
}

func newWitness(t *testing.T) *witness {
	t.Helper()
	w := &witness{path: filepath.Join(t.TempDir(), "alive")}
	if err := syscall.Mkfifo(w.path, 0o600); err != nil {
		t.Fatal(err)
	}
	var err error
	if w.pipe, err = os.OpenFile(w.path, os.O_RDONLY|syscall.O_NONBLOCK, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.pipe.Close() })
	return w
}

func (w *witness) options() Options {
	return Options{Watch: watchArgs(), Environ: append(os.Environ(), "ALIVE="+w.path)}
}

// nobody waits until nobody is alive who was.
func (w *witness) nobody(t *testing.T) {
	t.Helper()
	if err := w.pipe.SetReadDeadline(time.Now().Add(long)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, w.pipe); err != nil {
		t.Fatalf("somebody is still alive: %v", err)
	}
}

// somebody makes sure that the pipe is open at its other end: its end is not there
// yet.
func (w *witness) somebody(t *testing.T) {
	t.Helper()
	if err := w.pipe.SetReadDeadline(time.Now()); err != nil {
		t.Fatal(err)
	}
	if n, err := w.pipe.Read(make([]byte, 1)); err == nil || err == io.EOF {
		t.Fatalf("nobody is alive: %d, %v", n, err)
	}
}
