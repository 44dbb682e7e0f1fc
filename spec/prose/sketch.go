package prose

import (
	"hash/fnv"
	"math/bits"
	"regexp"
	"strconv"
	"strings"
)

// Sketch is a fingerprint of the words of a text (a simhash): two texts that
// have most words in common have most bits in common, and two that have nothing
// to do with each other about half. The text cannot be had back from it.
type Sketch uint64

var wordForm = regexp.MustCompile(`[\p{L}\p{N}]+`)

// SketchOf makes the sketch of a text, of its words and of the pairs that stand
// side by side; short words, which any text has, count only in pairs. Case and
// layout do not matter.
func SketchOf(text string) Sketch {
	var votes [64]int
	before := ""
	for _, word := range wordForm.FindAllString(strings.ToLower(text), -1) {
		if len(word) > shortWord {
			vote(&votes, word)
		}
		vote(&votes, before+" "+word)
		before = word
	}
	var s Sketch
	for i, v := range votes {
		if v > 0 {
			s |= 1 << i
		}
	}
	return s
}

// shortWord is how many bytes a word has that says little by itself.
const shortWord = 3

func vote(votes *[64]int, feature string) {
	h := fnv.New64a()
	h.Write([]byte(feature)) // never fails
	sum := mixed(h.Sum64())
	for i := range votes {
		if sum>>i&1 == 1 {
			votes[i]++
		} else {
			votes[i]--
		}
	}
}

// mixed spreads a hash over all bits, which FNV does badly for short words (the
// finaliser of SplitMix64).
func mixed(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// Likeness is the share of bits that two sketches have in common, from 0 to 1.
func (s Sketch) Likeness(other Sketch) float64 {
	return float64(64-bits.OnesCount64(uint64(s^other))) / 64
}

// String writes the sketch as 16 hexadecimal digits.
func (s Sketch) String() string {
	digits := strconv.FormatUint(uint64(s), 16)
	return strings.Repeat("0", 16-len(digits)) + digits
}

// ParseSketch reads what String writes.
func ParseSketch(digits string) (Sketch, error) {
	n, err := strconv.ParseUint(digits, 16, 64)
	return Sketch(n), err
}
