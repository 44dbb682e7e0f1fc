package identity

import (
	"bytes"
	"encoding/json"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of a list of ID-Certs, and of an answer to a request for one.

// listsCert decides whether a body is a JSON array with an object that has a
// certificate as idCertPem. What else is in the objects is for other rules.
func listsCert(body []byte, serial *big.Int) *check.Deviation {
	const want = "a JSON array with the actor's ID-Cert"
	var entries []struct {
		PEM *string `json:"idCertPem"`
	}
	if err := json.Unmarshal(body, &entries); err != nil {
		return check.Deviates(want, "no array of objects: %v", err)
	}
	for _, e := range entries {
		if e.PEM == nil {
			continue
		}
		if c, err := p2.ParseCertPEM(*e.PEM); err == nil && c.Serial.Cmp(serial) == 0 {
			return nil
		}
	}
	return check.Deviates(want, "%d entries, and none of them with it", len(entries))
}

// hasCert reports whether a list has the ID-Cert of a session: by its serial
// number, and by its key, should serial numbers not be unique.
func hasCert(entries []check.Entry, s *actor.Session) bool {
	return slices.ContainsFunc(entries, func(e check.Entry) bool { return isOf(e, s) })
}

func isOf(e check.Entry, s *actor.Session) bool {
	return e.Cert.Serial.Cmp(s.Cert.Serial) == 0 && bytes.Equal(e.Cert.Key.Raw, s.Cert.Key.Raw)
}

// listsAll decides whether all of an actor's sessions are in a list.
func listsAll(entries []check.Entry, sessions []*actor.Session) *check.Deviation {
	for n, s := range sessions {
		if !hasCert(entries, s) {
			return check.Deviates("the ID-Certs of all of the actor's "+strconv.Itoa(len(sessions))+" sessions",
				"a list of %d without the one that was issued as number %d", len(entries), n+1)
		}
	}
	return nil
}

// onlyOwn decides whether a list has nothing of somebody else: not the session
// that is given, and nothing beside the own one in the name of another.
func onlyOwn(entries []check.Entry, own, other *actor.Session) *check.Deviation {
	fid := own.Actor.FID.String()
	want := "ID-Certs of " + fid + " only"
	if hasCert(entries, other) {
		return check.Deviates(want, "also one of %s", other.Actor.FID)
	}
	for _, e := range entries {
		if isOf(e, own) {
			continue
		}
		for _, uid := range e.Cert.Subject.PDN().UIDs {
			if strings.Contains(uid, "@") && !p2.EqualNames(uid, fid) {
				return check.Deviates(want, "also one for %q", uid)
			}
		}
	}
	return nil
}

// nothing decides whether an answer says that there are no ID-Certs, and by which
// reading of A-100; "" for a refusal that the register does not list, and that
// says as much.
func nothing(res *client.Response) (reading string, d *check.Deviation) {
	const want = "no ID-Certs: an empty list, 204 or 404"
	switch {
	case res.Status == http.StatusNotFound:
		return "404", nil
	case res.Status == http.StatusNoContent:
		return "204", nil
	case res.Status >= 400 && res.Status < 500:
		return "", nil
	case res.Status != http.StatusOK:
		return "", check.Deviates(want, "%s", actor.Line(res))
	}
	var entries []json.RawMessage
	switch err := json.Unmarshal(res.Body, &entries); {
	case err != nil:
		return "", check.Deviates(want, "a body that is no list: %v", err)
	case entries == nil:
		return "", check.Deviates(want, "null")
	case len(entries) > 0:
		return "", check.Deviates(want, "a list of %d", len(entries))
	}
	return "empty-list", nil
}

// someList decides about an answer to a query that means nothing: a list, with
// whatever is in it, or a refusal.
func someList(res *client.Response) *check.Deviation {
	const want = "a list, or a refusal of a time that is none"
	switch {
	case res.Status == http.StatusNoContent, res.Status >= 400 && res.Status < 500:
		return nil
	case res.Status != http.StatusOK:
		return check.Deviates(want, "%s", actor.Line(res))
	}
	var entries []json.RawMessage
	if err := json.Unmarshal(res.Body, &entries); err != nil {
		return check.Deviates(want, "a body that is no list: %v", err)
	}
	return nil
}

// sameDER decides whether two certificates are the same, byte by byte.
func sameDER(listed, issued *p2.Cert) *check.Deviation {
	if string(listed.Raw) == string(issued.Raw) {
		return nil
	}
	if string(listed.RawTBS) == string(issued.RawTBS) {
		return check.Deviates("the ID-Cert that was issued", "one with the same contents and another signature")
	}
	return check.Deviates("the ID-Cert that was issued", "another one with the same serial number")
}
