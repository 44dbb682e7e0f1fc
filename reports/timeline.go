package reports

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// The parties that are in every timeline.
const (
	laneSuite  = "suite"
	laneTarget = "server"
)

// timeline is what every party of a check did, in the order in which it began: the
// suite, the server under test, and the home servers that the suite runs beside it.
// A check without such home servers has none.
type timeline struct {
	// Lanes are the parties: the suite, the server, and the home servers in the order
	// in which they appear.
	Lanes []string
	Legs  []leg
}

// leg is one line of a timeline: a request with its answer, or something that a
// home server did by itself, where From and To are the same lane.
type leg struct {
	From, To string
	// Says is the request without its host, or the event.
	Says string
	// Answer is the status, or why there is none; empty for an event.
	Answer   string
	Decisive bool
	// Before and After are how many lanes lie to its left and right, and Across how
	// many it covers: columns of a table.
	Before, Across, After int
}

// Event reports that nothing was sent.
func (s leg) Event() bool { return s.From == s.To }

// Failed reports an answer that is missing, or no success.
func (s leg) Failed() bool { return !strings.HasPrefix(s.Answer, "2") }

// Timeline is nil for a result that no home server beside the target has a part in.
func (it *item) Timeline() *timeline {
	if !slices.ContainsFunc(it.Exchanges, func(x Exchange) bool { return x.At != "" }) {
		return nil
	}
	t := &timeline{Lanes: []string{laneSuite, laneTarget}}
	for _, x := range it.Exchanges {
		if x.At != "" && !slices.Contains(t.Lanes, x.At) {
			t.Lanes = append(t.Lanes, x.At)
		}
	}
	for _, x := range it.Exchanges {
		t.Legs = append(t.Legs, t.leg(x))
	}
	return t
}

func (t *timeline) leg(x Exchange) leg {
	s := leg{From: laneSuite, To: laneTarget, Decisive: x.Decisive}
	if x.At != "" {
		s.From, s.To = laneTarget, x.At
	}
	if x.Event != "" {
		s.From = orElse(x.At, laneSuite)
		s.To, s.Says = s.From, x.Event
	} else {
		s.Says, s.Answer = x.Request.short(), answerWords(x)
	}
	from, to := slices.Index(t.Lanes, s.From), slices.Index(t.Lanes, s.To)
	s.Before, s.Across = min(from, to), max(from, to)-min(from, to)+1
	s.After = len(t.Lanes) - s.Before - s.Across
	return s
}

// short is the method and the path with its query, without the host that the lane
// names.
func (m Message) short() string {
	u, err := url.Parse(m.URL)
	if err != nil {
		return m.Line()
	}
	return strings.TrimSpace(m.Method + " " + u.RequestURI())
}

func answerWords(x Exchange) string {
	switch {
	case x.Response == nil:
		return orElse(x.Error, "no answer")
	case x.Error != "":
		return fmt.Sprintf("%d, broken off", x.Response.Status)
	}
	return strings.TrimSpace(strconv.Itoa(x.Response.Status) + " " + http.StatusText(x.Response.Status))
}

// laneName is how a lane is headed: of a home server, the first label of its domain
// name, which no other has.
func laneName(lane string) string {
	label, _, _ := strings.Cut(lane, ".")
	return label
}

// lines are the timeline as text, a leg a line.
func (t *timeline) lines() []string {
	var lines []string
	for i, s := range t.Legs {
		line := fmt.Sprintf("%d. %s → %s: %s: %s", i+1, laneName(s.From), laneName(s.To), s.Says, s.Answer)
		if s.Event() {
			line = fmt.Sprintf("%d. %s %s", i+1, laneName(s.From), s.Says)
		}
		if s.Decisive {
			line += "  ◀ decides"
		}
		lines = append(lines, line)
	}
	return lines
}

func (it *item) timelineText() string {
	t := it.Timeline()
	if t == nil {
		return ""
	}
	return strings.Join(t.lines(), "\n")
}
