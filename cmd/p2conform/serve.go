package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// serveFlags describe the server to run.
type serveFlags struct {
	addr, domain, fault, reading string
	// tls is the file for the certificate; empty serves without TLS.
	tls    string
	admins []string
	seed   int64
	seeded bool
}

func (a *app) serveCommand() *cobra.Command {
	f := &serveFlags{}
	cmd := &cobra.Command{
		Use: "serve", Short: "run the reference home server, for people who write clients",
		Long: `Serve runs the reference home server until it is interrupted, and prints the URL
that it listens at to standard output. It keeps everything in memory, takes any
registration and is not for real use: it is for trying a client against, or
p2conform itself, or with --fault to see whether one's CI notices a broken server.
With --reading it takes another reading of the specification, where that can be
read in two ways: for trying whether a client gets along with it.
PORT in the environment is the port, if --addr does not say another.
It keeps every version of the API document at once, as far as it goes.

With --tls it answers https:// alone: HTTP/1.1 and HTTP/2 over TCP, and HTTP/3 over
UDP at the same port. Its certificate is made anew each time, for localhost and the
address that it listens at, and written to a file for the client to trust.

It looks for the home servers of other actors at https:// and the domain name, by the
proxy of the environment (HTTPS_PROXY), if there is one, and trusts the authorities of
this machine, or those of the file that SSL_CERT_FILE names.

Actors register at /.p2/auth/register and log in at /.p2/auth/login. An actor's
second factor is its password.`,
		Example: `  p2conform serve
  p2conform serve --addr 127.0.0.1:0 --domain home.example --admin root
  p2conform serve --fault session-id-any-length
  p2conform serve --reading A-033=get-challenge
  p2conform serve --tls cert.pem
  p2conform run --target https://127.0.0.1:8080 --ca cert.pem --domain home.p2.example`,
		Args: noArgs, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, _ []string) error {
			f.seeded = c.Flags().Changed("seed")
			if a.env.port != "" && !c.Flags().Changed("addr") {
				f.addr = "127.0.0.1:" + a.env.port
				if n, err := strconv.ParseUint(a.env.port, 10, 16); err != nil || n == 0 {
					return usage("set it to a number from 1 to 65535, or name the address with --addr", "PORT is %q in the environment, which is no port", a.env.port)
				}
			}
			return a.serve(c.Context(), f)
		},
	}
	s := cmd.Flags()
	s.StringVar(&f.addr, "addr", "127.0.0.1:8080", "the `HOST:PORT` to listen on; port 0 takes a free one")
	s.StringVar(&f.domain, "domain", homeserver.DefaultDomain, "the visible domain `NAME` of its actors' federation IDs")
	s.StringVar(&f.fault, "fault", "", "the fault `NAME` to have; p2conform list faults shows them")
	s.StringArrayVar(&f.admins, "admin", nil, "the local `NAME` of an actor who may rotate the server's key once registered; repeatable")
	s.Int64Var(&f.seed, "seed", 0, "make keys and tokens from a number, the same each time, so that anybody can know them (default random)")
	s.StringVar(&f.reading, "reading", "", "the reading `A-NNN=READING` to take instead of the first of its place; p2conform list ambiguities --verbose shows them")
	s.StringVar(&f.tls, "tls", "", "serve with TLS, HTTP/3 included, and write the certificate to trust to the `FILE`, in PEM")
	complete(cmd, "fault", faultNames)
	complete(cmd, "reading", variantNames)
	for _, name := range []string{"addr", "domain", "admin", "seed"} {
		complete(cmd, name, noNames)
	}
	return cmd
}

// server makes the home server that the flags describe.
func (f *serveFlags) server() (*homeserver.Server, error) {
	if !looksLikeDomain(f.domain) {
		return nil, usage("write the part of a federation ID after the @, as in example.com", "--domain %q is no domain name", f.domain)
	}
	s := &homeserver.Server{Domain: f.domain, Admins: f.admins, HTTP3: f.tls != "", Outbound: outbound()}
	for _, name := range f.admins {
		if err := homeserver.CheckName(name); err != nil {
			return nil, usage("write the part of a federation ID before the @, as in alice", "--admin %q is no local name: %v", name, err)
		}
	}
	if f.seeded {
		var seed [32]byte
		for i := range 8 {
			seed[i] = byte(f.seed >> (8 * i))
		}
		s.Random = rand.NewChaCha8(seed)
	}
	switch {
	case f.fault != "" && f.reading != "":
		return nil, usage("leave one of them out", "--fault and --reading may be about the same thing")
	case f.fault != "":
		fault, err := faultNamed(f.fault)
		if err != nil {
			return nil, err
		}
		fault.Set(&s.Behaviour)
	case f.reading != "":
		v, err := variantNamed(f.reading)
		if err != nil {
			return nil, err
		}
		v.Set(&s.Behaviour)
	}
	if err := s.Start(); err != nil {
		return nil, fmt.Errorf("start the reference home server: %w", err)
	}
	return s, nil
}

// drain is how long requests under way may take when the server is to end.
const drain = 5 * time.Second

// serve runs the server until ctx or the user ends it.
func (a *app) serve(ctx context.Context, f *serveFlags) error {
	home, err := f.server()
	if err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(f.addr); err != nil {
		return usage("write HOST:PORT, as in 127.0.0.1:8080", "--addr %q is no address to listen on", f.addr)
	}
	l, err := a.listen(f, a.logged(home))
	if err != nil {
		return err
	}
	ctx, end := a.interruptible(ctx, "answering what is under way")
	defer end()
	if _, err := fmt.Fprintln(a.out, l.url); err != nil {
		_ = l.close() // the first error is the one to tell
		return unwritten("on standard output", err, "")
	}
	a.introduce(f, l.addr)
	select {
	case err := <-l.ended:
		return fmt.Errorf("the server ended: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := l.shutdown(grace); errors.Is(err, context.DeadlineExceeded) {
		_ = l.close() // whoever is still connected has had its time
	}
	return nil
}

func (a *app) introduce(f *serveFlags, addr net.Addr) {
	what := "the reference home server for " + f.domain
	if f.fault != "" {
		what += " with the fault " + f.fault
	}
	if f.reading != "" {
		what += " with the reading " + f.reading
	}
	a.note(what + "; Ctrl-C ends it")
	if tcp, ok := addr.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		a.note("others can reach it, and anybody can register")
	}
	if f.seeded {
		a.note("its keys and tokens are made from a number that anybody can guess")
	}
}

// logged tells every request with --verbose.
func (a *app) logged(h http.Handler) http.Handler {
	if !a.verbose {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(s, r)
		a.console.say(fmt.Sprintf("%d %s %s", s.status, r.Method, r.URL.EscapedPath()))
	})
}

// statusWriter remembers the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (s *statusWriter) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}
