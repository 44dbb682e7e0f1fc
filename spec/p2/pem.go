package p2

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// maxPEM leaves room for the base64 and the line ends of MaxInput bytes.
const maxPEM = 2 * MaxInput

// ParseCertPEM reads a certificate from text that holds one CERTIFICATE block
// (RFC 7468). White space around it and CRLF are fine. Other text around it,
// lines that are not of 64 characters, and the six dashes of an example of the
// API, are findings whose Where is "PEM"; that of all else is longer:
// further blocks, of which the first counts, another label, other dashes. No
// block, or the label of a private key, are errors.
func ParseCertPEM(s string) (*Cert, error) {
	der, findings, err := decodePEM(s, "CERTIFICATE")
	if err != nil {
		return nil, err
	}
	c, err := ParseCert(der)
	if err != nil {
		return nil, err
	}
	c.Findings = append(findings, c.Findings...)
	return c, nil
}

// ParseCSRPEM reads a certification request from text that holds one
// CERTIFICATE REQUEST block, as ParseCertPEM reads a certificate.
func ParseCSRPEM(s string) (*CSR, error) {
	der, findings, err := decodePEM(s, "CERTIFICATE REQUEST")
	if err != nil {
		return nil, err
	}
	c, err := ParseCSR(der)
	if err != nil {
		return nil, err
	}
	c.Findings = append(findings, c.Findings...)
	return c, nil
}

// boundaryLine is a line that begins or ends a block, as loosely as one can
// be recognised.
var boundaryLine = regexp.MustCompile(`(-{2,}) ?(BEGIN|END)\b ?([^-\r\n]{0,64}?) ?(-{2,})`)

// block is one block of PEM.
type block struct {
	label, endLabel string
	// before and after are the parts of the text that its boundary lines leave.
	before, body, after string
	// dashes are those of the lines, in the order in which they stand.
	dashes []int
	closed bool
	// rest is whether further blocks follow.
	rest bool
}

// decodePEM decodes the first block in s, which is to have the given label and
// to be the only one.
func decodePEM(s, label string) ([]byte, []Finding, error) {
	if len(s) > maxPEM {
		return nil, nil, fmt.Errorf("PEM of %d bytes: longer than %d", len(s), maxPEM)
	}
	var r reader
	s = r.lines(s)
	b, err := firstBlock(s, label)
	if err != nil {
		return nil, nil, err
	}
	r.boundaries(b, label)
	der, err := r.body(b.body)
	if err != nil {
		return nil, nil, err
	}
	for i := range r.findings {
		r.findings[i].Offset = -1
	}
	return der, r.findings, nil
}

// lines makes every line end a line feed.
func (r *reader) lines(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if strings.Contains(s, "\r") {
		r.note("PEM.lines", "lines that end in CR alone")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if rest, marked := strings.CutPrefix(s, "\ufeff"); marked {
		r.note("PEM.boundary", "a byte order mark before the block")
		s = rest
	}
	if strings.HasPrefix(strings.TrimSpace(s), "--") && strings.Contains(s, `\n`) {
		r.note("PEM.lines", `line ends that are written as the two characters \n`)
		s = strings.ReplaceAll(strings.ReplaceAll(s, `\r`, ""), `\n`, "\n")
	}
	return s
}

// boundaryLines finds all boundary lines, as the expression by itself would. What
// has no two dashes, and that is most of a text, is left out: looking there takes
// longer than all else.
func boundaryLines(s string) (at [][]int) {
	for from := 0; ; {
		dashes := strings.Index(s[from:], "--")
		if dashes < 0 {
			return at
		}
		from += dashes
		m := boundaryLine.FindStringSubmatchIndex(s[from:])
		if m == nil {
			return at
		}
		for i := range m {
			m[i] += from
		}
		at, from = append(at, m), m[1]
	}
}

// firstBlock finds the first block of a text.
func firstBlock(s, label string) (block, error) {
	want := "-----BEGIN " + label + "-----"
	at := boundaryLines(s)
	for _, m := range at {
		if line := s[m[0]:m[1]]; strings.Contains(line, "PRIVATE") {
			return block{}, fmt.Errorf("PEM: line %s instead of %s", quoteShort(line), want)
		}
	}
	word := func(m []int) string { return s[m[4]:m[5]] }
	switch {
	case len(at) == 0:
		return block{}, fmt.Errorf("PEM: no line %s", want)
	case word(at[0]) == "END":
		return block{}, fmt.Errorf("PEM: END %s stands before BEGIN %s", label, label)
	}
	begin := at[0]
	b := block{
		label: s[begin[6]:begin[7]], before: s[:begin[0]],
		dashes: []int{begin[3] - begin[2], begin[9] - begin[8]},
	}
	end := len(s)
	if len(at) > 1 {
		next := at[1]
		end = next[0]
		if b.closed = word(next) == "END"; b.closed {
			b.endLabel, b.after = s[next[6]:next[7]], s[next[1]:]
			b.dashes = append(b.dashes, next[3]-next[2], next[9]-next[8])
			b.rest = len(at) > 2
		} else {
			b.rest = true
		}
	}
	b.body = s[begin[1]:end]
	return b, nil
}

// boundaries notes what is not right about the lines around a block, and about
// what is around those.
func (r *reader) boundaries(b block, label string) {
	six := b.closed
	for _, n := range b.dashes {
		six = six && n == 6
		if n != 5 && n != 6 {
			r.note("PEM.boundary", "%d dashes instead of 5", n)
		}
	}
	switch {
	case six:
		r.note("PEM", "six dashes instead of five")
	case slices.Contains(b.dashes, 6):
		r.note("PEM.boundary", "the dashes of the two lines differ")
	}
	if !b.closed {
		r.note("PEM.boundary", "no line -----END %s-----", label)
	}
	if b.label != label {
		r.note("PEM.label", "%s instead of %s", quoteShort(b.label), label)
	}
	if b.closed && b.endLabel != b.label {
		r.note("PEM.label", "the block ends with %s and begins with %s", quoteShort(b.endLabel), quoteShort(b.label))
	}
	// A line has nothing but the boundary and blanks.
	lineBefore := b.before[strings.LastIndexByte(b.before, '\n')+1:]
	lineAfter, _, _ := strings.Cut(b.after, "\n")
	firstLine, _, several := strings.Cut(b.body, "\n")
	lastLine := b.body[strings.LastIndexByte(b.body, '\n')+1:]
	if !several || strings.TrimSpace(lineBefore+firstLine+lineAfter) != "" || b.closed && strings.TrimSpace(lastLine) != "" {
		r.note("PEM.boundary", "a boundary that does not stand in a line of its own")
	}
	if b.rest {
		r.note("PEM.blocks", "further blocks, of which the first is read")
	} else if strings.TrimSpace(b.before+b.after) != "" {
		r.note("PEM", "text around the block")
	}
}

// body decodes what stands between the boundaries.
func (r *reader) body(s string) ([]byte, error) {
	// The line ends of the boundaries are not part of it.
	s = strings.TrimPrefix(strings.TrimLeft(s, " \t"), "\n")
	lines := strings.Split(strings.TrimSuffix(strings.TrimRight(s, " \t"), "\n"), "\n")
	if slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, ":") }) {
		r.note("PEM.headers", "header lines, which RFC 7468 does not allow")
		lines = withoutHeaders(lines)
	}
	var b strings.Builder
	uneven, blank := false, false
	for i, line := range lines {
		text := strings.Join(strings.Fields(line), "")
		blank = blank || text != line || text == ""
		uneven = uneven || i < len(lines)-1 && len(text) != 64 || len(text) > 64
		b.WriteString(text)
	}
	if blank {
		r.note("PEM", "white space within the block")
	}
	if uneven {
		r.note("PEM", "lines that are not of 64 characters")
	}
	return r.base64(b.String())
}

// withoutHeaders drops the lines up to the last one with a colon, and the blank
// one behind it.
func withoutHeaders(lines []string) []string {
	for i := len(lines) - 1; i >= 0; i-- {
		if strings.Contains(lines[i], ":") {
			if lines = lines[i+1:]; len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
				lines = lines[1:]
			}
			return lines
		}
	}
	return lines
}

// base64 decodes text of any of the forms that there are.
func (r *reader) base64(text string) ([]byte, error) {
	// Strict: the bits that pad the last character have to be zero.
	der, err := base64.StdEncoding.Strict().DecodeString(text)
	if err == nil {
		return der, nil
	}
	bare := strings.TrimRight(text, "=")
	for _, form := range []struct {
		encoding *base64.Encoding
		text     string
		what     string
	}{
		{base64.StdEncoding, text, "bits that pad the last character are not zero"},
		{base64.RawStdEncoding.Strict(), bare, "not as many equals signs as base64 has"},
		{base64.RawURLEncoding.Strict(), bare, "characters of base64url"},
	} {
		if der, again := form.encoding.DecodeString(form.text); again == nil {
			r.note("PEM.base64", "%s", form.what)
			return der, nil
		}
	}
	return nil, fmt.Errorf("PEM: %w", err)
}

// quoteShort quotes at most 80 bytes of what a target sent.
func quoteShort(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%q and %d bytes more", s[:most], len(s)-most)
	}
	return fmt.Sprintf("%q", s)
}
