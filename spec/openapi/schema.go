package openapi

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/getkin/kin-openapi/openapi3"
)

// depart holds a value, decoded with json.Number for numbers, against a schema,
// and lists the departures: as many as are told and a few more, or with
// firstOnly hardly more than one.
func depart(schema *openapi3.Schema, value any, firstOnly bool) []departure {
	options := []openapi3.SchemaValidationOption{
		openapi3.WithStringFormatValidators(stringFormats),
	}
	if !firstOnly {
		options = append(options, openapi3.MultiErrors())
	}
	list := visit(schema, value, nil, options)
	if firstOnly && len(list) > 0 {
		return list
	}
	return append(list, outOfRange(schema, value, nil)...)
}

// stringFormats are the formats that a string is held against, besides those
// that the library knows.
var stringFormats = map[string]openapi3.StringFormatValidator{
	"uint64":  openapi3.NewCallbackValidator(func(text string) error { return decimal(text, "uint64") }),
	"uint160": openapi3.NewCallbackValidator(func(text string) error { return decimal(text, "uint160") }),
	"http-date": openapi3.NewCallbackValidator(func(text string) error {
		_, err := http.ParseTime(text)
		return err
	}),
}

// visit lists what the library finds. Where a schema is a choice of forms, the
// library does not say what is wrong with them; so each is visited again.
func visit(schema *openapi3.Schema, value any, at []string, options []openapi3.SchemaValidationOption) []departure {
	var list []departure
	for _, err := range flat(schema.VisitJSON(value, options...)) {
		if len(list) > maxSentences {
			break
		}
		found, ok := err.(*openapi3.SchemaError)
		if !ok {
			list = append(list, departure{at: at, want: kind(schema), got: printable(err.Error())})
			continue
		}
		here := slices.Concat(at, found.JSONPointer())
		switch found.SchemaField {
		case "allOf":
			for _, part := range found.Schema.AllOf {
				list = append(list, visit(part.Value, found.Value, here, options)...)
			}
		case "anyOf":
			list = append(list, closest(found.Schema.AnyOf, found.Value, here, options)...)
		case "required":
			list = append(list, departure{at: here, want: "the member", got: "none"})
		default:
			list = append(list, departure{
				at:        here,
				want:      wanted(found.Schema, found.SchemaField, found.Reason),
				got:       describe(found.Value, here),
				otherType: found.SchemaField == "type" && len(here) == len(at),
			})
		}
	}
	return list
}

// flat undoes the nesting of errors.
func flat(err error) []error {
	switch err := err.(type) {
	case nil:
		return nil
	case openapi3.MultiError:
		var list []error
		for _, inner := range err {
			list = append(list, flat(inner)...)
		}
		return list
	default:
		return []error{err}
	}
}

// closest lists the departures from that form which the value fails least, the
// first one of equals.
func closest(forms openapi3.SchemaRefs, value any, at []string, options []openapi3.SchemaValidationOption) []departure {
	var best []departure
	var bestCost int
	var types []string
	for i, form := range forms {
		list := visit(form.Value, value, at, options)
		cost := len(list)
		for _, d := range list {
			if d.otherType {
				cost += 1000 // anything is closer than another type
				types = append(types, d.want)
			}
		}
		if i == 0 || cost < bestCost {
			best, bestCost = list, cost
		}
	}
	if len(types) == len(forms) {
		return []departure{{at: at, want: alternatives(types), got: describe(value, at), otherType: true}}
	}
	for i := range best {
		best[i].want += fmt.Sprintf(" (in the closest of %d forms)", len(forms))
		best[i].otherType = false
	}
	return best
}

// alternatives joins names with "or", without repetition.
func alternatives(names []string) string {
	var text string
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			continue
		}
		if i > 0 {
			text += " or "
		}
		text += name
	}
	return text
}

// outOfRange lists integers that do not fit their format. The library sees
// numbers as float64, which cannot tell 2^64-1 from 2^64.
func outOfRange(schema *openapi3.Schema, value any, at []string) []departure {
	var list []departure
	if d := unfit(schema, value, at); d != nil {
		list = append(list, *d)
	}
	switch value := value.(type) {
	case map[string]any:
		for _, name := range sortedKeys(schema.Properties) {
			if member, ok := value[name]; ok {
				list = append(list, outOfRange(schema.Properties[name].Value, member, slices.Concat(at, []string{name}))...)
			}
		}
	case []any:
		if schema.Items == nil {
			break
		}
		for i, item := range value {
			if len(list) > maxSentences {
				break
			}
			list = append(list, outOfRange(schema.Items.Value, item, slices.Concat(at, []string{strconv.Itoa(i)}))...)
		}
	}
	for _, part := range schema.AllOf {
		list = append(list, outOfRange(part.Value, value, at)...)
	}
	return append(list, outOfRangeInAll(schema.AnyOf, value, at)...)
}

// outOfRangeInAll lists what does not fit in any of the forms that the value
// has otherwise, in the words of the first.
func outOfRangeInAll(forms openapi3.SchemaRefs, value any, at []string) []departure {
	var first []departure
	for _, form := range forms {
		if form.Value.VisitJSON(value, openapi3.WithStringFormatValidators(stringFormats)) != nil {
			continue
		}
		list := outOfRange(form.Value, value, at)
		if len(list) == 0 {
			return nil
		}
		if first == nil {
			first = list
		}
	}
	return first
}
