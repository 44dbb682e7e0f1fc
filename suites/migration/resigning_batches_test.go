package migration

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
)

const certPEM = "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n"

// Batches are read under every reading of A-191, and what is malformed is told apart.
func TestBatchesIn(t *testing.T) {
	for _, tt := range []struct{ what, body, form, wrong string }{
		{"the form of the API", `[{"idCert":"x","messages":[{"signature":"0a0b","content":"hello"}]}]`, "api", ""},
		{"the form of the prose", `[{"id_cert":"x","messages":[{"signature":"Cgs=","content":{"message":"hello"}}]}]`, "prose", ""},
		{"an object for the content", `[{"idCert":"x","messages":[{"signature":"0a0b","content":{"message":"hello"}}]}]`, "api-json", ""},
		{"an object", `{}`, "", "a body that is none"},
		{"null", `null`, "", "a body that is none"},
		{"no ID-Cert", `[{"messages":[]}]`, "", "no string idCert"},
		{"no messages", `[{"idCert":"x"}]`, "", "no array messages"},
		{"no signature", `[{"idCert":"x","messages":[{"content":"hello"}]}]`, "", "no string signature"},
		{"no content", `[{"idCert":"x","messages":[{"signature":"0a0b"}]}]`, "", "no content"},
		{"another signature", `[{"idCert":"x","messages":[{"signature":"!","content":"hello"}]}]`, "", "neither hexadecimal nor base64"},
	} {
		list, d := batchesIn([]byte(tt.body))
		switch {
		case (d == nil) != (tt.wrong == ""), d != nil && !strings.Contains(d.Actual, tt.wrong):
			t.Errorf("%s: %+v, want %q", tt.what, d, tt.wrong)
		case d == nil && (list[0].form() != tt.form || !bytes.Equal(list[0].messages[0].signature, []byte{10, 11})):
			t.Errorf("%s: the form %s and the signature %x", tt.what, list[0].form(), list[0].messages[0].signature)
		}
	}
}

// What is handed out goes back with another signature and ID-Cert, in the same form.
func TestBatchGoesBackInItsForm(t *testing.T) {
	list, _ := batchesIn([]byte(`[{"id_cert":"BAU=","more":7,"messages":[{"id":1,"signature":"Cgs=","content":{"message":"hello"}}]}]`))
	b := list[0].under(certPEM)
	b.messages[0] = b.messages[0].saying("hello", "bye").signed([]byte{1})
	got, err := json.Marshal(bodyOf([]handedBatch{b}))
	want := `[{"id_cert":"AQID","messages":[{"content":{"message":"bye"},"id":1,"signature":"AQ=="}],"more":7}]`
	if err != nil || string(got) != want {
		t.Errorf("%s (%v), want %s", got, err, want)
	}
	if list[0].messages[0].is(driver.Message{Content: []byte("bye")}) {
		t.Error("the batch that was handed out has changed")
	}
}

func TestHandsOut(t *testing.T) {
	m := sentMessage{driver.Message{Content: []byte("hello"), Signature: []byte{10, 11}}, &actor.Session{PEM: certPEM}}
	message := `{"signature":"0a0b","content":"hello"}`
	for _, tt := range []struct{ what, cert, messages, wrong string }{
		{"the message", certPEM, message, ""},
		{"the DER of the ID-Cert", "AQID", message, ""},
		{"nothing", certPEM, "", "0 times"},
		{"the message twice", certPEM, message + "," + message, "2 times"},
		{"another signature", certPEM, strings.Replace(message, "0a", "0c", 1), "its signature is 0c0b"},
		{"another ID-Cert", "BAUG", message, "another ID-Cert"},
	} {
		cert, _ := json.Marshal(tt.cert)
		list, wrong := batchesIn([]byte(`[{"idCert":` + string(cert) + `,"messages":[` + tt.messages + `]}]`))
		if wrong != nil {
			t.Fatal(wrong.Actual)
		}
		tell(t, tt.what, handsOut(list, m), tt.wrong)
	}
	list, _ := batchesIn([]byte(`[{"idCert":"x","messages":[` + message + `]}]`))
	tell(t, "a message to withhold", withholds(list, m), "1 times")
	tell(t, "no message", withholds(nil, m), "")
}

func tell(t *testing.T, what string, d *check.Deviation, words string) {
	t.Helper()
	if (d == nil) != (words == "") || d != nil && !strings.Contains(d.Actual, words) {
		t.Errorf("%s: %+v, want %q", what, d, words)
	}
}
