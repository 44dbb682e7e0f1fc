package discovery

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
)

// What can be said of a well-known document from its bytes alone.

func jsonObject(body []byte) *check.Deviation {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return check.Deviates("a JSON object", "no JSON object: %v", err)
	}
	if members == nil {
		return check.Deviates("a JSON object", "null")
	}
	return nil
}

func apiMember(body []byte) (string, *check.Deviation) {
	const want = "a string member api"
	var doc map[string]json.RawMessage // a struct would also take "API"
	if err := json.Unmarshal(body, &doc); err != nil {
		return "", check.Deviates(want, "%v", err)
	}
	raw, ok := doc["api"]
	if !ok {
		return "", check.Deviates(want, "no such member")
	}
	var value *string
	switch err := json.Unmarshal(raw, &value); {
	case err != nil:
		return "", check.Deviates(want, "one that is no string: %.200s", raw)
	case value == nil:
		return "", check.Deviates(want, "null")
	}
	return *value, nil
}

// apiForm decides which reading of A-003 a value of api is: a domain name and
// the base path, with or without a scheme. The version and the closing slash
// may be there or not.
func apiForm(value string) (reading string, d *check.Deviation) {
	const want = "a domain name followed by /.p2/core/"
	u, reading := parseAPI(value)
	if u == nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", check.Deviates(want, "%q", value)
	}
	if u.Scheme != "https" && u.Scheme != "http" {
		return "", check.Deviates(want, "%q", value)
	}
	path := strings.TrimSuffix(u.Path, "/")
	if unversioned, ok := strings.CutSuffix(path, "/v1"); ok {
		reading, path = "versioned", unversioned
	}
	if !strings.HasSuffix(path, "/.p2/core") {
		return "", check.Deviates(want, "%q", value)
	}
	return reading, nil
}

// parseAPI reads a value of api as a URL, for HTTPS where it has no scheme; nil
// where it is none.
func parseAPI(value string) (u *url.URL, reading string) {
	reading = "absolute-url"
	if !strings.Contains(value, "://") {
		reading, value = "bare-host", "https://"+value
	}
	u, err := url.Parse(value)
	if err != nil {
		return nil, reading
	}
	return u, reading
}

// apiPath is where a value of api points to on the server under test, below its
// URL and without a slash at the end. Here is false where it points to another
// host, or beside the URL.
func apiPath(server *url.URL, value string) (path string, here bool) {
	u, _ := parseAPI(value)
	if u == nil || !sameHost(server, u) {
		return "", false
	}
	path, here = strings.CutPrefix(u.EscapedPath(), strings.TrimSuffix(server.EscapedPath(), "/"))
	return strings.TrimSuffix(path, "/"), here && strings.HasPrefix(path, "/")
}

// redirected is where a Location leads to from a path on the server, below its
// URL. Here is false where that is another host, or beside the URL.
func redirected(server *url.URL, from, location string) (to *url.URL, here bool) {
	base := strings.TrimSuffix(server.EscapedPath(), "/")
	at, err := server.Parse(base + from)
	if err != nil {
		return nil, false
	}
	u, err := at.Parse(location)
	if err != nil || !sameHost(server, u) {
		return nil, false
	}
	path, here := strings.CutPrefix(u.EscapedPath(), base)
	if !here || !strings.HasPrefix(path, "/") {
		return nil, false
	}
	to = &url.URL{RawPath: path, RawQuery: u.RawQuery}
	to.Path, err = url.PathUnescape(path)
	return to, err == nil
}

// sameHost compares names and ports. A default port may be left out, under the
// scheme of either, since a value without a scheme does not say which.
func sameHost(a, b *url.URL) bool {
	if strings.EqualFold(a.Host, b.Host) {
		return true
	}
	if !strings.EqualFold(a.Hostname(), b.Hostname()) {
		return false
	}
	return port(a) == port(b) && port(a) != ""
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	return map[string]string{"https": "443", "http": "80"}[u.Scheme]
}
