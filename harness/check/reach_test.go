package check

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
)

// What no home server may be told is found wherever it stands in a request; what it
// has to be asked with is not.
func TestStray(t *testing.T) {
	const trial, solution = "Aa1-this-is-a-challenge-string", "00112233445566778899aabbccddeeff"
	private := []confidence{{"a challenge string", trial}, {"a signature", solution}}
	get := func(address string, header ...string) *client.Exchange {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		e := &client.Exchange{Request: client.Request{Method: http.MethodGet, Header: http.Header{}}, URL: u}
		for i := 0; i+1 < len(header); i += 2 {
			e.Request.Header.Set(header[i], header[i+1])
		}
		return e
	}
	post := get("https://a.example/")
	post.Request.Method = http.MethodPost
	body := get("https://a.example/")
	body.Request.Body = []byte(`{"signature":"` + solution + `"}`)
	for name, c := range map[string]struct {
		e    *client.Exchange
		want string
	}{
		"plain":                 {get("https://a.example/.p2/core/v1/idcert/actor/bob@a.example?timestamp=1", "Accept", "application/json"), ""},
		"referer":               {get("https://a.example/", "Referer", "https://b.example/"), ""},
		"offered credentials":   {get("https://a.example/", "Authorization", "Basic dTpw"), ""},
		"other method":          {post, "a request with POST"},
		"token":                 {get("https://a.example/", "Authorization", "Bearer abc"), "credentials"},
		"token alone":           {get("https://a.example/", "Authorization", "abc"), "credentials"},
		"scheme of servers":     {get("https://a.example/", "Authorization", "X-Server origin=b.example,sig=xyz"), ""},
		"a secret in it":        {get("https://a.example/", "Authorization", "X-Server sig="+solution), "a signature"},
		"cookie":                {get("https://a.example/", "Cookie", "a=b"), "cookies"},
		"second factor":         {get("https://a.example/", "X-P2-Sensitive-Solution", "123456"), "a second factor"},
		"token in the query":    {get("https://a.example/?Session_Token=x"), "a token in the query"},
		"challenge in the path": {get("https://a.example/x/" + trial), "a challenge string"},
		"escaped in the query":  {get("https://a.example/?c=" + strings.ReplaceAll(trial, "-", "%2D")), "a challenge string"},
		"signature in a header": {get("https://a.example/", "X-Proof", "sig="+solution), "a signature"},
		"signature as referer":  {get("https://a.example/", "Referer", "https://b.example/login?s="+solution), "a signature"},
		"signature in the body": {body, "a signature"},
	} {
		got := stray(c.e, private, []string{"Basic dTpw"})
		if c.want == "" && got != "" || !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
