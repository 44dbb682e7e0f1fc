//go:build unix

package launch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/client"
	"github.com/testcontainers/testcontainers-go"

	"github.com/p2conform/p2conform/harness/peer"
)

// How a server that is started finds the home servers of Options.Peers. The programs
// of most languages take a proxy and certificate authorities from their environment;
// in a container, those that do not find the homes by their names.

// bundleInside is where the authorities stand in a container.
const bundleInside = "/etc/p2conform-ca.pem"

// lead opens the network at an address of this machine that the server can reach.
func (r *Running) lead(o Options, host netip.Addr) error {
	at := func(port string) string { return net.JoinHostPort(host.String(), port) }
	least := peer.Opening{Proxy: at("0")}
	all := peer.Opening{Proxy: at("0"), TLS: at("443"), DNS: at("53")}
	without := "by the proxy alone, since no names can be served"
	switch {
	case o.PeersAt != "":
		given, port, err := net.SplitHostPort(o.PeersAt)
		if err != nil {
			return fmt.Errorf("the address %q has no host and port: %w", o.PeersAt, err)
		}
		least = peer.Opening{Proxy: net.JoinHostPort(given, "0"), TLS: o.PeersAt}
		all = least
		if port == "443" {
			all.DNS = net.JoinHostPort(given, "53")
		}
		without = "no names can be served"
	case host.IsLoopback():
		all = least // a process asks the name servers of this machine
	}
	var err error
	if r.entrance, err = o.Peers.Open(all); err == nil || all == least {
		return err
	}
	r.peersNote = fmt.Sprintf("%s: %v", without, plainListen(err))
	r.entrance, err = o.Peers.Open(least)
	return err
}

// plainListen is why an address could not be listened at.
func plainListen(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return fmt.Errorf("%s: %w", op.Addr, op.Err)
	}
	return err
}

// cannotLead notes why no home server can be found.
func (r *Running) cannotLead(err error) { r.noPeers = plainListen(err).Error() }

// environment is what leads through the entrance, where the authorities stand in a
// file; but for variables that the server's own description has.
func environment(e *peer.Entrance, bundle string, own map[string]string) map[string]string {
	env := map[string]string{
		"SSL_CERT_FILE": bundle, "CURL_CA_BUNDLE": bundle, "REQUESTS_CA_BUNDLE": bundle, "NODE_EXTRA_CA_CERTS": bundle,
	}
	if e.Proxy() != "" {
		// What this machine's environment has no proxy for has one now.
		for name, value := range map[string]string{"HTTPS_PROXY": e.Proxy(), "HTTP_PROXY": e.Proxy(), "NO_PROXY": ""} {
			env[name], env[strings.ToLower(name)] = value, value
		}
		env["NODE_USE_ENV_PROXY"] = "1"
	}
	for name := range own {
		delete(env, name)
		delete(env, strings.ToLower(name))
		delete(env, strings.ToUpper(name))
	}
	return env
}

// leadProcess gives a process the variables that lead it to the homes, and returns
// the directory of the file that they name.
func (r *Running) leadProcess(o Options, own map[string]string) (env map[string]string, temp string) {
	if o.Peers == nil {
		return nil, ""
	}
	if err := r.lead(o, netip.AddrFrom4([4]byte{127, 0, 0, 1})); err != nil {
		r.cannotLead(err)
		return nil, ""
	}
	temp, err := os.MkdirTemp("", "p2conform-ca-")
	if err == nil {
		err = os.Chmod(temp, 0o755) // the server may be of another user
	}
	bundle := filepath.Join(temp, "ca.pem")
	if err == nil {
		err = os.WriteFile(bundle, authorities(r.entrance, o.Environ), 0o644)
	}
	if err != nil {
		r.cannotLead(fmt.Errorf("the certificate authority of the home servers cannot be written down: %w", err))
		_ = os.RemoveAll(temp)
		_ = r.entrance.Close() // nobody is in there
		r.entrance = nil
		return nil, ""
	}
	return environment(r.entrance, bundle, own), temp
}

// leadContainer returns what a container is made with so that it is led to the homes.
func (c Container) leadContainer(ctx context.Context, r *Running, docker *testcontainers.DockerClient, o Options) (env map[string]string, more []testcontainers.ContainerCustomizer) {
	env = map[string]string{}
	if o.Peers == nil {
		return env, nil
	}
	var host netip.Addr
	var err error
	if o.PeersAt == "" {
		if host, err = gateway(ctx, docker, c.Network); err != nil {
			r.cannotLead(err)
			return env, nil
		}
	}
	if err := r.lead(o, host); err != nil {
		r.cannotLead(err)
		return env, nil
	}
	more = append(more, testcontainers.WithFiles(testcontainers.ContainerFile{
		Reader: bytes.NewReader(authorities(r.entrance, o.Environ)), ContainerFilePath: bundleInside, FileMode: 0o644,
	}))
	if at, ok := r.entrance.DNS().(*net.UDPAddr); ok && at.Port == 53 {
		more = append(more, testcontainers.WithHostConfigModifier(func(h *container.HostConfig) {
			h.DNS = []netip.Addr{at.AddrPort().Addr().Unmap()}
		}))
	}
	return environment(r.entrance, bundleInside, c.Env), more
}

// gateway is the address at which the containers of a network reach this machine;
// the name is empty for Docker's own network.
func gateway(ctx context.Context, docker *testcontainers.DockerClient, name string) (netip.Addr, error) {
	switch {
	case name == "":
		name = "bridge"
	case name == "host":
		return netip.AddrFrom4([4]byte{127, 0, 0, 1}), nil
	case name == "none" || strings.HasPrefix(name, "container:"):
		return netip.Addr{}, fmt.Errorf("the container's network is %s, from which this machine cannot be reached", name)
	}
	n, err := docker.NetworkInspect(ctx, name, client.NetworkInspectOptions{})
	if err != nil {
		return netip.Addr{}, fmt.Errorf("the Docker network %s cannot be looked up: %w", name, err)
	}
	ours, err := net.InterfaceAddrs()
	if err != nil {
		return netip.Addr{}, fmt.Errorf("the addresses of this machine cannot be listed: %w", err)
	}
	// Not every Docker tells the gateway, and one in a virtual machine tells that of
	// the virtual machine: what is in the network and of this machine is the one.
	for _, c := range n.Network.IPAM.Config {
		for _, a := range ours {
			if p, err := netip.ParsePrefix(a.String()); err == nil && c.Subnet.Contains(p.Addr()) {
				return p.Addr(), nil
			}
		}
	}
	return netip.Addr{}, fmt.Errorf("no address of this machine is in the Docker network %s", name)
}

// rootFiles are where systems keep the certificate authorities that they trust.
var rootFiles = []string{
	"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem",
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem", "/usr/local/etc/ssl/cert.pem", "/usr/local/share/certs/ca-root-nss.crt",
}

// authorities are those that this machine trusts, as far as they can be found, and the
// network's.
func authorities(e *peer.Entrance, environ []string) []byte {
	files := rootFiles
	for _, pair := range environ {
		if file, ok := strings.CutPrefix(pair, "SSL_CERT_FILE="); ok && file != "" {
			files = []string{file}
		}
	}
	ours := e.Authority()
	for _, file := range files {
		if text, err := os.ReadFile(file); err == nil {
			return bytes.Join([][]byte{ours, text}, []byte("\n"))
		}
	}
	return ours
}
