package peer

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
)

// WellKnownPath is where the well-known document is.
const WellKnownPath = "/.well-known/polyproto-core"

// Hosting is where the API of a home stands that is hosted under another host name
// than its visible one: the actual domain name of core 3.1.
type Hosting struct {
	// Label is the first part of the host name.
	Label string
	// Scheme and Port are those of the API; default https, and the scheme's own.
	Scheme, Port string
	// Via is the first part of a further host name, under which as little is found as
	// under the visible one; empty for none.
	Via string
	// Document answers for the well-known document under the visible domain name;
	// default API, which says where the API is. The address has no version.
	Document func(w http.ResponseWriter, r *http.Request, api string)
	// Otherwise answers the rest under the visible domain name; default hangs up, so
	// that the API cannot be reached there.
	Otherwise func(w http.ResponseWriter, r *http.Request, api string)
}

// MoveTo has the API stand under another host name with that first label, so that
// under the visible one only the well-known document is found.
func (h *Home) MoveTo(label string) (host string, err error) { return h.Host(Hosting{Label: label}) }

// Host has the API stand elsewhere.
func (h *Home) Host(o Hosting) (host string, err error) {
	host = h.network.Name(o.Label)
	d := door{scheme: cmp.Or(o.Scheme, "https"), port: o.Port}
	if err := h.network.join(host, h, d); err != nil {
		return "", err
	}
	if o.Via != "" {
		if err := h.network.join(h.network.Name(o.Via), h, usualDoor); err != nil {
			return "", err
		}
	}
	api := d.url(host) + "/.p2/core/"
	if o.Document == nil {
		o.Document = API
	}
	if o.Otherwise == nil {
		o.Otherwise = func(w http.ResponseWriter, r *http.Request, _ string) { HangUp(w, r) }
	}
	h.Misbehave("is hosted at "+d.url(host), func(w http.ResponseWriter, r *http.Request) bool {
		switch {
		case strings.EqualFold(hostname(r.Host), host):
			return false
		case r.URL.Path == WellKnownPath:
			o.Document(w, r, api)
		default:
			o.Otherwise(w, r, api)
		}
		return true
	})
	return host, nil
}

// API writes a well-known document with the address of the API.
func API(w http.ResponseWriter, _ *http.Request, api string) {
	WriteJSON(w, map[string]string{"api": api})
}

// WriteJSON answers with a value in JSON.
func WriteJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // who does not listen any more misses it
}

// HangUp ends the connection, as where nobody serves the API.
func HangUp(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// Change is a difference of a home from the reference server, before it starts.
type Change func(*homeserver.Behaviour)

// Root changes the ID-Cert of the home itself before it is signed.
func Root(edit func(*idcert.Cert)) Change {
	return func(b *homeserver.Behaviour) { b.EditRoot = edit }
}

// AnyDomain has the home answer for its actors under any domain name.
func AnyDomain() Change {
	return func(b *homeserver.Behaviour) {
		b.FindActor = func(fid, _ string, named func(local string) *homeserver.Actor) *homeserver.Actor {
			local, _, _ := strings.Cut(fid, "@")
			return named(local)
		}
	}
}
