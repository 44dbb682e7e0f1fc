package discovery

import (
	"net/http"
	"testing"
)

func TestAllowsOrigin(t *testing.T) {
	for _, tc := range []struct {
		allowed []string
		want    bool
	}{
		{nil, false},
		{[]string{"*"}, true},
		{[]string{pageOrigin}, true},
		{[]string{"https://other.p2.example"}, false},
		{[]string{"null"}, false},
		{[]string{"*", "*"}, false}, // which browsers refuse
	} {
		if got := allowsOrigin(http.Header{"Access-Control-Allow-Origin": tc.allowed}); got != tc.want {
			t.Errorf("%q: %v", tc.allowed, got)
		}
	}
}
