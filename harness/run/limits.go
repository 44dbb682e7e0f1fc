package run

import (
	"net/http"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/ambiguity"
)

// limitReadings are those that answers show which limit our rate: no check provokes
// one, since that would hinder all who use the target.
func limitReadings(exchanged []*client.Exchange) []reports.Reading {
	var all []reports.Reading
	took := func(e ambiguity.Entry, reading string) {
		if r, err := e.Reading(reading); err == nil {
			all = append(all, reports.Reading{Ambiguity: string(e.ID), Reading: r.ID, Says: r.Says})
		}
	}
	for _, e := range exchanged {
		if e.At != "" { // a home server of ours said so
			continue
		}
		limit, ok := client.LimitIn(e)
		if !ok {
			continue
		}
		switch limit.Status {
		case http.StatusTooManyRequests:
			took(ambiguity.RateLimitStatus, "429")
		case http.StatusForbidden:
			took(ambiguity.RateLimitStatus, "403")
		}
		if limit.RetryAfter != "" {
			took(ambiguity.RetryAfterForm, limit.RetryAfter)
		}
	}
	return mergeReadings(all)
}
