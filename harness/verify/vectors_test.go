package verify_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io/fs"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/fixtures/vectors"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

// input has the members of every kind.
type input struct {
	PEM, Issuer, Domain, Actor, DER, Of, Text string
	Archive                                   []byte
	Entry                                     json.RawMessage
	Trial                                     json.RawMessage
	Solution                                  struct {
		Signature    string
		SerialNumber *big.Int
	}
}

// judges are our own readers of each kind of vector. An error is an input that
// nothing can be read from.
var judges = map[string]func(in input, at time.Time) ([]verify.Flaw, error){
	"id-certs": func(in input, at time.Time) ([]verify.Flaw, error) {
		root, err := p2.ParseCertPEM(in.Issuer)
		if err != nil {
			return nil, err
		}
		c, err := p2.ParseCertPEM(in.PEM)
		if err != nil {
			return unreadable(err), nil
		}
		return verify.IDCert(c, root, at), nil
	},
	"server-certs": func(in input, at time.Time) ([]verify.Flaw, error) {
		c, err := p2.ParseCertPEM(in.PEM)
		if err != nil {
			return unreadable(err), nil
		}
		return verify.Root(c, in.Domain, at), nil
	},
	"id-csrs": func(in input, _ time.Time) ([]verify.Flaw, error) {
		actor, err := p2.ParseFID(in.Actor)
		if err != nil {
			return nil, err
		}
		r, err := p2.ParseCSRPEM(in.PEM)
		if err != nil {
			return unreadable(err), nil
		}
		return verify.CSR(r, actor), nil
	},
	"cache-entries": func(in input, at time.Time) ([]verify.Flaw, error) {
		server, err := p2.ParseCertPEM(in.Issuer)
		if err != nil {
			return nil, err
		}
		entry, err := p2.ParseCacheableCert(in.Entry)
		if err != nil {
			return nil, err
		}
		cert, err := p2.ParseCertPEM(entry.PEM)
		if err != nil {
			return nil, err
		}
		return verify.CacheEntry(entry, cert, server, at), nil
	},
	"key-trials": func(in input, at time.Time) ([]verify.Flaw, error) {
		trial, err := p2.ParseKeyTrial(in.Trial)
		if err != nil {
			return nil, err
		}
		cert, err := p2.ParseCertPEM(in.PEM)
		if err != nil {
			return nil, err
		}
		return verify.Solution(trial, in.Solution.Signature, in.Solution.SerialNumber, cert, at), nil
	},
	"names": func(in input, _ time.Time) ([]verify.Flaw, error) {
		der, err := base64.StdEncoding.DecodeString(in.DER)
		if err != nil {
			return nil, err
		}
		n, _, err := p2.ParseName(der)
		if err != nil {
			return unreadable(err), nil
		}
		if in.Of == "server" {
			return verify.ServerName(n, in.Domain), nil
		}
		return verify.ActorName(n, in.Domain), nil
	},
	"archives": func(in input, _ time.Time) ([]verify.Flaw, error) {
		a, err := archive.Read(bytes.NewReader(in.Archive), archive.Limits{})
		if flaw, ok := errors.AsType[*archive.Flaw](err); ok {
			return []verify.Flaw{{Class: flaw.Class, Why: flaw.Error()}}, nil
		}
		if err != nil {
			return nil, err
		}
		var flaws []verify.Flaw
		for _, f := range a.Flaws {
			flaws = append(flaws, verify.Flaw{Class: f.Class, Why: f.Error()})
		}
		return flaws, nil
	},
	"archive-names": func(in input, _ time.Time) ([]verify.Flaw, error) {
		if _, flaw := archive.CheckName(in.Text, in.Actor); flaw != nil {
			return []verify.Flaw{{Class: flaw.Class, Why: flaw.Error()}}, nil
		}
		return nil, nil
	},
	"federation-ids": func(in input, _ time.Time) ([]verify.Flaw, error) { return verify.FederationID(in.Text), nil },
	"session-ids": func(in input, _ time.Time) ([]verify.Flaw, error) {
		if _, err := p2.ParseSessionID(in.Text); err != nil {
			return []verify.Flaw{{Class: p2.BadSessionID, Why: err.Error()}}, nil
		}
		return nil, nil
	},
}

func unreadable(err error) []verify.Flaw {
	return []verify.Flaw{{Class: p2.Unreadable, Why: err.Error()}}
}

// Our own readers find the one flaw of each published vector, and no other; what
// is open they may take or refuse.
func TestVectors(t *testing.T) {
	files, err := fs.Glob(vectors.Data(), "data/*.json")
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, name := range files {
		if strings.HasSuffix(name, "schema.json") {
			continue
		}
		text, err := fs.ReadFile(vectors.Data(), name)
		if err != nil {
			t.Fatal(err)
		}
		var f struct {
			Kind    string
			Vectors []struct {
				ID     string
				Input  input
				Time   time.Time
				Expect vectors.Expect
			}
		}
		if err := json.Unmarshal(text, &f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		judge, ok := judges[f.Kind]
		if !ok {
			t.Errorf("nobody judges vectors of the kind %q", f.Kind)
			continue
		}
		for _, v := range f.Vectors {
			found, err := judge(v.Input, v.Time)
			if err != nil {
				t.Errorf("%s cannot be judged: %v", v.ID, err)
			}
			read++
			switch {
			case v.Expect == vectors.Open:
			case v.Expect == vectors.Valid:
				if len(found) > 0 {
					t.Errorf("%s is valid, and we find %v", v.ID, found)
				}
			case len(found) == 0:
				t.Errorf("%s has the flaw %s, and we find none", v.ID, v.Expect)
			default:
				for _, flaw := range found {
					if vectors.Class(flaw.Class) != v.Expect {
						t.Errorf("%s has the flaw %s, and we find %v", v.ID, v.Expect, found)
						break
					}
				}
			}
		}
	}
	if read < 100 {
		t.Errorf("%d vectors were read", read)
	}
}
