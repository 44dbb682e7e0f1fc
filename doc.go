// Package p2conform certifies home servers of polyproto, a federation protocol
// for portable identity. It drives a target through scripted scenarios, holds
// every exchange against a copy of the API document, and says where the target
// departs from the specification, how much that matters, and how to see it again.
//
// The command is in cmd/p2conform; a home server that is written in Go can run
// the same checks from a test of its own with package suites. Imports point one
// way, as the tests of this package hold:
//
//	cmd → suites → harness → {reports, fixtures} → spec
package p2conform
