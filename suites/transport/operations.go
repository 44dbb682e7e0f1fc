package transport

import (
	"context"
	"encoding/pem"
	"net/http"
	"path"
	"strconv"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// operation is one that a client calls who may, to see what an unusual form of the
// same request does.
type operation struct {
	id string
	// query has the parameters of the API document, each with a value for calls that
	// do not have it.
	query []parameter
	// fid says that a federation ID stands in the path.
	fid bool
	// call is a right one, and another each time where it can be granted only once;
	// nil where there is none to be had.
	call func(ctx context.Context, p *party) *actor.Call
	// none is one that 204 answers; nil where the API document has no 204.
	none func(ctx context.Context, p *party) *actor.Call
}

type parameter struct{ name, value string }

var (
	limited = parameter{"limit", "5"}
	from    = parameter{"notBefore", "1"}
	until   = parameter{"notAfter", "4102444800"}
)

// operations are those that a client of any server has. What stands in no table
// here is in none for a reason that a test holds.
var operations = []operation{
	{
		id: opServerCert, query: []parameter{{"timestamp", ""}},
		call: func(_ context.Context, p *party) *actor.Call {
			return p.alice.Certs().With(func(c *actor.Call) { c.Request = check.ServerCertRequest() })
		},
	},
	{
		id: opActorCerts, query: []parameter{from, until, {"session_id", ""}}, fid: true,
		call: func(_ context.Context, p *party) *actor.Call {
			return p.alice.Certs().With(actor.Query("session_id", p.laptop.ID))
		},
	},
	{
		id:   opIssue,
		call: func(_ context.Context, p *party) *actor.Call { return p.alice.NewIDCert() },
	},
	{
		id: "Unregistered_getKeyTrials", query: []parameter{limited, {"id", "1"}, from, until}, fid: true,
		call: func(_ context.Context, p *party) *actor.Call { return p.laptop.KeyTrials(p.alice.FID.String()) },
		none: func(ctx context.Context, p *party) *actor.Call {
			return p.t.NewSession(ctx, p.alice).KeyTrials(p.alice.FID.String())
		},
	},
	{
		id: "Registered_deleteSession", query: []parameter{{"session_id", ""}},
		call: revocation, none: revocation,
	},
	{
		id: "Unregistered_updateSessionCert",
		call: func(ctx context.Context, p *party) *actor.Call {
			// Of another session, which may be revoked by this.
			return p.laptop.UpdateIDCert(p.t.NewSession(ctx, p.alice).PEM)
		},
	},
	{id: "Unregistered_requestToken", call: solution},
	{id: "Registered_uploadEncryptedPKM", call: func(ctx context.Context, p *party) *actor.Call {
		s := p.t.NewSession(ctx, p.alice)
		return s.UploadKeys(p.key(s))
	}},
	{
		id: "Registered_getEncryptedPKM", query: []parameter{{"serials", ""}},
		call: func(ctx context.Context, p *party) *actor.Call {
			s := p.stored(ctx)
			return s.EncryptedKeys(s.Cert.Serial)
		},
		none: func(ctx context.Context, p *party) *actor.Call {
			return p.t.NewSession(ctx, p.t.NewActor(ctx)).EncryptedKeys()
		},
	},
	{
		id: "Registered_deleteEncryptedPKM", query: []parameter{{"serials", ""}},
		call: deletion, none: deletion,
	},
	{
		id:   "Registered_encryptedPKMsizeLimit",
		call: func(_ context.Context, p *party) *actor.Call { return p.alice.KeySizeLimit() },
	},
	{id: "Registered_registerService", call: func(_ context.Context, p *party) *actor.Call {
		return p.laptop.AddService(p.provider())
	}},
	{
		id: "Registered_unregisterService", query: []parameter{{"url", ""}, {"name", ""}},
		call: func(ctx context.Context, p *party) *actor.Call { return p.laptop.RemoveServices(p.registered(ctx)) },
	},
	{id: "Registered_setPrimaryProvider", call: func(ctx context.Context, p *party) *actor.Call {
		return p.laptop.SetPrimary(p.registered(ctx))
	}},
	{
		id: "Unregistered_getServicesOfActor", query: []parameter{limited}, fid: true,
		call: func(ctx context.Context, p *party) *actor.Call { p.registered(ctx); return p.alice.Services() },
		none: func(ctx context.Context, p *party) *actor.Call { return p.t.NewActor(ctx).Services() },
	},
	{
		id: "Unregistered_getSingleServiceOfActor", query: []parameter{limited}, fid: true,
		call: func(ctx context.Context, p *party) *actor.Call {
			return p.alice.Service(p.registered(ctx).Name)
		},
		none: func(ctx context.Context, p *party) *actor.Call { return p.t.NewActor(ctx).Service(service) },
	},
	{id: "Registered_setupRedirect", call: redirect},
	{
		id: "Registered_removeRedirect", query: []parameter{{"removeActorFid", ""}},
		call: redirectRemoval, none: redirectRemoval,
	},
	{
		id: "Unregistered_setupRedirectExtern", query: []parameter{{"redirectSourceFid", ""}},
		call: func(ctx context.Context, p *party) *actor.Call {
			return p.laptop.ConfirmRedirect(p.t.NewActor(ctx).FID.String())
		},
	},
	{
		id: "Unregistered_removeRedirectExtern", query: []parameter{{"redirectSourceFid", ""}},
		call: func(ctx context.Context, p *party) *actor.Call {
			source := p.t.NewActor(ctx).FID.String()
			p.t.GotAnswer(p.laptop.ConfirmRedirect(source).Send(ctx))
			return p.laptop.WithdrawRedirect(source)
		},
	},
	{id: opAllowResigning, call: allowing},
	{
		id: "Unregistered_getMessages", query: []parameter{limited, {"serialNumber", ""}},
		call: func(ctx context.Context, p *party) *actor.Call {
			p.resigns(ctx)
			return p.laptop.Ask("Unregistered_getMessages", http.MethodGet, "/messages").
				With(actor.Query("serialNumber", p.laptop.Cert.Serial.String()))
		},
	},
	{id: "Unregistered_removeResigningExtern", query: []parameter{{"removeActorFid", ""}}, call: aborting, none: aborting},
	{id: "Unregistered_commitMessages", call: func(ctx context.Context, p *party) *actor.Call {
		p.resigns(ctx)
		return p.laptop.AskJSON("Unregistered_commitMessages", http.MethodPost, "/messages/commit", []any{})
	}},
	{id: "Registered_postResource", query: []parameter{{"resourceAccessProperties", ""}}, call: uploadOfResource, none: uploadOfResource},
	{id: "Registered_modifyResource", call: changeOfResource, none: changeOfResource},
	{id: "Registered_deleteResource", call: deletionOfResource, none: deletionOfResource},
	{
		id: "Registered_getResourceList", query: []parameter{limited, {"sort", "SizeAsc"}, {"previews", "false"}},
		call: func(ctx context.Context, p *party) *actor.Call { p.uploaded(ctx); return p.laptop.Resources() },
		none: func(ctx context.Context, p *party) *actor.Call {
			return p.t.NewSession(ctx, p.t.NewActor(ctx)).Resources()
		},
	},
	{id: "Unregistered_getResource", call: func(ctx context.Context, p *party) *actor.Call { return p.laptop.Resource(p.uploaded(ctx)) }},
	{id: "Unregistered_getResourceInfos", call: func(ctx context.Context, p *party) *actor.Call {
		return p.laptop.ResourceInfo(p.uploaded(ctx))
	}},
	{
		id:   "ResourceAddressingWithRelativeRoots_getStorageLimitInfo",
		call: func(_ context.Context, p *party) *actor.Call { return p.laptop.StorageLimit() },
	},
	{
		id: "Unregistered_exportData",
		call: func(ctx context.Context, p *party) *actor.Call {
			return p.proves(ctx, p.t.NewSession(ctx, p.alice), (*actor.Session).Export)
		},
	},
	{
		id: "Unregistered_deleteData", query: []parameter{{"breakRedirect", "false"}},
		call: erasure, none: erasure,
	},
	{id: "Registered_importData", call: func(_ context.Context, p *party) *actor.Call { return p.laptop.Import(archive.Empty()) }},
}

const opAllowResigning = "Unregistered_requestAllowResigning"

// allowing lets the actor itself re-sign messages; nil where no challenge strings are
// given out.
func allowing(ctx context.Context, p *party) *actor.Call {
	if p.t.Target().Dialect.TrialPath == "" {
		return nil
	}
	trial, err := p2.ParseKeyTrial(p.laptop.NewTrial().Send(ctx).Body)
	if err != nil {
		return nil
	}
	key := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: p.laptop.Cert.Key.Raw})
	return p.laptop.AskJSON(opAllowResigning, http.MethodPost, "/messages", map[string]any{
		"newActorFid": p.alice.FID.String(), "allowedResigningKeys": []string{string(key)},
	}).With(p.alice.Proving(p.laptop.Prove(trial)))
}

// resigns has the actor be let re-sign, as far as the server does that.
func (p *party) resigns(ctx context.Context) {
	if call := allowing(ctx, p); call != nil {
		p.t.GotAnswer(call.Send(ctx))
	}
}

func aborting(ctx context.Context, p *party) *actor.Call {
	p.resigns(ctx)
	return p.laptop.Ask("Unregistered_removeResigningExtern", http.MethodDelete, "/messages").
		With(actor.Query("removeActorFid", p.alice.FID.String()))
}

// service is a name that servers take which take only those that they know.
const service = "polyproto-chat"

// party is an actor with a session, and what it has.
type party struct {
	t      *check.T
	alice  *actor.Actor
	laptop *actor.Session
}

func newParty(ctx context.Context, t *check.T) *party {
	alice := t.NewActor(ctx)
	return &party{t, alice, t.NewSession(ctx, alice)}
}

func revocation(ctx context.Context, p *party) *actor.Call {
	return p.laptop.RevokeSession(p.t.NewSession(ctx, p.alice).ID)
}

// solution is nil where no challenge strings are given out.
func solution(ctx context.Context, p *party) *actor.Call {
	if p.t.Target().Dialect.TrialPath == "" {
		return nil
	}
	s := p.t.NewSession(ctx, p.alice) // whose token may end with this
	trial, err := p2.ParseKeyTrial(s.NewTrial().Send(ctx).Body)
	if err != nil {
		return nil
	}
	return s.CompleteTrial(trial).With(func(c *actor.Call) { c.Operation = "Unregistered_requestToken" })
}

// proves is a call that proves the key of its session; nil where no challenge strings
// are given out.
func (p *party) proves(ctx context.Context, s *actor.Session, call func(*actor.Session) *actor.Call) *actor.Call {
	if p.t.Target().Dialect.TrialPath == "" {
		return nil
	}
	trial, err := p2.ParseKeyTrial(s.NewTrial().Send(ctx).Body)
	if err != nil {
		return nil
	}
	return call(s).With(s.Actor.Proving(s.Prove(trial)))
}

// erasure is of an actor whose account may end with it.
func erasure(ctx context.Context, p *party) *actor.Call {
	return p.proves(ctx, p.t.NewSession(ctx, p.t.NewActor(ctx)), (*actor.Session).Erase)
}

// redirect is to another actor of the server; nil where no challenge strings are
// given out.
func redirect(ctx context.Context, p *party) *actor.Call {
	return p.proves(ctx, p.laptop, func(s *actor.Session) *actor.Call { return s.SetUpRedirect(p.t.NewActor(ctx).FID.String()) })
}

func redirectRemoval(ctx context.Context, p *party) *actor.Call {
	call := redirect(ctx, p)
	if call == nil {
		return nil
	}
	p.t.GotAnswer(call.Send(ctx))
	return p.laptop.RemoveRedirect(string(call.Request.Body))
}

// key is an encrypted key in the form that most servers take.
func (p *party) key(s *actor.Session) p2.EncryptedKey {
	return p2.EncryptedKey{
		Data:       string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: s.Cert.Key.Raw})),
		Serial:     p2.Serial{Int: s.Cert.Serial},
		Algorithms: []string{"2.16.840.1.101.3.4.1.46"},
	}
}

// stored is a session whose key is stored, as far as the server does that.
func (p *party) stored(ctx context.Context) *actor.Session {
	s := p.t.NewSession(ctx, p.alice)
	p.t.GotAnswer(s.UploadKeys(p.key(s)).Send(ctx))
	return s
}

func deletion(ctx context.Context, p *party) *actor.Call {
	s := p.stored(ctx)
	return s.DeleteKeys(s.Cert.Serial)
}

func (p *party) provider() p2.Service {
	return p2.Service{Name: service, URL: "https://" + actor.Word(p.t.Random(), 12) + ".example/p2", Primary: true}
}

// registered is a new provider, as far as the server takes one.
func (p *party) registered(ctx context.Context) p2.Service {
	v := p.provider()
	p.t.GotAnswer(p.laptop.AddService(v).Send(ctx))
	return v
}

// resource is an upload that is new each time.
func (p *party) resource() *actor.Call {
	return p.laptop.UploadResource(actor.Word(p.t.Random(), 32), []byte("a resource"), "text/plain", p2.ResourceAccess{Private: true})
}

// uploaded is the ID of a new resource, as far as the server takes one.
func (p *party) uploaded(ctx context.Context) string {
	call := p.resource()
	p.t.GotAnswer(call.Send(ctx))
	return path.Base(call.Request.Path)
}

func uploadOfResource(_ context.Context, p *party) *actor.Call { return p.resource() }

func changeOfResource(ctx context.Context, p *party) *actor.Call {
	return p.laptop.ModifyResource(p.uploaded(ctx), p2.ResourceAccess{Public: true})
}

func deletionOfResource(ctx context.Context, p *party) *actor.Call {
	return p.laptop.DeleteResource(p.uploaded(ctx))
}

// fits is a value of a parameter that fits a call: its own, if it has one.
func (p *party) fits(c *actor.Call, q parameter) string {
	switch given := c.Request.Query.Get(q.name); {
	case given != "":
		return given
	case q.name == "timestamp":
		return strconv.FormatInt(p.t.Now().Unix(), 10)
	default:
		return q.value
	}
}

// inPath has the requests of an operation sent below a path that is changed.
func inPath(change func(below string) string) actor.Change {
	return func(c *actor.Call) {
		c.Request.Path = client.Base + change(c.Request.Path[len(client.Base):])
	}
}
