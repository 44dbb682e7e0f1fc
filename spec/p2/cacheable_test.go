package p2

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func quoteJSON(t *testing.T, s string) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func ptr(n uint64) *uint64 { return &n }

func sameCacheable(a, b CacheableCert) bool {
	if (a.InvalidatedAt == nil) != (b.InvalidatedAt == nil) || a.InvalidatedAt != nil && *a.InvalidatedAt != *b.InvalidatedAt {
		return false
	}
	a.InvalidatedAt, b.InvalidatedAt = nil, nil
	return a == b
}

func TestParseCacheableCert(t *testing.T) {
	whole := func(names CacheNames, times JSONForm) CacheableCert {
		return CacheableCert{PEM: "P", NotBefore: 1, NotAfter: 2, Signature: "ab", HasCache: true,
			Form: CacheForm{Names: names, Times: times}}
	}
	invalidated := whole(NamesAPI, FormInteger)
	invalidated.InvalidatedAt = ptr(3)
	null := whole(NamesAPI, FormInteger)
	null.Form.NullInvalidatedAt = true
	const (
		api   = `"cacheNotValidBefore":1,"cacheNotValidAfter":2`
		prose = `"cacheValidNotBefore":"1","cacheValidNotAfter":"2"`
		sig   = `"cacheSignature":"ab"`
	)
	for _, tc := range []struct {
		name, in string
		want     CacheableCert
		wantErr  string
	}{
		{name: "API", in: api + `,` + sig, want: whole(NamesAPI, FormInteger)},
		{name: "prose", in: prose + `,` + sig, want: whole(NamesProse, FormString)},
		{name: "prose, integers", in: `"cacheValidNotBefore":1,"cacheValidNotAfter":2,` + sig, want: whole(NamesProse, FormInteger)},
		{name: "both, in the API's form", in: prose + `,` + api + `,` + sig, want: whole(NamesBoth, FormInteger)},
		{name: "both, the prose another end", in: `"cacheValidNotBefore":1,"cacheValidNotAfter":9,` + api + `,` + sig, want: whole(NamesAPI, FormInteger)},
		{name: "both, the prose half", in: `"cacheValidNotBefore":1,` + api + `,` + sig, want: whole(NamesAPI, FormInteger)},
		{name: "invalidated", in: api + `,"invalidatedAt":3,` + sig, want: invalidated},
		{name: "invalidated is null", in: api + `,"invalidatedAt":null,` + sig, want: null},
		{name: "no cache", in: `"x":1`, want: CacheableCert{PEM: "P"}},
		{name: "no cache but invalidated", in: `"invalidatedAt":"3"`,
			want: CacheableCert{PEM: "P", InvalidatedAt: ptr(3), Form: CacheForm{Times: FormString}}},
		{name: "only the signature", in: sig, wantErr: "cacheSignature without cacheNotValidBefore and cacheNotValidAfter"},
		{name: "no signature", in: api, wantErr: "cacheSignature is missing"},
		{name: "only the start", in: `"cacheValidNotBefore":"1"`, wantErr: "cacheValidNotBefore without cacheValidNotAfter and cacheSignature"},
		{name: "no end", in: `"cacheNotValidBefore":1,` + sig, wantErr: "cacheNotValidBefore and cacheSignature without cacheNotValidAfter"},
		{name: "names mixed", in: `"cacheNotValidBefore":1,"cacheValidNotAfter":2,` + sig,
			wantErr: "cacheNotValidBefore and cacheValidNotAfter mix the names"},
		{name: "forms mixed", in: `"cacheNotValidBefore":1,"cacheNotValidAfter":"2",` + sig,
			wantErr: "cacheNotValidBefore is written as integer, cacheNotValidAfter as string"},
		{name: "invalidated in another form", in: api + `,"invalidatedAt":"3",` + sig,
			wantErr: "invalidatedAt is written as string, the other times as integer"},
		{name: "negative", in: `"cacheNotValidBefore":-1,"cacheNotValidAfter":2,` + sig, wantErr: `cacheNotValidBefore: "-1" is negative`},
		{name: "float", in: `"cacheNotValidBefore":1,"cacheNotValidAfter":1e3,` + sig, wantErr: `cacheNotValidAfter: "1e3" is not written`},
		{name: "too large", in: api + `,"invalidatedAt":18446744073709551616,` + sig, wantErr: "invalidatedAt: \"18446744073709551616\" is above"},
		{name: "null time", in: `"cacheNotValidBefore":null,"cacheNotValidAfter":2,` + sig, wantErr: "cacheNotValidBefore: null instead of"},
		{name: "null signature", in: api + `,"cacheSignature":null`, wantErr: "cacheSignature is null instead of a string"},
		{name: "twice", in: api + `,` + api + `,` + sig, wantErr: `names the member "cacheNotValidBefore" twice`},
	} {
		got, err := ParseCacheableCert([]byte(`{"idCertPem":"P",` + tc.in + `}`))
		if !sameCacheable(got, tc.want) || !matches(err, tc.wantErr) {
			t.Errorf("%s: %+v, %v; want %+v, error with %q", tc.name, got, err, tc.want, tc.wantErr)
		}
	}
	for in, want := range map[string]string{
		`{}`:                                 "idCertPem is missing",
		`{"idCertPem":["P"]}`:                "idCertPem is an array instead of a string",
		`null`:                               "null instead of an object",
		`[{"idCertPem":"P"}]`:                "an array instead of an object",
		`{"idCertPem":"P"}{}`:                "data after the value",
		strings.Repeat(" ", MaxInput) + "{}": "longer than 65536",
	} {
		if _, err := ParseCacheableCert([]byte(in)); !matches(err, want) {
			t.Errorf("%.40s: %v, want an error with %q", in, err, want)
		}
	}
}

func TestParseCacheableCerts(t *testing.T) {
	for _, tc := range []struct {
		in      string
		want    []string
		wantErr string
	}{
		{in: `[]`},
		{in: ` [{"idCertPem":"P"},{"idCertPem":"Q"}] `, want: []string{"P", "Q"}},
		{in: `[{"idCertPem":"P"},{}]`, wantErr: "entry 1: cacheable certificate: idCertPem is missing"},
		{in: `[null]`, wantErr: "entry 0: cacheable certificate: null instead of an object"},
		{in: `{"idCertPem":"P"}`, wantErr: "an object instead of an array"},
		{in: `null`, wantErr: "null instead of an array"},
		{in: `[` + strings.Repeat(`1,`, MaxListEntries) + `1]`, wantErr: "10001 entries, more than 10000"},
		{in: `[`, wantErr: "unexpected EOF"},
		{in: strings.Repeat(" ", MaxListInput+1), wantErr: "longer than 4194304"},
	} {
		got, err := ParseCacheableCerts([]byte(tc.in))
		if !matches(err, tc.wantErr) || len(got) != len(tc.want) || (got == nil) != (err != nil) {
			t.Errorf("%.40s: %+v, %v; want %v, error with %q", tc.in, got, err, tc.want, tc.wantErr)
			continue
		}
		for i, c := range got {
			if c.PEM != tc.want[i] {
				t.Errorf("%s: entry %d is %q", tc.in, i, c.PEM)
			}
		}
	}
}

func FuzzParseCacheableCert(f *testing.F) {
	for _, s := range []string{
		`{"idCertPem":"P","cacheNotValidBefore":1,"cacheNotValidAfter":2,"cacheSignature":"ab","invalidatedAt":null}`,
		`{"idCertPem":"P","cacheValidNotBefore":"1","cacheValidNotAfter":"2","cacheSignature":"ab","invalidatedAt":"3"}`,
		`{"idCertPem":"P"}`, `{"idCertPem":"P","cacheSignature":""}`, `{"a":1,"a":1}`, `[[[`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := ParseCacheableCert(b)
		if err != nil {
			if c != (CacheableCert{}) {
				t.Fatalf("an error with %+v", c)
			}
			return
		}
		number := func(n uint64) string {
			if c.Form.Times == FormString {
				return fmt.Sprintf(`"%d"`, n)
			}
			return fmt.Sprint(n)
		}
		out := `{"idCertPem":` + quoteJSON(t, c.PEM)
		for _, pair := range cacheTimes {
			if c.HasCache && (c.Form.Names == pair.names || c.Form.Names == NamesBoth) {
				out += fmt.Sprintf(`,%q:%s,%q:%s`, pair.before, number(c.NotBefore), pair.after, number(c.NotAfter))
			}
		}
		if c.HasCache {
			out += `,"cacheSignature":` + quoteJSON(t, c.Signature)
		}
		if c.InvalidatedAt != nil {
			out += `,"invalidatedAt":` + number(*c.InvalidatedAt)
		} else if c.Form.NullInvalidatedAt {
			out += `,"invalidatedAt":null`
		}
		again, err := ParseCacheableCert([]byte(out + "}"))
		if err != nil || !sameCacheable(again, c) {
			t.Fatalf("%+v, written anew, reads as %+v, %v", c, again, err)
		}
	})
}
