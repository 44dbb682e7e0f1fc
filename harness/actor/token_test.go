package actor

import (
	"slices"
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/driver"
	"github.com/p2conform/p2conform/harness/target"
)

// registered is an actor on a reference server that takes a reading.
func registered(t *testing.T, reading string, source target.TokenSource) *Actor {
	t.Helper()
	s := &homeserver.Server{}
	all := homeserver.Variants()
	all[slices.IndexFunc(all, func(v homeserver.Variant) bool { return v.Name() == reading })].Set(&s.Behaviour)
	e, err := target.Serve(s, "a server of this test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	e.Domain, e.Driver = homeserver.DefaultDomain, driver.Auth{Base: driver.AuthBase}
	e.Dialect.NextToken = source
	c := e.NewClient(nil)
	r := e.Driver.Register(t.Context(), c, "alice", "a password")
	return New(e.Target, c, random(), "alice", "a password", r.Token)
}

// However a target authorises the next ID-CSR, an actor gets one ID-Cert after
// the other, also after its sessions were revoked, and with a call that was made
// before.
func TestNextToken(t *testing.T) {
	for reading, source := range map[string]target.TokenSource{
		"A-066=one-use": target.FreshToken, "A-066=other-session": target.SessionToken,
	} {
		t.Run(reading, func(t *testing.T) {
			a := registered(t, reading, source)
			early := a.NewIDCert()
			grant := func(call *Call) *Session {
				t.Helper()
				s, err := call.Session(call.Send(t.Context()))
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			laptop, phone := grant(a.NewIDCert()), grant(a.NewIDCert())
			for _, id := range []string{phone.ID, laptop.ID} {
				if res := laptop.RevokeSession(id).Send(t.Context()); !res.OK() {
					t.Fatalf("a session was not revoked: %s", Line(res))
				}
			}
			grant(early)
			grant(a.NewIDCert())
			for name, change := range map[string]Change{"another": Token("another"), "none": WithoutToken(), "a revoked session's": Token(laptop.Token)} {
				if res := a.NewIDCert().With(change).Send(t.Context()); res.OK() {
					t.Errorf("the token of the actor was sent in the place of %s", name)
				}
			}
		})
	}
}
