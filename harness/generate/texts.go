package generate

import (
	"strings"

	"pgregory.net/rapid"
)

// Stumbling are texts that programs stumble over, made from a name.
func Stumbling(name string) []string {
	return []string{
		"", " ", name + " ", " " + name, name + "\x00", name + "\x00x", "\x00", name + "\n", name + "\r\nX-A: b",
		name + ".", name + "@", "@" + name, name + "%00", "%" + name, "../" + name, name + "/..", `"` + name + `"`,
		"'" + name + "' OR '1'='1", name + "--", "<b>" + name + "</b>", "${" + name + "}", name + "\u200b", "\u202e" + name,
		name + "\u0301", "\ufeff" + name, strings.Repeat(name, 40), strings.ToUpper(name), lookalike(name), "null", "true", "0",
	}
}

// Texts are those, and any other text.
func Texts(name string) *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom(Stumbling(name)), rapid.StringN(0, 40, 200))
}

// Numbers are texts that programs take for numbers, or nearly so.
func Numbers() []string {
	return []string{
		"-1", "-0", "+1", "00", "01", "1.0", "1.5", "1e1", "1e309", "0x10", "NaN", "Infinity", "1,2", "1 2", "\u0661", "\uff11",
		"2147483647", "2147483648", "-2147483649", "4294967296", "9223372036854775807", "9223372036854775808",
		"-9223372036854775808", "18446744073709551616", strings.Repeat("9", 40), strings.Repeat("0", 400) + "1",
	}
}

// lookalike replaces letters by others that fold to them in Unicode, and are not
// the same in a federation ID (section 5): the Kelvin sign and the long s.
func lookalike(name string) string {
	return strings.NewReplacer("k", "\u212a", "s", "\u017f").Replace(name)
}
