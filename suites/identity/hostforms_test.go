package identity

import "testing"

func TestPublicName(t *testing.T) {
	for domain, want := range map[string]bool{
		"p2.example": true, "xn--bcher-kva.p2.example": true, "1.0.0.127.example": true,
		"localhost": false, "127.0.0.1": false, "1.0.0.127": false, "::1": false,
	} {
		if got := publicName(domain); got != want {
			t.Errorf("%q: %t", domain, got)
		}
	}
}
