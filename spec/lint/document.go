package lint

import (
	"fmt"
	"net/url"
	"strings"
)

// described finds what has no words: a reader has the name alone.
func described(a *API, found report) {
	for _, o := range a.operations {
		if o.op.Summary == "" && o.op.Description == "" {
			found(o.at(""), "the operation has no description")
		}
		for _, p := range o.parameters() {
			if p.Description == "" && (p.Schema == nil || p.Schema.Value == nil || p.Schema.Value.Description == "") {
				found(o.at("parameter "+p.Name), "the parameter has no description")
			}
		}
	}
	for _, name := range sorted(a.doc.Components.Schemas) {
		if s := a.doc.Components.Schemas[name]; s.Value != nil && s.Value.Description == "" {
			found(part(name, ""), "the schema has no description")
		}
	}
	for _, s := range a.schemas {
		for _, name := range sorted(s.Properties) {
			if p := s.Properties[name]; p.Ref == "" && p.Value != nil && p.Value.Description == "" {
				found(inside(s.at, "property "+name), "the property has no description")
			}
		}
	}
}

// reserved are the domain names that lead nowhere (RFC 2606, 2 and 3).
var reserved = []string{"example.com", "example.net", "example.org", "example", "invalid", "test", "localhost"}

func serverAddresses(a *API, found report) {
	if len(a.doc.Servers) == 0 {
		found(part("", "servers"), "there is none")
	}
	for _, s := range a.doc.Servers {
		u, err := url.Parse(s.URL)
		switch {
		case strings.Contains(s.URL, "{"):
		case err != nil || u.Scheme == "" || u.Host == "":
			found(part("", "servers"), fmt.Sprintf("%q is no whole address", s.URL))
		case u.Scheme != "https":
			found(part("", "servers"), fmt.Sprintf("%s is not reached over TLS", s.URL))
		case isReserved(u.Hostname()):
			found(part("", "servers"), s.URL+" is a placeholder")
		}
	}
}

func isReserved(host string) bool {
	for _, name := range reserved {
		if host == name || strings.HasSuffix(host, "."+name) {
			return true
		}
	}
	return false
}
