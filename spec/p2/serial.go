package p2

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
)

// MaxSerialDigits is the number of decimal digits of a serial number that
// ParseSerial reads at most. The 20 octets of RFC 5280 have no more than 49.
const MaxSerialDigits = 1024

// maxSerialOctets is how many octets of an array ParseSerial reads at most.
const maxSerialOctets = 512

// Serial is a serial number on the wire: an integer of any size, written in
// JSON as a number, as a decimal string or as an array of octets, the most
// significant first, as Form says. The zero Form writes a number.
type Serial struct {
	Int  *big.Int
	Form JSONForm
}

// ParseSerial reads a serial number from one JSON value, exactly: an integer, a
// string of decimal digits, or an array of octets. It refuses a sign, leading
// zeros in digits, a fraction, an exponent and more than MaxSerialDigits digits.
func ParseSerial(raw json.RawMessage) (*big.Int, error) {
	s, err := parseSerial(raw)
	if err != nil {
		return nil, fmt.Errorf("serial number: %w", err)
	}
	return s.Int, nil
}

func parseSerial(raw json.RawMessage) (Serial, error) {
	if err := checkJSON(raw, MaxInput); err != nil {
		return Serial{}, err
	}
	if kindOf(raw) == "an array" {
		return parseOctets(raw)
	}
	digits, form, err := parseDigits(raw)
	if err != nil {
		return Serial{}, err
	}
	if len(digits) > MaxSerialDigits {
		return Serial{}, fmt.Errorf("%d digits, more than %d", len(digits), MaxSerialDigits)
	}
	n, ok := new(big.Int).SetString(digits, 10)
	if !ok {
		return Serial{}, fmt.Errorf("%s is not an integer", quoteShort(digits))
	}
	return Serial{Int: n, Form: form}, nil
}

// parseOctets reads an array of one octet or more.
func parseOctets(raw json.RawMessage) (Serial, error) {
	var elements []json.RawMessage
	if err := json.Unmarshal(raw, &elements); err != nil {
		return Serial{}, err
	}
	if len(elements) == 0 || len(elements) > maxSerialOctets {
		return Serial{}, fmt.Errorf("an array of %d octets, not of 1 to %d", len(elements), maxSerialOctets)
	}
	var octets []byte
	for i, e := range elements {
		n, form, err := parseUint64(e)
		if err != nil || form != FormInteger || n > 0xff {
			return Serial{}, fmt.Errorf("an array whose element %d is no octet", i)
		}
		octets = append(octets, byte(n))
	}
	return Serial{Int: new(big.Int).SetBytes(octets), Form: FormBytes}, nil
}

// UnmarshalJSON reads what ParseSerial reads.
func (s *Serial) UnmarshalJSON(b []byte) error {
	read, err := parseSerial(b)
	if err != nil {
		return fmt.Errorf("serial number: %w", err)
	}
	*s = read
	return nil
}

// MarshalJSON writes the number in its form. A Serial without a number is an
// error.
func (s Serial) MarshalJSON() ([]byte, error) {
	switch {
	case s.Int == nil:
		return nil, errors.New("serial number is not set")
	case s.Form == FormString:
		return json.Marshal(s.Int.String())
	case s.Form == FormBytes:
		octets := []int{} // of bytes, json.Marshal makes base64
		for _, o := range s.Int.FillBytes(make([]byte, max(1, (s.Int.BitLen()+7)/8))) {
			octets = append(octets, int(o))
		}
		return json.Marshal(octets)
	}
	return []byte(s.Int.String()), nil
}
