package p2

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestCheckJSON(t *testing.T) {
	for _, tc := range []struct{ name, in, wantErr string }{
		{"object", ` {"a":[1,{"b":null}],"b":{"a":1}} `, ""},
		{"same name in two objects", `[{"a":1},{"a":2}]`, ""},
		{"nothing", ``, "unexpected EOF"},
		{"cut short", `{"a":`, "unexpected EOF"},
		{"trailing data", `{} {}`, "data after the value"},
		{"trailing garbage", `{}x`, "data after the value"},
		{"name twice", `{"a":1,"b":2,"a":1}`, `names the member "a" twice`},
		{"name twice by escape", `{"a":1,"\u0061":1}`, `names the member "a" twice`},
		{"name twice, deeper", `[{"x":{"a":1,"a":1}}]`, `names the member "a" twice`},
		{"not UTF-8", "{\"a\":\"\xff\"}", "not UTF-8"},
		{"as deep as allowed", strings.Repeat("[", 16) + strings.Repeat("]", 16), ""},
		{"too deep", strings.Repeat("[", 17) + strings.Repeat("]", 17), "nested deeper than 16"},
		{"too long", `"` + strings.Repeat("a", 1000) + `"`, "longer than 999"},
	} {
		if err := checkJSON([]byte(tc.in), 999); !matches(err, tc.wantErr) {
			t.Errorf("%s: %v, want an error with %q", tc.name, err, tc.wantErr)
		}
	}
}

func TestParseUint64(t *testing.T) {
	for _, tc := range []struct {
		in      string
		want    uint64
		form    JSONForm
		wantErr string
	}{
		{in: `0`, form: FormInteger},
		{in: `"0"`, form: FormString},
		{in: `18446744073709551615`, want: 1<<64 - 1, form: FormInteger},
		{in: `"18446744073709551615"`, want: 1<<64 - 1, form: FormString},
		{in: `18446744073709551616`, wantErr: "above 2^64-1"},
		{in: `"18446744073709551616"`, wantErr: "above 2^64-1"},
		{in: `-1`, wantErr: "is negative"},
		{in: `-0`, wantErr: "is negative"},
		{in: `1e3`, wantErr: "not written as an integer"},
		{in: `1.0`, wantErr: "not written as an integer"},
		{in: `"1.5"`, wantErr: "not written as an integer"},
		{in: `"-1"`, wantErr: "is negative"},
		{in: `"+1"`, wantErr: "is not an integer"},
		{in: `" 1"`, wantErr: "is not an integer"},
		{in: `"0x10"`, wantErr: "is not an integer"},
		{in: `"٣"`, wantErr: "is not an integer"},
		{in: `"007"`, wantErr: "leading zeros"},
		{in: `""`, wantErr: "is not an integer"},
		{in: `"-"`, wantErr: "is not an integer"},
		{in: `"soon"`, wantErr: "is not an integer"},
		{in: `null`, wantErr: "null instead of an integer"},
		{in: `true`, wantErr: "a boolean instead of"},
		{in: `[1]`, wantErr: "an array instead of"},
		{in: `{}`, wantErr: "an object instead of"},
	} {
		got, form, err := parseUint64(json.RawMessage(tc.in))
		if got != tc.want || form != tc.form || !matches(err, tc.wantErr) {
			t.Errorf("%s: %d, %q, %v; want %d, %q, error with %q", tc.in, got, form, err, tc.want, tc.form, tc.wantErr)
		}
	}
}

func TestParseSerial(t *testing.T) {
	long := "1461501637330902918203684832716283019655932542975" // 2^160-1
	for _, tc := range []struct{ in, want, wantErr string }{
		{in: `8`, want: "8"},
		{in: ` "8" `, want: "8"},
		{in: long, want: long},
		{in: `"` + long + `"`, want: long},
		{in: "[1,0]", want: "256"},
		{in: "[0, 255]", want: "255"},
		{in: "[0]", want: "0"},
		{in: "[]", wantErr: "an array of 0 octets"},
		{in: "[" + strings.Repeat("1,", 512) + "1]", wantErr: "an array of 513 octets"},
		{in: "[256]", wantErr: "element 0 is no octet"},
		{in: `[1,"2"]`, wantErr: "element 1 is no octet"},
		{in: "[[1]]", wantErr: "element 0 is no octet"},
		{in: strings.Repeat("9", MaxSerialDigits), want: strings.Repeat("9", MaxSerialDigits)},
		{in: strings.Repeat("9", MaxSerialDigits+1), wantErr: "1025 digits, more than 1024"},
		{in: `-8`, wantErr: "is negative"},
		{in: `1e3`, wantErr: "not written as an integer"},
		{in: `{"a":1}`, wantErr: "an object instead of an integer or a decimal string"},
		{in: ``, wantErr: "unexpected EOF"},
		{in: `01`, wantErr: "data after the value"},
		{in: `8 9`, wantErr: "data after the value"},
	} {
		got, err := ParseSerial(json.RawMessage(tc.in))
		if !matches(err, tc.wantErr) || err == nil && got.String() != tc.want {
			t.Errorf("ParseSerial(%.60s) = %v, %v; want %s, error with %q", tc.in, got, err, tc.want, tc.wantErr)
		}
	}
}

func TestSerialKeepsItsForm(t *testing.T) {
	for _, in := range []string{`{"signature":"ab","serialNumber":8}`, `{"signature":"ab","serialNumber":"8"}`, `{"signature":"ab","serialNumber":[8]}`} {
		var k KeyTrialCompleted
		if err := json.Unmarshal([]byte(in), &k); err != nil {
			t.Fatal(err)
		}
		if k.SerialNumber.Int.Int64() != 8 {
			t.Errorf("%s read as %v", in, k.SerialNumber.Int)
		}
		out, err := json.Marshal(k)
		if err != nil || string(out) != in {
			t.Errorf("%s became %s, %v", in, out, err)
		}
	}
	if out, err := json.Marshal(Serial{}); err == nil {
		t.Errorf("a serial number that is not set became %s", out)
	}
	var s Serial
	if err := json.Unmarshal([]byte(`1.0`), &s); err == nil {
		t.Errorf("1.0 read as %v", s.Int)
	}
}
