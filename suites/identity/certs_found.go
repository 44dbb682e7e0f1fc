package identity

import (
	"context"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// certsFound are about the federation ID in the path, and whose ID-Certs are
// listed.
var certsFound = []check.Check{
	{
		ID:      "identity.certs.only-named",
		Title:   "lists nobody's ID-Certs but those of the actor who is named",
		Decides: []requirement.Requirement{api.ActorCertsOwnActor},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     onlyNamed,
	},
	{
		ID:      "identity.certs.case-insensitive",
		Title:   "finds an actor by its federation ID in capitals",
		Decides: []requirement.Requirement{core.FIDCaseInsensitive},
		Needs:   check.Needs{Actors: true},
		Run:     inCapitals,
	},
	{
		ID:      "identity.certs.escaped-at",
		Title:   "answers a federation ID with the at sign as it is and escaped, and finds its actor by one of them at least",
		Decides: []requirement.Requirement{api.ActorCertsOK},
		Probes:  []ambiguity.Entry{ambiguity.FIDInPath},
		Needs:   check.Needs{Actors: true},
		Run:     escapedAt,
	},
	{
		ID:      "identity.certs.unknown-actor",
		Title:   "lists no ID-Certs for a local name that is not registered",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Probes:  []ambiguity.Entry{ambiguity.UnknownActorStatus, ambiguity.HostForms, ambiguity.InternationalNames},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			res := laptop.Actor.CertsOf(t.NewName() + "@" + t.Target().Domain).Send(ctx)
			t.Answered(res)
			reading, d := nothing(res)
			t.Hold(d)
			if reading != "" {
				t.Took(ambiguity.UnknownActorStatus, reading)
			}
			hostForms(ctx, t, laptop)
			internationalNames(ctx, t, laptop)
		},
	},
	{
		ID:      "identity.certs.foreign-domain",
		Title:   "lists none of its own actor's ID-Certs for the same local name at another domain",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			// The name cannot resolve (RFC 6761).
			notHere(t, laptop.Actor.CertsOf(laptop.Actor.FID.Local+"@elsewhere.invalid").Send(ctx))
		},
	},
	{
		ID:      "identity.certs.malformed-fid",
		Title:   "lists no ID-Certs for what is no federation ID, without failing",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Needs:   check.Needs{Actors: true},
		Run: func(ctx context.Context, t *check.T) {
			laptop := t.NewSession(ctx, t.NewActor(ctx))
			t.EntryOf(ctx, laptop)
			for _, fid := range malformedFIDs(t.NewName(), t.Target().Domain) {
				notHere(t, laptop.Actor.CertsOf(fid).Send(ctx))
			}
			// Who takes any name at all may have an actor of the empty one, which is
			// for the checks of names.
			t.Answered(laptop.Actor.CertsOf("@" + t.Target().Domain).Send(ctx))
		},
	},
	{
		ID:      "identity.certs.fid-in-text",
		Title:   "finds an actor by a text that ends with its federation ID, or knows nobody of that name",
		Decides: []requirement.Requirement{api.ActorCertsRegisteredHere},
		Probes:  []ambiguity.Entry{ambiguity.FIDMatch},
		Needs:   check.Needs{Actors: true, Names: true},
		Run:     fidInText,
	},
}

// notHere fails the check unless an answer says that there are no ID-Certs. A
// server that asks the home server of whoever is named may also say that
// it could not.
func notHere(t *check.T, res *client.Response) {
	if res.Status >= http.StatusBadGateway && res.Status <= http.StatusGatewayTimeout {
		t.Hold(nil)
		return
	}
	t.Answered(res)
	_, d := nothing(res)
	t.Hold(d)
}

// malformedFIDs are strings that no expression takes for the federation ID of an
// actor who exists, not even as a part.
func malformedFIDs(unknown, domain string) []string {
	return []string{
		unknown, unknown + "@", unknown + "@@" + domain, unknown + "@" + domain + "@" + domain,
		unknown + "@" + domain + ".", "'; " + unknown + "@" + domain, unknown + "\x00@" + domain,
		strings.Repeat("a", 300) + "@" + domain, "\u00e9" + unknown + "@" + domain,
	}
}

// fidInText asks for a federation ID with something before it. Whether the rest of
// the expression is for lower case only shows where a name is registered.
func fidInText(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	t.EntryOf(ctx, laptop)
	call := laptop.Actor.CertsOf("!" + laptop.Actor.FID.String())
	if lists(ctx, t, call, laptop) {
		t.Hold(nil)
		t.Took(ambiguity.FIDMatch, "substring")
		return
	}
	notHere(t, call.Send(ctx))
	reading := "folded-whole"
	if tryName(ctx, t, strings.ToUpper(t.NewName())) == nil {
		reading = "whole"
	}
	t.Took(ambiguity.FIDMatch, reading)
}

// registerAs registers an actor under a name that matters to the check.
func registerAs(ctx context.Context, t *check.T, name string) *actor.Actor {
	password := "Pw-" + actor.Word(t.Random(), 24)
	r := t.Register(ctx, name, password)
	if !r.Accepted {
		t.Blocked(check.Registering, "an actor could not be registered: %s", r.Why)
	}
	a := t.Actor(ctx, name, password, r)
	if a.Token == "" {
		if err := a.Login(ctx); err != nil {
			t.Blocked(check.Registering, "an actor was registered, but could not log in: %v", err)
		}
	}
	return a
}

// onlyNamed asks for two actors, one of whose names begins with the other's, and
// who have sessions of the same name.
func onlyNamed(ctx context.Context, t *check.T) {
	name := t.NewName() // and no longer than any other, should there be a limit
	alice, bob := registerAs(ctx, t, name[:len(name)-1]), registerAs(ctx, t, name)
	laptop := t.NewSession(ctx, alice)
	bobs := sessionNamed(ctx, t, bob, laptop.ID)
	for _, of := range []struct{ own, other *actor.Session }{{laptop, bobs}, {bobs, laptop}} {
		for _, changes := range [][]actor.Change{nil, {actor.Query("session_id", laptop.ID)}} {
			entries := t.Certs(ctx, of.own.Actor, changes...)
			if !hasCert(entries, of.own) {
				t.Blocked(opActorCerts, "the ID-Cert of a session is not in the list of its actor's")
			}
			t.Hold(onlyOwn(entries, of.own, of.other))
		}
	}
}

// inCapitals asks for an actor whose federation ID is written in capitals, before
// the at sign and after it.
func inCapitals(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	t.EntryOf(ctx, laptop)
	fid := laptop.Actor.FID
	for _, written := range []string{
		strings.ToUpper(fid.Local) + "@" + fid.Domain,
		fid.Local + "@" + strings.ToUpper(fid.Domain),
	} {
		res := laptop.Actor.CertsOf(written).Send(ctx)
		t.Answered(res)
		if res.Status != http.StatusOK || listsCert(res.Body, laptop.Cert.Serial) != nil {
			t.Took(ambiguity.CanonicalCase, "bytes")
		}
	}
	t.Hold(nil)
}

// escapedAt tries both ways to write an at sign in a path.
func escapedAt(ctx context.Context, t *check.T) {
	laptop := t.NewSession(ctx, t.NewActor(ctx))
	t.EntryOf(ctx, laptop)
	fid, found := laptop.Actor.FID, map[string]bool{}
	for _, at := range []string{"@", "%40"} {
		res := t.Client().Do(ctx, client.Request{
			Method: http.MethodGet, Path: client.Base + "/idcert/actor/" + fid.Local + at + fid.Domain,
		})
		t.Answered(res)
		found[at] = res.Status == http.StatusOK && listsCert(res.Body, laptop.Cert.Serial) == nil
		if !found[at] {
			_, d := nothing(res)
			t.Hold(d)
		}
	}
	t.Hold(nil)
	switch {
	case found["@"] && found["%40"]:
		t.Took(ambiguity.FIDInPath, "both")
	case found["@"]:
		t.Took(ambiguity.FIDInPath, "raw")
	case found["%40"]:
		t.Took(ambiguity.FIDInPath, "escaped")
	default:
		t.Fail("the ID-Cert under one of the two spellings", "none under either, although it was listed before")
	}
}
