package yamlfile

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Expand replaces ${env.NAME} in every text of the file by the variable of that
// name, so that a password need not stand in the file; $${env. is ${env. itself. Lookup
// is os.LookupEnv, or what a test has in its place. The values that were put in
// are returned, for whoever keeps secrets out of reports.
func (d *Document) Expand(lookup func(string) (string, bool)) ([]string, error) {
	x := expander{d: d, lookup: lookup}
	v, err := x.value(d.value, nil)
	if err != nil {
		return nil, err
	}
	d.value = v
	return x.used, nil
}

type expander struct {
	d      *Document
	lookup func(string) (string, bool)
	used   []string
}

func (x *expander) value(v any, path []string) (any, error) {
	switch v := v.(type) {
	case string:
		return x.text(v, path)
	case map[string]any:
		m := make(map[string]any, len(v))
		for _, name := range slices.Sorted(maps.Keys(v)) {
			inside, err := x.value(v[name], append(slices.Clone(path), name))
			if err != nil {
				return nil, err
			}
			m[name] = inside
		}
		return m, nil
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			inside, err := x.value(e, append(slices.Clone(path), strconv.Itoa(i)))
			if err != nil {
				return nil, err
			}
			list[i] = inside
		}
		return list, nil
	}
	return v, nil
}

// text replaces the variables of one text. What a variable holds is not looked
// through again.
func (x *expander) text(s string, path []string) (string, error) {
	const mark = "${env."
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, mark)
		if !found {
			return b.String() + before, nil
		}
		if plain, escaped := strings.CutSuffix(before, "$"); escaped {
			b.WriteString(plain + mark)
			s = after
			continue
		}
		b.WriteString(before)
		name, rest, closed := strings.Cut(after, "}")
		if !closed || name == "" {
			return "", x.d.Errorf(path, "write ${env.NAME}, or $${env. for these characters themselves", "%s has ${env. without a name and }", called(path))
		}
		value, ok := x.lookup(name)
		if !ok {
			return "", x.d.Errorf(path, "set it where p2conform runs: export "+name+"=…", "%s needs the environment variable %s, which is not set", called(path), name)
		}
		b.WriteString(value)
		if value != "" {
			x.used = append(x.used, value)
		}
		s = rest
	}
}
