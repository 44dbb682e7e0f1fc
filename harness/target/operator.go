package target

import (
	"context"
	"errors"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/driver"
)

// operator is who runs an embedded server.
type operator struct {
	home  *homeserver.Server
	clock *steppingClock
}

var _ driver.Operator = operator{}

func (o operator) Enroll(name, password string) (string, error) { return o.home.Enroll(name, password) }

func (o operator) Admit(name, password string) (string, error) { return o.home.Admit(name, password) }

func (o operator) Administrator() (name, password string) { return embeddedAdmin, embeddedPassword }

func (o operator) Store(actor string, messages []driver.Message) ([]string, error) {
	var all []homeserver.Message
	for _, m := range messages {
		all = append(all, homeserver.Message{Content: m.Content, Signature: m.Signature, Cert: m.Cert})
	}
	return o.home.StoreMessages(actor, all)
}

func (o operator) Messages(actor string, names []string) ([]driver.Message, error) {
	stored, err := o.home.StoredMessages(actor, names)
	var out []driver.Message
	for _, m := range stored {
		out = append(out, driver.Message{Content: m.Content, Signature: m.Signature, Cert: m.Cert})
	}
	return out, err
}

func (o operator) Post(ctx context.Context, p driver.Posting) error {
	return o.home.PostMessage(ctx, homeserver.Posting{
		Token: p.Token, FederationID: p.FederationID,
		Message: homeserver.Message{Content: p.Message.Content, Signature: p.Message.Signature, Cert: p.Message.Cert},
	})
}

func (o operator) SetClock(at time.Time) { o.clock.set(at) }

func (o operator) Reset() error { return o.home.Reset() }

func (o operator) Refused(err error) bool { return errors.As(err, new(*homeserver.Refusal)) }
