package reports

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestSteady(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"a 4xx whose code is P2_CORE_FEDERATION", "a 4xx whose code is P2_CORE_FEDERATION"},
		{"got [token 3] of [password 12]", "got [token] of [password]"},
		{"cert -----BEGIN CERTIFICATE-----\nMIIB\nAA==\n-----END CERTIFICATE----- end", "cert ‹pem› end"},
		{"cut -----BEGIN CERTIFICATE-----\nMIIB", "cut ‹pem›"},
		{`json "-----BEGIN X-----\nMIIB\n-----END X-----\n"`, `json "‹pem›\n"`},
		{"sha256:" + strings.Repeat("0aF", 11), "sha256:‹hex›"},
		{strings.Repeat("a", 31), strings.Repeat("a", 31)},
		{strings.Repeat("a", 32), "‹hex›"},
		{strings.Repeat("AB:", 19) + "AB", "‹hex›"},
		{"6ba7b810-9dad-11d1-80b4-00c04fd430c8", "‹uuid›"},
		{"serial 12345678 and 123456789", "serial 12345678 and ‹number›"},
		{"id_1234567890x", "id_‹number›x"},
		{"from 2026-03-04T05:06:07Z to 2026-03-04T05:06:07.123456+01:00", "from ‹time› to ‹time›"},
		{"?before=2026-03-04T05%3A06%3A07Z&x", "?before=‹time›&x"},
		{"2026-03-04 05:06:07.5 +0000 UTC m=+0.123", "‹time›"},
		{"Date: Wed, 04 Mar 2026 05:06:07 GMT.", "Date: ‹time›."},
		{"Wednesday, 04-Mar-26 05:06:07 GMT", "‹time›"},
		{"Wed Mar  4 05:06:07 2026", "‹time›"},
		{"20260304050607Z", "‹number›Z"},
		{"http://127.0.0.1:43211/x and https://[::1]:80", "http://127.0.0.1/x and https://[::1]"},
		{"dial tcp 127.0.0.1:43211: connection refused", "dial tcp 127.0.0.1: connection refused"},
		{"alice@localhost:8443", "alice@localhost"},
		{"?actor=alice%40127.0.0.1%3A8443&x", "?actor=alice%40127.0.0.1&x"},
		{"https://p2.example.com:8443/", "https://p2.example.com:8443/"},
		{"mylocalhost:80", "mylocalhost:80"},
		{"after 1.2034s, 15ms and 30s", "after ‹duration›, ‹duration› and 30s"},
		{"1m3.5s", "‹duration›"},
		{"waiting takes 719h59m51s of 720h0m0s, about 5m, 2h or 11s", "waiting takes ‹duration› of ‹duration›, about 5m, 2h or 11s"},
		{"section 6.1.1.3", "section 6.1.1.3"},
		{"key " + strings.Repeat("aB3+", 11) + "=", "key ‹base64›"},
		{strings.Repeat("session-id-", 5), strings.Repeat("session-id-", 5)},
		{strings.Repeat("x", 64), strings.Repeat("x", 64)},
	} {
		if got := Steady(c.in); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.in, got, c.want)
		}
		if again := Steady(c.want); again != c.want {
			t.Errorf("%q a second time is %q", c.want, again)
		}
	}
}

func TestCanonicalLeavesOutWhatVaries(t *testing.T) {
	run := func(port, id, stamp string, ms int64) *Document {
		d := full()
		at := time.Unix(ms, 0)
		d.Started, d.Ended = &at, &at
		d.Target.URL = "http://127.0.0.1:" + port
		d.Partial, d.Notes = "cut at "+stamp, []string{"clock says " + stamp}
		r := &d.Results[1]
		r.DurationMS = &ms
		r.Detail, r.Expected, r.Actual = "id "+id, "not "+id, stamp
		r.Reproduce.Curl = "curl http://127.0.0.1:" + port + "/" + id
		x := &r.Exchanges[1]
		x.DurationMS = &ms
		x.Request.URL, x.Error, x.Schema = "http://127.0.0.1:"+port+"/"+id, "after "+stamp, []string{id}
		x.Response.Headers, x.Response.Body, x.Response.Size = []string{"Date: " + stamp}, id, ms
		return d
	}
	a := run("43211", strings.Repeat("0af1", 10), "2026-03-04T05:06:07Z", 12)
	b := run("39999", strings.Repeat("beef", 10), "2027-01-02T03:04:05Z", 9000)
	before := full().Results[1].Exchanges[0].Response.Body
	ca, cb := Canonical(a), Canonical(b)
	if !reflect.DeepEqual(ca, cb) {
		var x, y bytes.Buffer
		_, _ = JSON(&x, ca), JSON(&y, cb)
		t.Errorf("two runs differ:\n%s\n%s", x.String(), y.String())
	}
	if !reflect.DeepEqual(Canonical(ca), ca) {
		t.Error("the canonical form of a canonical form is another one")
	}
	if a.Started == nil || a.Results[1].Exchanges[0].Response.Body != before {
		t.Error("the document itself was changed")
	}
	if ca.Suite != a.Suite || ca.Spec != a.Spec || ca.Settings != a.Settings {
		t.Error("the commit, the digest or the settings were changed")
	}
	if ca.Results[1].Verdict != Fail || len(ca.Results[1].Exchanges) != 2 || ca.Results[1].Exchanges[1].Response.Status != 200 {
		t.Error("what stays the same in every run was left out")
	}
}

// A canonical document still tells two outcomes apart.
func TestCanonicalKeepsWhatDiffers(t *testing.T) {
	for name, change := range map[string]func(*Document){
		"verdict": func(d *Document) { d.Results[0].Verdict = Fail },
		"detail":  func(d *Document) { d.Results[1].Detail = "another" },
		"status":  func(d *Document) { d.Results[1].Exchanges[1].Response.Status = 201 },
		"claim":   func(d *Document) { d.Claims[0].Claim = Incomplete },
		"reading": func(d *Document) { d.Readings[0].Reading = "other" },
		"commit":  func(d *Document) { d.Suite.Commit = strings.Repeat("0", 40) },
		"seed":    func(d *Document) { d.Settings.Seed++ },
	} {
		t.Run(name, func(t *testing.T) {
			d := full()
			change(d)
			if reflect.DeepEqual(Canonical(d), Canonical(full())) {
				t.Error("the canonical form is the same")
			}
		})
	}
}

func TestCloneSharesNothing(t *testing.T) {
	d, want := full(), full()
	c := clone(d)
	if !reflect.DeepEqual(c, want) {
		t.Fatal("the copy differs")
	}
	rewrite(reflect.ValueOf(c).Elem(), func(string) string { return "x" })
	*c.Started = time.Time{}
	*c.Results[0].DurationMS = -1
	if !reflect.DeepEqual(d, want) {
		t.Error("a change to the copy changed the document")
	}
}

func TestRewriteReachesEverything(t *testing.T) {
	type inner struct{ S string }
	type all struct {
		S     string
		P     *string
		L     []string
		A     [2]string
		M     map[string]inner
		I     any
		B     []byte
		N     *inner
		D     [][]*inner
		inner // embedded, and so visible in JSON
		Nil   *inner
		Time  time.Time
	}
	s := "s"
	now := time.Now()
	v := all{
		S: "s", P: &s, L: []string{"s"}, A: [2]string{"s", "s"}, M: map[string]inner{"s": {"s"}}, I: []any{"s", map[string]any{"s": "s"}},
		B: []byte("s"), N: &inner{"s"}, D: [][]*inner{{{"s"}}}, inner: inner{"s"}, Time: now,
	}
	rewrite(reflect.ValueOf(&v).Elem(), func(s string) string { return s + "!" })
	x := "s!"
	want := all{
		S: x, P: &x, L: []string{x}, A: [2]string{x, x}, M: map[string]inner{x: {x}}, I: []any{x, map[string]any{x: x}},
		B: []byte(x), N: &inner{x}, D: [][]*inner{{{x}}}, inner: inner{x}, Time: now,
	}
	if !reflect.DeepEqual(v, want) {
		t.Errorf("got %+v, want %+v", v, want)
	}
}
