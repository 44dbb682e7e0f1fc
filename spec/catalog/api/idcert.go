package api

import "github.com/p2conform/p2conform/spec/requirement"

// Operations that issue and serve ID-Certs.
var idCert = []requirement.Requirement{
	NewIDCertBearer,
	NewIDCertSensitive,
	NewIDCertBody,
	NewIDCertCreated,
	NewIDCertPEM,
	NewIDCertToken,
	NewIDCertTokenValid,
	ActorCertsPublic,
	ActorCertsOK,
	ActorCertsOwnActor,
	ActorCertsRegisteredHere,
	ActorCertsNotBefore,
	ActorCertsNotAfter,
	ActorCertsSessionID,
	ActorCertsParametersOptional,
	ServerCertPublic,
	ServerCertOK,
	ServerCertCurrent,
	ServerCertTimestamp,
	ServerCertTimestampOptional,
	RotateServerKeyBearer,
	RotateServerKeyAdministrator,
	RotateServerKeySensitive,
	RotateServerKeyOK,
	RotateServerKeyNewKey,
}

var NewIDCertBearer = requirement.Requirement{
	ID:      "api.idcert.issue.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "POST /idcert refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020). Which token a new device has is open (A-066).",
}

var NewIDCertSensitive = requirement.Requirement{
	ID:      "api.idcert.issue.sensitive-solution",
	Level:   requirement.Should,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "POST /idcert refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The header is required here, the second factor a should in the prose, and the weakest reading counts (A-057); the failure status is not documented (A-021).",
}

var NewIDCertBody = requirement.Requirement{
	ID:      "api.idcert.issue.text-plain",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "POST /idcert takes the request for an ID-Cert as text/plain.",
	Note:    "What other forms it takes is open (A-025, A-067).",
}

var NewIDCertCreated = requirement.Requirement{
	ID:      "api.idcert.issue.created",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "POST /idcert answers success with 201 and JSON.",
}

var NewIDCertPEM = requirement.Requirement{
	ID:      "api.idcert.issue.pem",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "The answer of POST /idcert has the new ID-Cert in PEM as its member id_cert.",
}

var NewIDCertToken = requirement.Requirement{
	ID:      "api.idcert.issue.token",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "The answer of POST /idcert has a string as its member token.",
}

var NewIDCertTokenValid = requirement.Requirement{
	ID:      "api.idcert.issue.token-valid",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_newIdCert", Print: "sha256:9ea1751692529a41"},
	Says:    "The token in the answer of POST /idcert is a session token of the session that the new ID-Cert is for.",
}

var ActorCertsPublic = requirement.Requirement{
	ID:      "api.idcert.actor.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "GET /idcert/actor/{fid} answers without authentication.",
	Note:    "The operation lists no security.",
}

var ActorCertsOK = requirement.Requirement{
	ID:      "api.idcert.actor.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "GET /idcert/actor/{fid} answers for an actor of the server with 200 and a JSON array of cacheable ID-Certs.",
}

var ActorCertsOwnActor = requirement.Requirement{
	ID:      "api.idcert.actor.only-named",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "GET /idcert/actor/{fid} answers with ID-Certs of the named actor only.",
}

var ActorCertsRegisteredHere = requirement.Requirement{
	ID:      "api.idcert.actor.registered-here",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Degraded,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "GET /idcert/actor/{fid} has no ID-Certs for an actor that is not registered on the server.",
	Note:    "The prose has servers hand out those of foreign actors (A-098). The status is open (A-100).",
}

var ActorCertsNotBefore = requirement.Requirement{
	ID:      "api.idcert.actor.not-before",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "The query parameter notBefore limits the ID-Certs to those from that time or later.",
	Note:    "Which time of an ID-Cert counts is open (A-099).",
}

var ActorCertsNotAfter = requirement.Requirement{
	ID:      "api.idcert.actor.not-after",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "The query parameter notAfter limits the ID-Certs to those from that time or earlier.",
	Note:    "Which time of an ID-Cert counts is open (A-099).",
}

var ActorCertsSessionID = requirement.Requirement{
	ID:      "api.idcert.actor.session-id",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "The query parameter session_id limits the ID-Certs to those of that session.",
}

var ActorCertsParametersOptional = requirement.Requirement{
	ID:      "api.idcert.actor.parameters-optional",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_actorCerts", Print: "sha256:af3bf1be15c6f0f1"},
	Says:    "GET /idcert/actor/{fid} needs no query parameter.",
}

var ServerCertPublic = requirement.Requirement{
	ID:      "api.idcert.server.no-authentication",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	Says:    "GET /idcert/server answers without authentication.",
	Note:    "The operation lists no security.",
}

var ServerCertOK = requirement.Requirement{
	ID:      "api.idcert.server.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	Says:    "GET /idcert/server answers with 200 and one cacheable ID-Cert as JSON.",
	Note:    "The prose forbids the cache members in it (A-097).",
}

var ServerCertCurrent = requirement.Requirement{
	ID:      "api.idcert.server.current",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	Says:    "GET /idcert/server without a timestamp answers with the current certificate of the server.",
}

var ServerCertTimestamp = requirement.Requirement{
	ID:      "api.idcert.server.timestamp",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	Says:    "The query parameter timestamp selects the certificate that the server had at that time.",
	Note:    "For times before the first one see A-101.",
}

var ServerCertTimestampOptional = requirement.Requirement{
	ID:      "api.idcert.server.timestamp-optional",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Discovery,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Unregistered_serverIdCert", Print: "sha256:c3f618a6945de2a0"},
	Says:    "GET /idcert/server needs no query parameter.",
}

var RotateServerKeyBearer = requirement.Requirement{
	ID:      "api.server-key.rotate.bearer",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	Says:    "POST /key/server refuses a request without a valid session token.",
	Note:    "The failure status is not documented (A-020).",
}

var RotateServerKeyAdministrator = requirement.Requirement{
	ID:      "api.server-key.rotate.administrator",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	Says:    "POST /key/server refuses an actor who is no administrator of the server.",
}

var RotateServerKeySensitive = requirement.Requirement{
	ID:      "api.server-key.rotate.sensitive-solution",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	Says:    "POST /key/server refuses a request without the header X-P2-Sensitive-Solution.",
	Note:    "The failure status is not documented (A-021).",
}

var RotateServerKeyOK = requirement.Requirement{
	ID:      "api.server-key.rotate.ok",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Identity,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	Says:    "POST /key/server answers success with 200 and the new certificate of the server in PEM as text/plain.",
	Note:    "Whether the text is quoted is open (A-024); implementations that use PUT are known (A-338).",
}

var RotateServerKeyNewKey = requirement.Requirement{
	ID:      "api.server-key.rotate.new-key",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Security,
	Profile: requirement.Identity,
	Decided: requirement.Driver,
	By:      requirement.Admin,
	Ref:     requirement.Ref{Doc: "api", Section: "Registered_name", Print: "sha256:9cf84018e972be3d"},
	Says:    "POST /key/server gives the server another identity key.",
	Note:    "What rotate means.",
}
