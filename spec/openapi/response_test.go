package openapi

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestCheckResponseSaysWhatIsWrong(t *testing.T) {
	const v1 = "/.p2/core/v1"
	for _, tc := range []struct {
		name string
		exchange
		want []string
	}{
		{"undocumented status", exchange{"POST", v1 + "/idcert", 500, "", ""},
			[]string{`response status: want 201, 301, 308, 429, 4XX, got 500`}},
		{"status that is none", exchange{"POST", v1 + "/idcert", -1, "", ""},
			[]string{`response status: want 201, 301, 308, 429, 4XX, got -1`}},
		{"missing members", exchange{"POST", v1 + "/idcert", 201, "", `{}`},
			[]string{`response body at /id_cert: want the member, got none`, `response body at /token: want the member, got none`}},
		{"another type", exchange{"POST", v1 + "/idcert", 201, "", `{"id_cert":17,"token":"x"}`},
			[]string{`response body at /id_cert: want a string, got 17`}},
		{"a token is not shown", exchange{"POST", v1 + "/idcert", 201, "", `{"id_cert":"x","token":4711}`},
			[]string{`response body at /token: want a string, got something that is not shown`}},
		{"another root", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", apiCert},
			[]string{`response body: want an array, got an object of 4 members`}},
		{"not JSON", exchange{"POST", v1 + "/idcert", 201, "", `{"token":"secret`},
			[]string{`response body: want JSON, got 16 bytes (unexpected EOF)`}},
		{"empty", exchange{"POST", v1 + "/idcert", 201, "Content-Type: application/json", ``},
			[]string{`response body: want JSON, got 0 bytes (empty)`}},
		{"two values", exchange{"POST", v1 + "/idcert", 201, "", `{"id_cert":"x","token":"x"}{}`},
			[]string{`response body: want JSON, got 29 bytes (more than one JSON value)`}},
		{"not UTF-8", exchange{"POST", v1 + "/idcert", 201, "", "\"\xff\""},
			[]string{`response body: want JSON, got 3 bytes (not UTF-8)`}},
		{"another media type", exchange{"POST", v1 + "/idcert", 201, "Content-Type: text/html", `<html>`},
			[]string{`response header Content-Type: want application/json, got "text/html"`}},
		{"no media type", exchange{"POST", v1 + "/idcert", 201, "Content-Type: -", `{"id_cert":"x"}`},
			[]string{`response header Content-Type: want application/json, got none`, `response body at /token: want the member, got none`}},
		{"a media type that is none", exchange{"GET", v1 + "/resource/x", 200, "Content-Type: nonsense", `x`},
			[]string{`response header Content-Type: want */*, got "nonsense"`}},
		{"signature that is no hexadecimal", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", "[" + strings.Replace(apiCert, "0123", "wxyz", 1) + "]"},
			[]string{`response body at /0/cacheSignature: want a match of ^[0-9A-Fa-f]+$, got "wxyz456789abcdef0123456789abcdef"`}},
		{"only half a pair of times", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", `[{"idCertPem":"x","cacheSignature":"00","cacheNotValidBefore":1}]`},
			[]string{`response body at /0/cacheNotValidAfter: want the member (in the closest of 2 forms), got none`}},
		{"time of another type", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", "[" + strings.Replace(apiCert, ":1,", ":true,", 1) + "]"},
			[]string{`response body at /0/cacheNotValidBefore: want an integer (uint64) or a string (uint64), got true`}},
		{"time that is no number", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", "[" + strings.Replace(apiCert, ":1,", `:"now",`, 1) + "]"},
			[]string{`response body at /0/cacheNotValidBefore: want a string (uint64) (in the closest of 2 forms), got "now"`}},
		{"time of 65 bits", exchange{"GET", v1 + "/idcert/actor/a@b.c", 200, "", "[" + strings.Replace(apiCert, ":1,", ":18446744073709551616,", 1) + "]"},
			[]string{`response body at /0/cacheNotValidBefore: want an integer (uint64, 0 to 2^64-1), got 18446744073709551616`}},
		{"half the cache data of a server", exchange{"GET", v1 + "/idcert/server", 200, "", `{"idCertPem":"x","cacheSignature":"00"}`},
			[]string{`response body: want no match of a form that is ruled out (in the closest of 2 forms), got an object of 2 members`}},
		{"an unknown word", exchange{"POST", v1 + "/resource/x", 409, "Content-Type: text/plain", "TAKEN"},
			[]string{`response body: want one of "DUPLICATE_RID", got "TAKEN"`}},
		{"redirect to nowhere", exchange{"GET", v1 + "/resource/x", 308, "", ""},
			[]string{`response header Location: want a value, got none`}},
		{"204 with a length", exchange{"DELETE", v1 + "/session", 204, "Content-Length: 5", ""},
			[]string{`response header Content-Length: want one of 0, got 5`}},
		{"204 with two lengths", exchange{"DELETE", v1 + "/session", 204, "Content-Length: 0\nContent-Length: 0", ""},
			[]string{`response header Content-Length: want one value, got 2 values`}},
		{"a limit that is no number", exchange{"GET", v1 + "/session/keymaterial/size", 200, "X-MAX-PAYLOAD-SIZE: 10kb", ""},
			[]string{`response header X-MAX-PAYLOAD-SIZE: want an integer (uint32), got "10kb"`}},
		{"a limit of 33 bits", exchange{"GET", v1 + "/session/keymaterial/size", 200, "X-MAX-PAYLOAD-SIZE: 4294967296", ""},
			[]string{`response header X-MAX-PAYLOAD-SIZE: want an integer (uint32, 0 to 2^32-1), got 4294967296`}},
		{"A-190: a size limit that is no number", exchange{"GET", v1 + "/messages", 200, "X-P2-Return-Body-Size-Limit: much", "[]"},
			[]string{`response header X-P2-Return-Body-Size-Limit: want a string (uint64) (in the closest of 2 forms), got "much"`}},
		{"inside allOf", exchange{"GET", v1 + "/resource/resources", 200, "", `[{"resourceInformation":{"resourceId":"x","size":1,"access":{"private":"yes"}}}]`},
			[]string{`response body at /0/resourceInformation/access/private: want a boolean, got "yes"`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.check(t, newest(t)); !slices.Equal(got, tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestCheckResponseOfNoOperation(t *testing.T) {
	got := newest(t).CheckResponse(Operation{ID: "x\x1b[31m"}, 200, nil, nil)
	if want := []string{`operation "x\x1b[31m": not in the API document`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCheckResponseIsBounded sends bodies that are wrong over and over.
func TestCheckResponseIsBounded(t *testing.T) {
	op, _ := newest(t).Find("GET", "/.p2/core/v1/idcert/actor/a@b.c")
	header := http.Header{"Content-Type": {"application/json"}}
	for name, body := range map[string]string{
		"many items":      "[" + strings.Repeat("1,", 1000) + "1]",
		"very many items": "[" + strings.Repeat("1,", 1<<20) + "1]",
		"long text":       `["` + strings.Repeat("\x7f", 1<<20) + `"]`,
		"long number":     "[" + strings.Repeat("9", 1<<20) + "]",
		"great exponent":  "[" + strings.Replace(apiCert, ":1,", ":1e999999999,", 1) + "]",
		"small exponent":  "[" + strings.Replace(apiCert, ":1,", ":1e-999999999,", 1) + "]",
		"deep":            strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"too deep":        strings.Repeat("[", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			got := newest(t).CheckResponse(op, 200, header, []byte(body))
			if name != "small exponent" && len(got) == 0 {
				t.Error("nothing was found")
			}
			if len(got) > maxSentences+1 {
				t.Errorf("%d sentences", len(got))
			}
			for _, sentence := range got {
				if len(sentence) > 400 {
					t.Errorf("%d bytes: %.80s…", len(sentence), sentence)
				}
			}
		})
	}
}

func FuzzCheckResponse(f *testing.F) {
	document := newest(f)
	operations := document.Operations()
	f.Add(uint(4), 200, "application/json", "0", []byte(apiCert))
	f.Add(uint(4), 200, "application/json", "0", []byte(proseCert))
	f.Add(uint(7), 200, "application/json", "18446744073709551616", []byte(`[{"id_cert":1,"messages":[{}]}]`))
	f.Add(uint(5), 200, "text/plain", "", []byte("\xff"))
	f.Add(uint(0), 204, "", "Sun, 06 Nov 1994 08:49:37 GMT", []byte(nil))
	f.Add(uint(19), 413, "application/json;;", "1e9", []byte(`{"reason":"x","remainingStorageBytes":-1}`))
	f.Fuzz(func(t *testing.T, n uint, status int, contentType, value string, body []byte) {
		op := operations[n%uint(len(operations))]
		header := http.Header{"Content-Type": {contentType}}
		for _, name := range []string{"Retry-After", "Content-Length", "Location", "X-Max-Payload-Size"} {
			header.Set(name, value)
		}
		got := document.CheckResponse(op, status, header, body)
		if again := document.CheckResponse(op, status, header, body); !slices.Equal(got, again) {
			t.Errorf("first %q\nthen  %q", got, again)
		}
		for _, sentence := range got {
			if len(sentence) > 400 || strings.ContainsFunc(sentence, func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }) {
				t.Errorf("not fit to print: %q", sentence)
			}
		}
	})
}
