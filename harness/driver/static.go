package driver

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// StaticConfig names the actors that were prepared beforehand.
type StaticConfig struct {
	// File is a StaticFile in YAML or JSON, at most 16 MiB. A relative path starts
	// at the directory of the configuration.
	File string `yaml:"file" json:"file"`
}

func (c StaticConfig) check() error {
	if c.File == "" {
		return wrong("static.file", "it names no file")
	}
	return nil
}

// StaticFile is a file of actors.
type StaticFile struct {
	// Actors are used up one after another in a run; none is used twice. A run of
	// all checks takes WholeRun at most.
	Actors []StaticActor `yaml:"actors" json:"actors"`
	// Admin is an administrator, whom several checks use; default there is none.
	Admin *StaticActor `yaml:"admin,omitempty" json:"admin,omitempty"`
}

// StaticActor is an actor that is registered already.
type StaticActor struct {
	// LocalName is the part of the federation ID before the "@".
	LocalName string `yaml:"localName" json:"localName"`
	// Password and SecondFactor are what proves a sensitive action; where there is
	// no SecondFactor, it is the password.
	Password     string `yaml:"password,omitempty" json:"password,omitempty"`
	SecondFactor string `yaml:"secondFactor,omitempty" json:"secondFactor,omitempty"`
	// Token authorises an ID-CSR of the actor: one from registering or logging in,
	// or that of the session of Cert.
	Token string `yaml:"token" json:"token"`
	// Key and Cert are the private identity key (PKCS #8) and the ID-Cert of a
	// session, in PEM. Both are there, or none.
	Key  string `yaml:"key,omitempty" json:"key,omitempty"`
	Cert string `yaml:"cert,omitempty" json:"cert,omitempty"`
}

// Static hands out actors from a file.
type Static struct {
	Unable
	name   string
	actors []Account
	admin  *Account
	has    Capabilities

	mu   sync.Mutex
	used int
}

func newStatic(c StaticConfig, o Options) (*Static, error) {
	text, err := readFile("static.file", o.Dir, c.File)
	if err != nil {
		return nil, err
	}
	return ReadStatic(filepath.Base(c.File), text)
}

// ReadStatic reads a StaticFile; the name is for complaints.
func ReadStatic(name string, text []byte) (*Static, error) {
	var file StaticFile
	if err := decode(text, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(file.Actors) == 0 {
		return nil, wrong(name+": actors", "there are none")
	}
	s, factors := &Static{name: name}, true
	names := map[string]int{}
	for i, a := range file.Actors {
		account, err := a.read(fmt.Sprintf("%s: actors[%d]", name, i))
		if err != nil {
			return nil, err
		}
		if other, twice := names[a.LocalName]; twice {
			return nil, wrong(fmt.Sprintf("%s: actors[%d].localName", name, i), "%q is that of actors[%d] as well, and nobody is used twice", a.LocalName, other)
		}
		names[a.LocalName] = i
		factors = factors && account.Factor != ""
		s.actors = append(s.actors, account)
	}
	if file.Admin != nil {
		account, err := file.Admin.read(name + ": admin")
		if err != nil {
			return nil, err
		}
		s.admin, s.has = &account, append(s.has, Admin)
		factors = factors && account.Factor != ""
	}
	if factors {
		s.has = append(s.has, SecondFactor)
	}
	return s, nil
}

// read holds an actor against its form; the member is for complaints.
func (a StaticActor) read(member string) (Account, error) {
	account := Account{LocalName: a.LocalName, Password: a.Password, Factor: a.SecondFactor, Token: a.Token, Cert: a.Cert}
	if account.Factor == "" {
		account.Factor = a.Password
	}
	switch {
	case a.LocalName == "":
		return account, wrong(member+".localName", "it is missing")
	case a.Token == "":
		return account, wrong(member+".token", "it is missing: without one the actor %q can ask for no ID-Cert", a.LocalName)
	case (a.Key == "") != (a.Cert == ""):
		return account, wrong(member, "the key and the ID-Cert of %q belong together: write both, or none", a.LocalName)
	case a.Key == "":
		return account, nil
	}
	key, err := parseKey(a.Key)
	if err != nil {
		return account, wrong(member+".key", "%v", err)
	}
	account.Key = key
	cert, err := p2.ParseCertPEM(a.Cert)
	if err != nil {
		return account, wrong(member+".cert", "it is no ID-Cert in PEM: %v", err)
	}
	if !key.Public().(ed25519.PublicKey).Equal(ed25519.PublicKey(cert.Key.Bits)) {
		return account, wrong(member+".key", "it is not that of the ID-Cert of %q", a.LocalName)
	}
	return account, nil
}

// parseKey reads an Ed25519 key in PKCS #8 and PEM. No complaint shows any of it.
func parseKey(text string) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("it is no PEM, -----BEGIN PRIVATE KEY----- and so on")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, errors.New("it is no private key in PKCS #8")
	}
	key, ok := parsed.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("it is no Ed25519 key")
	}
	return key, nil
}

// Name is "static".
func (*Static) Name() string { return KindStatic }

// Capabilities are what the file has: second factors where everybody has one.
func (s *Static) Capabilities() Capabilities { return s.has.Sorted() }

// Len is how many actors the file has.
func (s *Static) Len() int { return len(s.actors) }

// Next hands out the next actor.
func (s *Static) Next(context.Context) Registration {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.used == len(s.actors) {
		return failed(fmt.Errorf("%w: the file %s has %d, and this run needs more; all checks together use up to %d",
			ErrNoActors, s.name, len(s.actors), WholeRun))
	}
	a := s.actors[s.used]
	s.used++
	return Registration{Accepted: true, Account: &a, Token: a.Token}
}

// SecondFactor is that of the account, which the file gave.
func (s *Static) SecondFactor(_ context.Context, _ *client.Client, a Account) (Factor, error) {
	if a.Factor == "" {
		return Factor{}, ErrNotOffered
	}
	return Factor{Value: a.Factor}, nil
}

// Admin is the administrator of the file.
func (s *Static) Admin(context.Context, *client.Client) (Account, error) {
	if s.admin == nil {
		return Account{}, ErrNotOffered
	}
	return *s.admin, nil
}
