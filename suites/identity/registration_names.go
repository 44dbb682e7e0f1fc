package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/p2"
	"github.com/p2conform/p2conform/spec/requirement"
)

// offGrammar checks that no actor gets a federation ID outside the grammar of
// section 5, with one character in its local name that is none of [a-z0-9._%+-].
var offGrammar = []check.Check{
	noSuchName("space", "a space", inside(" ")),
	noSuchName("at-sign", "an at sign", inside("@")),
	noSuchName("slash", "a slash", inside("/")),
	noSuchName("comma", "a comma", inside(",")),
	noSuchName("line-break", "a line break", inside("\n")),
	noSuchName("non-ascii", "a letter that is not ASCII", inside("é")),
	noSuchName("empty", "no character at all", func(string) string { return "" }),
}

// inside puts a text into the middle of a name.
func inside(text string) func(string) string {
	return func(name string) string { return name[:len(name)-3] + text + name[len(name)-3:] }
}

func noSuchName(id, flaw string, spoil func(string) string) check.Check {
	return check.Check{
		ID:      "identity.registration.name-with-" + id,
		Title:   "gives no actor a local name with " + flaw,
		Decides: []requirement.Requirement{core.FIDGrammar},
		Needs:   check.Needs{Actors: true, Names: true},
		Run: func(ctx context.Context, t *check.T) {
			refusesName(ctx, t, spoil(t.NewName()), "a local name with "+flaw)
		},
	}
}

// refusesName registers a name outside the grammar. A server may make a name
// inside it of what it was sent: one that accepts the registration fails
// when it gives out the federation ID, in its answer or in an ID-Cert.
func refusesName(ctx context.Context, t *check.T, name, flaw string) {
	password := newPassword(t)
	r := t.Register(ctx, name, password)
	newAccount(ctx, t)
	if !r.Accepted {
		notRegistered(t, r, flaw)
		return
	}
	if r.Response != nil {
		if given, ok := givenFID(r.Response.Body); ok {
			t.Hold(inGrammar(given))
			return
		}
	}
	a := t.Actor(ctx, name, password, r)
	if a.Token == "" && a.Login(ctx) != nil {
		t.Untested("the server took %s, and does not show which federation ID it made of it", flaw)
	}
	if _, err := actor.Issued(a.NewIDCert().Send(ctx)); err == nil {
		t.Fail("no federation ID with "+flaw, "an ID-Cert was issued for %q", a.FID.String())
	}
	t.Untested("the server took %s, and does not show which federation ID it made of it", flaw)
}

// givenFID is the federation ID in an answer to a registration, if there is one.
func givenFID(body []byte) (string, bool) {
	var answer map[string]json.RawMessage
	if json.Unmarshal(body, &answer) != nil {
		return "", false
	}
	for _, name := range []string{"federationId", "federation_id", "fid"} {
		var fid string
		if json.Unmarshal(answer[name], &fid) == nil && fid != "" {
			return fid, true
		}
	}
	return "", false
}

// inGrammar holds a federation ID against the expression of section 5. Where it
// begins with a character that the expression's word boundary leaves out, the
// readings of A-082 differ.
func inGrammar(fid string) *check.Deviation {
	local, domain, ok := strings.Cut(fid, "@")
	err := p2.CheckLocalName(local)
	if err == nil && ok {
		err = p2.CheckDomain(domain)
	}
	if err == nil && !ok {
		err = fmt.Errorf("there is no at sign in it")
	}
	if err != nil {
		return check.Deviates("a federation ID that matches the expression", "%q: %v", fid, err)
	}
	return nil
}
