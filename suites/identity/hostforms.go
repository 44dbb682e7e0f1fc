package identity

import (
	"context"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// hostForms finds out what the server takes for a domain name. Its own name
// shows that it need not be one of the public DNS. Where it is one, nobody is asked
// for at two names that do not resolve, one of them with a single label: a server
// that answers them differently looks at their form.
func hostForms(ctx context.Context, t *check.T, s *actor.Session) {
	if own := s.Cert.Subject.PDN().Domain(p2.GeneralFirst); own != "" && !publicName(own) {
		t.Took(ambiguity.HostForms, "any-match")
		return
	}
	label := actor.Word(t.Random(), 20)
	ask := func(domain string) *client.Response { return s.Actor.CertsOf(t.NewName() + "@" + domain).Send(ctx) }
	whole, single := ask(label+".invalid"), ask(label) // (RFC 6761)
	told := func(res *client.Response) bool {
		return res.Err == nil && res.Status > 0 && res.Status < 500 && !client.Limited(res)
	}
	if told(whole) && told(single) && !single.OK() && single.Status != whole.Status {
		t.Took(ambiguity.HostForms, "dns-names")
	}
}

// publicName reports that a domain name could be one of the public DNS, by its form
// alone: an address is none, and neither is a single label. The order of the labels
// makes no difference to that.
func publicName(domain string) bool {
	_, err := netip.ParseAddr(domain)
	return err != nil && strings.Contains(domain, ".")
}

// internationalNames finds out whether the server finds an actor at its domain name
// in the characters that stand behind its ASCII form. Most names have none.
func internationalNames(ctx context.Context, t *check.T, s *actor.Session) {
	domain := t.Target().Domain
	unicode, err := idna.ToUnicode(domain)
	if err != nil || unicode == domain {
		return
	}
	res := s.Actor.CertsOf(s.Actor.FID.Local + "@" + unicode).Send(ctx)
	if client.Limited(res) {
		return
	}
	switch _, d := nothing(res); {
	case d == nil:
		t.Took(ambiguity.InternationalNames, "a-labels")
	case res.OK() && hasCert(t.Entries(res), s):
		t.Took(ambiguity.InternationalNames, "converted")
	}
}
