package waiver

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/requirement"
)

var (
	known = Known{Checks: []string{"identity.issued.version", "identity.csr.signature"}, Requirements: []string{"core.version"}}
	today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

func document(v reports.Verdict, actual string) *reports.Document {
	return &reports.Document{Results: []reports.Result{
		{Check: "identity.issued.version", Verdict: v, Actual: actual, Requirements: []requirement.ID{"core.version"}},
		{Check: "identity.csr.version", Verdict: reports.Blocked, BlockedBy: "identity.csr.signature", Detail: "no ID-Cert"},
		{Check: "identity.csr.signature", Verdict: reports.Blocked, BlockedBy: "identity.issued.version", Detail: "no ID-Cert"},
		{Check: "identity.csr.other", Verdict: reports.Fail, Actual: "500"},
	}}
}

func TestApply(t *testing.T) {
	on := func(expires, symptom string) reports.Waiver {
		return reports.Waiver{Check: "identity.issued.version", Expires: expires, Symptom: symptom, Reason: "r", Owner: "o"}
	}
	for _, c := range []struct {
		name   string
		w      reports.Waiver
		v      reports.Verdict
		want   reports.WaiverState
		waived bool
		note   string
	}{
		{"used", on("2026-12-31", "version 1"), reports.Fail, reports.WaiverUsed, true, ""},
		{"on its last day", on("2026-11-22", "version 1"), reports.Fail, reports.WaiverUsed, true, ""},
		{"a day later", on("2026-11-21", "version 1"), reports.Fail, reports.WaiverExpired, true, "has expired on 2026-11-21"},
		{"another symptom", on("2026-12-31", "version 2"), reports.Fail, reports.WaiverDifferent, true, `it is known as "version 2"`},
		{"passes", on("2026-12-31", "version 1"), reports.Pass, reports.WaiverStale, false, "is stale"},
		{"not applicable any more", on("2026-12-31", "version 1"), reports.NotApplicable, reports.WaiverStale, false, "is stale"},
		{"only a warning", on("2026-12-31", "version 1"), reports.Warn, reports.WaiverStale, false, "is stale"},
		{"not found out", on("2026-12-31", "version 1"), reports.Error, reports.WaiverUnused, false, ""},
		{"untested", on("2026-12-31", "version 1"), reports.Untested, reports.WaiverUsed, true, ""},
		{"not asked", reports.Waiver{Check: "identity.x", Expires: "2026-12-31", Symptom: "x"}, reports.Fail, reports.WaiverUnused, false, ""},
		{"not asked and expired", reports.Waiver{Check: "identity.x", Expires: "2026-01-01", Symptom: "x"}, reports.Fail, reports.WaiverExpired, false, "has expired"},
		{"a requirement", reports.Waiver{Requirement: "core.version", Expires: "2026-12-31", Symptom: "version 1"}, reports.Fail, reports.WaiverUsed, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := document(c.v, "one of version 1")
			Apply(d, []reports.Waiver{c.w}, today)
			if len(d.Waivers) != 1 || d.Waivers[0].State != c.want {
				t.Errorf("waivers %+v, want %s", d.Waivers, c.want)
			}
			for i, want := range []bool{c.waived, c.waived, c.waived, false} { // and what it blocks
				if got := d.Results[i].Waived != nil; got != want {
					t.Errorf("%s waived: %v, want %v", d.Results[i].Check, got, want)
				}
			}
			if notes := strings.Join(d.Notes, "\n"); (c.note == "") != (notes == "") || !strings.Contains(notes, c.note) {
				t.Errorf("notes %q, want %q", notes, c.note)
			}
			if d.Results[0].Verdict != c.v {
				t.Error("the verdict changed")
			}
		})
	}
}

// What First writes, Parse reads, and it waives the run that it was made from.
func TestFirst(t *testing.T) {
	d := document(reports.Fail, "one of \"version\": 1\n# and 12345678901 at 2026-11-22T10:00:00Z")
	list := First(d, "ann@example.com", today.AddDate(0, 0, 90))
	var about []string
	for _, w := range list {
		about = append(about, w.About())
	}
	if got := strings.Join(about, " "); got != "identity.issued.version identity.csr.other" {
		t.Fatalf("waivers for %s", got)
	}
	var b bytes.Buffer
	if err := Write(&b, list); err != nil {
		t.Fatal(err)
	}
	k := known
	k.Checks = append(k.Checks, "identity.csr.other")
	again, err := Parse("w.yaml", b.Bytes(), k)
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	// Another run of the same server, later.
	d = document(reports.Fail, "one of \"version\": 1\n# and 98765432109 at 2027-01-01T10:00:00Z")
	Apply(d, again, today)
	for _, r := range d.Results {
		if r.Waived == nil {
			t.Errorf("%s is not waived", r.Check)
		}
	}
	for _, w := range d.Waivers {
		if w.State != reports.WaiverUsed {
			t.Errorf("%s is %s", w.About(), w.State)
		}
	}
	b.Reset()
	if err := Write(&b, nil); err != nil {
		t.Fatal(err)
	}
	if list, err := Parse("w.yaml", b.Bytes(), known); err != nil || len(list) != 0 {
		t.Errorf("nothing waived becomes %v, error %v: %s", list, err, b.String())
	}
}

func TestParseMistakes(t *testing.T) {
	const good = "symptom: x, reason: r, owner: o, expires: '2026-12-31'}"
	for _, c := range []struct{ text, want string }{
		{"waivers: []", "w.yaml:1:1: the file has no p2conform"},
		{"p2conform: 1\nwaivers:\n- {check: identity.issued.version, symptom: x}", "w.yaml:3:4: waivers.0 has no reason"},
		{"p2conform: 1\nwaivers:\n- {check: identity.issued.verison, " + good, `w.yaml:3:4: unknown check "identity.issued.verison"`},
		{"p2conform: 1\nwaivers:\n- {requirement: core.x, " + good, `w.yaml:3:4: unknown requirement "core.x"`},
		{"p2conform: 1\nwaivers:\n- {" + good, `w.yaml:3:`},
		{"p2conform: 1\nwaivers:\n- {check: identity.issued.version, requirement: core.version, " + good, "w.yaml:3:36: the waiver is about a check and a requirement"},
		{"p2conform: 1\nwaivers:\n- {check: identity.issued.version, " + good + "\n- {check: identity.issued.version, " + good, "w.yaml:4:4: the check identity.issued.version is waived twice"},
		{"p2conform: 1\nwaivers:\n- {check: identity.issued.version, symptom: x, reason: r, owner: o, expires: 2026-02-30}", `w.yaml:3:69: expires is "2026-02-30"`},
		{"p2conform: 1\nwaivers:\n- {check: identity.issued.version, symptom: '', reason: r, owner: o, expires: 2026-02-20}", "w.yaml:3:36: waivers.0.symptom is empty"},
	} {
		if _, err := Parse("w.yaml", []byte(c.text), known); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.text, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("p2conform: 1\nwaivers:\n- {check: identity.issued.version, symptom: x, reason: r, owner: o, expires: 2026-12-31}")
	f.Fuzz(func(t *testing.T, text string) {
		if list, err := Parse("w.yaml", []byte(text), known); err == nil {
			Apply(document(reports.Fail, "x"), list, today)
		}
	})
}
