package verify

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"

	"github.com/p2conform/p2conform/spec/p2"
)

// mistake is a string that a server might sign in place of the right one.
type mistake struct {
	flaw CacheFlaw
	how  string
	text string
}

// mistakes are those that readers of section 6.4.1 are likely to make, for one
// way to write the serial number. Where a mistake makes the right string after
// all, as without a time of invalidation, it is none.
func mistakes(p cacheParts, c p2.CacheableCert) []mistake {
	right := p.serial + p.start + p.end + p.invalidated
	var out []mistake
	add := func(flaw CacheFlaw, how, text string) {
		if text != right {
			out = append(out, mistake{flaw, how, text})
		}
	}
	if p.invalidated != "" {
		add(WithoutInvalidation, "the time of invalidation left out", p.serial+p.start+p.end)
	} else {
		for _, word := range []string{"null", "0", "None", "nil", "undefined", `""`} {
			add(NotEmpty, "the word "+word+" for a time of invalidation that is not there", right+word)
		}
	}
	wrongOrder(p, add)
	wrongContents(p, c, right, add)
	return out
}

func wrongOrder(p cacheParts, add func(CacheFlaw, string, string)) {
	add(WrongOrder, "the end before the start", p.serial+p.end+p.start+p.invalidated)
	add(WrongOrder, "the serial number last", p.start+p.end+p.invalidated+p.serial)
	add(WrongOrder, "the serial number after the times", p.start+p.end+p.serial+p.invalidated)
	add(WrongOrder, "the time of invalidation before the window", p.serial+p.invalidated+p.start+p.end)
	add(WrongOrder, "the time of invalidation first", p.invalidated+p.serial+p.start+p.end)
	parts := []string{p.serial, p.start, p.end}
	if p.invalidated != "" {
		parts = append(parts, p.invalidated)
	}
	for _, s := range []string{" ", ",", ";", ":", "|", ".", "-", "_", "/", "\n", "\x00", "·", "⋅", " ⋅ ", ", "} {
		add(WrongOrder, "something between the parts", strings.Join(parts, s))
	}
	// An empty last part may have its separator all the same.
	for _, s := range []string{" ", ",", ";", ":", "|", ".", "-", "\n"} {
		add(WrongOrder, "something between the parts", strings.Join([]string{p.serial, p.start, p.end, p.invalidated}, s))
	}
}

func wrongContents(p cacheParts, c p2.CacheableCert, right string, add func(CacheFlaw, string, string)) {
	const missing = "a part left out"
	add(WrongContents, missing, p.start+p.end+p.invalidated)
	add(WrongContents, missing, p.serial+p.end+p.invalidated)
	add(WrongContents, missing, p.serial+p.start+p.invalidated)
	add(WrongContents, missing, p.serial+p.invalidated)
	add(WrongContents, missing, p.serial)
	if n, ok := new(big.Int).SetString(p.serial, 10); ok {
		signed := new(big.Int).Sub(n, new(big.Int).Lsh(big.NewInt(1), 64))
		add(WrongContents, "the serial number as a signed number", signed.String()+p.start+p.end+p.invalidated)
		add(WrongContents, "the serial number with zeros before it", fmt.Sprintf("%020s", p.serial)+p.start+p.end+p.invalidated)
	}
	add(WrongContents, "the certificate in the place of its serial number", c.PEM+p.start+p.end+p.invalidated)
	add(WrongContents, "the certificate alone", c.PEM)
	sum := sha256.Sum256([]byte(right))
	add(WrongContents, "a hash of the string", string(sum[:]))
	add(WrongContents, "a hash of the string", hex.EncodeToString(sum[:]))
	long := sha512.Sum512([]byte(right))
	add(WrongContents, "a hash of the string", string(long[:]))
	add(WrongContents, "a hash of the string", hex.EncodeToString(long[:]))
}
