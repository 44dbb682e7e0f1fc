package doctor

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// sample has every state, long lines, exchanges and advice with and without a
// command.
var sample = &Report{
	Form: 1, Target: "https://p2.example.com", Domain: "p2.example.com", Outcome: Wrong,
	Steps: []Step{
		{Name: "dns", Title: "DNS", State: OK, Found: []string{"192.0.2.1 (IPv4)", "2001:db8::1 (IPv6)"}},
		{Name: "tcp", Title: "TCP", State: Warn, Found: []string{"192.0.2.1:443 takes connections", "[2001:db8::1]:443: nothing listens there (connection refused)"},
			Do: "have the server listen on all addresses that its name has, or take the others out of the DNS"},
		{Name: "http", Title: "HTTP", State: Failed, Found: []string{"it answers 502 Bad Gateway: a proxy is there, and the server behind it is not"},
			Exchanges: []Exchange{{"GET https://p2.example.com/.well-known/polyproto-core", `HTTP/1.1 502 Bad Gateway, text/html: </script>]]> & "quoted" \x1b[31m`}},
			Do:        "start the server"},
		{Name: "place", Title: "Home server", State: Skipped, Found: []string{"not tried: no answer"}},
		{Name: "well-known", Title: "Well-known", State: Skipped, Found: []string{"not tried: no answer"}},
		{Name: "login", Title: "Login", State: Skipped, Found: []string{"not needed"}},
	},
	Next: []Advice{{Says: "HTTP: start the server"}, {Says: "look again", Command: "p2conform doctor --target https://p2.example.com"}},
}

func TestTerminal(t *testing.T) {
	for name, o := range map[string]TerminalOptions{
		"plain.txt": {}, "narrow.txt": {Width: 1}, "colour.txt": {Colour: true, Width: 100},
	} {
		var b bytes.Buffer
		if err := Terminal(&b, sample, o); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), want) {
			t.Errorf("%s differs; go test -run TestTerminal -update writes it anew:\n%s", name, b.String())
		}
	}
	valid(t, sample)
}
