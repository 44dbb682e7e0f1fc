package openapi

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// integerBits are the formats of unsigned integers, and how many bits they
// have. uint160 is ours: the 20 octets of a serial number (RFC 5280, 4.1.2.2).
var integerBits = map[string]int{"uint8": 8, "uint16": 16, "uint32": 32, "uint64": 64, "uint160": 160}

var errNotDecimal = errors.New("not a decimal number")

// unfit tells what is wrong with a number whose format has a range.
func unfit(schema *openapi3.Schema, value any, at []string) *departure {
	number, ok := value.(json.Number)
	bits, ranged := integerBits[schema.Format]
	if !ok || !ranged || !schema.Type.Is(openapi3.TypeInteger) {
		return nil
	}
	if fits(string(number), bits) {
		return nil
	}
	return &departure{
		at:   at,
		want: fmt.Sprintf("an integer (%s, 0 to 2^%d-1)", schema.Format, bits),
		got:  describe(value, at),
	}
}

// decimal checks a string of decimal digits against a format.
func decimal(text, format string) error {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return errNotDecimal
	}
	if bits := integerBits[format]; !fits(text, bits) {
		return fmt.Errorf("more than 2^%d-1", bits)
	}
	return nil
}

// fits reports whether a JSON number is in the range from 0 to 2^bits-1. It
// compares digits and never computes with them: a target may send any number.
func fits(number string, bits int) bool {
	if strings.ContainsAny(number, ".eE") {
		value, err := json.Number(number).Float64()
		return err == nil && value >= 0 && value < math.Ldexp(1, bits)
	}
	digits, negative := strings.CutPrefix(number, "-")
	digits = strings.TrimLeft(digits, "0")
	if negative {
		return digits == ""
	}
	return compareDigits(digits, greatest(bits)) <= 0
}

// compareDigits compares decimal numbers without leading zeros.
func compareDigits(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// greatest is 2^bits-1 in decimal digits.
func greatest(bits int) string {
	limit := new(big.Int).Lsh(big.NewInt(1), uint(bits))
	return limit.Sub(limit, big.NewInt(1)).String()
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
