// Package migration checks what a home server does when an actor moves to another
// one: redirects, the re-signing of messages, and the export, import and deletion of
// data (core 7, and the API operations under /migration, /redirect and /data).
package migration

import (
	"github.com/p2conform/p2conform/harness/check"
)

// Checks lists the suite's checks in the order of reports.
func Checks() []check.Check {
	var all []check.Check
	all = append(all, redirects...)
	all = append(all, redirectTargets...)
	all = append(all, redirectKeys...)
	all = append(all, redirectRemoval...)
	all = append(all, redirectAuthorization...)
	all = append(all, redirectIsolation...)
	all = append(all, redirectTrials...)
	all = append(all, resigning...)
	all = append(all, exports...)
	all = append(all, exportRefusals...)
	all = append(all, exportTimes...)
	all = append(all, erasures...)
	all = append(all, imports...)
	return all
}
