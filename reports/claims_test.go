package reports

import (
	"slices"
	"testing"

	"github.com/p2conform/p2conform/spec/requirement"
)

func TestClaims(t *testing.T) {
	req := func(id requirement.ID, p requirement.Profile, l requirement.Level) Requirement {
		return Requirement{ID: id, Profile: p, Level: l}
	}
	res := func(v Verdict, ids ...requirement.ID) Result { return Result{Verdict: v, Requirements: ids} }
	a := req("a", requirement.Identity, requirement.Must)
	b := req("b", requirement.Identity, requirement.MustNot)
	should := req("s", requirement.Identity, requirement.Should)
	gateway := req("g", requirement.Gateway, requirement.Must)
	discovery := req("d", requirement.Discovery, requirement.Must)

	for name, c := range map[string]struct {
		results   []Result
		decidable []Requirement
		known     []Requirement // in the document
		partial   string
		want      []Claim
	}{
		"nothing at all":             {want: []Claim{}},
		"no results":                 {decidable: []Requirement{a}, want: []Claim{}},
		"all passed":                 {results: []Result{res(Pass, "a"), res(Pass, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Conformant}}},
		"one check for two":          {results: []Result{res(Pass, "a", "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Conformant}}},
		"a MUST failed":              {results: []Result{res(Fail, "a"), res(Pass, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Nonconformant}}},
		"a MUST NOT failed":          {results: []Result{res(Pass, "a"), res(Fail, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Nonconformant}}},
		"one of two checks failed":   {results: []Result{res(Pass, "a"), res(Fail, "a")}, decidable: []Requirement{a}, want: []Claim{{"identity", Nonconformant}}},
		"failed beats not found out": {results: []Result{res(Fail, "a"), res(Error, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Nonconformant}}},
		"failed in a partial run":    {results: []Result{res(Fail, "a")}, decidable: []Requirement{a}, partial: "killed", want: []Claim{{"identity", Nonconformant}}},
		"passed in a partial run":    {results: []Result{res(Pass, "a")}, decidable: []Requirement{a}, partial: "killed", want: []Claim{{"identity", Incomplete}}},
		"one was not asked":          {results: []Result{res(Pass, "a")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Incomplete}}},
		"blocked":                    {results: []Result{res(Pass, "a"), res(Blocked, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Incomplete}}},
		"untested":                   {results: []Result{res(Pass, "a"), res(Untested, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Incomplete}}},
		"error":                      {results: []Result{res(Pass, "a"), res(Error, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Incomplete}}},
		"no verdict":                 {results: []Result{res(Pass, "a"), res(0, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Incomplete}}},
		"an unknown verdict":         {results: []Result{res(Pass, "a"), res(99, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Incomplete}}},
		"passed once, blocked once":  {results: []Result{res(Pass, "a"), res(Blocked, "a")}, decidable: []Requirement{a}, want: []Claim{{"identity", Incomplete}}},
		"not applicable beside":      {results: []Result{res(Pass, "a"), res(NotApplicable, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Conformant}}},
		"not applicable alone":       {results: []Result{res(NotApplicable, "a")}, decidable: []Requirement{a}, want: []Claim{{"identity", Incomplete}}},
		"warned beside":              {results: []Result{res(Pass, "a"), res(Warn, "b")}, decidable: []Requirement{a, b}, want: []Claim{{"identity", Conformant}}},
		"warned alone":               {results: []Result{res(Warn, "a")}, decidable: []Requirement{a}, want: []Claim{{"identity", Incomplete}}},
		"a SHOULD does not count":    {results: []Result{res(Pass, "a"), res(Error, "s")}, decidable: []Requirement{a, should}, want: []Claim{{"identity", Conformant}}},
		"only a SHOULD":              {results: []Result{res(Pass, "s")}, decidable: []Requirement{should, a}, want: []Claim{}},
		"another profile untouched":  {results: []Result{res(Pass, "a")}, decidable: []Requirement{a, gateway}, want: []Claim{{"identity", Conformant}}},
		"in the order of profiles": {
			results: []Result{res(Fail, "g"), res(Pass, "a"), res(Untested, "d")}, decidable: []Requirement{gateway, a, discovery},
			want: []Claim{{"discovery", Incomplete}, {"identity", Conformant}, {"gateway", Nonconformant}},
		},
		"one check, two profiles": {results: []Result{res(Fail, "a", "g")}, decidable: []Requirement{a, gateway}, want: []Claim{{"identity", Nonconformant}, {"gateway", Nonconformant}}},
		"known to the document alone": {
			results: []Result{res(Pass, "a"), res(Fail, "b")}, decidable: []Requirement{a}, known: []Requirement{b}, want: []Claim{{"identity", Nonconformant}},
		},
		"known to nobody": {results: []Result{res(Pass, "a"), res(Fail, "z")}, decidable: []Requirement{a}, want: []Claim{{"identity", Incomplete}}},
		"a profile of its own": {
			results: []Result{res(Pass, "x")}, decidable: []Requirement{req("x", "future", requirement.Must)}, want: []Claim{{"future", Conformant}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := &Document{Results: c.results, Requirements: c.known, Partial: c.partial}
			if got := Claims(d, c.decidable); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestOverall(t *testing.T) {
	pass, fail := []Result{{Verdict: Pass}}, []Result{{Verdict: Pass}, {Verdict: Fail}}
	claims := func(states ...ClaimState) (cs []Claim) {
		for _, s := range states {
			cs = append(cs, Claim{"identity", s})
		}
		return cs
	}
	for name, c := range map[string]struct {
		d    Document
		want ClaimState
	}{
		"empty":                     {Document{}, Incomplete},
		"claims without results":    {Document{Claims: claims(Conformant)}, Incomplete},
		"results without claims":    {Document{Results: pass}, Incomplete},
		"conformant":                {Document{Results: pass, Claims: claims(Conformant, Conformant)}, Conformant},
		"one incomplete":            {Document{Results: pass, Claims: claims(Conformant, Incomplete)}, Incomplete},
		"one nonconformant":         {Document{Results: pass, Claims: claims(Incomplete, Nonconformant)}, Nonconformant},
		"a failure and no claim":    {Document{Results: fail}, Nonconformant},
		"a failure, claimed away":   {Document{Results: fail, Claims: claims(Conformant)}, Nonconformant},
		"partial":                   {Document{Results: pass, Claims: claims(Conformant), Partial: "killed"}, Incomplete},
		"partial and nonconformant": {Document{Results: fail, Claims: claims(Nonconformant), Partial: "killed"}, Nonconformant},
		"a claim that nobody knows": {Document{Results: pass, Claims: claims("splendid")}, Incomplete},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Overall(&c.d); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
