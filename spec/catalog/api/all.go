// Package api is the catalogue of the polyproto API document: one variable for
// each normative statement about an operation or a schema.
//
// A statement's section is the operationId, or the name of the schema or of the
// security scheme. Its fingerprint is taken over the facts of that part, without
// the prose, as compact JSON with sorted keys, in the newest version that has the
// statement.
package api

import "slices"

// All lists every requirement of this document, operations on one thing together,
// and last what the newest version no longer has.
var All = slices.Concat(
	authorization,
	idCert,
	session,
	keyMaterial,
	keyMaterialLimit,
	keyTrial,
	services,
	primary,
	discovery,
	data,
	dataImport,
	resigning,
	messages,
	commit,
	redirects,
	resourceUploads,
	resourceChanges,
	resources,
	resourceList,
	resourceSchemas,
	schemas,
	older,
)
