package openapi

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
)

// Bounds of what is said about an exchange.
const (
	// maxEcho is how many bytes of a value are shown, before its quotes and the
	// sign that it goes on.
	maxEcho = 100
	// maxSentences is how many departures of a value are told.
	maxSentences = 20
)

// departure is one way in which a value is not what the document describes.
type departure struct {
	// at is the way to the value, from the root of the body.
	at   []string
	want string
	got  string
	// otherType tells that the value as a whole is of another type.
	otherType bool
}

func (d departure) sentence(where string) string {
	if len(d.at) > 0 {
		where += " at " + pointer(d.at)
	}
	return fmt.Sprintf("%s: want %s, got %s", where, d.want, d.got)
}

// sentences words the departures of one part of an exchange, and says so when
// there may be more than are told.
func sentences(where string, list []departure) []string {
	var out []string
	for i, d := range list {
		if i == maxSentences {
			return append(out, where+": there is more of this")
		}
		out = append(out, d.sentence(where))
	}
	return out
}

// pointer is a JSON pointer (RFC 6901), safe to print.
func pointer(at []string) string {
	var text strings.Builder
	for _, name := range at {
		text.WriteByte('/')
		text.WriteString(strings.NewReplacer("~", "~0", "/", "~1").Replace(name))
	}
	return printable(text.String())
}

// describe shows a JSON value without showing much of it. Session tokens are
// not shown at all.
func describe(value any, at []string) string {
	if len(at) > 0 && at[len(at)-1] == "token" && value != nil {
		return "something that is not shown"
	}
	switch value := value.(type) {
	case nil:
		return "null"
	case bool:
		return strconv.FormatBool(value)
	case json.Number:
		return printable(string(value))
	case float64: // what the library makes of a number
		return strconv.FormatFloat(value, 'g', -1, 64)
	case string:
		return quote(value)
	case []any:
		return "an array of " + count(len(value), "item")
	case map[string]any:
		return "an object of " + count(len(value), "member")
	default:
		return "a value of another kind"
	}
}

func quote(text string) string { return `"` + printable(text) + `"` }

// printable escapes what a terminal could take for a command, and cuts at
// maxEcho bytes.
func printable(text string) string {
	var out strings.Builder
	for i := 0; i < len(text); {
		_, size := utf8.DecodeRuneInString(text[i:])
		piece := strconv.Quote(text[i : i+size])
		piece = piece[1 : len(piece)-1]
		if out.Len()+len(piece) > maxEcho {
			out.WriteString("…")
			break
		}
		out.WriteString(piece)
		i += size
	}
	return out.String()
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// wanted words what a schema asks for by the keyword that was not met.
func wanted(schema *openapi3.Schema, keyword, reason string) string {
	switch keyword {
	case "type":
		return kind(schema)
	case "nullable":
		return kind(schema) + " that is not null"
	case "required":
		return "the member"
	case "enum":
		return "one of " + enumerated(schema.Enum)
	case "minLength":
		return "at least " + count(int(schema.MinLength), "character")
	case "maxLength":
		return "at most " + count(int(*schema.MaxLength), "character")
	case "minItems":
		return "at least " + count(int(schema.MinItems), "item")
	case "maxItems":
		return "at most " + count(int(*schema.MaxItems), "item")
	case "minProperties":
		return "at least " + count(int(schema.MinProps), "member")
	case "maxProperties":
		return "at most " + count(int(*schema.MaxProps), "member")
	case "minimum":
		return fmt.Sprintf("at least %g", *schema.Min)
	case "pattern":
		return "a match of " + schema.Pattern
	case "format":
		return kind(schema)
	case "not":
		return "no match of a form that is ruled out"
	default:
		return reason
	}
}

// kind names the type of a schema, and its format.
func kind(schema *openapi3.Schema) string {
	name := "another value"
	if schema.Type != nil {
		names := slices.Clone(schema.Type.Slice())
		for i, n := range names {
			if article := strings.ContainsAny(n[:1], "aio"); article {
				names[i] = "an " + n
			} else {
				names[i] = "a " + n
			}
		}
		name = strings.Join(names, " or ")
	}
	if schema.Format != "" {
		name += " (" + schema.Format + ")"
	}
	return name
}

func enumerated(values []any) string {
	var names []string
	for _, value := range values {
		if text, ok := value.(string); ok {
			names = append(names, quote(text))
		} else {
			names = append(names, fmt.Sprint(value))
		}
	}
	return strings.Join(names, ", ")
}
