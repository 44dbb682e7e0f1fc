package target

import (
	"net/http"

	"github.com/p2conform/p2conform/harness/client"
)

// Over is an HTTP client of the target whose requests travel in one way only.
func (t *Target) Over(w client.Wire) *http.Client {
	h := *t.HTTP
	switch tr := h.Transport.(type) {
	case memory:
		tr.wire = w
		h.Transport = tr
	case *http.Transport:
		if w.IP == 6 && t.withoutIPv6 != nil {
			h.Transport = memory{handler: t.withoutIPv6, wire: w}
			break
		}
		h.Transport = client.Over(tr, w)
	}
	return &h
}
