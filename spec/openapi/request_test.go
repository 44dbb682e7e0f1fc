package openapi

import (
	"net/url"
	"slices"
	"testing"
)

func TestCheckRequest(t *testing.T) {
	const v1 = "/.p2/core/v1"
	const token = "Authorization: Bearer secret\n"
	for _, tc := range []struct {
		name, id, method, url, headers, body string
		want                                 []string
	}{
		{"without parameters", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server", "", "", nil},
		{"a time", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server?timestamp=18446744073709551615", "", "", nil},
		{"a time of 65 bits", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server?timestamp=18446744073709551616", "", "",
			[]string{`request query timestamp: want an integer (uint64, 0 to 2^64-1), got 18446744073709551616`}},
		{"a time that is no number", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server?timestamp=now", "", "",
			[]string{`request query timestamp: want an integer (uint64), got "now"`}},
		{"a time given twice", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server?timestamp=1&timestamp=2", "", "",
			[]string{`request query timestamp: want one value, got 2 values`}},
		{"a parameter of its own", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server?other=1", "", "", nil},
		{"a query that cannot be read", "Unregistered_serverIdCert", "GET", v1 + "/idcert/server?%zz", "", "",
			[]string{`request: want a query that can be read, got "%zz"`}},
		{"another method and path", "Unregistered_serverIdCert", "POST", v1 + "/idcert", "", "",
			[]string{`request: want GET /.p2/core/v1/idcert/server, got POST /.p2/core/v1/idcert`}},
		{"no token", "Registered_getEncryptedPKM", "GET", v1 + "/session/keymaterial", "", "",
			[]string{`request header Authorization: want a session token, got none`}},
		{"no token where it is optional", "Unregistered_getResource", "GET", v1 + "/resource/x", "", "", nil},
		{"serial numbers with commas", "Registered_getEncryptedPKM", "GET", v1 + "/session/keymaterial?serials=1,2", token, "", nil},
		{"serial numbers repeated", "Registered_getEncryptedPKM", "GET", v1 + "/session/keymaterial?serials=1&serials=2", token, "", nil},
		{"serial numbers that are none", "Registered_getEncryptedPKM", "GET", v1 + "/session/keymaterial?serials=1,x", token, "",
			[]string{`request query serials: want a string (uint160) (in the closest of 3 forms), got "x"`}},
		{"a boolean", "Unregistered_deleteData", "DELETE", v1 + "/data?breakRedirect=true", token, "", nil},
		{"a boolean that is none", "Unregistered_deleteData", "DELETE", v1 + "/data?breakRedirect=1", token, "",
			[]string{`request query breakRedirect: want a boolean, got 1`}},
		{"an unknown order", "Registered_getResourceList", "GET", v1 + "/resource/resources?sort=Best", token, "",
			[]string{`request query sort: want one of "SizeAsc", "SizeDesc", "NewestFirst", "OldestFirst", got "Best"`}},
		{"a parameter that is missing", "Unregistered_setupRedirectExtern", "POST", v1 + "/redirect/extern", token, "",
			[]string{`request query redirectSourceFid: want a value, got none`}},
		{"an ID-CSR", "Registered_newIdCert", "POST", v1 + "/idcert", token + "Content-Type: text/plain\nX-P2-Sensitive-Solution: x", "pem", nil},
		{"a body that is missing", "Registered_setPrimaryProvider", "PUT", v1 + "/services/primary", token, "",
			[]string{`request: want a body, got none`}},
		{"a body of another media type", "Registered_setPrimaryProvider", "PUT", v1 + "/services/primary", token + "Content-Type: text/plain", "x",
			[]string{`request header Content-Type: want application/json, got "text/plain"`}},
		{"a body that is wrong", "Registered_setPrimaryProvider", "PUT", v1 + "/services/primary", token, `{"url":"https://a.b","name":"x"}`,
			[]string{`request body at /name: want at least 2 characters, got "x"`}},
		{"a service, bare", "Registered_registerService", "POST", v1 + "/services", token, `{"service":"chat","url":"https://a.b","primary":true}`, nil},
		{"a service, wrapped", "Registered_registerService", "POST", v1 + "/services", token, `{"service":{"service":"chat","url":"https://a.b","primary":true}}`, nil},
		{"a login with the prose's names", "Unregistered_requestToken", "POST", v1 + "/session/auth", "", `{"signature":"00","federation_id":"a@b.c","cert_serial":"1"}`, nil},
		{"a login without a key", "Unregistered_requestToken", "POST", v1 + "/session/auth", "", `{"signature":"00"}`,
			[]string{`request body at /serialNumber: want the member (in the closest of 2 forms), got none`}},
		{"key trials in some form", "Registered_setupRedirect", "POST", v1 + "/migration/redirect", token + "X-P2-core-keytrial: eyJ9\nContent-Type: text/plain", "a@b.c", nil},
		{"an upload", "Registered_postResource", "POST", v1 + "/resource/x?resourceAccessProperties=private,true", token + "Content-Type: image/jxl", "\xff", nil},
		{"A-014: what to delete is in the body", "Registered_deleteSession", "DELETE", v1 + "/session", token, `{"session_id":"x"}`, nil},
		{"A-028: a limit of zero", "Unregistered_getServicesOfActor", "GET", v1 + "/services/discover/a@b.c?limit=0", "", "", nil},
		{"A-050: key trials for everybody", "Unregistered_getKeyTrials", "GET", v1 + "/keytrial/a@b.c", "", "", nil},
		{"A-067: an ID-CSR in DER", "Registered_newIdCert", "POST", v1 + "/idcert", token + "Content-Type: application/pkcs10", "\x30\x00", nil},
		{"A-198: an import as an archive", "Registered_importData", "POST", v1 + "/migration/data", token + "Content-Type: application/gzip", "\x1f\x8b", nil},
		{"an upload of nothing", "Registered_postResource", "POST", v1 + "/resource/x", token, "", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			target, err := url.Parse("https://example.com" + tc.url)
			if err != nil {
				t.Fatal(err)
			}
			got := newest(t).CheckRequest(operation(t, tc.id), tc.method, target, headerOf(tc.headers, tc.body), []byte(tc.body))
			if !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestCheckRequestWithoutURL(t *testing.T) {
	got := newest(t).CheckRequest(operation(t, "Unregistered_serverIdCert"), "GET", nil, nil, nil)
	if want := []string{`request: want GET /.p2/core/v1/idcert/server, got GET `}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := newest(t).CheckRequest(Operation{}, "GET", nil, nil, nil); len(got) != 1 {
		t.Errorf("got %q, want one sentence", got)
	}
}

func operation(t *testing.T, id string) Operation {
	t.Helper()
	for _, op := range newest(t).Operations() {
		if op.ID == id {
			return op
		}
	}
	t.Fatalf("there is no operation %s", id)
	return Operation{}
}
