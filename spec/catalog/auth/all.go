// Package auth is the catalogue of the polyproto-auth extension's prose: one
// variable for each normative statement, a file for each section.
package auth

import "slices"

// All lists every requirement of this document, in document order.
var All = slices.Concat(
	general,
	registration,
	login,
	foreign,
)
