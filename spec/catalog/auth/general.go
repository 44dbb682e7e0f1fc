package auth

import "github.com/p2conform/p2conform/spec/requirement"

// The head of the document.
var general = []requirement.Requirement{
	BasePath,
}

var BasePath = requirement.Requirement{
	ID:      "auth.base-path",
	Level:   requirement.Must,
	Subject: requirement.HomeServer,
	Impact:  requirement.Interop,
	Profile: requirement.Auth,
	Decided: requirement.BlackBox,
	Ref:     requirement.Ref{Doc: "auth", Section: "0", Anchor: "polyproto-auth-extension-specification", Print: "sha256:6a69e0a3bd57cc8c"},
	Says:    "The routes of the extension stand below /.p2/auth/v1/.",
	Note:    "The document defines no route (A-010); implementations that leave the version out are known (A-204).",
}
