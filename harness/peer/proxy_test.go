package peer

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
)

// Whoever asks the proxy for an address that is a trap is caught in it.
func TestTrapBehindProxy(t *testing.T) {
	n, _, e := opened(t, Opening{Proxy: anyPort})
	trap := n.NewTrap(&client.Log{}, "169.254.169.254", "10.0.0.1")
	c := visitor(t, e, nil)
	if _, _, _, err := get(t, c, "https://169.254.169.254:8443/x"); err == nil {
		t.Error("a tunnel into a trap came about")
	}
	if status, _, _, err := get(t, c, "http://10.0.0.1/y"); err != nil || status != http.StatusNotFound {
		t.Errorf("%d, %v", status, err)
	}
	visits := trap.Visits()
	if len(visits) != 2 || visits[0].URL.Scheme != "https" || visits[1].URL.Scheme != "http" || visits[1].Request.Path != "/y" {
		t.Errorf("%d were caught: %+v", len(visits), visits)
	}
}

// A server that is none of ours is found by its name, if nobody has it.
func TestLead(t *testing.T) {
	n, h, e := opened(t, Opening{Proxy: anyPort})
	other := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Host) })
	if err := n.Lead(h.Domain, other); err == nil {
		t.Error("a name was given twice")
	}
	if err := n.Lead("Other.P2.example", other); err != nil {
		t.Fatal(err)
	}
	if status, _, body, err := get(t, visitor(t, e, nil), "https://other.p2.example"); err != nil || status != 200 || body != "other.p2.example" {
		t.Errorf("%d %q, %v", status, body, err)
	}
}
