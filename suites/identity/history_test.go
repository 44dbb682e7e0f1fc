package identity

import (
	"strings"
	"testing"
	"time"
)

func TestInSomeOrder(t *testing.T) {
	base := time.Unix(1700000000, 0)
	at := func(what string, granted bool, from, to int) attempt {
		ms := func(n int) time.Time { return base.Add(time.Duration(n) * time.Millisecond) }
		return attempt{what, granted, ms(from), ms(to), map[bool]string{true: "200 OK", false: "401 Unauthorized"}[granted]}
	}
	for name, tt := range map[string]struct {
		history   []attempt
		explained bool
	}{
		"nothing":                    {nil, true},
		"used, then revoked":         {[]attempt{at("use", true, 0, 1), at("revoke", true, 2, 3), at("use", false, 4, 5)}, true},
		"used beside the revocation": {[]attempt{at("revoke", true, 0, 9), at("use", true, 1, 2), at("use", false, 3, 4)}, true},
		"works again":                {[]attempt{at("revoke", true, 0, 9), at("use", false, 1, 2), at("use", true, 3, 4)}, false},
		"works after":                {[]attempt{at("revoke", true, 0, 1), at("use", true, 2, 3)}, false},
		"refused before":             {[]attempt{at("use", false, 0, 1), at("revoke", true, 2, 3)}, false},
		"refused without a cause":    {[]attempt{at("use", true, 0, 1), at("use", false, 2, 3)}, false},
		"revoked twice":              {[]attempt{at("revoke", true, 0, 1), at("revoke", true, 2, 3)}, false},
		"the second one refused":     {[]attempt{at("revoke", true, 0, 9), at("revoke", false, 1, 10)}, true},
	} {
		d := inSomeOrder(tt.history)
		if (d == nil) != tt.explained {
			t.Errorf("%s: %v, explained is to be %v", name, d, tt.explained)
		}
		if d != nil && !strings.Contains(d.Actual, "to") {
			t.Errorf("%s: the interleaving is not shown: %s", name, d.Actual)
		}
	}
}

func TestInterleavingIsBounded(t *testing.T) {
	var long []attempt
	for i := range 100 {
		long = append(long, attempt{"use", true, time.Unix(int64(100-i), 0), time.Unix(int64(101-i), 0), "200 OK"})
	}
	text := interleaving(long)
	if lines := strings.Split(text, "\n"); len(lines) != mostLines+1 || !strings.Contains(lines[mostLines], "76 more") {
		t.Errorf("%s", text)
	}
	if !strings.HasPrefix(strings.TrimSpace(text), "0.00 to") {
		t.Errorf("the first request does not come first: %s", text)
	}
}
