package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/reports"
)

// narrow keeps of the checks that were chosen those that failed before, and of
// these one part.
func (a *app) narrow(p *plan) error {
	if path := p.rerun; path != "" {
		d, err := a.decode(path)
		if err != nil {
			return err
		}
		failed := map[string]bool{}
		for _, r := range d.Results {
			failed[r.Check] = r.Verdict == reports.Fail || r.Verdict == reports.Blocked || r.Verdict == reports.Error
		}
		p.checks = slices.DeleteFunc(slices.Clone(p.checks), func(c check.Check) bool { return !failed[c.ID] })
		if len(p.checks) == 0 {
			return usage("leave --rerun-failed out to ask everything", "nothing is selected: no check that was chosen failed in %s", path)
		}
		p.say("what failed before")
	}
	if p.shard == "" {
		return nil
	}
	part, of, err := parseShard(p.shard)
	if err != nil {
		return err
	}
	all := p.checks
	p.checks = nil
	for i, c := range all {
		if i%of == part-1 {
			p.checks = append(p.checks, c)
		}
	}
	if len(p.checks) == 0 {
		return usage("take fewer parts", "nothing is selected: there are %s for %d parts", count(len(all), "check"), of)
	}
	p.parts = &reports.Parts{Of: of, Asked: []int{part}}
	p.say(fmt.Sprintf("part %d of %d", part, of))
	return nil
}

// say adds to the words for the choice. It is no longer one of whole profiles.
func (p *plan) say(words string) {
	p.words = strings.TrimPrefix(p.words+"; "+words, "; ")
	p.promised = nil
}

// parseShard reads I/N, or, counted from 0 as the pods of an indexed job are, IofN.
func parseShard(s string) (part, of int, err error) {
	const hint = "write the part and how many there are, as in 2/3, or 1of3 where parts count from 0; at most 1000"
	i, n, ok := strings.Cut(s, "/")
	from0 := !ok
	if from0 {
		i, n, ok = strings.Cut(s, "of")
	}
	part, err1 := strconv.Atoi(i)
	if from0 && err1 == nil {
		part++
	}
	of, err2 := strconv.Atoi(n)
	if !ok || err1 != nil || err2 != nil || part < 1 || of < part || of > 1000 {
		return 0, 0, usage(hint, "--shard %q names no part", s)
	}
	return part, of, nil
}
