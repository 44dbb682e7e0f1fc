package resources

import (
	"context"
	"fmt"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// answer is whether somebody gets a resource: what the text says, or that it leaves
// it open.
type answer byte

const (
	open answer = iota
	yes
	no
)

// listing is where the lists have the one who asks.
type listing byte

const (
	nowhere listing = iota
	allowed
	allowedInstance
	denied
	deniedInstance
	bothLists
)

// rule is a row of the table: for one kind of resource and one way to list who asks,
// who gets it. Where a list has an actor, it is the other one of the server, or the
// foreign one.
type rule struct {
	id     string
	access p2.ResourceAccess
	list   listing
	// The answers to a request without a session token, to the uploader, to another
	// actor of the server, and to an actor of another home server.
	nobody, owner, local, foreign answer
}

// rules are what the text says of access (core 7.3.1, API
// Models.ResourceAccessProperties). What is open has a probe: neither flag,
// instances, both lists, and the uploader on a denylist.
var rules = []rule{
	// id, flags, who asks is listed        nobody, owner, local, foreign
	{"private", hidden, nowhere, no, yes, no, no},
	{"private-allowed", hidden, allowed, no, yes, yes, yes},
	{"private-instance-allowed", hidden, allowedInstance, no, yes, open, open},
	{"private-denied", hidden, denied, no, yes, no, no},
	{"private-instance-denied", hidden, deniedInstance, no, open, no, no},
	{"private-both-lists", hidden, bothLists, no, yes, open, open},

	{"neither", p2.ResourceAccess{}, nowhere, open, yes, open, open},
	{"neither-allowed", p2.ResourceAccess{}, allowed, open, yes, yes, yes},
	{"neither-instance-allowed", p2.ResourceAccess{}, allowedInstance, open, yes, open, open},
	{"neither-denied", p2.ResourceAccess{}, denied, open, yes, no, no},
	{"neither-instance-denied", p2.ResourceAccess{}, deniedInstance, open, open, open, open},
	{"neither-both-lists", p2.ResourceAccess{}, bothLists, open, yes, open, open},

	{"public", shown, nowhere, yes, yes, yes, yes},
	{"public-allowed", shown, allowed, yes, yes, yes, yes},
	{"public-instance-allowed", shown, allowedInstance, yes, yes, yes, yes},
	{"public-denied", shown, denied, yes, yes, yes, yes},
	{"public-instance-denied", shown, deniedInstance, yes, yes, yes, yes},
	{"public-both-lists", shown, bothLists, yes, yes, yes, yes},
}

// listed are the access properties of the rule, with an actor where it says.
func (r rule) listed(fid p2.FID) p2.ResourceAccess {
	a := r.access
	switch r.list {
	case nowhere:
	case allowed:
		a.Allowed = []string{fid.String()}
	case allowedInstance:
		a.Allowed = []string{fid.Domain}
	case denied:
		a.Denied = []string{fid.String()}
	case deniedInstance:
		a.Denied = []string{fid.Domain}
	case bothLists:
		a.Allowed, a.Denied = []string{fid.String()}, []string{fid.String()}
	}
	return a
}

// kind are the flags and the lists, in words.
func (r rule) kind() string {
	flags := "a resource that is neither private nor public"
	switch {
	case r.access.Private:
		flags = "a private resource"
	case r.access.Public:
		flags = "a public resource"
	}
	return flags + map[listing]string{
		nowhere: "", allowed: " that allows one actor", allowedInstance: " that allows one instance",
		denied: " that denies one actor", deniedInstance: " that denies one instance", bothLists: " with one actor on both lists",
	}[r.list]
}

// decides are the requirements of a row.
func (r rule) decides() []requirement.Requirement {
	var all []requirement.Requirement
	switch {
	case r.access.Public:
		all = append(all, api.AccessPublic)
	case r.access.Private:
		all = append(all, api.AccessPrivate)
	}
	if r.list != nowhere && !r.access.Public {
		all = append(all, core.ResourceLists)
	}
	if r.list == denied && !r.access.Public {
		all = append(all, api.AccessDenied)
	}
	return all
}

// access are the rows for the actors of the server, foreignAccess for those of others.
var access, foreignAccess = tabled()

func tabled() (locals, foreigners []check.Check) {
	for _, r := range rules {
		if r.nobody != open || r.local != open {
			locals = append(locals, one("access."+r.id, "gives "+r.kind()+" to those who may have it, and to no others",
				r.asksLocals, r.decides()...))
		}
		if r.foreign != open {
			foreigners = append(foreigners, withPeers(one("access.foreign-"+r.id,
				map[answer]string{yes: "gives ", no: "does not give "}[r.foreign]+r.kind()+" to that actor of another home server",
				r.asksForeigner, r.decides()...)))
		}
	}
	return append(locals, ownerChecks...), append(foreigners, foreignMixups...)
}

// asksLocals asks as nobody, as the uploader and as another actor, who is listed.
func (r rule) asksLocals(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	kept := r.listing(ctx, alice, bob.Actor.FID)
	for _, asker := range []struct {
		who  string
		call *actor.Call
		want answer
	}{
		{"a request without a session token", alice.Actor.Resource(kept.ID), r.nobody},
		{"another actor", bob.Resource(kept.ID), r.local},
		{"the uploader", alice.Resource(kept.ID), r.owner},
	} {
		alice.answers(ctx, asker.call, asker.who, asker.want, kept)
	}
	if r.owner == open {
		alice.modify(ctx, kept, r.access) // with which the uploader gets it
	}
}

// listing uploads a resource with the lists of the rule. A server may refuse an actor
// on both lists.
func (r rule) listing(ctx context.Context, h holder, fid p2.FID) *resource {
	kept := h.newResource(40, r.listed(fid))
	if r.list != bothLists {
		return h.upload(ctx, kept)
	}
	h.add(ctx, 10, hidden)
	res := h.send(ctx, kept)
	h.t.Answered(res)
	if !res.OK() {
		h.t.NotApplicable("the server takes no actor on both lists (A-490): %s", actor.Line(res))
	}
	return h.acknowledged(kept, res)
}

// answers fails the check where somebody gets a resource who may not, or the other
// way round.
func (h holder) answers(ctx context.Context, call *actor.Call, who string, want answer, r *resource) {
	if want == open {
		return
	}
	res := call.Send(ctx)
	h.t.Answered(res)
	wanted := fmt.Sprintf("%s, with %s, gets it: %s", who, inWords(r.Access), map[answer]string{yes: "yes", no: "no"}[want])
	switch {
	case want == yes && !res.OK():
		h.t.FailAt(res, wanted, "%s", actor.Line(res))
	case want == no && res.OK():
		h.t.FailAt(res, wanted, "%s: it is given", actor.Line(res))
	case want == yes:
		h.t.Hold(same(r.Bytes, res.Body))
	default:
		h.t.Refused(res, who)
	}
}

func inWords(a p2.ResourceAccess) string {
	return fmt.Sprintf("private %t, public %t, allowlist %q and denylist %q", a.Private, a.Public, a.Allowed, a.Denied)
}

// newForeigner is an actor of another home server who has logged in.
func (h holder) newForeigner(ctx context.Context) *check.Foreigner {
	f := h.t.NewForeigner(h.t.NewPeer())
	h.t.LogIn(ctx, f)
	return f
}

// asksForeigner asks as a foreign actor, who is listed, and who gets a public resource.
func (r rule) asksForeigner(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.newForeigner(ctx)
	kept := r.listing(ctx, alice, bob.Actor.FID)
	if r.foreign == no {
		free := alice.add(ctx, 20, shown)
		t.Grants(ctx, bob.Resource(free.ID), "the retrieval of a public resource by a foreign actor")
	}
	alice.answers(ctx, bob.Resource(kept.ID), "an actor of another home server", r.foreign, kept)
	alice.get(ctx, kept)
}

// ownerChecks are about lists that name several, and entries in other spellings.
var ownerChecks = []check.Check{
	one("access.one-of-several", "gives a private resource to each actor on its allowlist, and to no other", oneOfSeveral,
		api.AccessPrivate, core.ResourceLists, api.GetResourceAuthenticated),
	one("access.begins-alike", "does not take an actor for another one whose name begins alike", beginsAlike, api.AccessPrivate, core.ResourceLists),
	one("access.lists-missing", "takes access properties with lists, with one and with none", listsMissing, api.AccessLists),
}

func oneOfSeveral(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob, carol, dave := alice.other(ctx), alice.other(ctx), alice.other(ctx)
	a := hidden
	a.Allowed = []string{bob.Actor.FID.String(), carol.Actor.FID.String()}
	r := alice.add(ctx, 40, a)
	alice.answers(ctx, bob.Resource(r.ID), "the first on the allowlist", yes, r)
	alice.answers(ctx, carol.Resource(r.ID), "the last on the allowlist", yes, r)
	alice.answers(ctx, dave.Resource(r.ID), "an actor that is not on it", no, r)
}

// beginsAlike allows names of which the actor's is the beginning, the end, or a part.
func beginsAlike(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	fid := bob.Actor.FID
	a := hidden
	a.Allowed = []string{"x" + fid.String(), fid.Local + "x@" + fid.Domain, fid.String() + ".example", fid.Local + "@" + "x" + fid.Domain}
	r := alice.add(ctx, 40, a)
	alice.answers(ctx, bob.Resource(r.ID), "an actor whose federation ID is a part of those that are allowed", no, r)
	a.Allowed = []string{fid.String()}
	alice.modify(ctx, r, a)
	if !alice.sees(ctx, bob.Resource(r.ID), r) {
		t.Blocked("resources.access.private-allowed", "the actor is not let in when its own federation ID is allowed")
	}
}

func listsMissing(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	fid := bob.Actor.FID.String()
	both := p2.ResourceAccess{Private: true, Allowed: []string{fid, "instance.example"}, Denied: []string{"other.example", "somebody@other.example"}}
	first := alice.add(ctx, 10, both)
	t.Hold(after("its upload", listsAre(alice.info(ctx, first).Access, both)))
	for _, a := range []p2.ResourceAccess{
		{Private: true},
		{Private: true, Allowed: []string{fid}},
		{Private: true, Denied: []string{fid}},
	} {
		r := alice.newResource(20, a)
		res := t.Accepts(ctx, alice.uploading(r), "an upload with "+inWords(a))
		alice.acknowledged(r, res)
		t.Hold(after("its upload", listsAre(alice.info(ctx, r).Access, a)))
	}
}

// foreignMixups take one actor or instance for another.
var foreignMixups = []check.Check{
	withPeers(one("access.foreign-namesake", "does not take an actor for one of another home server with the same local name", namesake,
		api.AccessPrivate, core.ResourceLists)),
	withPeers(one("access.foreign-namesake-of-uploader", "does not take a foreign actor for the uploader, who has the same local name", ownersNamesake,
		api.AccessPrivate)),
	withPeers(one("access.foreign-domain-alike", "does not take an instance for one whose domain name is a part of its own", domainAlike,
		api.AccessPrivate, core.ResourceLists)),
}

// namesake allows the foreign one of two with the same local name, and then the other.
func namesake(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	bob := alice.other(ctx)
	twin := t.NamedForeigner(t.NewPeer(), bob.Actor.FID.Local)
	t.LogIn(ctx, twin)
	a := hidden
	a.Allowed = []string{twin.Actor.FID.String()}
	r := alice.add(ctx, 40, a)
	alice.answers(ctx, bob.Resource(r.ID), "an actor of the server with the local name of the one who is allowed", no, r)
	a.Allowed = []string{bob.Actor.FID.String()}
	other := alice.add(ctx, 40, a)
	alice.answers(ctx, twin.Resource(other.ID), "a foreign actor with the local name of the one who is allowed", no, other)
	alice.answers(ctx, bob.Resource(other.ID), "the actor who is allowed", yes, other)
}

func ownersNamesake(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	twin := t.NamedForeigner(t.NewPeer(), alice.Actor.FID.Local)
	t.LogIn(ctx, twin)
	r, free := alice.add(ctx, 40, hidden), alice.add(ctx, 20, shown)
	t.Grants(ctx, twin.Resource(free.ID), "the retrieval of a public resource by a foreign actor")
	alice.answers(ctx, twin.Resource(r.ID), "a foreign actor with the uploader's local name", no, r)
}

// domainAlike allows an instance whose domain name begins that of another.
func domainAlike(ctx context.Context, t *check.T) {
	alice := newHolder(ctx, t)
	home := t.NewPeer()
	mallory := t.NewForeigner(t.NewPeerBelow(home))
	t.LogIn(ctx, mallory)
	a := hidden
	a.Allowed = []string{home.Domain}
	r, free := alice.add(ctx, 40, a), alice.add(ctx, 20, shown)
	t.Grants(ctx, mallory.Resource(free.ID), "the retrieval of a public resource by a foreign actor")
	alice.answers(ctx, mallory.Resource(r.ID), "an actor of an instance whose domain name begins with the one that is allowed", no, r)
}
