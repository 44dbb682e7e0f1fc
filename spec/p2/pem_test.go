package p2

import (
	"bytes"
	"encoding/pem"
	"strings"
	"testing"
)

func pemOf(label string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: der}))
}

func TestParseCertPEM(t *testing.T) {
	der := goodParts().der()
	good := pemOf("CERTIFICATE", der)
	body := strings.Split(strings.TrimSpace(good), "\n")
	joined := body[0] + "\n" + strings.Join(body[1:len(body)-1], "") + "\n" + body[len(body)-1]
	for _, tc := range []struct {
		name, in string
		findings string
		wantErr  string
	}{
		{name: "as encoded", in: good},
		{name: "CRLF", in: strings.ReplaceAll(good, "\n", "\r\n")},
		{name: "no final newline", in: strings.TrimSpace(good)},
		{name: "white space around", in: "\n \t\n" + good + "\r\n\n"},
		{name: "text before", in: "subject: x\n" + good, findings: "PEM: text around the block"},
		{name: "text after", in: good + "x", findings: "PEM: text around the block"},
		{name: "one long line", in: joined, findings: "PEM: lines that are not of 64 characters"},
		{name: "blank line within", in: strings.Replace(good, "\n", "\n\n", 1),
			findings: "PEM: white space within the block\nPEM: lines that are not of 64 characters"},
		{name: "trailing spaces within", in: strings.ReplaceAll(good, "\n", " \n"), findings: "PEM: white space within the block"},
		{name: "six dashes", in: strings.ReplaceAll(good, "-----", "------"), findings: "PEM: six dashes instead of five"},
		{name: "seven dashes", in: strings.ReplaceAll(good, "-----", "-------"), wantErr: "BEGIN line has 7 dashes before and 7 after"},
		{name: "six dashes at the beginning", in: strings.ReplaceAll(good, "-----BEGIN CERTIFICATE-----", "------BEGIN CERTIFICATE------"),
			wantErr: "have different dashes"},
		{name: "two blocks of six dashes", in: strings.ReplaceAll(good+good, "-----", "------"), wantErr: "more than one BEGIN line"},
		{name: "four dashes at the end", in: strings.Replace(good, "END CERTIFICATE-----", "END CERTIFICATE----", 1),
			wantErr: "END line has 5 dashes before and 4 after"},
		{name: "two blocks", in: good + good, wantErr: "more than one BEGIN line"},
		{name: "a key beside it", in: good + pemOf("PRIVATE KEY", []byte{1}), wantErr: `line "-----BEGIN PRIVATE KEY-----" instead of`},
		{name: "another label", in: pemOf("CERTIFICATE REQUEST", der), wantErr: `line "-----BEGIN CERTIFICATE REQUEST-----" instead of`},
		{name: "all in one line", in: strings.ReplaceAll(good, "\n", ""), wantErr: "PEM: line"},
		{name: "no end", in: strings.Split(good, "-----END")[0], wantErr: "no line -----END CERTIFICATE-----"},
		{name: "end first", in: "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n", wantErr: "stands before"},
		{name: "headers", in: strings.Replace(good, "\n", "\nProc-Type: 4\n\n", 1), wantErr: "header lines"},
		{name: "not base64", in: strings.Replace(good, "\nM", "\n!", 1), wantErr: "illegal base64"},
		{name: "not base64 of a certificate", in: pemOf("CERTIFICATE", []byte{5, 0}), wantErr: "certificate: tag 0x05"},
		{name: "empty block", in: pemOf("CERTIFICATE", nil), wantErr: "certificate is empty"},
		{name: "empty", in: "", wantErr: "no line -----BEGIN CERTIFICATE-----"},
		{name: "DER", in: string(der), wantErr: "no line -----BEGIN CERTIFICATE-----"},
		{name: "endless", in: strings.Repeat("\n", maxPEM+1), wantErr: "longer than"},
	} {
		c, err := ParseCertPEM(tc.in)
		if !matches(err, tc.wantErr) || (c == nil) != (err != nil) {
			t.Errorf("%s: %v, want an error with %q", tc.name, err, tc.wantErr)
			continue
		}
		if err != nil {
			continue
		}
		if got := findingsOf(c.Findings); got != tc.findings || !bytes.Equal(c.Raw, der) {
			t.Errorf("%s: found %q, want %q", tc.name, got, tc.findings)
		}
	}
}

func TestParseCertPEMJoinsFindings(t *testing.T) {
	p := goodParts()
	p.serial = []byte{2, 1, 0}
	c, err := ParseCertPEM("x\n" + pemOf("CERTIFICATE", p.der()))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := findingsOf(c.Findings), "PEM: text around the block\nserialNumber: zero"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// Base64 of octets that leave bits over: with those bits set, two texts would
// stand for one certificate.
func TestDecodePEMWantsZeroBitsAfterTheLastOctet(t *testing.T) {
	for body, wantErr := range map[string]string{"AQ==": "", "AR==": "illegal base64", "AQ": "illegal base64"} {
		der, _, err := decodePEM("-----BEGIN X-----\n"+body+"\n-----END X-----", "X")
		if !matches(err, wantErr) || err == nil && !bytes.Equal(der, []byte{1}) {
			t.Errorf("%s: %x, %v; want an error with %q", body, der, err, wantErr)
		}
	}
}

func TestParseCSRPEM(t *testing.T) {
	der := goodRequest().der()
	c, err := ParseCSRPEM("x\n" + pemOf("CERTIFICATE REQUEST", der))
	if err != nil || !bytes.Equal(c.Raw, der) || findingsOf(c.Findings) != "PEM: text around the block" {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := ParseCSRPEM(pemOf("CERTIFICATE", der)); !matches(err, "instead of -----BEGIN CERTIFICATE REQUEST-----") {
		t.Errorf("another label: %v", err)
	}
	if _, err := ParseCSRPEM(pemOf("CERTIFICATE REQUEST", der[:9])); err == nil {
		t.Error("a request cut short was read")
	}
}

func FuzzParseCertPEM(f *testing.F) {
	good := pemOf("CERTIFICATE", goodParts().der())
	f.Add(good)
	f.Add("x\n" + strings.ReplaceAll(good, "\n", "\r\n"))
	f.Add(strings.ReplaceAll(good, "-----", "------"))
	f.Add(good + good)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCertPEM(s)
		if err != nil {
			if c != nil {
				t.Fatal("an error with a certificate")
			}
			return
		}
		again, err := ParseCertPEM(pemOf("CERTIFICATE", c.Raw))
		if err != nil || !bytes.Equal(again.Raw, c.Raw) {
			t.Fatalf("encoded anew it reads differently: %v", err)
		}
		// A PEM finding cannot hide: without one, Go's decoder reads the same.
		if len(c.Findings) == 0 {
			block, _ := pem.Decode([]byte(strings.TrimSpace(s)))
			if block == nil || !bytes.Equal(block.Bytes, c.Raw) {
				t.Fatalf("Go's decoder reads another block in %q", s)
			}
		}
	})
}
