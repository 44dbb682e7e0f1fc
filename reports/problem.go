package reports

import (
	"fmt"
	"strings"
)

// Problem is why a target could be asked nothing.
type Problem struct {
	// What is wrong, and Hint what to do about it, where that is known.
	What string `json:"what"`
	Hint string `json:"hint,omitempty"`
	// Tried is what was sent before that, and what came back.
	Tried []Exchange `json:"tried,omitempty"`
}

// lines are what was tried, each in a line, at most n: the last ones, since what
// came before them went well enough to go on.
func (p *Problem) lines(n int) []string {
	var all []string
	for _, x := range p.Tried {
		all = append(all, x.inALine())
	}
	if left := len(all) - n; left > 0 {
		all = append([]string{fmt.Sprintf("(%s before)", plural(left, "request"))}, all[left:]...)
	}
	return all
}

// inALine is an exchange as in "GET https://h/x: 404 Not Found".
func (x *Exchange) inALine() string {
	came := "no answer"
	if x.Response != nil {
		came = x.Response.Line()
	}
	if x.Error != "" {
		came += ": " + x.Error
	}
	return oneLine(strings.TrimSpace(x.Request.Line()) + ": " + came)
}

// Unasked reports that the target was asked nothing at all: of a merged report, parts
// may have asked it.
func Unasked(d *Document) bool {
	n := d.counted()
	return d.Problem != nil && n.Error+n.NotApplicable == len(d.Results)
}

// exchanges are all that the document holds, for who changes them.
func (d *Document) exchanges() []*Exchange {
	var all []*Exchange
	for i := range d.Results {
		for j := range d.Results[i].Exchanges {
			all = append(all, &d.Results[i].Exchanges[j])
		}
	}
	if d.Problem != nil {
		for i := range d.Problem.Tried {
			all = append(all, &d.Problem.Tried[i])
		}
	}
	return all
}
