package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/launch"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/harness/targetfile"
)

// Home servers with public names show the certificate that the target file names.
func TestPublicPeers(t *testing.T) {
	dir := t.TempDir()
	roots := wildcard(t, dir, "*.peers.example.com")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listen := l.Addr().String()
	flags := func(suffix string) *targetFlags {
		text := fmt.Sprintf("p2conform: 1\nurl: https://p2.example.com\npeers:\n  listen: %s\n  certificate: cert.pem\n  key: key.pem\n  suffix: %s\n", listen, suffix)
		file, err := targetfile.Parse(filepath.Join(dir, "f.yaml"), []byte(text), func(string) (string, bool) { return "", false })
		if err != nil {
			t.Fatal(err)
		}
		return &targetFlags{file: file, url: file.URL}
	}
	if _, err := flags("peers.example.com").homes(); err == nil || !strings.Contains(err.Error(), "serve the home servers") || hintOf(err) == "" {
		t.Errorf("where somebody listens already: %v", err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := flags("example.org").homes(); err == nil || !strings.Contains(err.Error(), "f.yaml:5:3: peers: the certificate cert.pem is not for names below example.org") {
		t.Errorf("a certificate for other names: %v", err)
	}
	beside, err := flags("peers.example.com").homes()
	if err != nil {
		t.Fatal(err)
	}
	defer beside.close()
	tg := &target.Target{Skew: time.Hour}
	beside.lead(tg, nil)
	if want := "by names below peers.example.com that lead to TLS at " + listen; tg.PeersBy != want || tg.Peers == nil || tg.NoPeers != "" {
		t.Errorf("it is led %q, or not, since %q; want %q", tg.PeersBy, tg.NoPeers, want)
	}
	if early := time.Now().Add(59 * time.Minute); beside.now().Before(early) {
		t.Error("the homes do not have the target's time")
	}
	var o launch.Options
	if beside.launch(&o); o.Peers != nil {
		t.Error("a server that is started would be led there twice")
	}
	home, err := tg.Peers.NewHome("alice", rand.Reader, &client.Log{})
	if err != nil {
		t.Fatal(err)
	}
	conn, err := tls.Dial("tcp", listen, &tls.Config{RootCAs: roots, ServerName: home.Domain})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if name := conn.ConnectionState().PeerCertificates[0].DNSNames[0]; name != "*.peers.example.com" {
		t.Errorf("the certificate is for %s", name)
	}
}

// wildcard writes a certificate and its key into a directory, and returns what trusts
// it.
func wildcard(t *testing.T, dir, name string) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), DNSNames: []string{name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{"cert.pem": {Type: "CERTIFICATE", Bytes: der}, "key.pem": {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(filepath.Join(dir, file), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return pool
}
