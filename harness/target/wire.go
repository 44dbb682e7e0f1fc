package target

import (
	"net/http"
	"net/url"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/inmemory"
)

// Secured is a target with TLS that is asked without.
type Secured struct {
	// URL begins with https.
	URL *url.URL
	// HTTP trusts whom the target is vouched for by.
	HTTP *http.Client
}

// WithTLS is the target where it has TLS: as it is, or the same one elsewhere;
// nil where it is not known to have any.
func (t *Target) WithTLS() (*Target, error) {
	if t.URL.Scheme == "https" {
		return t, nil
	}
	if t.secured == nil {
		return nil, nil
	}
	s, err := t.secured()
	if err != nil {
		return nil, err
	}
	elsewhere := *t
	elsewhere.URL, elsewhere.HTTP, elsewhere.withoutIPv6 = s.URL, s.HTTP, nil
	return &elsewhere, nil
}

// Over is an HTTP client of the target whose requests travel in one way only.
func (t *Target) Over(w client.Wire) *http.Client {
	h := *t.HTTP
	switch tr := h.Transport.(type) {
	case inmemory.Transport:
		tr.Wire = w
		h.Transport = tr
	case *http.Transport:
		if w.IP == 6 && t.withoutIPv6 != nil {
			h.Transport = inmemory.Transport{Handler: t.withoutIPv6, Wire: w}
			break
		}
		h.Transport = client.Over(tr, w)
	}
	return &h
}
