package lint

import (
	"fmt"
	"slices"
	"strings"
)

func securityDeclared(a *API, found report) {
	for _, o := range a.operations {
		for _, requirement := range a.security(o) {
			for _, name := range sorted(requirement) {
				if a.doc.Components.SecuritySchemes[name] == nil {
					found(o.at(""), name+" is not declared")
				}
			}
		}
	}
}

func securityScopes(a *API, found report) {
	for _, o := range a.operations {
		for _, requirement := range a.security(o) {
			for _, name := range sorted(requirement) {
				scheme := a.doc.Components.SecuritySchemes[name]
				if scheme == nil || scheme.Value == nil {
					continue
				}
				scoped := scheme.Value.Type == "oauth2" || scheme.Value.Type == "openIdConnect"
				switch n := len(requirement[name]); {
				case scoped && n == 0:
					found(o.at(""), fmt.Sprintf("%s (%s) without a scope", name, scheme.Value.Type))
				case !scoped && n > 0:
					found(o.at(""), fmt.Sprintf("%s (%s) with the scopes %s", name, scheme.Value.Type, strings.Join(requirement[name], ", ")))
				}
			}
		}
	}
}

// securityAlike finds operations that say nothing of a token where most of their
// family want one.
func securityAlike(a *API, found report) {
	for _, o := range a.operations {
		if a.wantsToken(o) {
			continue
		}
		for _, family := range familiesOf(o) {
			var want, all int
			for _, other := range a.operations {
				if slices.Contains(familiesOf(other), family) || strings.HasPrefix(other.path, family) {
					all++
					if a.wantsToken(other) {
						want++
					}
				}
			}
			if 2*want > all {
				found(o.at(""), fmt.Sprintf("it wants no token, and %d of the %d under %q do", want, all, family))
			}
		}
	}
}

// familyDepth is how many segments of a path stand for a family: the fourth
// names a thing, as in "/.p2/core/v1/resource".
const familyDepth = 4

// familiesOf are an operation's tags, or without any the beginning of its path.
func familiesOf(o operation) []string {
	if len(o.op.Tags) > 0 {
		return o.op.Tags
	}
	segments := strings.Split(strings.Trim(o.path, "/"), "/")
	return []string{"/" + strings.Join(segments[:min(familyDepth, len(segments))], "/")}
}

func securityUsed(a *API, found report) {
	used := map[string]bool{}
	for _, o := range a.operations {
		for _, requirement := range a.security(o) {
			for name := range requirement {
				used[name] = true
			}
		}
	}
	for _, name := range sorted(a.doc.Components.SecuritySchemes) {
		if !used[name] {
			found(part(name, ""), "no operation uses it")
		}
	}
}

const (
	sensitiveTag    = "Sensitive Actions"
	sensitiveHeader = "X-P2-Sensitive-Solution"
)

// sensitiveAlike holds the tag of sensitive actions against their header.
func sensitiveAlike(a *API, found report) {
	for _, o := range a.operations {
		tagged, asks := slices.Contains(o.op.Tags, sensitiveTag), ""
		for _, p := range o.parameters() {
			if strings.EqualFold(p.Name, sensitiveHeader) {
				asks = "optional"
				if p.Required {
					asks = "required"
				}
			}
		}
		switch {
		case tagged && asks == "":
			found(o.at(""), fmt.Sprintf("it is under %q, without the header %s", sensitiveTag, sensitiveHeader))
		case tagged && asks == "optional":
			found(o.at(""), fmt.Sprintf("it is under %q, and the header %s may be left out", sensitiveTag, sensitiveHeader))
		case !tagged && asks != "":
			found(o.at(""), fmt.Sprintf("the header %s is %s, and it is not under %q", sensitiveHeader, asks, sensitiveTag))
		}
	}
}
