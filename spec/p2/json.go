package p2

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxJSONDepth is how deep arrays and objects may stand in each other. What we
// read is two deep; the rest is room for members that we do not know.
const maxJSONDepth = 16

// members are those of one JSON object.
type members map[string]json.RawMessage

func (m members) has(name string) bool { _, ok := m[name]; return ok }

// text is a member that has to be a string.
func (m members) text(name string) (string, error) {
	raw, ok := m[name]
	if !ok {
		return "", fmt.Errorf("%s is missing", name)
	}
	if k := kindOf(raw); k != "a string" {
		return "", fmt.Errorf("%s is %s instead of a string", name, k)
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return s, nil
}

// parseObject reads one JSON object and nothing else.
func parseObject(b []byte, most int) (members, error) {
	if err := checkJSON(b, most); err != nil {
		return nil, err
	}
	if k := kindOf(b); k != "an object" {
		return nil, fmt.Errorf("%s instead of an object", k)
	}
	var m members
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, err
	}
	return m, nil
}

// checkJSON accepts exactly one JSON value, bounded in length and depth, in
// UTF-8, and without an object that names a member twice: encoding/json would
// silently take the last of them, others take the first.
func checkJSON(b []byte, most int) error {
	switch {
	case len(b) > most:
		return fmt.Errorf("JSON of %d bytes: longer than %d", len(b), most)
	case !utf8.Valid(b):
		return errors.New("JSON is not UTF-8")
	}
	if json.Valid(b) && plain(b) {
		return nil
	}
	return checkTokens(b)
}

// checkTokens looks at each token.
func checkTokens(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var open []*nesting
	for started := false; !started || len(open) > 0; started = true {
		token, err := d.Token()
		if err != nil {
			return fmt.Errorf("JSON: %w", notEOF(err))
		}
		if delim, ok := token.(json.Delim); ok && (delim == '}' || delim == ']') {
			open = open[:len(open)-1]
			continue
		}
		if len(open) > 0 {
			if err := open[len(open)-1].take(token); err != nil {
				return err
			}
		}
		if delim, ok := token.(json.Delim); ok {
			if len(open) == maxJSONDepth {
				return fmt.Errorf("JSON is nested deeper than %d", maxJSONDepth)
			}
			open = append(open, newNesting(delim))
		}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("JSON: data after the value")
	}
	return nil
}

// plain reports that a JSON value is shallow enough, and that no object in it names
// a member twice. It is false for some that are so, too: they are looked at closely,
// which takes ten times as long.
func plain(b []byte) bool {
	var room [32][]byte
	names := room[:0] // of the objects that are open
	var open [maxJSONDepth]int
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '{', '[':
			if depth == maxJSONDepth {
				return false
			}
			open[depth] = len(names)
			depth++
		case '}', ']':
			depth--
			names = names[:open[depth]]
		case '"':
			text, rest := cutString(b[i+1:])
			i = len(b) - len(rest) - 1
			if rest = bytes.TrimLeft(rest, " \t\r\n"); len(rest) == 0 || rest[0] != ':' {
				continue
			}
			same := func(other []byte) bool { return bytes.Equal(other, text) }
			if len(names) == cap(names) || bytes.IndexByte(text, '\\') >= 0 || slices.ContainsFunc(names[open[depth-1]:], same) {
				return false
			}
			names = append(names, text)
		}
	}
	return true
}

// cutString is what stands before and behind the quotation mark that ends a valid
// JSON string.
func cutString(b []byte) (text, rest []byte) {
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '"':
			return b[:i], b[i+1:]
		}
	}
	return b, nil
}

func notEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// nesting is an array or an object that is being read.
type nesting struct {
	names map[string]bool // nil for an array
	value bool            // an object's next token is a value
}

func newNesting(delim json.Delim) *nesting {
	if delim == '{' {
		return &nesting{names: map[string]bool{}}
	}
	return &nesting{}
}

// take looks at a token directly within n.
func (n *nesting) take(token json.Token) error {
	if n.names == nil {
		return nil
	}
	if n.value = !n.value; !n.value {
		return nil
	}
	name, _ := token.(string)
	if n.names[name] {
		return fmt.Errorf("JSON names the member %s twice", quoteShort(name))
	}
	n.names[name] = true
	return nil
}

// kindOf says of what type a valid JSON value is, for errors.
func kindOf(raw []byte) string {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	if len(raw) == 0 {
		return "nothing"
	}
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "an array"
	case '"':
		return "a string"
	case 't', 'f':
		return "a boolean"
	case 'n':
		return "null"
	}
	return "a number"
}

// parseDigits reads a JSON integer that is not negative, or such an integer as
// a string, and returns its digits.
func parseDigits(raw json.RawMessage) (string, JSONForm, error) {
	text, form := strings.Trim(string(raw), " \t\r\n"), FormInteger
	switch k := kindOf(raw); k {
	case "a number":
	case "a string":
		form = FormString
		if err := json.Unmarshal(raw, &text); err != nil {
			return "", "", err
		}
	default:
		return "", "", fmt.Errorf("%s instead of an integer or a decimal string", k)
	}
	bare := strings.TrimPrefix(text, "-")
	switch {
	case bare == "":
		return "", "", fmt.Errorf("%q is not an integer", text)
	case strings.Trim(bare, "0123456789.eE+-") == "" && strings.ContainsAny(bare, ".eE"):
		return "", "", fmt.Errorf("%s is not written as an integer", quoteShort(text))
	case strings.Trim(bare, "0123456789") != "":
		return "", "", fmt.Errorf("%s is not an integer", quoteShort(text))
	case bare != text:
		return "", "", fmt.Errorf("%s is negative", quoteShort(text))
	case len(text) > 1 && text[0] == '0':
		return "", "", fmt.Errorf("%s has leading zeros", quoteShort(text))
	}
	return text, form, nil
}

// parseUint64 reads a number of 64 bits without sign, in either form.
func parseUint64(raw json.RawMessage) (uint64, JSONForm, error) {
	digits, form, err := parseDigits(raw)
	if err != nil {
		return 0, "", err
	}
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return 0, "", fmt.Errorf("%s is above 2^64-1", quoteShort(digits))
	}
	return n, form, nil
}
