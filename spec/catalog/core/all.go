// Package core is the catalogue of the polyproto core protocol's prose: one
// variable for each normative statement, a file for each section, so that a
// check names the statement that it decides and a mistyped name does not
// compile.
//
// A statement's fingerprint is taken over the paragraph, list item, table row
// or line of a diagram that it was read from. Sections that are not here yet
// have no checks either.
package core

import "slices"

// All lists every requirement of this document, in document order.
var All = slices.Concat(
	wellKnown,
	authentication,
	foreign,
	sensitive,
	challenge,
	fid,
	idCSR,
	idCert,
	pdn,
	extensions,
	sessionID,
	rotation,
	revocation,
	verification,
	caching,
	cacheInfo,
	cacheCheck,
	crypto,
)
