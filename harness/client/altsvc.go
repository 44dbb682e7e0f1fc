package client

import (
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxOffers is how many alternatives of a target are tried.
const maxOffers = 4

// Alternatives are the places, as HOST:PORT, at which answers of an origin offer a
// protocol by Alt-Svc (RFC 7838, 3), in their order; host is the origin's. What
// is not formed as it should is no offer, and neither is one that is over already.
// Withdrawn says that the origin takes back all that it ever offered.
func Alternatives(h http.Header, protocol, host string) (places []string, withdrawn bool) {
	for _, value := range split(strings.Join(h.Values("Alt-Svc"), ","), ',') {
		if value == "clear" {
			return nil, true
		}
		parts := split(value, ';')
		id, authority, found := strings.Cut(parts[0], "=")
		if name, err := url.PathUnescape(id); !found || err != nil || name != protocol || over(parts[1:]) {
			continue
		}
		if place, ok := placeOf(authority, host); ok && len(places) < maxOffers {
			places = append(places, place)
		}
	}
	return places, false
}

// placeOf is where a quoted authority is: it has a port, and the origin's host
// where it names none.
func placeOf(quoted, host string) (string, bool) {
	authority, ok := unquoted(quoted)
	if !ok {
		return "", false
	}
	at, port, err := net.SplitHostPort(authority)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n == 0 || strings.ContainsAny(at, "/@ ") {
		return "", false
	}
	if at == "" {
		at = host
	}
	return net.JoinHostPort(at, port), true
}

// over reports that the parameters of an offer let it last no second.
func over(parameters []string) bool {
	for _, p := range parameters {
		name, value, _ := strings.Cut(p, "=")
		if text, ok := unquoted(value); ok {
			value = text
		}
		if seconds, err := strconv.Atoi(value); strings.EqualFold(name, "ma") && err == nil && seconds <= 0 {
			return true
		}
	}
	return false
}

// unquoted is the text of a quoted string (RFC 9110, 5.6.4).
func unquoted(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", false
	}
	var out strings.Builder
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '\\' && i < len(s)-2 {
			i++
		}
		out.WriteByte(s[i])
	}
	return out.String(), true
}

// split cuts at each separator outside quotation marks, and trims white space.
func split(s string, separator byte) []string {
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case quoted && s[i] == '\\':
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == separator && !quoted:
			parts = append(parts, strings.Trim(s[start:i], " \t"))
			start = i + 1
		}
	}
	return append(parts, strings.Trim(s[start:], " \t"))
}
