package identity

import (
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestChallengeText(t *testing.T) {
	for name, tc := range map[string]struct {
		decide func(string) *check.Deviation
		text   string
		bad    bool
	}{
		"31 characters":                        {challengeLength, strings.Repeat("a", 31), true},
		"32 characters":                        {challengeLength, strings.Repeat("a", 32), false},
		"256 characters":                       {challengeLength, strings.Repeat("a", 256), false},
		"257 characters":                       {challengeLength, strings.Repeat("a", 257), true},
		"none":                                 {challengeLength, "", true},
		"16 characters of two bytes each":      {challengeLength, strings.Repeat("é", 16), false},
		"15 characters of two bytes each":      {challengeLength, strings.Repeat("é", 15), true},
		"256 characters of two bytes each":     {challengeLength, strings.Repeat("é", 256), false},
		"recommended: 63":                      {challengeAtLeast64, strings.Repeat("a", 63), true},
		"recommended: 64":                      {challengeAtLeast64, strings.Repeat("a", 64), false},
		"alphabet: one of each":                {challengeAlphabet, "aB3", false},
		"alphabet: no capital":                 {challengeAlphabet, "abc123", true},
		"alphabet: no small letter":            {challengeAlphabet, "ABC123", true},
		"alphabet: no digit":                   {challengeAlphabet, "abcABC", true},
		"alphabet: a digit of another script":  {challengeAlphabet, "abcABC٣", true},
		"alphabet: more than it has to be":     {challengeAlphabet, "aB3-_é", false},
		"alphabet: letters of another script":  {challengeAlphabet, "жЖ3", true},
		"alphabet: nothing at all":             {challengeAlphabet, "", true},
		"recommended: 64 bytes, 32 characters": {challengeAtLeast64, strings.Repeat("é", 32), false},
	} {
		if d := tc.decide(tc.text); (d != nil) != tc.bad {
			t.Errorf("%s: decided %+v, want a deviation: %v", name, d, tc.bad)
		}
	}
}

func TestLengthUnit(t *testing.T) {
	ascii, long, short := strings.Repeat("a", 64), strings.Repeat("é", 200), strings.Repeat("é", 20)
	for _, tc := range []struct {
		texts []string
		want  string
		bad   bool
	}{
		{[]string{ascii, ascii}, "", false},
		{[]string{ascii, long}, "code-points", false},
		{[]string{short, ascii}, "bytes", false},
		{[]string{short, long}, "", true},
		{[]string{strings.Repeat("é", 50)}, "", false},
	} {
		if got, d := lengthUnit(tc.texts); got != tc.want || (d != nil) != tc.bad {
			t.Errorf("%q: %q and %+v, want %q", tc.texts, got, d, tc.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tc := range []struct {
		text, host string
		want       bool
	}{
		{"login.P2.example.abc", "p2.example", true},
		{"abc", "p2.example", false},
		{"abc", "", false}, // whose domain name nobody knows
	} {
		if got := names(tc.text, tc.host); got != tc.want {
			t.Errorf("%q names %q: %v", tc.text, tc.host, got)
		}
	}
}

func TestChallengesDiffer(t *testing.T) {
	abc, def := []string{"a", "b", "c"}, []string{"d", "e", "f"}
	for name, tc := range map[string]struct {
		laptop, phone []string
		bad           bool
	}{
		"all new":                       {abc, def, false},
		"the open one again and again":  {[]string{"a", "a", "a"}, []string{"b", "b", "b"}, false},
		"the same for both sessions":    {[]string{"a", "a", "a"}, []string{"a", "a", "a"}, true},
		"one of the other session":      {abc, []string{"d", "c", "f"}, true},
		"one twice among others":        {[]string{"a", "b", "a"}, def, true},
		"one twice in the second":       {abc, []string{"d", "d", "e"}, true},
		"one answer for each":           {abc[:1], def[:1], false},
		"one answer, and the same text": {abc[:1], abc[:1], true},
	} {
		if d := challengesDiffer(tc.laptop, tc.phone); (d != nil) != tc.bad {
			t.Errorf("%s: decided %+v, want a deviation: %v", name, d, tc.bad)
		}
	}
}

func TestFieldNames(t *testing.T) {
	for form, want := range map[p2.TrialForm]string{
		{TrialName: "trial", ExpiresName: "expires"}:      "api-names",
		{TrialName: "challenge", ExpiresName: "lifetime"}: "prose-names",
		{TrialName: "challenge", ExpiresName: "expires"}:  "mixed",
		{TrialName: "trial", ExpiresName: "expiration"}:   "mixed",
	} {
		if got := fieldNames(form); got != want {
			t.Errorf("%+v is %q, want %q", form, got, want)
		}
	}
}

func TestLifetimeForm(t *testing.T) {
	now := time.Unix(1_800_000_000, 500)
	for name, tc := range map[string]struct {
		n              uint64
		lifetime, unit string
		ends           time.Time // zero: a deviation
	}{
		"five minutes from now":         {1_800_000_300, "absolute", "seconds", now.Add(300 * time.Second).Truncate(time.Second)},
		"in milliseconds":               {1_800_000_300_000, "absolute", "milliseconds", now.Add(300 * time.Second).Truncate(time.Second)},
		"a duration":                    {300, "duration", "seconds", now.Add(300 * time.Second)},
		"the present second":            {1_800_000_000, "", "", time.Time{}},
		"an hour ago":                   {1_799_996_400, "", "", time.Time{}},
		"an hour ago, in milliseconds":  {1_799_996_400_000, "", "", time.Time{}},
		"nought":                        {0, "", "", time.Time{}},
		"in nanoseconds":                {1_800_000_300_000_000_000, "", "", time.Time{}},
		"the largest number":            {1<<64 - 1, "", "", time.Time{}},
		"a century from now":            {1_800_000_000 + 100*365*86400, "", "", time.Time{}},
		"a duration of more than years": {400 * 86400, "", "", time.Time{}},
	} {
		form, d := lifetimeForm(tc.n, now)
		if (d != nil) != tc.ends.IsZero() {
			t.Errorf("%s: decided %+v", name, d)
			continue
		}
		if d == nil && (form.lifetime != tc.lifetime || form.unit != tc.unit || !form.ends.Truncate(time.Second).Equal(tc.ends.Truncate(time.Second))) {
			t.Errorf("%s: read as %+v", name, form)
		}
	}
}

func TestDescribeTimeSaysInWhatItIsWrong(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	for n, want := range map[uint64]string{1_799_996_400: "about 1h0m before", 1<<64 - 1: "far beyond"} {
		if got := describeTime(n, now); !strings.Contains(got, want) {
			t.Errorf("%d is described as %q, want %q in it", n, got, want)
		}
	}
}
