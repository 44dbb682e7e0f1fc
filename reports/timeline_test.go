package reports

import (
	"slices"
	"strings"
	"testing"
)

func TestTimeline(t *testing.T) {
	const home, other = "p2cone.peers.p2.example", "p2ctwo.peers.p2.example"
	sent := Exchange{Request: Message{Method: "POST", URL: "https://p2.example.com/a?b=c"}, Response: &Message{Status: 403}, Decisive: true}
	for name, tc := range map[string]struct {
		exchanges []Exchange
		lanes     []string
		want      []string
		columns   [][3]int // before, across, after of each leg
	}{
		"no home server": {exchanges: []Exchange{sent}},
		"a request, what it brought about, and an event": {
			exchanges: []Exchange{
				sent,
				{At: home, Request: Message{Method: "GET", URL: "https://" + home + "/x"}, Response: &Message{Status: 200}, Error: "cut"},
				{At: other, Request: Message{Method: "GET", URL: "https://" + other + "/y"}},
				{At: home, Event: "revokes an ID-Cert"},
			},
			lanes: []string{"suite", "server", home, other},
			want: []string{
				"1. suite → server: POST /a?b=c: 403 Forbidden  ◀ decides",
				"2. server → p2cone: GET /x: 200, broken off",
				"3. server → p2ctwo: GET /y: no answer",
				"4. p2cone revokes an ID-Cert",
			},
			columns: [][3]int{{0, 2, 2}, {1, 2, 1}, {1, 3, 0}, {2, 1, 1}},
		},
		"an address that cannot be read": {
			exchanges: []Exchange{{At: home, Request: Message{Method: "GET", URL: "://"}, Error: "refused"}},
			lanes:     []string{"suite", "server", home},
			want:      []string{"1. server → p2cone: GET ://: refused"},
			columns:   [][3]int{{1, 2, 0}},
		},
		"an event of nobody": {
			exchanges: []Exchange{{At: home, Event: "is there"}, {Event: "waits"}},
			lanes:     []string{"suite", "server", home},
			want:      []string{"1. p2cone is there", "2. suite waits"},
			columns:   [][3]int{{2, 1, 0}, {0, 1, 2}},
		},
	} {
		it := &item{Result: Result{Exchanges: tc.exchanges}}
		got := it.Timeline()
		if tc.want == nil {
			if got != nil || it.timelineText() != "" {
				t.Errorf("%s: a timeline: %v", name, got)
			}
			continue
		}
		if !slices.Equal(got.Lanes, tc.lanes) {
			t.Errorf("%s: lanes %q, want %q", name, got.Lanes, tc.lanes)
		}
		if text := it.timelineText(); text != strings.Join(tc.want, "\n") {
			t.Errorf("%s:\n%s\nwant\n%s", name, text, strings.Join(tc.want, "\n"))
		}
		for i, l := range got.Legs {
			if c := [3]int{l.Before, l.Across, l.After}; c != tc.columns[i] {
				t.Errorf("%s: leg %d covers %v, want %v", name, i+1, c, tc.columns[i])
			}
		}
	}
}
