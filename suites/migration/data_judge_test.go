package migration

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/p2conform/p2conform/fixtures/archive"
	"github.com/p2conform/p2conform/harness/driver"
)

func TestPackedIn(t *testing.T) {
	packed := archive.Empty()
	for name, c := range map[string]struct{ body, reading string }{
		"as it is":         {string(packed), "archive"},
		"a member":         {`{"n":1,"a":{"data":"` + base64.StdEncoding.EncodeToString(packed) + `"}}`, "json-wrapper"},
		"a string":         {`"` + base64.RawURLEncoding.EncodeToString(packed) + `"`, "json-wrapper"},
		"a list":           {`["` + base64.StdEncoding.EncodeToString(packed) + `"]`, "json-wrapper"},
		"an empty object":  {`{}`, ""},
		"an empty body":    {``, ""},
		"a text":           {`"text"`, ""},
		"something binary": {"PK\x03\x04", ""},
	} {
		got, reading := packedIn([]byte(c.body))
		if (got == nil) != (c.reading == "") || got != nil && (reading != c.reading || string(got) != string(packed)) {
			t.Errorf("%s: got %d bytes as %q, want the archive as %q", name, len(got), reading, c.reading)
		}
	}
}

func TestNamed(t *testing.T) {
	const fid = "alice@home.example"
	for header, want := range map[string]string{
		"": "nowhere", "attachment": "nowhere", "attachment; filename=\"": "nowhere",
		`attachment; filename="export01234567890123456789-alice@home.example.tar.gz"`:       "content-disposition",
		`attachment; filename*=UTF-8''export01234567890123456789-alice%40home.example`:      "content-disposition",
		`attachment; filename="export1234567890-alice@home.example"`:                        "example-form",
		`attachment; filename="export01234567890123456789-bob@home.example.tar.gz"`:         "",
		`attachment; filename="backup.tar.gz"`:                                              "",
		`attachment; filename="export012345678901234567890-alice@home.example.tar.gz"`:      "",
		`attachment; filename="export01234567890123456789-alice@home.example.tar.gz.exe"`:   "",
		`attachment; filename="../export01234567890123456789-alice@home.example.tar.gz"`:    "",
		`attachment; filename="export0123456789012345678\u0669-alice@home.example.tar.gz"`:  "",
		`inline; filename="EXPORT01234567890123456789-alice@home.example.tar.gz"; size="1"`: "",
	} {
		reading, d := named(http.Header{"Content-Disposition": {header}}, fid)
		if reading != want || (d == nil) != (want != "") {
			t.Errorf("%s: got %q and %v, want %q", header, reading, d, want)
		}
	}
}

func TestComeBack(t *testing.T) {
	now := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	for header, c := range map[string]struct {
		after   time.Duration
		reading string
	}{
		"0":                             {0, "seconds"},
		" 30":                           {30 * time.Second, "seconds"},
		"1772366460":                    {time.Minute, "timestamp"},
		"1772366460000":                 {time.Minute, "timestamp"},
		"Sun, 01 Mar 2026 12:02:00 GMT": {2 * time.Minute, "http-date"},
		"-1":                            {}, "1.5": {}, "soon": {}, "": {},
	} {
		at, reading, d := comeBack(http.Header{"Retry-After": {header}}, now)
		if reading != c.reading || (d == nil) != (c.reading != "") || d == nil && !at.Equal(now.Add(c.after)) {
			t.Errorf("%q: got %s, %q and %v, want %s and %q", header, at, reading, d, now.Add(c.after), c.reading)
		}
	}
}

func TestMessages(t *testing.T) {
	m := driver.Message{Content: []byte("p2conform abc"), Signature: make([]byte, 64)}
	zeros := base64.StdEncoding.EncodeToString(m.Signature)
	batches := func(messages ...archive.Message) *archive.Archive {
		return &archive.Archive{Batches: []archive.Batch{{Messages: messages}}}
	}
	message := func(signature, content string) archive.Message {
		return archive.Message{Signature: signature, Content: json.RawMessage(content)}
	}
	for name, c := range map[string]struct {
		a     *archive.Archive
		holds bool
	}{
		"a string":          {batches(message(zeros, `"p2conform abc"`)), true},
		"an object":         {batches(message(zeros, `{"message":"p2conform abc","n":[1]}`)), true},
		"another form":      {batches(message("ed25519:…", `"p2conform abc"`)), true},
		"none":              {batches(), false},
		"another content":   {batches(message(zeros, `"p2conform abcd"`)), false},
		"twice":             {batches(message(zeros, `"p2conform abc"`), message(zeros, `"p2conform abc"`)), false},
		"another signature": {batches(message("01"+zeros[2:], `"p2conform abc"`)), false},
	} {
		if d := holdsMessage(c.a, m, "somebody"); (d == nil) != c.holds {
			t.Errorf("%s: got %v, want that it is held %t", name, d, c.holds)
		}
		_, n := messageIn(c.a, m.Content)
		if d := lacksMessage(c.a, m, "somebody"); (d == nil) != (n == 0) {
			t.Errorf("%s: it is there %d times, and %v", name, n, d)
		}
	}
}

func TestContents(t *testing.T) {
	seen := func(s archive.Seen, files int) *archive.Archive {
		return &archive.Archive{Seen: s, CertFiles: make([]archive.CertFile, files)}
	}
	for want, a := range map[string]*archive.Archive{
		"as-routes": seen(archive.Seen{Messages: true, Keys: true, Certs: true}, 2),
		"in-folder": seen(archive.Seen{Folder: "export", Messages: true, Keys: true, Certs: true}, 2),
		"sparse":    seen(archive.Seen{Keys: true, Certs: true}, 2),
	} {
		if got := contents(a, 2); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := contents(seen(archive.Seen{Messages: true, Keys: true, Certs: true}, 1), 2); got != "sparse" {
		t.Errorf("two ID-Certs in one file: got %q", got)
	}
}
