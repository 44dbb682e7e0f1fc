// Package api is the catalogue of the polyproto API document: one variable for
// each normative statement about an operation or a schema.
//
// A statement's section is the operationId or the name of the schema. Its
// fingerprint is taken over the facts of that operation or schema, without the
// prose, as compact JSON with sorted keys.
package api

import "slices"

// All lists every requirement of this document, in document order.
var All = slices.Concat(
	idCert,
	session,
	keyTrial,
	schemas,
)
