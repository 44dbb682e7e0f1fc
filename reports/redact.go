package reports

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Kind is the kind of a secret, as its label names it.
type Kind string

// The kinds of secrets that a run knows.
const (
	Token        Kind = "token"
	Password     Kind = "password"
	SecondFactor Kind = "second factor"
	Secret       Kind = "secret" // what a target file, or a server that is started, takes from the environment
)

// Redactor knows the secrets of a run and takes them out of what people get to
// see. Its zero value knows none, and masks the values of sensitive headers all
// the same. It is safe for concurrent use.
//
// A secret is found as it is and in the forms in which a message may carry it:
// escaped for a URL, JSON, HTML, Go or a shell, in hexadecimal, and in base64,
// also in the middle of a longer base64 text. It is found, too, where a text was
// cut short in the middle of it, if an ellipsis or the end of a cut body shows
// that. Its label, as in "[token 1]", counts the secrets of its kind in the
// order in which they were first added.
//
// A secret of fewer than four characters would be found in half of all words, so
// it is replaced only where it is a whole value: a whole string, what stands
// between quotes, the value of a header, a query or a form.
type Redactor struct {
	mu     sync.RWMutex
	counts map[Kind]int
	known  map[string]bool
	// long are the forms of the secrets by their first bytes, sorted: tokens
	// begin alike, and are many.
	long map[[keySize]byte][]form
	// short are the forms of secrets that are replaced as whole values only,
	// longest first.
	short []form
	// pending are secrets whose forms are not made yet: most runs learn far more
	// of them than they ever have to look for.
	pending []form
}

// form is one way to write a secret, and the label that replaces it.
type form struct{ text, label string }

const (
	// shortest is the length, in characters, from which on a secret is replaced
	// wherever it stands.
	shortest = 4
	// keySize is in bytes; no form of a long secret is shorter.
	keySize = 4
)

// masked stands for a value that is a secret whatever it is.
const masked = "[masked]"

// Add makes a secret known. A secret that is known already keeps its label, and
// the empty one is none.
func (r *Redactor) Add(kind Kind, secret string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if secret == "" || r.known[secret] {
		return
	}
	if r.known == nil {
		r.counts, r.known, r.long = map[Kind]int{}, map[string]bool{}, map[[keySize]byte][]form{}
		r.index(form{masked, masked})
	}
	r.known[secret] = true
	r.counts[kind]++
	label := fmt.Sprintf("[%s %d]", kind, r.counts[kind])
	// A label is replaced by itself, so that no secret is looked for inside one:
	// what is redacted twice stays as it is.
	r.index(form{label, label})
	r.pending = append(r.pending, form{secret, label})
}

// prepare makes the forms of the secrets that were added since the last call.
func (r *Redactor) prepare() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.pending {
		for _, text := range forms(p.text) {
			if utf8.RuneCountInString(p.text) < shortest {
				r.short = append(r.short, form{text, p.label})
			} else {
				r.index(form{text, p.label})
			}
		}
	}
	if len(r.pending) > 0 {
		slices.SortStableFunc(r.short, func(a, b form) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	r.pending = nil
}

// index adds a form of at least keySize bytes, if it is not there already.
func (r *Redactor) index(f form) {
	k := [keySize]byte([]byte(f.text[:keySize]))
	if i, there := search(r.long[k], f.text); !there {
		r.long[k] = slices.Insert(r.long[k], i, f)
	}
}

func search(fs []form, text string) (int, bool) {
	return slices.BinarySearchFunc(fs, text, func(f form, t string) int { return strings.Compare(f.text, t) })
}

// String returns the text with labels in the place of secrets, and with the
// values of sensitive headers masked.
func (r *Redactor) String(s string) string { return r.text(s, false) }

// Header returns a header's value as a report may show it: without the secrets
// that are known, and masked whole, but for the scheme, if the header is a
// sensitive one.
func (r *Redactor) Header(name, value string) string {
	value = r.secrets(value, false)
	if sensitive(name) {
		return maskValue(value)
	}
	return value
}

// Document rewrites every string of the document in place, but for those that are
// our own words.
func (r *Redactor) Document(d *Document) {
	for _, x := range d.exchanges() {
		for _, m := range []*Message{&x.Request, x.Response} {
			if m != nil && m.Size > 0 {
				m.Body = r.text(m.Body, true)
			}
		}
	}
	rewrite(reflect.ValueOf(d).Elem(), r.String)
}

// text is String; ends says that the text was cut short at its end.
func (r *Redactor) text(s string, ends bool) string { return maskHeaders(r.secrets(s, ends)) }

func (r *Redactor) secrets(s string, ends bool) string {
	r.mu.RLock()
	pending := len(r.pending) > 0
	r.mu.RUnlock()
	if pending {
		r.prepare()
	}
	r.mu.RLock()
	defer r.mu.RUnlock()
	s = r.replaceLong(s, ends)
	for _, f := range r.short {
		s = replaceWhole(s, f)
	}
	return s
}

// replaceLong replaces each stretch of text that secrets cover by the label of
// the longest of them: where two overlap, nothing of either is left over.
func (r *Redactor) replaceLong(s string, ends bool) string {
	var out strings.Builder
	done, start, end, longest := 0, 0, 0, 0
	label := ""
	flush := func() {
		if end > start {
			out.WriteString(s[done:start])
			out.WriteString(label)
			done, start = end, end
		}
	}
	for i := 0; i+keySize <= len(s); i++ {
		n, l := r.at(s, i, ends)
		if n == 0 {
			continue
		}
		if i >= end {
			flush()
			start, end, longest, label = i, i+n, n, l
			continue
		}
		end = max(end, i+n)
		if n > longest {
			longest, label = n, l
		}
	}
	flush()
	if done == 0 {
		return s
	}
	out.WriteString(s[done:])
	return out.String()
}

// at returns the length of the longest form that starts at a place, and its
// label; 0 if none does.
func (r *Redactor) at(s string, i int, ends bool) (int, string) {
	fs, text := r.long[[keySize]byte([]byte(s[i:i+keySize]))], s[i:]
	if len(fs) == 0 {
		return 0, ""
	}
	// The forms that have most in common with the text are next to its place.
	pos, _ := search(fs, text)
	best, label := 0, ""
	for _, f := range fs[max(0, pos-1):min(len(fs), pos+1)] {
		n := commonPrefix(text, f.text)
		if n > best && (n == len(f.text) || f.text != f.label && n >= fewest(f.text) && cutShort(text[n:], ends)) {
			best, label = n, f.label
		}
	}
	if best > 0 {
		return best, label
	}
	// Else a form that starts the text shares what its neighbour shares, or less.
	for {
		pos, exact := search(fs, text)
		if exact {
			return len(text), fs[pos].label
		}
		if pos == 0 {
			return 0, ""
		}
		f := fs[pos-1]
		n := commonPrefix(text, f.text)
		if n == len(f.text) {
			return n, f.label
		}
		text = text[:n]
	}
}

// fewest is how many bytes of a form have to stand before a cut to be taken for
// it: of a long one more, since four hexadecimal digits before an ellipsis are the
// beginning of some token whenever there are enough of them.
func fewest(form string) int { return max(keySize, min(len(form)/4, 2*keySize)) }

// cutShort reports whether a text was cut before the given rest of it.
func cutShort(rest string, ends bool) bool {
	return ends && rest == "" || strings.HasPrefix(rest, "…") || strings.HasPrefix(rest, "...")
}

func commonPrefix(a, b string) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// replaceWhole replaces a form where it is a whole value.
func replaceWhole(s string, f form) string {
	var out strings.Builder
	done := 0
	for i := 0; ; {
		j := strings.Index(s[i:], f.text)
		if j < 0 {
			break
		}
		start, end := i+j, i+j+len(f.text)
		if !wholeValue(s[:start], s[end:]) {
			i = start + 1
			continue
		}
		out.WriteString(s[done:start])
		out.WriteString(f.label)
		done, i = end, end
	}
	out.WriteString(s[done:])
	return out.String()
}

// wholeValue reports whether what stands between two texts is a value of its own.
func wholeValue(before, after string) bool {
	before = strings.TrimSuffix(before, `\`)
	open := before == "" || strings.ContainsAny(before[len(before)-1:], "\"'`=>\n") || strings.HasSuffix(before, ": ")
	ended := after == "" || strings.ContainsAny(after[:1], "\"'`&#;<\r\n") || strings.HasPrefix(after, `\"`) || strings.HasPrefix(after, `\n`)
	inQuery := strings.HasSuffix(before, "=") && after != "" && after[0] == ' '
	return open && (ended || inQuery)
}
