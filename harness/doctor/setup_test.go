package doctor

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/openapi"
)

// at describes the target at a URL.
func at(t *testing.T, text string, trusted *x509.CertPool) *target.Target {
	t.Helper()
	u, err := url.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	api, err := openapi.Load(openapi.Newest)
	if err != nil {
		t.Fatal(err)
	}
	o := client.Options{}
	if trusted != nil {
		o.TLS = &tls.Config{RootCAs: trusted}
	}
	h := client.NewHTTP(o)
	t.Cleanup(h.CloseIdleConnections)
	return &target.Target{Name: "a server of this test", URL: u, HTTP: h, API: api}
}

// look examines a target with patience enough for any machine, and holds the report
// against its schema.
func look(t *testing.T, o Options) *Report {
	t.Helper()
	o.Limit, o.Preflight = 5*time.Minute, 5*time.Minute
	if o.Flags == nil {
		o.Flags = []string{"--target", o.Target.URL.String()}
	}
	r, _ := Examine(t.Context(), o)
	valid(t, r)
	return r
}

func valid(t *testing.T, r *Report) {
	t.Helper()
	read := func(text []byte) any {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(Schema, read(SchemaText())); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.MustCompile(Schema).Validate(read(text)); err != nil {
		t.Errorf("the report does not hold to its schema: %v", err)
	}
}

// of is the step with a name.
func of(t *testing.T, r *Report, name string) Step {
	t.Helper()
	for _, s := range r.Steps {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no step is called %s", name)
	return Step{}
}

// certificate makes one for 127.0.0.1, unless change says otherwise, signed by its
// parent or, without any, by itself.
func certificate(t *testing.T, parent *tls.Certificate, change func(*x509.Certificate)) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "a server"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour), BasicConstraintsValid: true,
	}
	change(c)
	signer, by := any(key), c
	if parent != nil {
		signer, by = parent.PrivateKey, parent.Leaf
	}
	der, err := x509.CreateCertificate(rand.Reader, c, by, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

// authority makes a root.
func authority(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	root := certificate(t, nil, func(c *x509.Certificate) {
		c.Subject.CommonName, c.IsCA, c.IPAddresses, c.KeyUsage = "a root of this test", true, nil, x509.KeyUsageCertSign
	})
	pool := x509.NewCertPool()
	pool.AddCert(root.Leaf)
	return root, pool
}

// secured serves a home server with a certificate.
func secured(t *testing.T, c tls.Certificate) string {
	t.Helper()
	s := httptest.NewUnstartedServer(&homeserver.Server{})
	s.TLS = &tls.Config{Certificates: []tls.Certificate{c}}
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL
}

// plain serves a handler without TLS.
func plain(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func nothing(context.Context, string, string) (net.Conn, error) { return nil, net.ErrClosed }
