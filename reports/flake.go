package reports

import "strings"

// Flaky reports a result whose tries came to different verdicts. It is as bad as
// the worst of them: that another try passed proves nothing.
func (r Result) Flaky() bool {
	for _, v := range r.Tries {
		if v != r.Tries[0] {
			return true
		}
	}
	return false
}

// triesWords are what the tries came to, one after another; empty for one try.
func (r Result) triesWords() string {
	if len(r.Tries) < 2 {
		return ""
	}
	var words []string
	for _, v := range r.Tries {
		words = append(words, verdictWords[effective(v)].One)
	}
	s := strings.Join(words, ", then ")
	if r.Flaky() {
		s += ": a flake, which counts as the worst of them"
	}
	return s
}
