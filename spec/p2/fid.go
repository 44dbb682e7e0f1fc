package p2

import (
	"errors"
	"fmt"
	"strings"
)

// MaxFID is the number of bytes that ParseFID reads at most. The spec sets no
// limit; this one is ours and far above any domain name with a local name.
const MaxFID = 4096

// FID is a federation ID (core §5): a local name and the domain of its home
// server. Both are in lower case, since FIDs are compared without case.
type FID struct{ Local, Domain string }

// ParseFID reads s as a federation ID (core §5). The whole string has to match
// the expression given there, after ASCII letters are folded to lower case. The
// expression opens with a word boundary, so the local name cannot begin with
// one of ".%+-". The error says whether the local name, the separator or the
// domain is wrong.
func ParseFID(s string) (FID, error) {
	if len(s) > MaxFID {
		return FID{}, fmt.Errorf("federation ID of %d bytes: longer than %d", len(s), MaxFID)
	}
	folded := foldASCII(s)
	local, domain, found := strings.Cut(folded, "@")
	if !found {
		return FID{}, fmt.Errorf("federation ID %s: no @ between local name and domain", quoteShort(s))
	}
	if strings.Contains(domain, "@") {
		return FID{}, fmt.Errorf("federation ID %s: more than one @", quoteShort(s))
	}
	if err := CheckLocalName(local); err != nil {
		return FID{}, fmt.Errorf("federation ID %s: %w", quoteShort(s), err)
	}
	if strings.IndexByte(".%+-", local[0]) >= 0 {
		return FID{}, fmt.Errorf("federation ID %s: local name begins with %q, where the expression wants a word boundary", quoteShort(s), local[0])
	}
	if err := CheckDomain(domain); err != nil {
		return FID{}, fmt.Errorf("federation ID %s: %w", quoteShort(s), err)
	}
	return FID{Local: local, Domain: domain}, nil
}

// String is the form local@domain.
func (f FID) String() string { return f.Local + "@" + f.Domain }

// CheckLocalName reports whether s, folded to lower case, consists of one or
// more of a-z, 0-9 and "._%+-" (core §5). Unlike ParseFID it lets the name
// begin with any of them: the word boundary belongs to the whole expression.
func CheckLocalName(s string) error {
	if s == "" {
		return errors.New("local name is empty")
	}
	for i, r := range foldASCII(s) {
		if !isLowerOrDigit(r) && !strings.ContainsRune("._%+-", r) {
			return fmt.Errorf("local name has %q at byte %d", r, i)
		}
	}
	return nil
}

// CheckDomain reports whether s, folded to lower case, consists of one or more
// labels of a-z, 0-9 and "-", with single dots between them (core §5). It knows
// no rule of DNS beyond that: a label may begin with a hyphen, and a name
// without a top-level domain is fine.
func CheckDomain(s string) error {
	if s == "" {
		return errors.New("domain is empty")
	}
	labelStart := 0
	for i, r := range foldASCII(s) {
		switch {
		case r == '.':
			if i == labelStart {
				return fmt.Errorf("domain has an empty label at byte %d", i)
			}
			labelStart = i + 1
		case !isLowerOrDigit(r) && r != '-':
			return fmt.Errorf("domain has %q at byte %d", r, i)
		}
	}
	if labelStart == len(s) {
		return errors.New("domain ends with a dot")
	}
	return nil
}

// EqualNames reports whether two local names, domains or federation IDs are the
// same but for the case of ASCII letters (core §5). Unlike strings.EqualFold it
// does not take the Kelvin sign for a k.
func EqualNames(a, b string) bool { return foldASCII(a) == foldASCII(b) }

func isLowerOrDigit(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// foldASCII lowers A-Z only. strings.ToLower would also turn letters such as
// the Kelvin sign into ASCII ones, and so accept names that are not.
func foldASCII(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}
