package identity

import (
	"net/http"
	"testing"
)

func TestErrorForm(t *testing.T) {
	for _, tc := range []struct{ contentType, body, want string }{
		{"application/json", `{"code":"P2_CORE_UNAUTHORIZED","message":"no token"}`, "json"},
		{"", `{"code":1,"message":"no token","more":[]}`, "json"},
		{"application/problem+json", `{"title":"Unauthorized"}`, "other-object"},
		{"application/json", `{"Code":1,"Message":""}`, "other-object"},
		{"", "", "empty"},
		{"text/plain", " \r\n", "empty"},
		{"text/plain; charset=utf-8", "no", "text"},
		{"application/json", `"no"`, "text"},
		{"application/json", `null`, "text"},
		{"text/html", "<!doctype html><title>401</title>", ""},
		{"text/plain", "\xff", ""},
	} {
		if got := errorForm(http.Header{"Content-Type": {tc.contentType}}, []byte(tc.body)); got != tc.want {
			t.Errorf("%s %q is read as %q, want %q", tc.contentType, tc.body, got, tc.want)
		}
	}
}

func TestFactorStatuses(t *testing.T) {
	for _, tc := range []struct {
		missing, wrong int
		want           string
	}{
		{400, 403, "400-403"},
		{401, 401, "401"},
		{403, 403, "403"},
		{400, 400, "400"},
		{403, 400, "other"},
		{401, 403, "other"},
		{422, 422, "other"},
	} {
		if got := factorStatuses(tc.missing, tc.wrong); got != tc.want {
			t.Errorf("%d and %d are read as %q, want %q", tc.missing, tc.wrong, got, tc.want)
		}
	}
}
