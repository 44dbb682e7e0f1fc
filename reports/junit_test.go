package reports

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// suites is what CI systems read of JUnit XML.
type suites struct {
	parsedCounts
	Suites []struct {
		Name string `xml:"name,attr"`
		parsedCounts
		Properties []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
		} `xml:"properties>property"`
		Cases []struct {
			Name    string  `xml:"name,attr"`
			Time    float64 `xml:"time,attr"`
			Failure *reason `xml:"failure"`
			Error   *reason `xml:"error"`
			Skipped *reason `xml:"skipped"`
			Out     string  `xml:"system-out"`
		} `xml:"testcase"`
		Err string `xml:"system-err"`
	} `xml:"testsuite"`
}

type parsedCounts struct {
	Tests    int     `xml:"tests,attr"`
	Failures int     `xml:"failures,attr"`
	Errors   int     `xml:"errors,attr"`
	Skipped  int     `xml:"skipped,attr"`
	Time     float64 `xml:"time,attr"`
}

type reason struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

func parseJUnit(t *testing.T, d *Document) suites {
	t.Helper()
	var b bytes.Buffer
	if err := JUnit(&b, d); err != nil {
		t.Fatal(err)
	}
	var s suites
	if err := xml.Unmarshal(b.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestJUnitCounts(t *testing.T) {
	d := full()
	s := parseJUnit(t, d)
	var sum parsedCounts
	ms := 0.0
	for _, suite := range s.Suites {
		got := parsedCounts{Tests: len(suite.Cases), Time: suite.Time}
		for _, c := range suite.Cases {
			ms += c.Time
			if c.Failure != nil {
				got.Failures++
			}
			if c.Error != nil {
				got.Errors++
			}
			if c.Skipped != nil {
				got.Skipped++
			}
		}
		if got != suite.parsedCounts {
			t.Errorf("suite %s says %+v and has %+v", suite.Name, suite.parsedCounts, got)
		}
		sum.Tests += got.Tests
		sum.Failures += got.Failures
		sum.Errors += got.Errors
		sum.Skipped += got.Skipped
		sum.Time += got.Time
	}
	n := d.Summary
	want := parsedCounts{Tests: len(d.Results), Failures: n.Fail - 1, Errors: n.Error, Skipped: n.Blocked + n.Untested + n.NotApplicable + 1, Time: 36.526}
	round := func(c parsedCounts) string { return fmt.Sprintf("%+v %.3f", c, c.Time) }
	sum.Time = float64(int(sum.Time*1000+0.5)) / 1000
	if round(sum) != round(want) || round(s.parsedCounts) != round(want) {
		t.Errorf("suites have %+v, the sum says %+v, want %+v", sum, s.parsedCounts, want)
	}
}

func TestJUnitCases(t *testing.T) {
	s := parseJUnit(t, full())
	var names, order []string
	for _, r := range full().Results {
		order = append(order, r.Check)
	}
	for _, suite := range s.Suites {
		if !strings.Contains(suite.Err, "cut short: interrupted") {
			t.Errorf("suite %s does not say that the run is partial", suite.Name)
		}
		props := map[string]string{}
		for _, p := range suite.Properties {
			props[p.Name] = p.Value
		}
		for name, want := range map[string]string{"seed": "42", "target": "Example <server>", "spec.digest": full().Spec.Digest} {
			if props[name] != want {
				t.Errorf("suite %s: property %s is %q", suite.Name, name, props[name])
			}
		}
		for _, c := range suite.Cases {
			names = append(names, c.Name)
			switch c.Name {
			case "identity.session.certificate-shared":
				if c.Failure == nil || c.Failure.Type != "MUST NOT · interop" || !strings.Contains(c.Failure.Message, `</script>]]> & "quoted" \x1b[31m`) ||
					!strings.Contains(c.Failure.Text, "Two sessions do not share") || !strings.Contains(c.Failure.Text, `</script>]]> & "quoted" \x1b[31m`) {
					t.Errorf("%s: %+v", c.Name, c.Failure)
				}
			case "migration.notice.sent":
				if c.Failure != nil || c.Skipped != nil || c.Error != nil || !strings.Contains(c.Out, "No notice arrived") {
					t.Errorf("%s: %+v", c.Name, c)
				}
			case "federation.error.no-trace":
				if c.Skipped == nil || c.Skipped.Message != "blocked: The server never answered with an error." {
					t.Errorf("%s: %+v", c.Name, c.Skipped)
				}
			case "federation.key.rotated":
				if c.Error == nil || !strings.Contains(c.Error.Message, "could not listen") {
					t.Errorf("%s: %+v", c.Name, c.Error)
				}
			}
		}
	}
	if len(names) != len(order) || names[0] != order[0] {
		t.Errorf("cases are %q, results %q", names, order)
	}
}

func TestJUnitOfNothing(t *testing.T) {
	if s := parseJUnit(t, &Document{}); s.Tests != 0 || len(s.Suites) != 0 {
		t.Errorf("got %+v", s)
	}
}

// wellFormed reads all of an XML document.
func wellFormed(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}
