package identity

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// What can be said of a challenge string from its text and its number alone.

// lengths are those of a text under each reading of A-042 that passes.
func lengths(text string) map[string]int {
	all := map[string]int{"code-points": utf8.RuneCountInString(text), "bytes": len(text)}
	for _, r := range ambiguity.TrialLengthUnit.Readings {
		if r.Fails {
			delete(all, r.ID)
		}
	}
	return all
}

// anyLength reports that the length of a text is in bounds under some reading.
func anyLength(text string, least, most int) bool {
	for _, n := range lengths(text) {
		if n >= least && n <= most {
			return true
		}
	}
	return false
}

func challengeLength(text string) *check.Deviation {
	if !anyLength(text, 32, 256) {
		return check.Deviates("32 to 256 characters", "%d characters, or %d bytes", utf8.RuneCountInString(text), len(text))
	}
	return nil
}

// lengthUnit is the reading of A-042 under which all the texts have a right length;
// empty where they do under each.
func lengthUnit(texts []string) (string, *check.Deviation) {
	var fit []string
	for _, r := range ambiguity.TrialLengthUnit.Readings {
		if !slices.ContainsFunc(texts, func(text string) bool { n := lengths(text)[r.ID]; return n < 32 || n > 256 }) {
			fit = append(fit, r.ID)
		}
	}
	switch len(fit) {
	case 0:
		return "", check.Deviates("32 to 256 characters, counted in one way", "some have that many code points only, and others that many bytes only")
	case 1:
		return fit[0], nil
	}
	return "", nil
}

func challengeAtLeast64(text string) *check.Deviation {
	if !anyLength(text, 64, math.MaxInt) {
		return check.Deviates("at least 64 characters", "%d", utf8.RuneCountInString(text))
	}
	return nil
}

func challengeAlphabet(text string) *check.Deviation {
	for _, class := range []struct {
		name  string
		first rune
		last  rune
	}{{"small letter", 'a', 'z'}, {"capital", 'A', 'Z'}, {"digit", '0', '9'}} {
		if !strings.ContainsFunc(text, func(r rune) bool { return r >= class.first && r <= class.last }) {
			return check.Deviates("at least one small letter, one capital and one digit", "no %s in %q", class.name, text)
		}
	}
	return nil
}

// names reports that a challenge string has the name of a server in it.
func names(text, host string) bool {
	return host != "" && strings.Contains(strings.ToLower(text), strings.ToLower(host))
}

// challengesDiffer decides on the challenge strings that two sessions of one
// actor got. A server may tell a session the one that it has not answered yet
// again and again.
func challengesDiffer(laptop, phone []string) *check.Deviation {
	const want = "a new challenge string each time"
	seen := map[string]string{}
	for _, session := range []struct {
		name  string
		texts []string
	}{{"one session", laptop}, {"another session", phone}} {
		here := map[string]bool{}
		for _, text := range session.texts {
			if other, ok := seen[text]; ok {
				return check.Deviates(want, "one that %s got before %s", other, session.name)
			}
			here[text] = true
		}
		if n := len(here); n > 1 && n < len(session.texts) {
			return check.Deviates(want, "some of them twice, and others between, in %d answers to %s", len(session.texts), session.name)
		}
		for text := range here {
			seen[text] = session.name
		}
	}
	return nil
}

// fieldNames is the reading of A-037 that a challenge string was written in.
func fieldNames(f p2.TrialForm) string {
	switch {
	case f.TrialName == "trial" && f.ExpiresName == "expires":
		return "api-names"
	case f.TrialName == "challenge" && f.ExpiresName == "lifetime":
		return "prose-names"
	}
	return "mixed"
}

// timeForm is what the number beside a challenge string means: the readings of
// and when the challenge string ends.
type timeForm struct {
	lifetime, unit string
	ends           time.Time
}

// longestTrial is the longest duration, and decades the farthest time, that a
// challenge string may plausibly be given.
const (
	longestTrial = 366 * 24 * time.Hour
	decades      = 50 * longestTrial
)

// lifetimeForm reads the number as a time between now and some decades on, or as
// a duration of up to a year.
func lifetimeForm(n uint64, now time.Time) (timeForm, *check.Deviation) {
	ahead := func(t time.Time) bool { return t.After(now) && t.Before(now.Add(decades)) }
	if n < 1<<62 { // beyond that no time is in int64
		if at := time.Unix(int64(n), 0); ahead(at) {
			return timeForm{"absolute", "seconds", at}, nil
		}
		if at := time.UnixMilli(int64(n)); ahead(at) {
			return timeForm{"absolute", "milliseconds", at}, nil
		}
		if d := time.Duration(n) * time.Second; n > 0 && n <= uint64(longestTrial/time.Second) {
			return timeForm{"duration", "seconds", now.Add(d)}, nil
		}
	}
	return timeForm{}, check.Deviates("the UNIX time at which the challenge string ends, in the future", "%s", describeTime(n, now))
}

func describeTime(n uint64, now time.Time) string {
	if n > uint64(now.Add(decades).Unix()) {
		return fmt.Sprintf("%d, which is far beyond any lifetime", n)
	}
	return fmt.Sprintf("%d, which is %s before the server's present time", n, check.About(now.Sub(time.Unix(int64(n), 0))))
}
