package keymaterial

import (
	"math/big"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/p2"
)

func key(serial int64, data string, algorithms ...string) p2.EncryptedKey {
	return p2.EncryptedKey{Data: data, Serial: p2.Serial{Int: big.NewInt(serial), Form: p2.FormInteger}, Algorithms: algorithms}
}

func TestLists(t *testing.T) {
	a, b := key(1, "a", "1.2"), key(2, "b", "1.2", "1.3")
	for _, tt := range []struct {
		name string
		got  *check.Deviation
		good bool
	}{
		{"holds", holds([]p2.EncryptedKey{a, b}, b), true},
		{"holds not", holds([]p2.EncryptedKey{a}, b), false},
		{"holds in an empty list", holds(nil, b), false},
		{"holds twice", holds([]p2.EncryptedKey{b, b}, b), false},
		{"holds other data", holds([]p2.EncryptedKey{key(2, "c", "1.2", "1.3")}, b), false},
		{"holds another order", holds([]p2.EncryptedKey{key(2, "b", "1.3", "1.2")}, b), false},
		{"holds fewer algorithms", holds([]p2.EncryptedKey{key(2, "b", "1.2")}, b), false},
		{"holds a serial in another form", holds([]p2.EncryptedKey{{Data: "b", Serial: p2.Serial{Int: big.NewInt(2), Form: p2.FormString}, Algorithms: b.Algorithms}}, b), true},
		{"lacks", lacks([]p2.EncryptedKey{a}, big.NewInt(2)), true},
		{"lacks in an empty list", lacks(nil, big.NewInt(2)), true},
		{"lacks not", lacks([]p2.EncryptedKey{a}, big.NewInt(1)), false},
		{"only, in another order", only([]p2.EncryptedKey{b, a}, a, b), true},
		{"only nothing", only(nil), true},
		{"only, and one more", only([]p2.EncryptedKey{a, b}, a), false},
		{"only, and one less", only([]p2.EncryptedKey{a}, a, b), false},
	} {
		if (tt.got == nil) != tt.good {
			t.Errorf("%s: %+v", tt.name, tt.got)
		}
	}
}

func TestDifference(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "abc", 3}, {"abc", "ab", 2}, {"abc", "xbc", 0}, {"ab\r\n", "ab\n", 2}} {
		if got := difference(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q differ after %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	for _, tt := range []struct {
		text string
		at   int
		want string
	}{{"", 0, ""}, {"abc", 3, "abc"}, {"0123456789", 9, "123456789"}, {"0123456789012345678901234567890", 10, "23456789012345678901234567890"[:24]}} {
		if got := excerpt(tt.text, tt.at); got != tt.want {
			t.Errorf("%q at %d is %q, want %q", tt.text, tt.at, got, tt.want)
		}
	}
}

func TestMentions(t *testing.T) {
	for body, want := range map[string]bool{
		`[{"key_data":"a\nb"}]`:             true,
		`{"error":{"row":["x: a\u000ab"]}}`: true,
		"a\nb":                              true,
		`[{"key_data":"a b"}]`:              false,
		`{"a\nb":1}`:                        true,
		`[{"key_data":"a`:                   false,
		``:                                  false,
	} {
		if got := mentions([]byte(body), "a\nb"); got != want {
			t.Errorf("%s: %v", body, got)
		}
	}
}

func TestLibraryNames(t *testing.T) {
	for body, want := range map[string]bool{
		`[{"key_data":"x","serial_number":[1],"encryption_algorithm":[48]}]`: true,
		`[{"key_data":"x","serialNumber":1,"serial_number":[1]}]`:            false,
		`[{"key_data":"x","serialNumber":1}]`:                                false,
		`[]`:                                                                 false, `{}`: false, ``: false,
	} {
		if got := libraryNames([]byte(body)); got != want {
			t.Errorf("%s: %v", body, got)
		}
	}
}

func TestLimitIn(t *testing.T) {
	for _, tt := range []struct {
		values []string
		want   uint32
		good   bool
	}{
		{[]string{"4096"}, 4096, true},
		{[]string{"0"}, 0, true},
		{[]string{"4294967295"}, 1<<32 - 1, true},
		{[]string{"4294967296"}, 0, false},
		{[]string{"-1"}, 0, false},
		{[]string{"4096.0"}, 0, false},
		{[]string{"4kb"}, 0, false},
		{[]string{""}, 0, false},
		{[]string{"1", "1"}, 0, false},
		{nil, 0, false},
	} {
		got, d := limitIn(http.Header{sizeHeader: tt.values})
		if got != tt.want || (d == nil) != tt.good {
			t.Errorf("%q is read as %d, %+v", tt.values, got, d)
		}
	}
}

func TestLimitInBody(t *testing.T) {
	for body, want := range map[string]bool{"4096": true, " 800\n": true, "": false, "{}": false, `"800"`: false, "4294967296": false} {
		if _, got := limitInBody([]byte(body)); got != want {
			t.Errorf("%q: %v", body, got)
		}
	}
}

func TestUsual(t *testing.T) {
	for limit, good := range map[uint32]bool{0: false, 799: false, 800: true, 4096: true, 10000: true, 10240: true, 10241: false} {
		if d := usual(limit); (d == nil) != good {
			t.Errorf("%d: %+v", limit, d)
		}
	}
}
