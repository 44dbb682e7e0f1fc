package resources

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// idIn is the ID that a resource has after its upload: the one that was sent, unless
// the answer names another.
func idIn(res *client.Response, sent string) string {
	place := res.Header.Get("Location")
	if place == "" {
		return sent
	}
	u, err := url.Parse(place)
	if err != nil {
		return sent
	}
	segments := strings.Split(strings.TrimRight(u.EscapedPath(), "/"), "/")
	id, err := url.PathUnescape(segments[len(segments)-1])
	if err != nil {
		return sent
	}
	return cmp.Or(id, sent)
}

// same decides that bytes came back as they were.
func same(want, got []byte) *check.Deviation {
	if bytes.Equal(want, got) {
		return nil
	}
	return check.Deviates("the bytes that were uploaded", "%s", difference(want, got))
}

// difference says in what two texts differ.
func difference(want, got []byte) string {
	if len(want) != len(got) {
		return fmt.Sprintf("%d bytes instead of %d", len(got), len(want))
	}
	for i := range want {
		if want[i] != got[i] {
			return fmt.Sprintf("byte %d is %#02x instead of %#02x", i, got[i], want[i])
		}
	}
	return "no difference"
}

// only decides that a list has these resources, in any order, and no others.
func only(list []p2.ListedResource, want ...*resource) *check.Deviation {
	for _, r := range want {
		if n := times(list, r); n != 1 {
			return check.Deviates(fmt.Sprintf("one entry for the resource %q", r.ID), "%d in %s", n, idsOf(list))
		}
	}
	for _, l := range list {
		if !slices.ContainsFunc(want, func(r *resource) bool { return r.ID == l.ID }) {
			return check.Deviates("none but the resources that the actor uploaded", "the list has %q", l.ID)
		}
	}
	return nil
}

func times(list []p2.ListedResource, r *resource) int {
	n := 0
	for _, l := range list {
		if l.ID == r.ID {
			n++
		}
	}
	return n
}

// inOrder decides that a list has these resources in their order.
func inOrder(list []p2.ListedResource, want []*resource) *check.Deviation {
	var ids []string
	for _, r := range want {
		ids = append(ids, r.ID)
	}
	if got := idsOf(list); got != quoted(ids) {
		return check.Deviates("the resources in the order "+quoted(ids), "%s", got)
	}
	return nil
}

func idsOf(list []p2.ListedResource) string {
	var ids []string
	for _, l := range list {
		ids = append(ids, l.ID)
	}
	return quoted(ids)
}

func quoted(ids []string) string {
	if len(ids) == 0 {
		return "an empty list"
	}
	return fmt.Sprintf("%q", ids)
}

// says decides that information is about a resource.
func says(info p2.ResourceInfo, r *resource) *check.Deviation {
	switch {
	case info.ID != r.ID:
		return check.Deviates(fmt.Sprintf("the resourceId %q", r.ID), "%q", info.ID)
	case info.Size != uint64(len(r.Bytes)):
		return check.Deviates(fmt.Sprintf("the size %d", len(r.Bytes)), "%d", info.Size)
	case info.Access.Private != r.Access.Private || info.Access.Public != r.Access.Public:
		return check.Deviates(fmt.Sprintf("private %t and public %t", r.Access.Private, r.Access.Public),
			"private %t and public %t", info.Access.Private, info.Access.Public)
	}
	return nil
}

// listsAre decides that access properties have the lists of others, in any order and
// spelling.
func listsAre(got, want p2.ResourceAccess) *check.Deviation {
	for _, l := range []struct {
		name      string
		got, want []string
	}{{"allowlist", got.Allowed, want.Allowed}, {"denylist", got.Denied, want.Denied}} {
		if !slices.Equal(folded(l.got), folded(l.want)) {
			return check.Deviates(fmt.Sprintf("the %s %s", l.name, quoted(l.want)), "%s", quoted(l.got))
		}
	}
	return nil
}

func folded(list []string) []string {
	var out []string
	for _, entry := range list {
		out = append(out, strings.ToLower(entry))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reason is the answer to an upload that is too large, or has too long an ID.
type reason struct {
	Reason    string          `json:"reason"`
	Remaining json.RawMessage `json:"remainingStorageBytes"`
	Limit     json.RawMessage `json:"charLimit"`
}

// reasonIn decides that a body is JSON with a reason.
func reasonIn(body []byte, want string) (reason, *check.Deviation) {
	var r reason
	if err := json.Unmarshal(body, &r); err != nil || r.Reason != want {
		return r, check.Deviates(fmt.Sprintf("a JSON object whose member reason is %q", want), "%.200q", body)
	}
	return r, nil
}

// unsigned decides that the JSON of a member is an unsigned integer of so many bits.
func unsigned(name string, raw json.RawMessage, bits int) (uint64, *check.Deviation) {
	var n uint64
	if err := json.Unmarshal(raw, &n); err != nil || len(raw) == 0 || string(raw) == "null" || bits < 64 && n >= 1<<bits {
		return 0, check.Deviates(fmt.Sprintf("an unsigned %d-bit integer as the member %s", bits, name), "%.100q", []byte(raw))
	}
	return n, nil
}

// textIs decides that a body is a text, as it is or as a JSON string.
func textIs(res *client.Response, want string) *check.Deviation {
	if got := actor.Text(res); got != want {
		return check.Deviates(fmt.Sprintf("the text %q", want), "%.200q", got)
	}
	return nil
}

// after says of a deviation when it was found.
func after(what string, d *check.Deviation) *check.Deviation {
	if d == nil {
		return nil
	}
	return &check.Deviation{Expected: "after " + what + ": " + d.Expected, Actual: d.Actual}
}
