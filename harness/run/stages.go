package run

import (
	"strings"

	"github.com/p2conform/p2conform/harness/client"
)

// Stage is one step of the preflight with the driver, for whoever explains it.
type Stage struct {
	// Name is one of the names below.
	Name string
	OK   bool
	// Says is what it came to, in words.
	Says string
	// Exchanges are those that it took, as they were sent: whoever shows them
	// redacts them.
	Exchanges []*client.Exchange
}

// The stages, in their order. Only those are in Findings that were begun.
const (
	StageRegister = "register"
	StageFactor   = "second-factor"
	StageLogin    = "login"
	StageFirst    = "first-id-cert"
	StageSecond   = "second-id-cert"
	StageTrial    = "key-trial"
)

// StageNames lists them in their order.
var StageNames = []string{StageRegister, StageFactor, StageLogin, StageFirst, StageSecond, StageTrial, StageForeign}

// stage begins one. The function ends it: where it did not go well, the notes that
// it made are what it came to, and what is said is for where it made none.
func (p *preflight) stage(name string) func(ok bool, says string) {
	sent, noted := len(p.c.Log().Exchanges()), len(p.Notes)
	return func(ok bool, says string) {
		s := Stage{Name: name, OK: ok, Says: says, Exchanges: p.c.Log().Exchanges()[sent:]}
		if !ok && len(p.Notes) > noted {
			s.Says = strings.Join(p.Notes[noted:], "; ")
		}
		p.Stages = append(p.Stages, s)
	}
}
