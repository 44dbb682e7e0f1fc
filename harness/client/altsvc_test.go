package client

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestOffers(t *testing.T) {
	const host = "home.example"
	for _, tc := range []struct {
		values    []string
		want      []string
		withdrawn bool
	}{
		{values: nil},
		{values: []string{`h3=":443"; ma=2592000`}, want: []string{"home.example:443"}},
		{values: []string{`h3=":8443";ma=60;persist=1, h2=":443"`}, want: []string{"home.example:8443"}},
		{values: []string{`h2=":443"`, `h3-29=":443" , h3=":1",h3="alt.example:2"`}, want: []string{"home.example:1", "alt.example:2"}},
		{values: []string{`h3="[2001:db8::1]:443"`}, want: []string{"[2001:db8::1]:443"}},
		{values: []string{`%683=":443"`}, want: []string{"home.example:443"}},
		{values: []string{`h3=":44\3"`}, want: []string{"home.example:443"}},
		{values: []string{`h3=":443"; v="1,2;h3=", h2=":1"`}, want: []string{"home.example:443"}},
		{values: []string{"clear"}, withdrawn: true},
		{values: []string{`h3=":443"`, "clear"}, withdrawn: true},
		{values: []string{"Clear"}},
		{values: []string{`h3=":443"; ma=0`}},
		{values: []string{`h3=":443"; ma="0"`}},
		{values: []string{`h3=":443"; Ma=-1, h3=":444"; ma=x`}, want: []string{"home.example:444"}},
		{values: []string{`h3=:443`, `h3=""`, `h3="443"`, `h3=":0"`, `h3=":65536"`, `h3=":x"`, `h3="a/b:1"`, `h3`, `=":1"`, `H3=":1"`, `h3="`, `%zz=":1"`, ``, `,;`}},
		{values: []string{strings.Repeat(`h3=":1",`, 9)}, want: slices.Repeat([]string{"home.example:1"}, maxOffers)},
	} {
		got, withdrawn := Alternatives(http.Header{"Alt-Svc": tc.values}, "h3", host)
		if !slices.Equal(got, tc.want) || withdrawn != tc.withdrawn {
			t.Errorf("%q: %q, %t, want %q, %t", tc.values, got, withdrawn, tc.want, tc.withdrawn)
		}
	}
}

// An offer is read, whatever stands there, and is a place that can be dialled.
func FuzzOffers(f *testing.F) {
	for _, s := range []string{`h3=":443"; ma=1`, `h3="a\"b:1`, `clear`, `h3="\`, `,,h3=";`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		places, _ := Alternatives(http.Header{"Alt-Svc": {value}}, "h3", "home.example")
		for _, p := range places {
			if at, ok := placeOf(`"`+strings.ReplaceAll(strings.ReplaceAll(p, `\`, `\\`), `"`, `\"`)+`"`, ""); !ok || at != p {
				t.Errorf("%q is no place", p)
			}
		}
	})
}
