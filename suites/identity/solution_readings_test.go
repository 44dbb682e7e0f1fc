package identity

import (
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/actor"
)

func TestFailureStatus(t *testing.T) {
	for _, tc := range []struct {
		statuses []int
		want     string
	}{
		{[]int{403, 403}, "403"},
		{[]int{401, 401}, "401"},
		{[]int{422, 422}, "422"}, // which the register does not have
		{[]int{403, 404}, "mixed"},
		{[]int{403, 404, 403}, "mixed"},
	} {
		if got := failureStatus(tc.statuses); got != tc.want {
			t.Errorf("%d are read as %q, want %q", tc.statuses, got, tc.want)
		}
	}
}

func TestOtherSignatureForm(t *testing.T) {
	hex, base64 := strings.Repeat("00ff", 32), strings.Repeat("AP8A/wD/", 10)+"AP8A/w=="
	for _, tc := range []struct{ from, want string }{{hex, base64}, {base64, hex}, {"?", "?"}} {
		c := &actor.Call{}
		c.Request.Body = []byte(`{"serialNumber":1,"signature":"` + tc.from + `"}`)
		otherSignatureForm(c)
		if got := string(c.Request.Body); !strings.Contains(got, `"signature":"`+tc.want+`"`) {
			t.Errorf("%s became %s, want the signature %s", tc.from, got, tc.want)
		}
	}
}
