package p2

import (
	"fmt"
	"strings"
	"testing"
)

func TestParseKeyTrial(t *testing.T) {
	api := TrialForm{"trial", "expires", FormInteger}
	for _, tc := range []struct {
		name, in string
		want     KeyTrial
		wantErr  string
	}{
		{name: "API", in: `{"trial":"abc","expires":9}`, want: KeyTrial{"abc", 9, api, ""}},
		{name: "API, string", in: `{"trial":"abc","expires":"9"}`, want: KeyTrial{"abc", 9, TrialForm{"trial", "expires", FormString}, ""}},
		{name: "prose", in: `{"challenge":"abc","lifetime":9}`, want: KeyTrial{"abc", 9, TrialForm{"challenge", "lifetime", FormInteger}, ""}},
		{name: "upstream's example", in: `{"challenge":"abc","expires":9}`, want: KeyTrial{"abc", 9, TrialForm{"challenge", "expires", FormInteger}, ""}},
		{name: "API's text", in: `{"trial":"abc","expiration":9}`, want: KeyTrial{"abc", 9, TrialForm{"trial", "expiration", FormInteger}, ""}},
		{name: "further members", in: `{"x":{"a":[]},"trial":"abc","expires":9}`, want: KeyTrial{"abc", 9, api, ""}},
		{name: "an ID", in: `{"id": "7","trial":"abc","expires":9}`, want: KeyTrial{"abc", 9, api, `"7"`}},
		{name: "API wins", in: `{"lifetime":-1,"challenge":"x","trial":"abc","expires":9}`, want: KeyTrial{"abc", 9, api, ""}},
		{name: "empty trial", in: `{"trial":"","expires":9}`, want: KeyTrial{"", 9, api, ""}},
		{name: "two names for the trial", in: `{"trial":"a","challenge":"a","lifetime":9}`, wantErr: "trial and challenge are names for one thing"},
		{name: "two names for the end", in: `{"challenge":"a","lifetime":9,"expires":9}`, wantErr: "expires and lifetime are names for one thing"},
		{name: "no trial", in: `{"expires":9}`, wantErr: "none of trial, challenge is there"},
		{name: "no end", in: `{"trial":"abc"}`, wantErr: "none of expires, expiration, lifetime is there"},
		{name: "other case", in: `{"Trial":"abc","expires":9}`, wantErr: "none of trial, challenge"},
		{name: "trial is a number", in: `{"trial":7,"expires":9}`, wantErr: "trial is a number instead of a string"},
		{name: "trial is null", in: `{"trial":null,"expires":9}`, wantErr: "trial is null instead of a string"},
		{name: "negative", in: `{"trial":"abc","expires":-9}`, wantErr: "expires: \"-9\" is negative"},
		{name: "float", in: `{"trial":"abc","expires":9.0}`, wantErr: "expires: \"9.0\" is not written as an integer"},
		{name: "null", in: `{"trial":"abc","expires":null}`, wantErr: "expires: null instead of"},
		{name: "twice", in: `{"trial":"a","trial":"a","expires":9}`, wantErr: `names the member "trial" twice`},
		{name: "array", in: `[]`, wantErr: "an array instead of an object"},
		{name: "nothing", in: ``, wantErr: "unexpected EOF"},
		{name: "trailing", in: `{"trial":"abc","expires":9}]`, wantErr: "data after the value"},
		{name: "endless", in: `{"trial":"` + strings.Repeat("a", MaxInput) + `","expires":9}`, wantErr: "longer than 65536"},
	} {
		got, err := ParseKeyTrial([]byte(tc.in))
		if got != tc.want || !matches(err, tc.wantErr) {
			t.Errorf("%s: %+v, %v; want %+v, error with %q", tc.name, got, err, tc.want, tc.wantErr)
		}
	}
}

func TestParseKeyTrialCompleted(t *testing.T) {
	for _, tc := range []struct {
		in, serial, wantErr string
		form                JSONForm
	}{
		{in: `{"signature":"ab","serialNumber":18446744073709551616}`, serial: "18446744073709551616", form: FormInteger},
		{in: `{"signature":"ab","serialNumber":"8"}`, serial: "8", form: FormString},
		{in: `{"serialNumber":"8"}`, wantErr: "signature is missing"},
		{in: `{"signature":"ab"}`, wantErr: "serialNumber is missing"},
		{in: `{"signature":"ab","serialNumber":[1,2]}`, serial: "258", form: FormBytes},
		{in: `{"signature":"ab","serialNumber":[0,255]}`, serial: "255", form: FormBytes},
		{in: `{"signature":"ab","serialNumber":[]}`, wantErr: "serialNumber: an array of 0 octets"},
		{in: `{"signature":"ab","serialNumber":[256]}`, wantErr: "element 0 is no octet"},
		{in: `{"signature":"ab","serialNumber":[-1]}`, wantErr: "element 0 is no octet"},
		{in: `{"signature":"ab","serialNumber":[1.5]}`, wantErr: "element 0 is no octet"},
		{in: `{"signature":"ab","serialNumber":[[1]]}`, wantErr: "element 0 is no octet"},
		{in: `"x"`, wantErr: "a string instead of an object"},
	} {
		got, err := ParseKeyTrialCompleted([]byte(tc.in))
		if !matches(err, tc.wantErr) {
			t.Errorf("%s: %v, want an error with %q", tc.in, err, tc.wantErr)
			continue
		}
		if err == nil && (got.Signature != "ab" || got.SerialNumber.Int.String() != tc.serial || got.SerialNumber.Form != tc.form) {
			t.Errorf("%s: %+v", tc.in, got)
		}
	}
}

func FuzzParseKeyTrial(f *testing.F) {
	for _, s := range []string{
		`{"trial":"abc","expires":9}`, `{"challenge":"a","lifetime":"9"}`, `{"trial":"a","expiration":1e3}`,
		`{"trial":"a","trial":"b","expires":1}`, `[`, `{"trial":"\ud800","expires":0}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		k, err := ParseKeyTrial(b)
		if err != nil {
			if k != (KeyTrial{}) {
				t.Fatalf("an error with %+v", k)
			}
			return
		}
		end := fmt.Sprint(k.Expires)
		if k.Form.Expires == FormString {
			end = `"` + end + `"`
		}
		again, err := ParseKeyTrial(fmt.Appendf(nil, `{%q:%s,%q:%s}`, k.Form.TrialName, quoteJSON(t, k.Trial), k.Form.ExpiresName, end))
		if err != nil || again != k {
			t.Fatalf("%+v, written anew, reads as %+v, %v", k, again, err)
		}
	})
}
