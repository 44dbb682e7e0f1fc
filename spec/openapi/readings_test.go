package openapi

import (
	"net/http"
	"strings"
	"testing"
)

// exchange is a response of the table tests. Its headers are "Name: value",
// one a line; a body goes with a Content-Type of JSON unless they name another.
type exchange struct {
	method, path string
	status       int
	headers      string
	body         string
}

func (e exchange) check(t testing.TB, d *Document) []string {
	t.Helper()
	op, ok := d.Find(e.method, e.path)
	if !ok {
		t.Fatalf("there is no %s %s", e.method, e.path)
	}
	return d.CheckResponse(op, e.status, headerOf(e.headers, e.body), []byte(e.body))
}

func headerOf(lines, body string) http.Header {
	header := http.Header{}
	if body != "" && !strings.Contains(lines, "Content-Type:") {
		header.Set("Content-Type", "application/json")
	}
	for line := range strings.Lines(lines) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && value != "-" {
			header.Add(name, value)
		}
	}
	return header
}

// Bodies that readings differ in.
const (
	apiCert   = `{"idCertPem":"pem","cacheNotValidBefore":1,"cacheNotValidAfter":2,"cacheSignature":"0123456789abcdef0123456789abcdef"}`
	proseCert = `{"idCertPem":"pem","cacheValidNotBefore":"1","cacheValidNotAfter":"2","cacheSignature":"0123456789abcdef0123456789abcdef"}`
)

var hex128 = strings.Repeat("0123456789abcdef", 8)

// TestReadingsThatACorrectionAdmits lists for each correction an exchange that
// the published document refuses and the corrected one takes.
func TestReadingsThatACorrectionAdmits(t *testing.T) {
	const v1 = "/.p2/core/v1"
	for _, tc := range []struct {
		ambiguity, name string
		exchange
	}{
		{"A-001", "an algorithm as a list of numbers", exchange{"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serialNumber":1,"encryptionAlgorithms":[[2,16,840]]}]`}},
		{"A-013", "a redirect to the other spelling", exchange{"GET", v1 + "/session/keymaterial/size", 308, "Location: /x/", ""}},
		{"A-016", "a size as a string", exchange{"GET", v1 + "/resource/usage", 200, "", `{"limit":"18446744073709551615","used":"0"}`}},
		{"A-017", "a serial number of 160 bits", exchange{"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serialNumber":1461501637330902918203684832716283019655932542975,"encryptionAlgorithms":["1.2"]}]`}},
		{"A-017", "a serial number in bytes", exchange{"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serialNumber":[1,255],"encryptionAlgorithms":["1.2"]}]`}},
		{"A-020", "401 for a missing token", exchange{"POST", v1 + "/idcert", 401, "", `{"code":"no"}`}},
		{"A-020", "an upload's 403 for a bad token", exchange{"POST", v1 + "/resource/x", 403, "", ""}},
		{"A-021", "403 for a wrong second factor", exchange{"DELETE", v1 + "/session", 403, "", ""}},
		{"A-023", "204 without Content-Length", exchange{"DELETE", v1 + "/session", 204, "", ""}},
		{"A-024", "a token as a JSON string", exchange{"POST", v1 + "/session/auth", 200, "", `"secret"`}},
		{"A-030", "429", exchange{"GET", v1 + "/idcert/server", 429, "", ""}},
		{"A-032", "Retry-After as a date", exchange{"GET", v1 + "/data", 204, "Retry-After: Sun, 06 Nov 1994 08:49:37 GMT", ""}},
		{"A-037", "a trial with the prose's names", exchange{"GET", v1 + "/keytrial/a@b.c", 200, "", `[{"keyTrial":{"challenge":"` + hex128 + `","lifetime":60},"keyTrialCompletion":[{"signature":"00","serialNumber":1}]}]`}},
		{"A-042", "a trial of 32 bytes and 16 characters", exchange{"GET", v1 + "/keytrial/a@b.c", 200, "", `[{"keyTrial":{"trial":"` + strings.Repeat("é", 16) + `","expires":60},"keyTrialCompletion":[{"signature":"00","serialNumber":1}]}]`}},
		{"A-045", "a serial number as a string", exchange{"GET", v1 + "/keytrial/a@b.c", 200, "", `[{"keyTrial":{"trial":"` + hex128 + `","expires":60},"keyTrialCompletion":[{"signature":"00","serialNumber":"1"}]}]`}},
		{"A-054", "401 for a failed login", exchange{"POST", v1 + "/session/auth", 401, "", ""}},
		{"A-055", "completions without trials", exchange{"GET", v1 + "/keytrial/a@b.c", 200, "", `[{"signature":"00","serialNumber":1}]`}},
		{"A-091", "a signature of 128 characters", exchange{"GET", v1 + "/idcert/server", 200, "", strings.Replace(apiCert, "0123456789abcdef0123456789abcdef", hex128, 1)}},
		{"A-092", "the prose's names and times", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", "[" + proseCert + "]"}},
		{"A-093", "times as strings", exchange{"GET", v1 + "/idcert/server", 200, "", strings.Replace(apiCert, ":1,", `:"1",`, 1)}},
		{"A-093", "no revocation as null", exchange{"GET", v1 + "/idcert/server", 200, "", strings.Replace(apiCert, "{", `{"invalidatedAt":null,`, 1)}},
		{"A-097", "a server certificate without cache data", exchange{"GET", v1 + "/idcert/server", 200, "", `{"idCertPem":"pem"}`}},
		{"A-100", "204 for no match", exchange{"GET", v1 + "/idcert/actor/a@b.c", 204, "", ""}},
		{"A-100", "404 for an unknown actor", exchange{"GET", v1 + "/idcert/actor/a@b.c", 404, "", ""}},
		{"A-101", "404 for a time without certificate", exchange{"GET", v1 + "/idcert/server", 404, "", ""}},
		{"A-145", "a list of services", exchange{"POST", v1 + "/services", 201, "", `[{"service":"chat","url":"https://a.b","primary":true}]`}},
		{"A-146", "a service's name as an object", exchange{"GET", v1 + "/services/discover/a@b.c", 200, "", `[{"service":{"inner":"chat"},"url":"https://a.b","primary":true}]`}},
		{"A-148", "a removed service without successor", exchange{"DELETE", v1 + "/services", 200, "", `[{"service":"chat"}]`}},
		{"A-148", "removed services and no body", exchange{"DELETE", v1 + "/services", 200, "", ""}},
		{"A-162", "access properties without public", exchange{"GET", v1 + "/resource/x/info/", 200, "", `[{"resourceId":"x","size":1,"access":{"private":true}}]`}},
		{"A-165", "one object of information", exchange{"GET", v1 + "/resource/x/info/", 200, "", `{"resourceId":"x","size":1,"access":{"private":true,"public":false}}`}},
		{"A-166", "a flat list of resources", exchange{"GET", v1 + "/resource/resources", 200, "", `[{"resourceId":"x","size":1,"access":{"private":true,"public":false}}]`}},
		{"A-172", "another set of names", exchange{"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serial_number":[1],"encryption_algorithm":[48,0]}]`}},
		{"A-175", "the size limit in the body", exchange{"GET", v1 + "/session/keymaterial/size", 200, "", "800"}},
		{"A-180", "307 after a move", exchange{"GET", v1 + "/idcert/actor/a@b.c", 307, "Location: https://b.c/", ""}},
		{"A-191", "batches with the prose's names", exchange{"GET", v1 + "/messages", 200, "", `[{"id_cert":"x","messages":[{"signature":"s","content":{"message":"Hello"}}]}]`}},
		{"A-192", "the last batch without body", exchange{"POST", v1 + "/messages/commit", 200, "", ""}},
		{"A-192", "the last batch as an empty object", exchange{"POST", v1 + "/messages/commit", 200, "Retry-After: 1", "{}"}},
		{"A-193", "an export as an archive", exchange{"GET", v1 + "/data", 200, "Content-Type: application/gzip", "\x1f\x8b"}},
		{"A-194", "202 for an export that is not ready", exchange{"GET", v1 + "/data", 202, "", ""}},
		{"A-207", "no trials and no body", exchange{"GET", v1 + "/keytrial/a@b.c", 200, "", ""}},
	} {
		t.Run(tc.ambiguity+" "+tc.name, func(t *testing.T) {
			for _, document := range everyVersion(t) {
				if got := tc.check(t, document); len(got) > 0 {
					t.Errorf("%s, corrected: %q", document.Version(), got)
				}
			}
			if got := tc.check(t, newestRaw(t)); len(got) == 0 {
				t.Error("the published document takes it as well: the test shows nothing")
			}
		})
	}
}

// TestPublishedReadingsAreTaken holds that a correction only ever widens.
func TestPublishedReadingsAreTaken(t *testing.T) {
	const v1 = "/.p2/core/v1"
	for name, e := range map[string]exchange{
		"cached certificate": {"GET", v1 + "/idcert/server", 200, "", apiCert},
		"certificates":       {"GET", v1 + "/idcert/actor/a@b.c", 200, "", "[" + apiCert + "]"},
		"token":              {"POST", v1 + "/session/auth", 200, "Content-Type: text/plain; charset=utf-8", "secret"},
		"204":                {"DELETE", v1 + "/session", 204, "Content-Length: 0", ""},
		"trials":             {"GET", v1 + "/keytrial/a@b.c", 200, "", `[{"keyTrial":{"trial":"` + hex128 + `","expires":60},"keyTrialCompletion":[{"signature":"00","serialNumber":1}]}]`},
		"key material":       {"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serialNumber":18446744073709551615,"encryptionAlgorithms":["1.2"]}]`},
		"storage":            {"GET", v1 + "/resource/usage", 200, "", `{"limit":18446744073709551615,"used":0}`},
		"batches":            {"POST", v1 + "/messages/commit", 200, "Retry-After: 0", `[{"idCert":"x","messages":[{"signature":"s","content":"c"}]}]`},
		"resource":           {"GET", v1 + "/resource/x", 200, "Content-Type: image/jxl", "\xff\x0a"},
		"upload refused":     {"POST", v1 + "/resource/x", 403, "Content-Type: text/plain", "UPLOAD_FORBIDDEN"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := e.check(t, newestRaw(t)); len(got) > 0 {
				t.Errorf("raw: %q", got)
			}
			for _, document := range everyVersion(t) {
				if got := e.check(t, document); len(got) > 0 {
					t.Errorf("%s, corrected: %q", document.Version(), got)
				}
			}
		})
	}
}
