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
		{name: "seven dashes", in: strings.ReplaceAll(good, "-----", "-------"),
			findings: strings.Repeat("PEM.boundary: 7 dashes instead of 5\n", 3) + "PEM.boundary: 7 dashes instead of 5"},
		{name: "six dashes at the beginning", in: strings.ReplaceAll(good, "-----BEGIN CERTIFICATE-----", "------BEGIN CERTIFICATE------"),
			findings: "PEM.boundary: the dashes of the two lines differ"},
		{name: "two blocks of six dashes", in: strings.ReplaceAll(good+good, "-----", "------"),
			findings: "PEM: six dashes instead of five\nPEM.blocks: further blocks, of which the first is read"},
		{name: "four dashes at the end", in: strings.Replace(good, "END CERTIFICATE-----", "END CERTIFICATE----", 1),
			findings: "PEM.boundary: 4 dashes instead of 5"},
		{name: "two blocks", in: good + good, findings: "PEM.blocks: further blocks, of which the first is read"},
		{name: "a chain of three", in: good + pemOf("CERTIFICATE", []byte{5, 0}) + good,
			findings: "PEM.blocks: further blocks, of which the first is read"},
		{name: "a key beside it", in: good + pemOf("PRIVATE KEY", []byte{1}), wantErr: `line "-----BEGIN PRIVATE KEY-----" instead of`},
		{name: "another label", in: pemOf("X509 CERTIFICATE", der), findings: `PEM.label: "X509 CERTIFICATE" instead of CERTIFICATE`},
		{name: "two labels", in: strings.Replace(good, "END CERTIFICATE", "END CERT", 1),
			findings: `PEM.label: the block ends with "CERT" and begins with "CERTIFICATE"`},
		{name: "all in one line", in: strings.ReplaceAll(good, "\n", ""),
			findings: "PEM.boundary: a boundary that does not stand in a line of its own\nPEM: lines that are not of 64 characters"},
		{name: "spaces for line ends", in: strings.ReplaceAll(good, "\n", " "),
			findings: "PEM.boundary: a boundary that does not stand in a line of its own\nPEM: white space within the block\nPEM: lines that are not of 64 characters"},
		{name: "CR alone", in: strings.ReplaceAll(good, "\n", "\r"), findings: "PEM.lines: lines that end in CR alone"},
		{name: "escaped line ends", in: strings.ReplaceAll(good, "\n", `\n`),
			findings: `PEM.lines: line ends that are written as the two characters \n`},
		{name: "a byte order mark", in: "\ufeff" + good, findings: "PEM.boundary: a byte order mark before the block"},
		{name: "a space within a line", in: good[:40] + " " + good[40:], findings: "PEM: white space within the block"},
		{name: "base64url", in: strings.NewReplacer("+", "-", "/", "_").Replace(good), findings: "PEM.base64: characters of base64url"},
		{name: "no end", in: strings.Split(good, "-----END")[0], findings: "PEM.boundary: no line -----END CERTIFICATE-----"},
		{name: "cut in the middle", in: strings.Join(body[:3], "\n") + "\n", wantErr: "octets of content announced"},
		{name: "end first", in: "-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n", wantErr: "stands before"},
		{name: "headers", in: strings.Replace(good, "\n", "\nProc-Type: 4\n\n", 1), findings: "PEM.headers: header lines, which RFC 7468 does not allow"},
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
	if got, want := findingsOf(c.Findings), "PEM: text around the block\ntbsCertificate.serialNumber: zero"; got != want {
		t.Errorf("found %q, want %q", got, want)
	}
}

// Base64 of octets that leave bits over: with those bits set, two texts would
// stand for one certificate.
func TestDecodePEMNotesBase64OfAnotherForm(t *testing.T) {
	for body, want := range map[string]string{
		"AQ==": "",
		"AR==": "PEM.base64: bits that pad the last character are not zero",
		"AQ":   "PEM.base64: not as many equals signs as base64 has",
		"AQ=":  "PEM.base64: not as many equals signs as base64 has",
	} {
		der, found, err := decodePEM("-----BEGIN X-----\n"+body+"\n-----END X-----", "X")
		if err != nil || !bytes.Equal(der, []byte{1}) || findingsOf(found) != want {
			t.Errorf("%s: %x, %v, %v; want %q", body, der, found, err, want)
		}
	}
}

func TestParseCSRPEM(t *testing.T) {
	der := goodRequest().der()
	c, err := ParseCSRPEM("x\n" + pemOf("CERTIFICATE REQUEST", der))
	if err != nil || !bytes.Equal(c.Raw, der) || findingsOf(c.Findings) != "PEM: text around the block" {
		t.Errorf("%+v, %v", c, err)
	}
	c, err = ParseCSRPEM(pemOf("NEW CERTIFICATE REQUEST", der))
	if err != nil || findingsOf(c.Findings) != `PEM.label: "NEW CERTIFICATE REQUEST" instead of CERTIFICATE REQUEST` {
		t.Errorf("another label: %+v, %v", c, err)
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
	f.Add("\ufeff" + strings.ReplaceAll(good, "\n", "\r"))
	f.Add(strings.ReplaceAll(good, "\n", `\n`))
	f.Add(strings.Replace(strings.ReplaceAll(good, "\n", " "), "BEGIN", "BEGIN X509", 1))
	f.Add(strings.Replace(good, "\n", "\nProc-Type: 4\n\n", 1))
	f.Add(strings.Split(good, "-----END")[0])
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
