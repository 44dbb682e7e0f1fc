package prose

import (
	"regexp"
	"strings"

	"github.com/p2conform/p2conform/spec/requirement"
)

var (
	sentenceEnd = regexp.MustCompile(`[.!?]["”)*_]*\s+`)
	// abbreviation is what ends in a full stop and no sentence with it.
	abbreviation = regexp.MustCompile(`(?i)\b(e\.g|i\.e|ex|aka|cf|vs|etc|no|fig)\.$`)
	keywords     = regexp.MustCompile(`(?i)\b(must|mustn't|shall|should|shouldn't|may|required?|requires|mandatory|mandates?|recommended|cannot|needs? to|ha(?:s|ve) to)\b`)
)

// Sentences are the sentences of a unit, with the layout taken out. A unit that
// has parts has none of its own, nor has code.
func (u Unit) Sentences() []string {
	if u.Whole || u.Code {
		return nil
	}
	text := strings.Join(strings.Fields(itemForm.ReplaceAllString(u.Text, "")), " ")
	if u.Kind == Row {
		return []string{text}
	}
	var all []string
	for from, at := 0, 0; from < len(text); {
		m := sentenceEnd.FindStringIndex(text[at:])
		if m == nil {
			return append(all, text[from:])
		}
		end := at + m[1]
		if s := strings.TrimSpace(text[from:end]); !abbreviation.MatchString(s) {
			all = append(all, s)
			from = end
		}
		at = end
	}
	return all
}

// Normative reports whether a sentence has a word that may bind somebody. The
// specification defines no keywords, so that the list is wide.
func Normative(sentence string) bool { return keywords.MatchString(sentence) }

// SentencePrint is the fingerprint of a sentence's words: markup and punctuation
// do not matter.
func SentencePrint(sentence string) string {
	return requirement.Print(strings.Join(wordForm.FindAllString(strings.ToLower(sentence), -1), " "))
}
