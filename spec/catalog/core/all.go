// Package core is the catalogue of the polyproto core protocol's prose: one
// variable for each normative statement, a file for each section, so that a
// check names the statement that it decides and a mistyped name does not
// compile.
//
// A statement's fingerprint is taken over the paragraph, list item, table row
// or line of a diagram that it was read from.
package core

import "slices"

// All lists every requirement of this document, in document order.
var All = slices.Concat(
	general,
	wellKnown,
	gatewayPayload,
	gatewayOpcodes,
	gatewayHeartbeat,
	gatewayEvents,
	gatewayCerts,
	gatewayResume,
	gatewayLists,
	gatewayClose,
	gatewayDelivery,
	httpEvents,
	transport,
	authentication,
	foreign,
	sensitive,
	challenge,
	newSession,
	fid,
	idCSR,
	idCert,
	pdn,
	extensions,
	sessionID,
	rotation,
	revocation,
	messages,
	verification,
	external,
	keyMaterial,
	caching,
	cacheInfo,
	cacheCheck,
	crypto,
	practice,
	migration,
	redirects,
	resigning,
	batches,
	moving,
	resources,
	export,
	ownership,
	extension,
	extensionRules,
	services,
)
