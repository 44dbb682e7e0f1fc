package run

import (
	"time"

	"github.com/p2conform/p2conform/reports"
)

// Unasked is the document of a run that could ask its target nothing, and p is why
// that was so. Each check that was planned is an error then, and none a failure:
// nobody has asked the target what the checks are about. What was tried before are
// the exchanges of the preflight. Partial is why a run was cut short before it could
// begin; no check was planned then. Of the target, the API document must be known,
// and may be all that is.
func Unasked(o Options, p *reports.Problem, partial string) *reports.Document {
	o.setDefaults()
	version := o.Target.API.Version()
	o.Checks, o.Suite = narrow(o.Checks, version), deciding(o.Suite, version)
	r := &runner{o: o, started: o.now(), results: make([]*reports.Result, len(o.Checks))}
	for i, c := range o.Checks {
		if p == nil {
			break
		}
		result, ok := otherVersion(c, version)
		if !ok {
			result = describe(c)
			result.Verdict, result.Detail = reports.Error, "the server could not be asked: "+p.What
		}
		r.results[i] = &result
	}
	d := r.document(partial)
	if p != nil {
		problem := *p
		problem.Tried, _ = exchanges(o.Preflight.Exchanges, nil)
		d.Problem = &problem
	}
	ended := time.Now()
	d.Ended = &ended
	r.redact(d)
	return d
}
