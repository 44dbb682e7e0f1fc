package keymaterial

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

// withSerial chooses the keys of one ID-Cert.
func withSerial(list []p2.EncryptedKey, serial *big.Int) []p2.EncryptedKey {
	return slices.DeleteFunc(slices.Clone(list), func(k p2.EncryptedKey) bool { return k.Serial.Int.Cmp(serial) != 0 })
}

// has decides that a list has one key for a serial number.
func has(list []p2.EncryptedKey, serial *big.Int) *check.Deviation {
	if n := len(withSerial(list, serial)); n != 1 {
		return check.Deviates("one encrypted key for the serial number that it was uploaded for", "%d in a list of %d", n, len(list))
	}
	return nil
}

// holds decides that a list has a key as it was, and no other for its serial
// number.
func holds(list []p2.EncryptedKey, key p2.EncryptedKey) *check.Deviation {
	if d := has(list, key.Serial.Int); d != nil {
		return d
	}
	return same(key, withSerial(list, key.Serial.Int)[0])
}

// lacks decides that a list has no key for a serial number.
func lacks(list []p2.EncryptedKey, serial *big.Int) *check.Deviation {
	if n := len(withSerial(list, serial)); n > 0 {
		return check.Deviates("no encrypted key for the serial number", "%d in a list of %d", n, len(list))
	}
	return nil
}

// only decides that a list has these keys as they were, in any order,
// and nothing else.
func only(list []p2.EncryptedKey, keys ...p2.EncryptedKey) *check.Deviation {
	for _, key := range keys {
		if d := holds(list, key); d != nil {
			return d
		}
	}
	if len(list) != len(keys) {
		return check.Deviates(fmt.Sprintf("%d encrypted keys", len(keys)), "%d", len(list))
	}
	return nil
}

// same decides that a key is as it was; the serial number is what it was found by.
func same(sent, got p2.EncryptedKey) *check.Deviation {
	if d := sameData(sent, got); d != nil {
		return d
	}
	return sameAlgorithms(sent, got)
}

// sameData decides that key_data is as it was.
func sameData(sent, got p2.EncryptedKey) *check.Deviation {
	if sent.Data != got.Data {
		at := difference(sent.Data, got.Data)
		return check.Deviates("key_data as it was, byte for byte", "%d bytes for %d, which differ after %d: %q for %q",
			len(got.Data), len(sent.Data), at, excerpt(got.Data, at), excerpt(sent.Data, at))
	}
	return nil
}

// sameAlgorithms decides the same for the algorithms, and their order.
func sameAlgorithms(sent, got p2.EncryptedKey) *check.Deviation {
	if !slices.Equal(sent.Algorithms, got.Algorithms) {
		return check.Deviates(fmt.Sprintf("the algorithms in the order in which they were, %q", sent.Algorithms), "%q", got.Algorithms)
	}
	return nil
}

// difference is how long the common beginning of two texts is, in bytes.
func difference(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// mentions reports that a text stands in a body, as it is or in any string of its
// JSON.
func mentions(body []byte, text string) bool {
	if bytes.Contains(body, []byte(text)) {
		return true
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		if s, ok := token.(string); ok && strings.Contains(s, text) {
			return true
		}
	}
}

// excerpt is a part of a text that begins shortly before a place.
func excerpt(text string, at int) string {
	const before, length = 8, 24
	from := max(at-before, 0)
	return text[from:min(from+length, len(text))]
}

// after says of a deviation when it was found.
func after(what string, d *check.Deviation) *check.Deviation {
	if d == nil {
		return nil
	}
	return &check.Deviation{Expected: "after " + what + ": " + d.Expected, Actual: d.Actual}
}

// libraryNames reports a list with the member names of a known implementation
//
func libraryNames(body []byte) bool {
	var list []map[string]json.RawMessage
	if json.Unmarshal(body, &list) != nil || len(list) == 0 {
		return false
	}
	return list[0]["serial_number"] != nil && list[0]["serialNumber"] == nil
}

// sizeHeader tells how large an encrypted key may be, in bytes.
const sizeHeader = "X-Max-Payload-Size"

// limitIn reads the size limit: one integer of 32 bits.
func limitIn(h http.Header) (uint32, *check.Deviation) {
	const want = "the header X-MAX-PAYLOAD-SIZE with an integer of 32 bits"
	switch values := h.Values(sizeHeader); len(values) {
	case 0:
		return 0, check.Deviates(want, "no such header")
	case 1:
		n, err := strconv.ParseUint(values[0], 10, 32)
		if err != nil {
			return 0, check.Deviates(want, "%q", values[0])
		}
		return uint32(n), nil
	default:
		return 0, check.Deviates(want, "%d such headers", len(values))
	}
}

// limitInBody reads a number that stands in the body.
func limitInBody(body []byte) (uint32, bool) {
	n, err := strconv.ParseUint(string(bytes.TrimSpace(body)), 10, 32)
	return uint32(n), err == nil
}

// usual decides that a limit lies between 800 bytes and 10 kilobytes, of 1024
// bytes at most.
func usual(limit uint32) *check.Deviation {
	if limit < 800 || limit > 10<<10 {
		return check.Deviates("a limit between 800 bytes and 10 kilobytes", "%d bytes", limit)
	}
	return nil
}
