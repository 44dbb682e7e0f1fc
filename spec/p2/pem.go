package p2

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxPEM leaves room for the base64 and the line ends of MaxInput bytes.
const maxPEM = 2 * MaxInput

// ParseCertPEM reads a certificate from text that holds one CERTIFICATE block
// (RFC 7468). White space around it and CRLF are fine; other text around it,
// lines that are not of 64 characters, and the six dashes of an example of the
// API, are findings. No block, several blocks, another label and lines
// with any other number of dashes are errors.
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

// decodePEM decodes the one block of the given label in s.
func decodePEM(s, label string) ([]byte, []Finding, error) {
	if len(s) > maxPEM {
		return nil, nil, fmt.Errorf("PEM of %d bytes: longer than %d", len(s), maxPEM)
	}
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	begin, err := boundary(lines, "BEGIN", label)
	if err != nil {
		return nil, nil, err
	}
	end, err := boundary(lines, "END", label)
	if err != nil {
		return nil, nil, err
	}
	if end < begin {
		return nil, nil, fmt.Errorf("PEM: END %s stands before BEGIN %s", label, label)
	}
	var r reader
	if six := sixDashes(lines[begin]); six != sixDashes(lines[end]) {
		return nil, nil, errors.New("PEM: the two lines around the block have different dashes")
	} else if six {
		r.note("PEM", "six dashes instead of five")
	}
	around := slices.Concat(lines[:begin], lines[end+1:])
	if strings.TrimSpace(strings.Join(around, "")) != "" {
		r.note("PEM", "text around the block")
	}
	der, err := r.body(lines[begin+1 : end])
	if err != nil {
		return nil, nil, err
	}
	return der, r.findings, nil
}

// boundary finds the one line that begins or ends the block.
func boundary(lines []string, word, label string) (int, error) {
	want := "-----" + word + " " + label + "-----"
	at := -1
	for i, line := range lines {
		line = strings.TrimSpace(line)
		inner := strings.Trim(line, "-")
		switch {
		case !strings.HasPrefix(line, "-") || !strings.HasPrefix(strings.TrimSpace(inner), word):
			continue
		case (line == want || line == "-"+want+"-") && at >= 0:
			return 0, fmt.Errorf("PEM: more than one %s line", word)
		case line == want || line == "-"+want+"-":
			at = i
		case inner == word+" "+label:
			return 0, fmt.Errorf("PEM: %s line has %d dashes before and %d after, instead of 5 and 5", word,
				len(line)-len(strings.TrimLeft(line, "-")), len(line)-len(strings.TrimRight(line, "-")))
		default:
			return 0, fmt.Errorf("PEM: line %s instead of %s", quoteShort(line), want)
		}
	}
	if at < 0 {
		return 0, fmt.Errorf("PEM: no line %s", want)
	}
	return at, nil
}

func sixDashes(line string) bool { return strings.HasPrefix(strings.TrimSpace(line), "------") }

// body decodes the lines between the boundaries.
func (r *reader) body(lines []string) ([]byte, error) {
	var b strings.Builder
	uneven, blank := false, false
	for i, line := range lines {
		text := strings.TrimSpace(line)
		if strings.Contains(text, ":") {
			return nil, errors.New("PEM: header lines, which RFC 7468 does not allow")
		}
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
	// Strict: the bits that pad the last character have to be zero.
	der, err := base64.StdEncoding.Strict().DecodeString(b.String())
	if err != nil {
		return nil, fmt.Errorf("PEM: %w", err)
	}
	return der, nil
}

// quoteShort quotes at most 80 bytes of what a target sent.
func quoteShort(s string) string {
	const most = 80
	if len(s) > most {
		return fmt.Sprintf("%q and %d bytes more", s[:most], len(s)-most)
	}
	return fmt.Sprintf("%q", s)
}
