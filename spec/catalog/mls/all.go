// Package mls is the catalogue of the polyproto-mls extension's prose, as far as
// it goes: one variable for each normative statement.
package mls

import "slices"

// All lists every requirement of this document, in document order.
var All = slices.Concat(
	mls,
)
