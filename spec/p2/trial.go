package p2

import (
	"fmt"
	"slices"
	"strings"
)

// KeyTrial is a challenge that a server wants signed (core §4.3).
type KeyTrial struct {
	// Trial is the string to sign. Any length is read, also an empty one.
	Trial string
	// Expires is the number as sent: a UNIX timestamp in seconds under the
	// API's name. Under the name "lifetime" it may be meant as a duration.
	Expires uint64
	Form    TrialForm
	// ID is the JSON of the member id, which no text names; empty without
	// one.
	ID string
}

// JSONForm is how a number is written in JSON.
type JSONForm string

// The forms of an unsigned number that the spec uses.
const (
	FormInteger JSONForm = "integer"
	FormString  JSONForm = "string"
	// FormBytes is an array of bytes, for serial numbers alone.
	FormBytes JSONForm = "bytes"
)

// TrialForm is how a key trial was written. Prose and API name its members
// differently.
type TrialForm struct {
	// TrialName is "trial" (API) or "challenge" (prose).
	TrialName string
	// ExpiresName is "expires" (schema of the API), "expiration" (its text) or
	// "lifetime" (prose).
	ExpiresName string
	Expires     JSONForm
}

// KeyTrialCompleted is the answer to a key trial.
type KeyTrialCompleted struct {
	Signature    string `json:"signature"`
	SerialNumber Serial `json:"serialNumber"`
}

// The registered names of the two members of a key trial, the API's first.
var (
	trialNames   = []string{"trial", "challenge"}
	expiresNames = []string{"expires", "expiration", "lifetime"}
)

// ParseKeyTrial reads one JSON object of at most MaxInput bytes. It takes every
// name that the spec uses, and the time as an integer or as a decimal string.
// When both names of the API are there, the other names are further members,
// which are ignored like any other; else two names for one thing are an error.
func ParseKeyTrial(b []byte) (KeyTrial, error) {
	m, err := parseObject(b, MaxInput)
	if err != nil {
		return KeyTrial{}, fmt.Errorf("key trial: %w", err)
	}
	var k KeyTrial
	if m.has(trialNames[0]) && m.has(expiresNames[0]) {
		k.Form.TrialName, k.Form.ExpiresName = trialNames[0], expiresNames[0]
	} else {
		if k.Form.TrialName, err = m.oneOf(trialNames); err != nil {
			return KeyTrial{}, fmt.Errorf("key trial: %w", err)
		}
		if k.Form.ExpiresName, err = m.oneOf(expiresNames); err != nil {
			return KeyTrial{}, fmt.Errorf("key trial: %w", err)
		}
	}
	if k.Trial, err = m.text(k.Form.TrialName); err != nil {
		return KeyTrial{}, fmt.Errorf("key trial: %w", err)
	}
	k.ID = string(m["id"])
	if k.Expires, k.Form.Expires, err = parseUint64(m[k.Form.ExpiresName]); err != nil {
		return KeyTrial{}, fmt.Errorf("key trial: %s: %w", k.Form.ExpiresName, err)
	}
	return k, nil
}

// ParseKeyTrialCompleted reads one JSON object of at most MaxInput bytes.
func ParseKeyTrialCompleted(b []byte) (KeyTrialCompleted, error) {
	m, err := parseObject(b, MaxInput)
	if err != nil {
		return KeyTrialCompleted{}, fmt.Errorf("completed key trial: %w", err)
	}
	var k KeyTrialCompleted
	if k.Signature, err = m.text("signature"); err != nil {
		return KeyTrialCompleted{}, fmt.Errorf("completed key trial: %w", err)
	}
	if !m.has("serialNumber") {
		return KeyTrialCompleted{}, fmt.Errorf("completed key trial: serialNumber is missing")
	}
	if k.SerialNumber, err = parseSerial(m["serialNumber"]); err != nil {
		return KeyTrialCompleted{}, fmt.Errorf("completed key trial: serialNumber: %w", err)
	}
	return k, nil
}

// oneOf is the one of the names that m has.
func (m members) oneOf(names []string) (string, error) {
	there := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !m.has(n) })
	switch len(there) {
	case 0:
		return "", fmt.Errorf("none of %s is there", strings.Join(names, ", "))
	case 1:
		return there[0], nil
	}
	return "", fmt.Errorf("%s are names for one thing", strings.Join(there, " and "))
}
