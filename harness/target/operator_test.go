package target_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
)

// The reference driver says right what it can do, on a server that it resets.
func TestReferenceDriver(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	n := 0
	c := driver.Conformance{
		Client: e.NewClient(nil), Destructive: true, CSR: func(string) string { return "" },
		Word: func(length int) string { n++; return string(slices.Repeat([]byte{byte('a' + n%26)}, length)) },
	}
	d := driver.Reference{Operator: e.Operator}
	e.Driver = d
	c.Sign = func(ctx context.Context, account driver.Account, content []byte) (driver.Posting, error) {
		a, err := actor.Of(ctx, e.Target, c.Client, rand.Reader, account, nil)
		if err != nil {
			return driver.Posting{}, err
		}
		call := a.NewIDCert()
		s, err := call.Session(call.Send(ctx))
		if err != nil {
			return driver.Posting{}, err
		}
		return driver.Posting{Token: s.Token, FederationID: a.FID.String(), Message: driver.Message{
			Content: content, Signature: ed25519.Sign(s.Key, content),
		}}, nil
	}
	all := c.Driver(t.Context(), d)
	for _, a := range all {
		if a.Judgement != driver.Right {
			t.Errorf("%s: %s: %s", a.What, a.Judgement, a.Why)
		}
	}
	if len(all) != 14 {
		t.Errorf("%d questions: %v", len(all), all)
	}
	// Nobody sees the messages of others, or of nobody.
	if _, err := e.Operator.Store("nobody", nil); err == nil {
		t.Error("messages of nobody are stored")
	}
	for _, name := range []string{"", "0", "1", "x", "-1"} {
		if _, err := e.Operator.Messages("nobody", []string{name}); err == nil {
			t.Errorf("there is a message %q", name)
		}
	}
}
