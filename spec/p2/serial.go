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

// Serial is a serial number on the wire: an integer of any size, written in
// JSON as a number or as a decimal string, as Form says. The zero Form writes a
// number.
type Serial struct {
	Int  *big.Int
	Form JSONForm
}

// ParseSerial reads a serial number from one JSON value, exactly: an integer, or
// a string of decimal digits. It refuses a sign, leading zeros, a fraction, an
// exponent and more than MaxSerialDigits digits.
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
	}
	return []byte(s.Int.String()), nil
}
