package peer

import (
	"net/http"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// An address is the same in each of its spellings, and a name in no other.
func TestCanonical(t *testing.T) {
	for host, want := range map[string]string{
		"127.0.0.1": "127.0.0.1", "127.1": "127.0.0.1", "2130706433": "127.0.0.1", "0x7f000001": "127.0.0.1",
		"017700000001": "127.0.0.1", "0177.0.0.1": "127.0.0.1", "0x7f.1": "127.0.0.1", "127.0.0.1.": "127.0.0.1",
		"[::ffff:127.0.0.1]": "127.0.0.1", "[0:0:0:0:0:0:0:1]": "::1", "::1": "::1", "[fe80::1%eth0]": "fe80::1",
		"LocalHost": "localhost", "localhost.": "localhost", "10.0.0.0x1": "10.0.0.1", "10.65535": "10.0.255.255",
		"256.0.0.1": "256.0.0.1", "1.2.3.4.5": "1.2.3.4.5", "0b1.0.0.1": "0b1.0.0.1", "a.example": "a.example", "": "",
	} {
		if got := canonical(host); got != want {
			t.Errorf("%q is %q, want %q", host, got, want)
		}
	}
}

// A trap counts what is asked of its hosts, and nothing any more once it is sprung.
func TestTrap(t *testing.T) {
	n := NewNetwork("", time.Now)
	log := &client.Log{}
	one, other := n.NewTrap(log, "127.0.0.1", "localhost"), n.NewTrap(log, "127.1")
	ask := func(address string) error {
		req, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := n.RoundTrip(req)
		if err == nil {
			err = res.Body.Close()
		}
		return err
	}
	for _, address := range []string{"https://127.0.0.1/x", "http://2130706433:8080/", "http://localhost/"} {
		if err := ask(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	if got := [2]int{len(one.Visits()), len(other.Visits())}; got != [2]int{3, 2} {
		t.Errorf("the traps caught %d, want 3 and 2", got)
	}
	n.Spring(one)
	if err := ask("http://127.0.0.1/"); err != nil || len(one.Visits()) != 3 || len(other.Visits()) != 3 {
		t.Errorf("after the first was sprung: %v, %d and %d", err, len(one.Visits()), len(other.Visits()))
	}
	n.Spring(other)
	if err := ask("http://127.0.0.1/"); err == nil {
		t.Error("an address without a trap answered")
	}
}

// A host is asked where its door is, and nowhere else.
func TestHosting(t *testing.T) {
	n := NewNetwork("", time.Now)
	h, err := n.NewHome("visible", nil, &client.Log{})
	if err != nil {
		t.Fatal(err)
	}
	host, err := h.Host(Hosting{Label: "actual", Scheme: "http", Port: "8448"})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]int{
		"https://visible.peers.p2.example/.well-known/polyproto-core": http.StatusOK,
		"https://visible.peers.p2.example:443/":                       0, // it hangs up
		"http://visible.peers.p2.example/.well-known/polyproto-core":  0,
		"http://" + host + ":8448/.p2/core/v1/idcert/server":          http.StatusOK,
		"http://" + host + "/.p2/core/v1/idcert/server":               0,
		"https://" + host + ":8448/.p2/core/v1/idcert/server":         0,
	} {
		req, err := http.NewRequest(http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := n.RoundTrip(req)
		got := 0
		if err == nil {
			got = res.StatusCode
		}
		if got != want {
			t.Errorf("%s: %d (%v), want %d", address, got, err, want)
		}
	}
	n.Leave(h)
	if n.At(host) != nil || len(n.doors) != 0 {
		t.Error("something is left of a home that has gone")
	}
}
