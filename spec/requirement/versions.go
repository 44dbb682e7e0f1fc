package requirement

import "slices"

// Versions are the versions of the API document that Since and Until name, the
// oldest first.
var Versions = []string{"v1.0-beta.1", "v1.0-beta.2", "v1.0-beta.3"}

// HoldsIn reports whether the requirement binds a server that is held against a
// version of the API document. A version that is not known has what all have.
func (r Requirement) HoldsIn(version string) bool {
	at := slices.Index(Versions, version)
	since, until := slices.Index(Versions, r.Since), slices.Index(Versions, r.Until)
	return (r.Since == "" || at >= since) && (r.Until == "" || at >= 0 && at <= until)
}

// Span says in which versions of the API document the requirement holds, as in
// "since v1.0-beta.2"; empty for all of them.
func (r Requirement) Span() string {
	switch {
	case r.Since != "" && r.Until != "":
		return "from " + r.Since + " to " + r.Until
	case r.Since != "":
		return "since " + r.Since
	case r.Until != "":
		return "until " + r.Until
	default:
		return ""
	}
}
