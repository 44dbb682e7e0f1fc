package lint

// Rules lists every rule: those about the API document by topic, then those
// about the prose, then those that hold the two against each other.
var Rules = []Rule{
	{ID: "example-fits", Severity: Error, Says: "An example fits its own schema.", ofAPI: examplesFit},
	{ID: "default-fits", Severity: Error, Says: "A default fits its own schema.", ofAPI: defaultsFit},
	{ID: "pattern-compiles", Severity: Error, Says: "A pattern is a regular expression.", ofAPI: patternsCompile},
	{ID: "example-pem", Severity: Warning, Says: "An example of PEM begins as PEM does, with five hyphens.", ofAPI: examplesOfPEM},

	{ID: "required-property", Severity: Error, Says: "A required member is a property of its schema.", ofAPI: requiredProperties},
	{ID: "bounds-in-order", Severity: Error, Says: "A lower bound is not above the upper one.", ofAPI: boundsInOrder},
	{ID: "format-fits-type", Severity: Error, Says: "A format belongs to the type that it stands beside.", ofAPI: formatsFit},
	{ID: "format-known", Severity: Warning, Says: "A format is one of OpenAPI's or of its registry.", ofAPI: formatsKnown},
	{ID: "nullable-with-type", Severity: Warning, Says: "What may be null has a type, and no enumeration without null.", ofAPI: nullables},
	{ID: "enum-of-one", Severity: Note, Says: "An enumeration leaves something to choose.", ofAPI: enumsOfOne},
	{ID: "schema-says-something", Severity: Warning, Says: "A schema says what a value looks like.", ofAPI: schemasSaySomething},
	{ID: "schema-ends", Severity: Error, Says: "A schema is not made of itself.", ofAPI: schemasEnd},
	{ID: "schema-used", Severity: Note, Says: "A schema that has a name is referred to.", ofAPI: schemasUsed},

	{ID: "operation-id-unique", Severity: Error, Says: "An operationId is there, and there once.", ofAPI: operationIDsUnique},
	{ID: "operation-id-says-what", Severity: Note, Says: "An operationId says what the operation does.", ofAPI: operationIDsSpeak},
	{ID: "error-status", Severity: Warning, Says: "An operation documents what a refusal looks like.", ofAPI: errorStatuses},
	{ID: "error-status-unauthorized", Severity: Warning, Says: "An operation that wants a token documents the status for a bad one.", ofAPI: unauthorizedStatuses},
	{ID: "response-has-schema", Severity: Warning, Says: "A response with a body says what is in it.", ofAPI: responseSchemas},
	{ID: "no-content-no-body", Severity: Error, Says: "A response without content has no body, and no Content-Length.", ofAPI: noContent},
	{ID: "request-body-allowed", Severity: Error, Says: "GET, HEAD and DELETE have no body.", ofAPI: requestBodies},
	{ID: "trailing-slash", Severity: Warning, Says: "Routes end alike: all in a slash, or none.", ofAPI: trailingSlashes},
	{ID: "route-overlap", Severity: Warning, Says: "No route is named like a value of another's parameter.", ofAPI: routesOverlap},

	{ID: "security-declared", Severity: Error, Says: "Security names a scheme that is declared.", ofAPI: securityDeclared},
	{ID: "security-scopes", Severity: Warning, Says: "A scheme with scopes is used with some, and one without with none.", ofAPI: securityScopes},
	{ID: "security-alike", Severity: Note, Says: "An operation says whether it wants a token, if its siblings do.", ofAPI: securityAlike},
	{ID: "security-used", Severity: Note, Says: "A security scheme that is declared is used.", ofAPI: securityUsed},
	{ID: "sensitive-alike", Severity: Warning, Says: "An operation is listed among the sensitive ones if it wants a second factor, and only then.", ofAPI: sensitiveAlike},

	{ID: "path-parameters", Severity: Error, Says: "A route's template and its parameters have the same names.", ofAPI: pathParameters},
	{ID: "parameter-writable", Severity: Error, Says: "A parameter can be written into a URL or header as OpenAPI writes them.", ofAPI: parametersWritable},
	{ID: "header-name", Severity: Error, Says: "The name of a header is one that HTTP allows.", ofAPI: headerNames},
	{ID: "one-spelling", Severity: Warning, Says: "One thing has one spelling.", ofAPI: oneSpelling},
	{ID: "one-style", Severity: Note, Says: "Names join their words in one way.", ofAPI: oneStyle},
	{ID: "one-type", Severity: Warning, Says: "One name has one type.", ofAPI: oneType},

	{ID: "described", Severity: Note, Says: "Operations, parameters, schemas and properties have a description.", ofAPI: described},
	{ID: "server-address", Severity: Note, Says: "The addresses of servers lead to one.", ofAPI: serverAddresses},

	{ID: "prose-json", Severity: Error, Says: "An example of JSON is JSON.", ofProse: proseJSON},
	{ID: "prose-example-type", Severity: Error, Says: "A member of an example has the type that the table says.", ofProse: proseExampleTypes},
	{ID: "prose-opcode", Severity: Error, Says: "An example of an event has the opcode of that event.", ofProse: proseOpcodes},
	{ID: "prose-event", Severity: Warning, Says: "What is written like an event is in the table of events.", ofProse: proseEvents},
	{ID: "prose-numbers", Severity: Error, Says: "A table of codes has each code once.", ofProse: proseNumbers},
	{ID: "prose-anchor", Severity: Warning, Says: "A link into the document leads to a heading or a mark in it.", ofProse: proseAnchors},
	{ID: "prose-section", Severity: Warning, Says: "A link that names a section leads to it.", ofProse: proseSections},
	{ID: "prose-link", Severity: Warning, Says: "What is written as a link is one.", ofProse: proseLinks},
	{ID: "prose-heading", Severity: Note, Says: "Headings are numbered in order, as deep as they stand, and once.", ofProse: proseHeadings},
	{ID: "prose-unfinished", Severity: Note, Says: "Nothing is left to be written.", ofProse: proseUnfinished},

	{ID: "both-route", Severity: Error, Says: "A core route of the prose is one of the API document.", ofBoth: bothRoutes},
	{ID: "both-header", Severity: Error, Says: "A header of the prose is one of the API document.", ofBoth: bothHeaders},
	{ID: "both-status", Severity: Warning, Says: "A status of the prose is one that some operation documents.", ofBoth: bothStatuses},
	{ID: "both-name", Severity: Error, Says: "The prose and the API document spell one thing alike.", ofBoth: bothNames},
}
