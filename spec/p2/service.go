package p2

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Service is a provider of a service of an actor, as home servers list it (API
// Models.Service).
type Service struct {
	// Name is the namespace of the service (core 8.2).
	Name string `json:"service"`
	// URL is the base URL of the provider.
	URL string `json:"url"`
	// Primary says that it is the primary provider of the service.
	Primary bool `json:"primary"`
}

// ErrNameObject says that the name of a service is an object, as a known
// implementation writes it.
var ErrNameObject = errors.New("the member service is an object instead of a string")

// ParseService reads one JSON object of at most MaxInput bytes.
func ParseService(b []byte) (Service, error) {
	s, err := service(b)
	if err != nil {
		return Service{}, fmt.Errorf("service: %w", err)
	}
	return s, nil
}

// ParseServices reads a JSON array of at most MaxListInput bytes and
// MaxListEntries entries. The error says which entry is wrong, counted from 0. An
// empty array gives an empty list.
func ParseServices(b []byte) ([]Service, error) {
	if err := checkJSON(b, MaxListInput); err != nil {
		return nil, fmt.Errorf("services: %w", err)
	}
	if k := kindOf(b); k != "an array" {
		return nil, fmt.Errorf("services: %s instead of an array", k)
	}
	var entries []json.RawMessage
	if err := json.Unmarshal(b, &entries); err != nil {
		return nil, fmt.Errorf("services: %w", err)
	}
	if len(entries) > MaxListEntries {
		return nil, fmt.Errorf("services: %d entries, more than %d", len(entries), MaxListEntries)
	}
	list := make([]Service, len(entries))
	for i, entry := range entries {
		s, err := service(entry)
		if err != nil {
			return nil, fmt.Errorf("services: entry %d: %w", i, err)
		}
		list[i] = s
	}
	return list, nil
}

func service(raw json.RawMessage) (s Service, err error) {
	m, err := parseObject(raw, MaxInput)
	if err != nil {
		return s, err
	}
	if kindOf(m["service"]) == "an object" {
		return s, ErrNameObject
	}
	if s.Name, err = m.text("service"); err != nil {
		return s, err
	}
	if s.URL, err = m.text("url"); err != nil {
		return s, err
	}
	if !m.has("primary") {
		return s, errors.New("primary is missing")
	}
	switch k := kindOf(m["primary"]); k {
	case "a boolean":
		return s, json.Unmarshal(m["primary"], &s.Primary)
	default:
		return s, fmt.Errorf("primary is %s instead of a boolean", k)
	}
}
