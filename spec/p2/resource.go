package p2

import (
	"encoding/json"
	"errors"
	"fmt"
)

// ResourceAccess is who may retrieve a resource (API
// Models.ResourceAccessProperties). Lists hold federation IDs and domain names; a
// nil list is left out.
type ResourceAccess struct {
	Private bool     `json:"private"`
	Public  bool     `json:"public"`
	Allowed []string `json:"allowlist,omitempty"`
	Denied  []string `json:"denylist,omitempty"`
}

// ResourceInfo is what a server says of a resource (API Models.ResourceInformation).
type ResourceInfo struct {
	ID string
	// Size is in bytes.
	Size   uint64
	Access ResourceAccess
}

// ListedResource is an element of a list of resources.
type ListedResource struct {
	ResourceInfo
	// Flat says that the information is the element itself, and not a member of it
	//
	Flat bool
	// Preview is its JSON; empty without one.
	Preview json.RawMessage
}

// ResourcePreview is the preview of a listed resource.
type ResourcePreview struct {
	Contents []byte `json:"contents"`
}

// StorageUsage is how much an actor may store, and does, in bytes.
type StorageUsage struct{ Limit, Used uint64 }

// ErrSingleObject says that there is one JSON object where a list is wanted.
var ErrSingleObject = errors.New("an object instead of an array")

// ParseResourceAccess reads one JSON object of at most MaxInput bytes. A list that is
// missing or null is nil.
func ParseResourceAccess(b []byte) (ResourceAccess, error) {
	a, err := resourceAccess(b)
	if err != nil {
		return ResourceAccess{}, fmt.Errorf("access properties: %w", err)
	}
	return a, nil
}

func resourceAccess(raw []byte) (a ResourceAccess, err error) {
	m, err := parseObject(raw, MaxInput)
	if err != nil {
		return a, err
	}
	for name, to := range map[string]*bool{"private": &a.Private, "public": &a.Public} {
		if !m.has(name) {
			return a, fmt.Errorf("%s is missing", name)
		}
		if k := kindOf(m[name]); k != "a boolean" {
			return a, fmt.Errorf("%s is %s instead of a boolean", name, k)
		}
		if err := json.Unmarshal(m[name], to); err != nil {
			return a, fmt.Errorf("%s: %w", name, err)
		}
	}
	for name, to := range map[string]*[]string{"allowlist": &a.Allowed, "denylist": &a.Denied} {
		if !m.has(name) || kindOf(m[name]) == "null" {
			continue
		}
		var list []*string
		if err := json.Unmarshal(m[name], &list); err != nil {
			return a, fmt.Errorf("%s is no array of strings", name)
		}
		for _, entry := range list {
			if entry == nil {
				return a, fmt.Errorf("%s holds null", name)
			}
			*to = append(*to, *entry)
		}
	}
	return a, nil
}

// ParseResourceInfos reads a JSON array of at most MaxListInput bytes. An object
// alone is ErrSingleObject.
func ParseResourceInfos(b []byte) ([]ResourceInfo, error) {
	elements, err := parseList(b)
	if err != nil {
		return nil, fmt.Errorf("resource information: %w", err)
	}
	list := make([]ResourceInfo, len(elements))
	for i, raw := range elements {
		if list[i], err = resourceInfo(raw); err != nil {
			return nil, fmt.Errorf("resource information: entry %d: %w", i, err)
		}
	}
	return list, nil
}

func parseList(b []byte) ([]json.RawMessage, error) {
	if err := checkJSON(b, MaxListInput); err != nil {
		return nil, err
	}
	switch k := kindOf(b); k {
	case "an array":
	case "an object":
		return nil, ErrSingleObject
	default:
		return nil, fmt.Errorf("%s instead of an array", k)
	}
	var elements []json.RawMessage
	if err := json.Unmarshal(b, &elements); err != nil {
		return nil, err
	}
	if len(elements) > MaxListEntries {
		return nil, fmt.Errorf("%d entries, more than %d", len(elements), MaxListEntries)
	}
	return elements, nil
}

func resourceInfo(raw json.RawMessage) (r ResourceInfo, err error) {
	m, err := parseObject(raw, MaxInput)
	if err != nil {
		return r, err
	}
	if r.ID, err = m.text("resourceId"); err != nil {
		return r, err
	}
	if r.Size, err = m.unsigned("size"); err != nil {
		return r, err
	}
	if !m.has("access") {
		return r, errors.New("access is missing")
	}
	if r.Access, err = resourceAccess(m["access"]); err != nil {
		return r, fmt.Errorf("access: %w", err)
	}
	return r, nil
}

// unsigned is a member that has to be an unsigned 64-bit integer.
func (m members) unsigned(name string) (n uint64, err error) {
	if !m.has(name) {
		return 0, fmt.Errorf("%s is missing", name)
	}
	if k := kindOf(m[name]); k != "a number" {
		return 0, fmt.Errorf("%s is %s instead of a number", name, k)
	}
	if err := json.Unmarshal(m[name], &n); err != nil {
		return 0, fmt.Errorf("%s is no unsigned 64-bit integer: %s", name, m[name])
	}
	return n, nil
}

// ParseResourceList reads a list of resources, a JSON array of at most MaxListInput
// bytes, in either form of A-166.
func ParseResourceList(b []byte) ([]ListedResource, error) {
	elements, err := parseList(b)
	if err != nil {
		return nil, fmt.Errorf("resources: %w", err)
	}
	list := make([]ListedResource, len(elements))
	for i, raw := range elements {
		if list[i], err = listedResource(raw); err != nil {
			return nil, fmt.Errorf("resources: entry %d: %w", i, err)
		}
	}
	return list, nil
}

func listedResource(raw json.RawMessage) (l ListedResource, err error) {
	m, err := parseObject(raw, MaxListInput)
	if err != nil {
		return l, err
	}
	l.Preview = m["preview"]
	information, nested := m["resourceInformation"]
	if l.Flat = !nested; l.Flat {
		information = raw
	}
	l.ResourceInfo, err = resourceInfo(information)
	return l, err
}

// ParseStorageUsage reads one JSON object of at most MaxInput bytes.
func ParseStorageUsage(b []byte) (u StorageUsage, err error) {
	m, err := parseObject(b, MaxInput)
	if err == nil {
		u.Limit, err = m.unsigned("limit")
	}
	if err == nil {
		u.Used, err = m.unsigned("used")
	}
	if err != nil {
		return StorageUsage{}, fmt.Errorf("storage usage: %w", err)
	}
	return u, nil
}
