package p2

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// EncryptedKey is an encrypted private key as home servers keep it (API
// Models.EncryptedPKM).
type EncryptedKey struct {
	// Data is what only the actor's clients can read.
	Data string
	// Serial is that of the ID-Cert with the key.
	Serial Serial
	// Algorithms are those of the encryption, in the order in which to decrypt:
	// object identifiers with dots, or what a client wrote in their place.
	Algorithms []string
	// NumberLists says that each algorithm is a list of numbers, as before
	// v1.0-beta.3. In Algorithms they have dots between them.
	NumberLists bool
}

// The names of the members.
const (
	keyDataName       = "key_data"
	keySerialName     = "serialNumber"
	keyAlgorithmsName = "encryptionAlgorithms"
)

// MarshalJSON writes the key as the API document has it.
func (k EncryptedKey) MarshalJSON() ([]byte, error) {
	var algorithms any = k.Algorithms
	if k.NumberLists {
		lists := make([][]uint64, len(k.Algorithms))
		for i, a := range k.Algorithms {
			var err error
			if lists[i], err = numbers(a); err != nil {
				return nil, fmt.Errorf("encrypted key: %w", err)
			}
		}
		algorithms = lists
	}
	return json.Marshal(struct {
		Data       string `json:"key_data"`
		Serial     Serial `json:"serialNumber"`
		Algorithms any    `json:"encryptionAlgorithms"`
	}{k.Data, k.Serial, algorithms})
}

// numbers are those of an object identifier.
func numbers(oid string) ([]uint64, error) {
	var out []uint64
	for part := range strings.SplitSeq(oid, ".") {
		n, err := strconv.ParseUint(part, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%s is no object identifier", quoteShort(oid))
		}
		out = append(out, n)
	}
	return out, nil
}

// ParseEncryptedKeys reads a JSON array of at most MaxListInput bytes and
// MaxListEntries entries, as a home server answers with it. It takes serial
// numbers in any form. The error says which entry is wrong, counted from
// 0. An empty array gives an empty list.
func ParseEncryptedKeys(b []byte) ([]EncryptedKey, error) {
	if err := checkJSON(b, MaxListInput); err != nil {
		return nil, fmt.Errorf("encrypted keys: %w", err)
	}
	if k := kindOf(b); k != "an array" {
		return nil, fmt.Errorf("encrypted keys: %s instead of an array", k)
	}
	var entries []json.RawMessage
	if err := json.Unmarshal(b, &entries); err != nil {
		return nil, fmt.Errorf("encrypted keys: %w", err)
	}
	if len(entries) > MaxListEntries {
		return nil, fmt.Errorf("encrypted keys: %d entries, more than %d", len(entries), MaxListEntries)
	}
	keys := make([]EncryptedKey, len(entries))
	for i, entry := range entries {
		k, err := encryptedKey(entry)
		if err != nil {
			return nil, fmt.Errorf("encrypted keys: entry %d: %w", i, err)
		}
		keys[i] = k
	}
	return keys, nil
}

func encryptedKey(raw json.RawMessage) (k EncryptedKey, err error) {
	m, err := parseObject(raw, MaxListInput)
	if err != nil {
		return k, err
	}
	if k.Data, err = m.text(keyDataName); err != nil {
		return k, err
	}
	if !m.has(keySerialName) {
		return k, fmt.Errorf("%s is missing", keySerialName)
	}
	if k.Serial, err = parseSerial(m[keySerialName]); err != nil {
		return k, fmt.Errorf("%s: %w", keySerialName, err)
	}
	if !m.has(keyAlgorithmsName) {
		return k, fmt.Errorf("%s is missing", keyAlgorithmsName)
	}
	if err = k.readAlgorithms(m[keyAlgorithmsName]); err != nil {
		return k, fmt.Errorf("%s: %w", keyAlgorithmsName, err)
	}
	return k, nil
}

func (k *EncryptedKey) readAlgorithms(raw json.RawMessage) error {
	if kind := kindOf(raw); kind != "an array" {
		return fmt.Errorf("%s instead of an array", kind)
	}
	var entries []json.RawMessage
	if err := json.Unmarshal(raw, &entries); err != nil {
		return err
	}
	if len(entries) == 0 {
		return errors.New("the array is empty")
	}
	for i, entry := range entries {
		lists := kindOf(entry) == "an array"
		if i > 0 && lists != k.NumberLists {
			return errors.New("strings beside lists of numbers")
		}
		k.NumberLists = lists
		text, err := algorithm(entry)
		if err != nil {
			return fmt.Errorf("entry %d: %w", i, err)
		}
		k.Algorithms = append(k.Algorithms, text)
	}
	return nil
}

// algorithm reads a string, or a list of numbers.
func algorithm(raw json.RawMessage) (string, error) {
	switch kind := kindOf(raw); kind {
	case "a string":
		var text string
		err := json.Unmarshal(raw, &text)
		return text, err
	case "an array":
		var list []uint64
		if err := json.Unmarshal(raw, &list); err != nil || len(list) == 0 {
			return "", errors.New("a list that is none of unsigned numbers")
		}
		parts := make([]string, len(list))
		for i, n := range list {
			parts[i] = strconv.FormatUint(n, 10)
		}
		return strings.Join(parts, "."), nil
	default:
		return "", fmt.Errorf("%s instead of a string", kind)
	}
}
