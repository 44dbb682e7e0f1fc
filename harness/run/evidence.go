package run

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
)

// How much of what was exchanged a result keeps.
const (
	MaxExchanges  = 24   // of one check
	MaxShownBody  = 8192 // bytes of one body that is text
	maxShownBytes = 1024 // bytes of one that is none
	MaxShownLines = 8192 // bytes of the header of one message
)

// exchanges keeps the last ones, and the decisive one in any case, in the order in
// which they began.
func exchanges(log []*client.Exchange, decisive *client.Exchange) ([]reports.Exchange, int) {
	log = slices.Clone(log)
	slices.SortStableFunc(log, func(a, b *client.Exchange) int { return a.Started.Compare(b.Started) })
	left := 0
	if len(log) > MaxExchanges {
		left = len(log) - MaxExchanges
		if i := slices.Index(log, decisive); i >= 0 && i < left {
			log = append([]*client.Exchange{decisive}, log[left+1:]...)
		} else {
			log = log[left:]
		}
	}
	out := make([]reports.Exchange, 0, len(log))
	for _, e := range log {
		out = append(out, exchange(e, e == decisive))
	}
	return out, left
}

func exchange(e *client.Exchange, decisive bool) reports.Exchange {
	if e.Event != "" {
		return reports.Exchange{At: e.At, Event: e.Event}
	}
	ms := e.Duration.Milliseconds()
	out := reports.Exchange{
		At: e.At, Decisive: decisive, Schema: e.Departures(), DurationMS: &ms,
		Request: reports.Message{Method: e.Request.Method, URL: e.URL.Redacted(), Headers: headerLines(e.Request.Header)},
	}
	out.Request.Body, out.Request.Size = shown(e.Request.Body)
	if e.OperationKnown {
		out.Operation = e.Operation.ID
	}
	if e.Err != nil {
		out.Error = e.Err.Error()
	}
	if e.Status != 0 {
		out.Response = &reports.Message{Proto: e.Proto, Status: e.Status, Headers: headerLines(e.Header)}
		out.Response.Body, out.Response.Size = shown(e.Body)
	}
	return out
}

func headerLines(h map[string][]string) []string {
	var lines []string
	for name, values := range h {
		for _, v := range values {
			lines = append(lines, name+": "+v)
		}
	}
	slices.Sort(lines)
	size := 0
	for i, line := range lines {
		if size += len(line); size > MaxShownLines {
			return append(lines[:i:i], fmt.Sprintf("(%d more lines, %d bytes in all)", len(lines)-i, sizeOf(lines)))
		}
	}
	return lines
}

func sizeOf(lines []string) int {
	n := 0
	for _, line := range lines {
		n += len(line)
	}
	return n
}

// shown is a body as a report holds it: text as it is, other bytes in
// hexadecimal, and its length where it was cut.
func shown(body []byte) (string, int64) {
	part, size := body, int64(0)
	if len(part) > MaxShownBody {
		part, size = part[:MaxShownBody], int64(len(body))
		for n := 1; n < utf8.UTFMax && !utf8.RuneStart(body[len(part)]); n++ {
			part = part[:len(part)-1]
		}
	}
	if utf8.Valid(part) {
		return string(part), size
	}
	if part = body[:min(len(body), maxShownBytes)]; len(part) < len(body) {
		size = int64(len(body))
	}
	return fmt.Sprintf("(%d bytes, in hexadecimal) %x", len(body), part), size
}

// copyResult shares nothing that a redactor, or whoever gets a document, writes
// to.
func copyResult(r reports.Result) reports.Result {
	r.Requirements, r.Readings = slices.Clone(r.Requirements), slices.Clone(r.Readings)
	if r.Reproduce != nil {
		again := *r.Reproduce
		r.Reproduce = &again
	}
	r.Exchanges = slices.Clone(r.Exchanges)
	for i := range r.Exchanges {
		e := &r.Exchanges[i]
		e.Schema, e.Request.Headers = slices.Clone(e.Schema), slices.Clone(e.Request.Headers)
		if e.Response != nil {
			answer := *e.Response
			answer.Headers = slices.Clone(answer.Headers)
			e.Response = &answer
		}
	}
	return r
}
