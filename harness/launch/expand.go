package launch

import (
	"maps"
	"slices"
	"strings"
)

// names are what ${NAME} stands for. A known name without a value is not told yet.
type names map[string]string

// expand replaces each ${NAME}. $${ becomes ${, and every other dollar sign stands
// for itself, so that a text of a shell can be written as it is.
func (n names) expand(s string) (string, error) {
	var out strings.Builder
	for {
		i := strings.Index(s, "${")
		if i < 0 {
			out.WriteString(s)
			return out.String(), nil
		}
		if i > 0 && s[i-1] == '$' {
			out.WriteString(s[:i-1] + "${")
			s = s[i+2:]
			continue
		}
		out.WriteString(s[:i])
		name, rest, closed := strings.Cut(s[i+2:], "}")
		value, known := n[name]
		switch {
		case !closed:
			return "", misconfigured("", "close it with a }, or write $${ for the text itself", "a ${ is not closed")
		case !known:
			return "", misconfigured("", "there are "+strings.Join(n.list(), ", ")+"; write $${ for the text itself", "${%s} stands for nothing", name)
		case value == "":
			return "", misconfigured("", "name the domain: --domain on the command line, domain in a target file", "${%s} is named, and the visible domain name is not known", name)
		}
		out.WriteString(value)
		s = rest
	}
}

func (n names) list() []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(n)) {
		list = append(list, "${"+name+"}")
	}
	return list
}

// all expands each of a list of texts.
func (n names) all(list []string) ([]string, error) {
	out := make([]string, len(list))
	for i, s := range list {
		var err error
		if out[i], err = n.expand(s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// env expands the values of an environment, and adds PORT where it is not set.
func (n names) env(env map[string]string) (map[string]string, error) {
	out := map[string]string{"PORT": n["PORT"]}
	for name, value := range env {
		var err error
		if out[name], err = n.expand(value); err != nil {
			return nil, err
		}
	}
	return out, nil
}
