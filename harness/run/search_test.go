package run

import (
	"math/bits"
	"net/http"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// wanting is a server that grants what is written as it wants it, and refuses all
// else for the first thing that is wrong in the order of the topics.
type wanting struct {
	wants []target.Way
	order []string
	// dumb servers refuse everything in the same words.
	dumb  bool
	asked []target.Dialect
}

// plainWays are what servers want that want nothing else, by the topic.
var plainWays = func() map[string]target.Way {
	plain := map[string]target.Way{}
	for _, topic := range csrTopics {
		plain[topic] = target.WaysOf(topic)[0]
	}
	return plain
}()

func (w *wanting) try(d target.Dialect) attempt {
	w.asked = append(w.asked, d)
	for _, topic := range w.order {
		wanted := plainWays[topic]
		if i := slices.IndexFunc(w.wants, func(o target.Way) bool { return o.Topic == topic }); i >= 0 {
			wanted = w.wants[i]
		}
		right := d
		wanted.Apply(&right)
		switch {
		case right == d:
		case w.dumb:
			return attempt{answer: answer{400, "no"}}
		default:
			return attempt{answer: answer{400, "wrong " + topic}}
		}
	}
	return attempt{granted: true}
}

// Up to four readings that a server insists on at once are found, and nothing
// else with them, whatever it looks at first.
func TestSearchFindsCombinations(t *testing.T) {
	var ways []target.Way
	for _, topic := range csrTopics {
		all := target.WaysOf(topic)
		ways = append(ways, all[len(all)-1]) // which is not plain
	}
	reversed := slices.Clone(csrTopics)
	slices.Reverse(reversed)
	most := 0
	for _, order := range [][]string{csrTopics, reversed} {
		for set := range 1 << len(ways) {
			if bits.OnesCount(uint(set)) > 4 {
				continue
			}
			server := &wanting{order: order}
			var want target.Dialect
			for i, w := range ways {
				if set&(1<<i) != 0 {
					server.wants = append(server.wants, w)
					w.Apply(&want)
				}
			}
			s := &search{ways: target.WaysOf(csrTopics...), most: mostCSRs, try: server.try}
			found, ok, stopped := s.from(target.Dialect{})
			if !ok || stopped || found.dialect != want || len(found.used) != len(server.wants) {
				t.Errorf("of %d wants, checked from %s: found %v, %+v", len(server.wants), order[0], ok, found.used)
			}
			most = max(most, len(server.asked))
		}
	}
	if limit := mostCSRs + 6; most > limit { // the plain one twice more, and one for each of up to four
		t.Errorf("%d requests, more than %d", most, limit)
	}
}

// A server that refuses everything in the same words is asked for single readings
// first, and no more than the bound.
func TestSearchOfOneAnswer(t *testing.T) {
	for _, topic := range csrTopics {
		all := target.WaysOf(topic)
		server := &wanting{wants: all[len(all)-1:], order: csrTopics, dumb: true}
		s := &search{ways: target.WaysOf(csrTopics...), most: mostCSRs, try: server.try}
		if found, ok, _ := s.from(target.Dialect{}); !ok || len(found.used) != 1 || found.used[0].Topic != topic {
			t.Errorf("%s: found %v, %+v", topic, ok, found.used)
		}
	}
	refuses := 0
	s := &search{ways: target.WaysOf(csrTopics...), most: mostCSRs, try: func(target.Dialect) attempt {
		refuses++
		return attempt{answer: answer{400, "no"}}
	}}
	found, ok, stopped := s.from(target.Dialect{})
	if ok || stopped || found.dialect != (target.Dialect{}) || refuses != mostCSRs+1 { // the plain one twice
		t.Errorf("found %v, stopped %v after %d requests", ok, stopped, refuses)
	}
}

// An answer that says nothing about the request ends the search wherever it comes.
func TestSearchStops(t *testing.T) {
	for last := range 4 {
		n := 0
		s := &search{ways: target.WaysOf(csrTopics...), most: mostCSRs, try: func(target.Dialect) attempt {
			n++
			return attempt{answer: answer{400, "no"}, stop: n > last}
		}}
		if found, ok, stopped := s.from(target.Dialect{}); ok || !stopped || found.dialect != (target.Dialect{}) || n != last+1 {
			t.Errorf("found %v, stopped %v after %d requests", ok, stopped, n)
		}
	}
}

func TestTransient(t *testing.T) {
	later := http.Header{"Retry-After": {"1"}}
	for name, tt := range map[string]struct {
		res  client.Response
		want bool
	}{
		"a refusal":         {client.Response{Status: 400}, false},
		"an error":          {client.Response{Status: 500}, false},
		"a rate":            {client.Response{Status: 429}, true},
		"out of service":    {client.Response{Status: 503}, true},
		"a time to wait":    {client.Response{Status: 403, Header: later}, true},
		"granted with one":  {client.Response{Status: 201, Header: later}, false},
		"no answer":         {client.Response{Err: client.ErrClosed}, true},
		"half of an answer": {client.Response{Status: 200, Err: client.ErrClosed}, true},
	} {
		if transient(&tt.res) != tt.want {
			t.Errorf("%s: not %v", name, tt.want)
		}
	}
}
