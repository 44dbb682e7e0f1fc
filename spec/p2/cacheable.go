package p2

import (
	"encoding/json"
	"fmt"
	"strings"
)

// What ParseCacheableCerts reads at most: MaxListInput bytes, and MaxListEntries
// entries, since small ones cost more than their bytes.
const (
	MaxListInput   = 4 << 20
	MaxListEntries = 10000
)

// CacheableCert is an ID-Cert with what a server says about how long it may be
// cached (core §6.4).
type CacheableCert struct {
	// PEM is the certificate as sent; ParseCertPEM reads it.
	PEM string
	// NotBefore and NotAfter bound the cache entry: UNIX timestamps in seconds.
	NotBefore, NotAfter uint64
	// Signature is the cacheSignature as sent, hexadecimal if the server keeps
	// to the spec.
	Signature string
	// InvalidatedAt is a UNIX timestamp in seconds, nil if absent or null.
	InvalidatedAt *uint64
	// HasCache is false when the two times and the signature are all absent, as
	// the prose wants it for a server's own certificate.
	HasCache bool
	Form     CacheForm
}

// CacheNames is the set of member names that the two times were sent under.
type CacheNames string

// The sets of names.
const (
	// NamesAPI is cacheNotValidBefore and cacheNotValidAfter.
	NamesAPI CacheNames = "api-names"
	// NamesProse is cacheValidNotBefore and cacheValidNotAfter.
	NamesProse CacheNames = "prose-names"
	// NamesBoth is both of them, with the same values.
	NamesBoth CacheNames = "both"
)

// CacheForm is how the cache information was written. Prose and API differ in
// the names and in the JSON type of the times.
type CacheForm struct {
	// Names is empty without cache information.
	Names CacheNames
	// Times is empty when there is no time at all.
	Times JSONForm
	// NullInvalidatedAt tells that invalidatedAt was there, and null.
	NullInvalidatedAt bool
}

// cacheTimes are the names of the two times, the API's first.
var cacheTimes = [...]struct {
	names         CacheNames
	before, after string
}{
	{NamesAPI, "cacheNotValidBefore", "cacheNotValidAfter"},
	{NamesProse, "cacheValidNotBefore", "cacheValidNotAfter"},
}

// ParseCacheableCert reads one JSON object of at most MaxInput bytes. It takes
// the names of the API and those of the prose, and times as integers and as
// decimal strings, both in one form. When all names of the API are there, those
// of the prose are further members, which decide nothing. Cache information may
// be absent; when only some of it is, the error names the rest.
func ParseCacheableCert(b []byte) (CacheableCert, error) {
	m, err := parseObject(b, MaxInput)
	if err != nil {
		return CacheableCert{}, fmt.Errorf("cacheable certificate: %w", err)
	}
	c, err := cacheableCert(m)
	if err != nil {
		return CacheableCert{}, fmt.Errorf("cacheable certificate: %w", err)
	}
	return c, nil
}

// ParseCacheableCerts reads a JSON array of at most MaxListInput bytes and
// MaxListEntries entries, each as ParseCacheableCert does. The error says which
// entry is wrong, counted from 0. An empty array gives an empty list.
func ParseCacheableCerts(b []byte) ([]CacheableCert, error) {
	if err := checkJSON(b, MaxListInput); err != nil {
		return nil, fmt.Errorf("cacheable certificates: %w", err)
	}
	if k := kindOf(b); k != "an array" {
		return nil, fmt.Errorf("cacheable certificates: %s instead of an array", k)
	}
	var entries []json.RawMessage
	if err := json.Unmarshal(b, &entries); err != nil {
		return nil, fmt.Errorf("cacheable certificates: %w", err)
	}
	if len(entries) > MaxListEntries {
		return nil, fmt.Errorf("cacheable certificates: %d entries, more than %d", len(entries), MaxListEntries)
	}
	certs := make([]CacheableCert, 0, len(entries))
	for i, entry := range entries {
		c, err := ParseCacheableCert(entry)
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", i, err)
		}
		certs = append(certs, c)
	}
	return certs, nil
}

func cacheableCert(m members) (c CacheableCert, err error) {
	if c.PEM, err = m.text("idCertPem"); err != nil {
		return CacheableCert{}, err
	}
	if err = c.cache(m); err != nil {
		return CacheableCert{}, err
	}
	raw, present := m["invalidatedAt"]
	switch {
	case !present:
		return c, nil
	case kindOf(raw) == "null":
		c.Form.NullInvalidatedAt = true
		return c, nil
	}
	at, form, err := parseUint64(raw)
	if err != nil {
		return CacheableCert{}, fmt.Errorf("invalidatedAt: %w", err)
	}
	if c.HasCache && form != c.Form.Times {
		return CacheableCert{}, fmt.Errorf("invalidatedAt is written as %s, the other times as %s", form, c.Form.Times)
	}
	c.InvalidatedAt, c.Form.Times = &at, form
	return c, nil
}

// cache reads the two times and the signature, or finds all of them absent.
func (c *CacheableCert) cache(m members) error {
	for _, pair := range cacheTimes {
		if !m.has(pair.before) || !m.has(pair.after) {
			continue
		}
		before, beforeForm, err := parseUint64(m[pair.before])
		if err != nil {
			return fmt.Errorf("%s: %w", pair.before, err)
		}
		after, afterForm, err := parseUint64(m[pair.after])
		if err != nil {
			return fmt.Errorf("%s: %w", pair.after, err)
		}
		if beforeForm != afterForm {
			return fmt.Errorf("%s is written as %s, %s as %s", pair.before, beforeForm, pair.after, afterForm)
		}
		if c.Signature, err = m.text("cacheSignature"); err != nil {
			return err
		}
		c.NotBefore, c.NotAfter, c.HasCache = before, after, true
		c.Form = CacheForm{Names: pair.names, Times: beforeForm}
		if pair.names == NamesAPI && m.repeats(cacheTimes[1].before, before) && m.repeats(cacheTimes[1].after, after) {
			c.Form.Names = NamesBoth
		}
		return nil
	}
	return missingCache(m)
}

// repeats reports that a member says the same number once more, in either form.
func (m members) repeats(name string, n uint64) bool {
	again, _, err := parseUint64(m[name])
	return err == nil && again == n
}

// missingCache names what is absent of cache information that is not complete;
// nil when all of it is absent.
func missingCache(m members) error {
	var started []string
	pair := cacheTimes[0]
	for _, p := range cacheTimes {
		for _, name := range []string{p.before, p.after} {
			if m.has(name) {
				started, pair = append(started, name), p
			}
		}
	}
	if len(started) > 1 { // a whole pair does not come here
		return fmt.Errorf("%s mix the names of the API and of the prose", strings.Join(started, " and "))
	}
	if m.has("cacheSignature") {
		started = append(started, "cacheSignature")
	}
	if len(started) == 0 {
		return nil
	}
	var missing []string
	for _, name := range []string{pair.before, pair.after, "cacheSignature"} {
		if !m.has(name) {
			missing = append(missing, name)
		}
	}
	return fmt.Errorf("%s without %s", strings.Join(started, " and "), strings.Join(missing, " and "))
}
