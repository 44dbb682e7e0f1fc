package reports

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// JUnit writes the document as JUnit XML, for CI systems that show it: one
// <testsuite> for each suite, in the order of the results. A fail is a
// <failure>, an error an <error>; blocked, untested and not applicable are
// <skipped>, and a warning passes with its text in <system-out>. The format has
// no word for a run that was cut short: it is a property, and a line in each
// suite's <system-err>. The log of a launched target is the first suite's
// <system-out>. Its errors are the writer's.
func JUnit(w io.Writer, d *Document) error {
	v := newView(d)
	root := junitSuites{Name: "p2conform"}
	root.Time = seconds(0)
	for i := range v.Items {
		root.add(v, &v.Items[i])
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write report as JUnit XML: %w", err)
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(&root); err != nil {
		return fmt.Errorf("write report as JUnit XML: %w", err)
	}
	if _, err := io.WriteString(w, "\n"); err != nil {
		return fmt.Errorf("write report as JUnit XML: %w", err)
	}
	return nil
}

// junitCounts are the attributes that suites and their sum have.
type junitCounts struct {
	Tests    int    `xml:"tests,attr"`
	Failures int    `xml:"failures,attr"`
	Errors   int    `xml:"errors,attr"`
	Skipped  int    `xml:"skipped,attr"`
	Time     string `xml:"time,attr"`
	ms       int64
}

type junitSuites struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Suites []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Timestamp  string          `xml:"timestamp,attr,omitempty"`
	Properties []junitProperty `xml:"properties>property"`
	Cases      []junitCase     `xml:"testcase"`
	SystemOut  *junitText      `xml:"system-out"`
	SystemErr  *junitText      `xml:"system-err"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitCase struct {
	Name      string       `xml:"name,attr"`
	Class     string       `xml:"classname,attr"`
	Time      string       `xml:"time,attr"`
	Failure   *junitReason `xml:"failure"`
	Error     *junitReason `xml:"error"`
	Skipped   *junitReason `xml:"skipped"`
	SystemOut *junitText   `xml:"system-out"`
}

type junitReason struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",cdata"`
}

// junitText stands in a CDATA section, in which people can read the lines.
type junitText struct {
	Text string `xml:",cdata"`
}

// add puts a result into its suite, and counts it there and in the sum.
func (s *junitSuites) add(v *view, it *item) {
	name := Visible(it.Suite)
	i := slices.IndexFunc(s.Suites, func(t *junitSuite) bool { return t.Name == name })
	if i < 0 {
		i = len(s.Suites)
		s.Suites = append(s.Suites, newJUnitSuite(v, name))
		if i == 0 && v.Target.Log != "" {
			s.Suites[i].SystemOut = &junitText{"the server's log:\n" + Visible(v.Target.Log)}
		}
	}
	suite := s.Suites[i]
	c := junitCase{Name: Visible(it.Check), Class: name}
	message := oneLine(orElse(it.Detail, orElse(it.Expected, it.Title)))
	message, _ = clip(message, 400, 1)
	text := it.plain()
	counted := junitCounts{Tests: 1}
	switch verdict := it.group(); verdict {
	case waived:
		c.Skipped = &junitReason{Message: oneLine(it.Waived.says())}
		counted.Skipped = 1
	case Fail:
		c.Failure = &junitReason{Message: message, Type: Visible(it.Tag()), Text: text}
		counted.Failures = 1
	case Error:
		c.Error = &junitReason{Message: message, Type: "error", Text: text}
		counted.Errors = 1
	case Blocked, Untested, NotApplicable:
		c.Skipped = &junitReason{Message: verdictWords[verdict].One + ": " + message}
		counted.Skipped = 1
	case Warn:
		c.SystemOut = &junitText{"warning: " + text}
	}
	if it.DurationMS != nil {
		counted.ms = *it.DurationMS
	}
	c.Time = seconds(counted.ms)
	suite.plus(counted)
	s.plus(counted)
	suite.Cases = append(suite.Cases, c)
}

func (c *junitCounts) plus(o junitCounts) {
	c.Tests += o.Tests
	c.Failures += o.Failures
	c.Errors += o.Errors
	c.Skipped += o.Skipped
	c.ms += o.ms
	c.Time = seconds(c.ms)
}

func seconds(ms int64) string { return strconv.FormatFloat(float64(ms)/1000, 'f', 3, 64) }

func newJUnitSuite(v *view, name string) *junitSuite {
	s := &junitSuite{Name: name, junitCounts: junitCounts{Time: seconds(0)}}
	if v.Started != nil {
		s.Timestamp = v.Started.UTC().Format("2006-01-02T15:04:05")
	}
	properties := [][2]string{
		{"target", v.Target.Name}, {"target.url", v.Target.URL}, {"target.driver", v.Target.Driver},
		{"target.launched", v.Target.Launched}, {"target.ended", v.Target.Ended},
		{"seed", strconv.FormatInt(v.Settings.Seed, 10)}, {"spec", specWords(v.Spec)}, {"spec.digest", v.Spec.Digest},
		{"suite.version", v.Suite.Version}, {"suite.commit", v.Suite.Commit}, {"partial", v.Partial},
	}
	for _, c := range v.Claims {
		properties = append(properties, [2]string{"claim." + string(c.Profile), string(c.Claim)})
	}
	for _, p := range properties {
		if p[1] != "" {
			s.Properties = append(s.Properties, junitProperty{Visible(p[0]), Visible(p[1])})
		}
	}
	if v.Problem != nil {
		s.Properties = append(s.Properties, junitProperty{"problem", Visible(v.Problem.What)})
		said := []string{"the server could not be asked: " + v.Problem.What, v.Problem.Hint}
		s.SystemErr = &junitText{Visible(strings.TrimSpace(strings.Join(said, "\n")))}
	}
	if v.Partial != "" {
		s.SystemErr = &junitText{"the run was cut short: " + Visible(v.Partial)}
	}
	return s
}

// plain is a result as unformatted text: its title, its duties, its evidence.
func (it *item) plain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", oneLine(it.Title))
	for _, d := range it.Duties {
		fmt.Fprintf(&b, "\n%s\n", d.heading())
		for _, s := range []string{d.Says, d.Note, d.Href} {
			if s != "" {
				fmt.Fprintf(&b, "  %s\n", oneLine(s))
			}
		}
	}
	for _, s := range it.evidence(limits{Chars: 4000, Lines: 80, Headers: true}) {
		text := indent(s.Text, "  ")
		if s.Copied {
			text = "  " + s.Text
		}
		fmt.Fprintf(&b, "\n%s:\n%s\n", s.Label, text)
		if s.Note != "" {
			fmt.Fprintf(&b, "  (%s)\n", s.Note)
		}
	}
	return b.String()
}

func indent(s, by string) string {
	return by + strings.ReplaceAll(s, "\n", "\n"+by)
}
