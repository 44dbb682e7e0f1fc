package federation

import (
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
)

// The hosts that strangers name.

// plainAddresses are inner ones as everybody writes them.
var plainAddresses = []string{
	"127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0", "localhost",
}

// loopbackOnly are those that a server of its own refuses at once, if it asks.
var loopbackOnly = []string{"127.0.0.1", "localhost"}

// spelledAddresses are other spellings of 127.0.0.1, and addresses that stand for
// the same machine.
var spelledAddresses = []string{
	"2130706433", "0x7f000001", "017700000001", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f.1", "127.0.0.1.",
	"[::1]", "::1", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "[fe80::1]", "[fd00::1]", "LOCALHOST", "localhost.",
}

// innerNames are names that no public server has.
func innerNames(t *check.T) []string {
	return []string{t.NewLabel() + ".localhost", t.NewLabel() + ".local", t.NewLabel() + ".internal", t.NewLabel()}
}

// oddDomains are none; some begin or end with the domain name of a home server.
func oddDomains(home string) []string {
	return []string{
		"", " ", ".", "..", "-", "*", "%", "[", "]", "[::1", "::", "\x00", "\\", "/", "?", "#", ":", ":443", "@",
		home + ":443", home + ":80", home + ":0", home + ":99999", home + ":", home + ":https",
		home + "/", home + "/.p2/core/", home + "/../..", home + "?", home + "?domain=", home + "#", home + "#@" + home,
		home + "\\", home + " ", " " + home, home + "\t", home + "\n", home + "\x00", home + "%00", home + "%2f", home + "%23", home + ";",
		home + "\r\nX-Injected: yes", home + " HTTP/1.1\r\nHost: nobody\r\n\r\n",
		"user@" + home, "user:password@" + home, home + "@" + home, "@" + home,
		"https://" + home, "http://" + home, "//" + home, "file:///etc/passwd", "gopher://" + home + ":70/_",
		"." + home, strings.Replace(home, ".", "..", 1), "-" + home, home + "-", "*." + home, "_" + home, home + "..",
		"xn--", "xn--a.p2.example", "xn--" + strings.Repeat("a", 80) + ".example", "münchen.p2.example", "ｅｘａｍｐｌｅ.p2.example",
		"p2。example", "p2．example", "\u202eelpmaxe.p2", "p2\u00ad.example", "\u0000.example", "①②⑦.⓪.⓪.①",
		strings.Repeat("a", 64) + ".p2.example", strings.Repeat("a.", 127) + "example", strings.Repeat("a.", 500) + "example",
		strings.Repeat("a", 8000) + ".example",
	}
}

// otherSchemes are addresses that HTTP does not lead to.
var otherSchemes = []string{
	"file:///etc/passwd", "file://localhost/etc/passwd", "gopher://127.0.0.1:70/_", "ftp://127.0.0.1/", "dict://127.0.0.1:11211/stat",
	"ldap://127.0.0.1/", "data:application/json,{}", "javascript:alert(1)", "unix:///run/service.sock", "jar:https://nobody.p2.example/!/",
	"ws://nobody.p2.example/", "about:blank", "", "//", "?", "https:", "\\\\nobody\\share", "https://%zz/",
}

// longest is how much of a name is shown.
const longest = 60

// shown is a name on one line.
func shown(name string) string {
	if len(name) > longest {
		return strconv.Quote(name[:longest]) + " and more, " + strconv.Itoa(len(name)) + " bytes in all"
	}
	return strconv.Quote(name)
}
