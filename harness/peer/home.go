package peer

import (
	"bytes"
	"cmp"
	"context"
	"crypto"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/inmemory"
)

// What of the reference server a check may see.
type (
	// Certification is what an ID-Cert is issued for.
	Certification = homeserver.Certification
	// Issued is an ID-Cert as its home knows it.
	Issued = homeserver.Certificate
	// Answer is one that a home is about to give.
	Answer = homeserver.Answer
)

// Home is a home server of one check.
type Home struct {
	// Domain is its visible domain name.
	Domain string
	// Server is what answers, unless the home misbehaves.
	Server *homeserver.Server

	network *Network
	log     *client.Log
	hosts   []string // under which it is found; the network's to guard

	mu      sync.Mutex
	down    bool
	silent  bool
	window  time.Duration // for which entries may be cached; 0 is the server's own
	instead func(http.ResponseWriter, *http.Request) bool
	rewrite func(op string, r *http.Request, a *Answer)
	visits  []*client.Exchange
}

// Down has nobody reach the home, or everybody again.
func (h *Home) Down(down bool) {
	h.mu.Lock()
	h.down = down
	h.mu.Unlock()
	h.happens(map[bool]string{true: "cannot be reached any more", false: "can be reached again"}[down])
}

func (h *Home) isDown() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.down
}

// Silent has the home take requests and answer none of them.
func (h *Home) Silent() {
	h.mu.Lock()
	h.silent = true
	h.mu.Unlock()
	h.happens("answers nothing any more")
}

func (h *Home) isSilent() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.silent
}

// Misbehave has f see every request first, and answer it if it returns true; nil is
// for good behaviour. What the home does is for the report, as in "hangs up".
func (h *Home) Misbehave(what string, f func(http.ResponseWriter, *http.Request) bool) {
	h.mu.Lock()
	h.instead = f
	h.mu.Unlock()
	h.happens(what)
}

// Rewrite has f change every answer to an operation, named as in
// homeserver.Behaviour; nil leaves them.
func (h *Home) Rewrite(what string, f func(op string, r *http.Request, a *Answer)) {
	h.mu.Lock()
	h.rewrite = f
	h.mu.Unlock()
	h.happens(what)
}

func (h *Home) rewritten(op string, r *http.Request, a *Answer) {
	h.mu.Lock()
	f := h.rewrite
	h.mu.Unlock()
	if f != nil {
		f(op, r, a)
	}
}

// CacheFor has others keep the home's ID-Certs for so long, from when they are asked
// for (core 6.4).
func (h *Home) CacheFor(d time.Duration) {
	h.mu.Lock()
	h.window = d
	h.mu.Unlock()
	h.happens(fmt.Sprintf("lets others cache its ID-Certs for %s", d))
}

func (h *Home) cacheWindow(now time.Time) (from, to time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return now, now.Add(cmp.Or(h.window, 6*time.Hour))
}

// Certify issues an ID-Cert to an actor of the home, right unless it is edited.
func (h *Home) Certify(c Certification) (*Issued, error) {
	cert, err := h.Server.Certify(c)
	if err == nil {
		h.happens(fmt.Sprintf("issues an ID-Cert to %s, serial number %v", c.Local, cert.Serial))
	}
	return cert, err
}

// Revoke revokes an ID-Cert, as of now.
func (h *Home) Revoke(c *Issued) {
	h.Server.Invalidate(c, h.network.now())
	h.happens(fmt.Sprintf("revokes the ID-Cert with serial number %v", c.Serial))
}

// RevokeSession revokes what ID-Certs a session has, as of now.
func (h *Home) RevokeSession(local, sessionID string) {
	h.Server.InvalidateSession(local, sessionID, h.network.now())
	h.happens(fmt.Sprintf("revokes the ID-Certs of the session %s of %s", sessionID, local))
}

// Recertify has the home show another ID-Cert of its own, right but for the edit. By
// signs it; nil is the key that it is for.
func (h *Home) Recertify(what string, by crypto.Signer, edit func(*idcert.Cert)) error {
	if err := h.Server.Recertify(by, edit); err != nil {
		return err
	}
	h.happens("shows an ID-Cert of its own " + what)
	return nil
}

// Rotate gives the home another key, and an ID-Cert of its own for it, without a word to
// anybody.
func (h *Home) Rotate() error {
	if err := h.Server.Rotate(); err != nil {
		return fmt.Errorf("rotate the key of %s: %w", h.Domain, err)
	}
	h.happens("has a new key and ID-Cert of its own")
	return nil
}

// CacheText has the home sign what makes a cache signature, whatever it is, in
// hexadecimal (core 6.4.1).
func (h *Home) CacheText(text string) (string, error) {
	key, err := h.Server.Key()
	if err != nil {
		return "", fmt.Errorf("sign for %s: %w", h.Domain, err)
	}
	return hex.EncodeToString(ed25519.Sign(key, []byte(text))), nil
}

// SignedBy has a key sign an ID-Cert that is not the home's.
func SignedBy(key crypto.Signer) func(*Certification) {
	return func(c *Certification) { c.By = key }
}

// Edited changes an ID-Cert before it is signed.
func Edited(edit func(*idcert.Cert)) func(*Certification) {
	return func(c *Certification) { c.Edit = edit }
}

// Numbered gives an ID-Cert a serial number.
func Numbered(serial *big.Int) func(*Certification) {
	return func(c *Certification) {
		before := c.Edit
		c.Edit = func(draft *idcert.Cert) {
			if before != nil {
				before(draft)
			}
			draft.Serial = new(big.Int).Set(serial)
		}
	}
}

// Hidden keeps an ID-Cert from who asks the home for it.
func Hidden() func(*Certification) {
	return func(c *Certification) { c.Hidden = true }
}

// happens notes what the harness had the home do.
func (h *Home) happens(what string) {
	h.log.Record(&client.Exchange{At: h.Domain, Event: what, Started: time.Now()})
}

// Get asks the home's server for something itself, which is no visit.
func (h *Home) Get(ctx context.Context, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://"+h.Domain+path, nil)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", h.Domain, err)
	}
	res, err := inmemory.Transport{Handler: h.Server, Hands: h.network.hands}.RoundTrip(r)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", h.Domain, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", h.Domain, err)
	}
	return body, nil
}

// Visits are the requests that reached the home, in the order in which they were
// answered.
func (h *Home) Visits() []*client.Exchange {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.visits)
}

// Asked counts the visits below a path.
func (h *Home) Asked(prefix string) int {
	n := 0
	for _, v := range h.Visits() {
		if strings.HasPrefix(v.Request.Path, prefix) {
			n++
		}
	}
	return n
}

// maxVisit is how much of a visitor's body is kept, in bytes.
const maxVisit = 64 << 10

// ServeHTTP answers, and keeps a record of it.
func (h *Home) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxVisit))
	r.Body = struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(body), r.Body), r.Body}
	e := &client.Exchange{
		Request: client.Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(), Body: body},
		URL:     &url.URL{Scheme: "https", Host: r.Host, Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery},
		At:      h.Domain, Proto: r.Proto, Err: err, Started: time.Now(),
	}
	rec := &recorder{ResponseWriter: w}
	defer func() {
		e.Status, e.Header, e.Body, e.Duration = rec.status, w.Header().Clone(), rec.body.Bytes(), time.Since(e.Started)
		failed := recover()
		if failed != nil {
			e.Err = errHungUp
		}
		h.mu.Lock()
		h.visits = append(h.visits, e)
		h.mu.Unlock()
		h.log.Record(e)
		if failed != nil {
			panic(failed)
		}
	}()
	h.mu.Lock()
	instead := h.instead
	h.mu.Unlock()
	if h.isSilent() {
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	}
	if instead != nil && instead(rec, r) {
		return
	}
	h.Server.ServeHTTP(rec, r)
}
