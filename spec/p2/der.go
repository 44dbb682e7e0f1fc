package p2

import (
	"errors"
	"fmt"
)

// reader reads BER, a superset of DER, and notes what is not DER. cryptobyte's
// own element reader stops at the first length that is not minimal; ours goes
// on. It recurses no deeper than the grammar, and strings in pieces allow it.
type reader struct {
	// der is the whole input, from whose beginning offsets count.
	der []byte
	// in is the path of what is read, "tbsCertificate"; empty at the top.
	in string
	// at is the offset of the element that was begun last.
	at       int
	findings []Finding
}

// path is the place of a field of what is read; "" is that itself.
func (r *reader) path(where string) string {
	switch {
	case r.in == "":
		return where
	case where == "":
		return r.in
	}
	return r.in + "." + where
}

// within reads a part whose fields have a longer path.
func (r *reader) within(where string, read func() error) error {
	outer := r.in
	r.in = r.path(where)
	defer func() { r.in = outer }()
	return read()
}

// offset is where b begins in the input. What was put together from pieces has
// the offset of the element that was begun last.
func (r *reader) offset(b []byte) int {
	at := cap(r.der) - cap(b)
	if cap(b) == 0 || at < 0 || &r.der[:at+1][at] != &b[:1][0] {
		return r.at
	}
	return at
}

// note keeps a finding at the element that was begun last.
func (r *reader) note(where, format string, args ...any) { r.noteAt(r.at, where, format, args...) }

func (r *reader) noteAt(offset int, where, format string, args ...any) {
	r.keep(Finding{Where: r.path(where), Offset: offset, What: fmt.Sprintf(format, args...)})
}

// noteError keeps as a finding that a part cannot be read, where reading goes on
// behind it.
func (r *reader) noteError(part string, err error) {
	f := Finding{Where: r.path(""), Offset: r.at, What: fmt.Sprintf("%s is unreadable: %v", part, err)}
	if at := (*placeError)(nil); errors.As(err, &at) {
		f = Finding{Where: at.where, Offset: at.offset, What: fmt.Sprintf("%s is unreadable: %v", part, at.err)}
	}
	r.keep(f)
}

func (r *reader) keep(f Finding) {
	switch n := len(r.findings); {
	case n == MaxFindings:
		f.What = "there are further findings, not kept"
	case n > MaxFindings:
		return
	}
	r.findings = append(r.findings, f)
}

// placeError is what cannot be read, and where.
type placeError struct {
	where  string
	offset int
	err    error
}

func (e *placeError) Error() string {
	return fmt.Sprintf("%s: %v, at octet %d", e.where, e.err, e.offset)
}

func (e *placeError) Unwrap() error { return e.err }

// errorf is an error that names the place.
func (r *reader) errorf(where, format string, args ...any) error {
	return &placeError{where: r.path(where), offset: r.at, err: fmt.Errorf(format, args...)}
}

// checkInput bounds an input.
func checkInput(what string, b []byte) error {
	switch {
	case len(b) > MaxInput:
		return fmt.Errorf("%s of %d bytes: longer than %d", what, len(b), MaxInput)
	case len(b) == 0:
		return fmt.Errorf("%s is empty", what)
	}
	return nil
}
