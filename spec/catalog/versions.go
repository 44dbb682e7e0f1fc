package catalog

// The versions of the documents that the catalogue was read from.
const (
	// Prose is the version of the core protocol's prose.
	Prose = "v1.0-beta.2"
	// Auth is the version of the polyproto-auth extension's prose.
	Auth = "v1.0-alpha.1"
	// MLS is the version of the polyproto-mls extension's prose.
	MLS = "v1.0-alpha.2"
	// API is the newest version of the API document. What older ones have
	// otherwise, requirements say with Since and Until.
	API = "v1.0-beta.3"
)

// Version says which text of a document the catalogue was read from.
type Version struct {
	// Doc is the document, as in requirement.Ref.
	Doc string
	// Version is what the document calls itself.
	Version string
	// Repository is the GitHub repository that it was read in, as owner/name.
	Repository string
	// Path is the file in that repository.
	Path string
	// Commit is the abbreviated commit of that repository.
	Commit string
}

// Versions lists the documents in catalogue order. No document says which
// version of another it belongs to.
var Versions = []Version{
	{Doc: "core", Version: Prose, Repository: "polyphony-chat/polyproto-dot-org", Path: "docs/protocols/core.md", Commit: "8f56a53"},
	{Doc: "auth", Version: Auth, Repository: "polyphony-chat/polyproto-dot-org", Path: "docs/protocols/auth.md", Commit: "8f56a53"},
	{Doc: "mls", Version: MLS, Repository: "polyphony-chat/polyproto-dot-org", Path: "docs/protocols/mls.md", Commit: "8f56a53"},
	{Doc: "api", Version: API, Repository: "polyphony-chat/docs", Path: "build/3.0.0/polyproto.core-v1.0-beta.3.yaml", Commit: "2415ae2"},
}
