package services

import (
	"context"
	"fmt"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/api"
)

// urls checks what can be the URL of a provider (API Models.Service).
var urls = []check.Check{
	one("urls.kept", "shows the URL of a provider with its port and path", urlKept, api.ServiceURL, api.DiscoverOK),
	one("urls.slash", "takes the URL of a provider with and without a slash at its end", slash, api.ServiceURL),
	one("urls.malformed", "rejects the URL of a provider that is none", malformedURLs, api.ServiceURL),
	check.Probing(one("urls.identity", "finds a provider under another form of its URL, or does not", urlIdentity,
		api.SetPrimaryExisting, api.SetPrimarySets), ambiguity.ServiceURLIdentity),
	one("urls.others", "tells providers apart whose URLs differ in the path, the port or the scheme", otherURLs,
		api.SetPrimaryExisting),
}

func urlKept(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.provider(chat, true)
	v.URL = ending(v.URL, ":8443/p2/Base-1_b~c")
	h.register(ctx, v)
	t.Hold(after("its registration", has(h.list(ctx), v)))
}

func slash(ctx context.Context, t *check.T) {
	for _, end := range []string{"", "/"} {
		h := newHolder(ctx, t)
		control := h.add(ctx, chat)
		h.there(ctx, control)
		t.Grants(ctx, h.RemoveServices(control), "the removal of a service")
		h.left(ctx)
		v := h.provider(chat, true)
		v.URL = ending(v.URL, end)
		t.Accepts(ctx, h.AddService(v), "the URL "+quoted(v.URL))
		t.Hold(after("its registration", has(h.list(ctx), v)))
	}
}

func malformedURLs(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v, control := h.provider(chat, true), h.add(ctx, talk)
	h.there(ctx, control)
	call := h.AddService(v)
	for _, text := range []string{"", " ", "chat", "no URL at all", "/p2/chat", "//chat.example/p2", "https://chat example/p2", "https://chat.example:p2/"} {
		wrong := v
		wrong.URL = text
		t.Refused(h.AddService(wrong).Send(ctx), "a URL of "+quoted(text))
	}
	t.Grants(ctx, call, "the same with a right URL")
	h.noTrace(ctx, control, v)
}

// urlIdentity asks by the operation that changes nothing here: the provider is the
// primary one already.
func urlIdentity(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	control := h.SetPrimary(v)
	t.Grants(ctx, control, "making a provider primary")
	reading := "string"
	for _, form := range otherForms(v.URL) {
		other := v
		other.URL = form
		if t.TakesOrRefuses(ctx, h.SetPrimary(other), "another form of the URL, "+form, control) != nil {
			reading = "normalized"
		}
	}
	t.Took(ambiguity.ServiceURLIdentity, reading)
	h.still(ctx, "making it primary once more", v)
}

// otherForms are those of a URL that RFC 3986 holds for the same, and one with a
// slash.
func otherForms(url string) []string {
	rest := strings.TrimPrefix(url, "https://")
	host, path, _ := strings.Cut(rest, "/")
	return []string{
		url + "/",
		"https://" + strings.ToUpper(host) + "/" + path,
		"https://" + host + ":443/" + path,
	}
}

func otherURLs(ctx context.Context, t *check.T) {
	h := newHolder(ctx, t)
	v := h.add(ctx, chat)
	h.there(ctx, v)
	rest := strings.TrimPrefix(v.URL, "https://")
	for _, url := range []string{
		ending(v.URL, "/p3"), ending(v.URL, "/p2/p2"), ending(v.URL, ""), ending(v.URL, ":8443/p2"), ending(v.URL, "/P2"),
		"http://" + rest, "https://other." + rest,
	} {
		other := v
		other.URL = url
		t.Refused(h.SetPrimary(other).Send(ctx), fmt.Sprintf("%s, where %s is the provider", other.URL, v.URL))
	}
	t.Grants(ctx, h.SetPrimary(v), "making the provider primary")
}

// ending is the URL of a provider with another end.
func ending(url, end string) string { return strings.TrimSuffix(url, "/p2") + end }

// quoted is a text in quotes, shortened.
func quoted(text string) string {
	if len(text) > 70 {
		return fmt.Sprintf("%q… (%d characters)", text[:20], len(text))
	}
	return fmt.Sprintf("%q", text)
}
