package identity

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/spec/p2"
)

const listed = `[{"keyTrial":{"trial":%q,"expires":1},"keyTrialCompletion":[{"signature":%q,"serialNumber":%s}]}]`

func TestParseTrialList(t *testing.T) {
	for name, tc := range map[string]struct {
		body string
		want int
		err  string
	}{
		"no body":               {"", 0, ""},
		"blanks":                {" \n", 0, ""},
		"an empty array":        {"[]", 0, ""},
		"a pair":                {fmt.Sprintf(listed, "text", "00", "1"), 1, ""},
		"names of the prose":    {`[{"keyTrial":{"challenge":"x","lifetime":1},"keyTrialCompletion":[]}]`, 1, ""},
		"an object":             {`{}`, 0, "list of key trials"},
		"no JSON":               {`no`, 0, "list of key trials"},
		"no trial":              {`[{"keyTrialCompletion":[]}]`, 0, "element 0: keyTrial"},
		"a completion of words": {`[{"keyTrial":{"trial":"x","expires":1},"keyTrialCompletion":["signed"]}]`, 0, "element 0: keyTrialCompletion"},
		"bare completions":      {`[{"signature":"00","serialNumber":1}]`, 0, "element 0"},
	} {
		got, err := parseTrialList([]byte(tc.body))
		if (err != nil) != (tc.err != "") || err != nil && !strings.Contains(err.Error(), tc.err) {
			t.Errorf("%s: error %v, want %q", name, err, tc.err)
		}
		if len(got) != tc.want {
			t.Errorf("%s: %d elements, want %d", name, len(got), tc.want)
		}
	}
}

func FuzzParseTrialList(f *testing.F) {
	f.Add([]byte(fmt.Sprintf(listed, "text", "00", "1")))
	f.Add([]byte(`[{"signature":"00","serialNumber":1}]`))
	f.Add([]byte(`[null]`))
	f.Fuzz(func(t *testing.T, body []byte) {
		list, err := parseTrialList(body)
		if err != nil && list != nil {
			t.Error("a list and an error")
		}
		bareCompletions(body)
	})
}

func TestBareCompletions(t *testing.T) {
	for body, want := range map[string]bool{
		`[{"signature":"00","serialNumber":1}]`: true,
		fmt.Sprintf(listed, "x", "00", "1"):     false,
		`[]`:                                    false,
		``:                                      false,
		`[1]`:                                   false,
	} {
		if got := bareCompletions([]byte(body)); got != want {
			t.Errorf("%s: %v, want %v", body, got, want)
		}
	}
}

func TestTrialListOnly(t *testing.T) {
	list := func(texts ...string) (l trialList) {
		for _, text := range texts {
			l = append(l, publishedTrial{Trial: p2.KeyTrial{Trial: text}})
		}
		return l
	}
	for name, tc := range map[string]struct {
		list trialList
		bad  bool
	}{
		"the one":           {list("a"), false},
		"the one and more":  {list("x", "a"), false},
		"both":              {list("a", "b"), true},
		"the other":         {list("b"), true},
		"neither, of some":  {list("x"), true},
		"neither, of none":  {nil, true},
		"the one, twice in": {list("a", "a"), false},
	} {
		if d := tc.list.only("a", "b"); (d != nil) != tc.bad {
			t.Errorf("%s: decided %+v, want a deviation: %v", name, d, tc.bad)
		}
	}
}

func TestTrialListProves(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	cert := &p2.Cert{Serial: big.NewInt(7)}
	cert.Key.Bits = key.Public().(ed25519.PublicKey)
	signature := ed25519.Sign(key, []byte("text"))
	right := hex.EncodeToString(signature)
	for name, tc := range map[string]struct {
		body string
		bad  bool
	}{
		"hexadecimal":           {fmt.Sprintf(listed, "text", right, "7"), false},
		"capital hexadecimal":   {fmt.Sprintf(listed, "text", strings.ToUpper(right), "7"), false},
		"base64":                {fmt.Sprintf(listed, "text", base64.StdEncoding.EncodeToString(signature), "7"), false},
		"base64url":             {fmt.Sprintf(listed, "text", base64.RawURLEncoding.EncodeToString(signature), "7"), false},
		"a serial as a string":  {fmt.Sprintf(listed, "text", right, `"7"`), false},
		"another serial":        {fmt.Sprintf(listed, "text", right, "8"), true},
		"another text":          {fmt.Sprintf(listed, "texts", right, "7"), true},
		"half of the signature": {fmt.Sprintf(listed, "text", right[:64], "7"), true},
		"another signature":     {fmt.Sprintf(listed, "text", hex.EncodeToString(ed25519.Sign(key, []byte("texts"))), "7"), true},
		"nothing":               {"[]", true},
	} {
		list, err := parseTrialList([]byte(tc.body))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := list.proves("text", cert); (d != nil) != tc.bad {
			t.Errorf("%s: decided %+v, want a deviation: %v", name, d, tc.bad)
		}
	}
}
