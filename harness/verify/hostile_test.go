package verify_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/harness/verify"
	"github.com/p2conform/p2conform/spec/p2"
)

// Certificates that somebody could send who wants a reader to stop, to see what is
// not there, or not to see what is. Each is read to its end where it has one, every
// flaw of it has its class and its place, and nothing is found that is not there.
func TestHostileCertificates(t *testing.T) {
	written := func(write idcert.Writing, path ...int) func(*idcert.Cert) {
		return func(c *idcert.Cert) { c.EditTBS = idcert.Rewritten(write, path...) }
	}
	content := func(edit func([]byte) []byte) idcert.Writing { return idcert.Containing(edit) }
	behind := func(more ...byte) idcert.Writing {
		return content(func(b []byte) []byte { return append(b, more...) })
	}
	named := func(a ...idcert.Attr) func(*idcert.Cert) {
		return func(c *idcert.Cert) { c.Subject = c.Subject.With(a) }
	}
	for _, c := range []struct {
		name   string
		change func(*idcert.Cert)
		// flaws are the classes of what the judge finds, in its order, each run once.
		flaws []p2.Class
		// says is a part of some finding, with its place.
		says string
		// error is a part of the error where there is nothing to judge.
		error string
	}{
		{name: "a CA flag in pieces of indefinite length",
			change: func(c *idcert.Cert) {
				c.Extensions[0] = idcert.BasicConstraints(true, nil)
				c.EditTBS = idcert.Rewritten(idcert.InPieces, 7, 0, 0, 2)
			},
			flaws: []p2.Class{p2.BadEncoding, p2.BadBasicConstraints}, says: "tbsCertificate.extensions: a string in pieces"},
		{name: "a CA flag behind the harmless basic constraints",
			change: func(c *idcert.Cert) { c.Extensions = append(c.Extensions, idcert.BasicConstraints(true, nil)) },
			flaws:  []p2.Class{p2.BadEncoding}, says: "extension 2.5.29.19 more than once"},
		{name: "a CA flag that is TRUE as 1",
			change: func(c *idcert.Cert) { c.Extensions[0].Value = []byte{0x30, 3, 1, 1, 1} },
			flaws:  []p2.Class{p2.BadEncoding, p2.BadBasicConstraints}, says: "basicConstraints.cA: BOOLEAN TRUE is encoded as 0x01"},
		{name: "keyCertSign among the bits that are called unused",
			change: func(c *idcert.Cert) { c.Extensions[1].Value = []byte{3, 2, 3, 0x84} },
			flaws:  []p2.Class{p2.BadEncoding}, says: "keyUsage: bits are set among the 3 unused ones"},
		{name: "an extension with an identifier that wraps round to key usage",
			change: func(c *idcert.Cert) {
				c.Extensions = append(c.Extensions, idcert.Extension{OID: idcert.OIDUnknown, Critical: true, Value: []byte{5, 0}})
				// 2.5.29.(2^32+15)
				c.EditTBS = idcert.Rewritten(content(func([]byte) []byte { return []byte{0x55, 0x1d, 0x90, 0x80, 0x80, 0x80, 0x0f} }), 7, 0, 2, 0)
			},
			flaws: []p2.Class{p2.BadEncoding, p2.BadExtension}, says: "an arc above 2^31-1"},
		{name: "a second subject, in one relative name with the first",
			change: func(c *idcert.Cert) {
				for i, rdn := range c.Subject {
					if rdn[0].OID.Equal(idcert.OIDCommonName) {
						c.Subject[i] = append(rdn, idcert.Attr{OID: idcert.OIDCommonName, Tag: 12, Value: []byte("root")})
					}
				}
			},
			flaws: []p2.Class{p2.BadEncoding, p2.BadCommonName}, says: "attribute CN twice in one relative name"},
		{name: "a common name that ends in a zero octet",
			change: func(c *idcert.Cert) { c.Subject = c.Subject.Replace(idcert.OIDCommonName, "xenia\x00.evil") },
			flaws:  []p2.Class{p2.BadCommonName}},
		{name: "a terminal's escape sequence in an attribute that nobody looks at",
			change: named(idcert.Attr{OID: idcert.OIDOrganization, Tag: 19, Value: []byte("\x1b[2J\x1b]0;pwned\a")})},
		{name: "a UID in UTF-16",
			change: func(c *idcert.Cert) {
				var wide []byte
				for _, o := range []byte("xenia@example.com") {
					wide = append(wide, 0, o)
				}
				for i, rdn := range c.Subject {
					if rdn[0].OID.Equal(idcert.OIDUID) {
						c.Subject[i][0] = idcert.Attr{OID: idcert.OIDUID, Tag: 30, Value: wide}
					}
				}
			}},
		{name: "a validity that is over, with an offset that makes it last",
			change: written(content(func([]byte) []byte { return []byte("2601010000-2359") }), 4, 1),
			flaws:  []p2.Class{p2.BadEncoding, p2.BadValidity}, says: `tbsCertificate.validity.notAfter: UTCTime "2601010000-2359" has an offset`},
		{name: "the year 0",
			change: written(func(byte, []byte) []byte { return append([]byte{0x18, 15}, "00000101000000Z"...) }, 4, 0),
			flaws:  []p2.Class{p2.BadEncoding, p2.BadValidity}, says: "GeneralizedTime for the year 0"},
		{name: "a serial number of 4000 octets",
			change: written(content(func([]byte) []byte { return bytes.Repeat([]byte{1}, 4000) }), 1),
			flaws:  []p2.Class{p2.BadSerial}},
		{name: "a thousand empty relative names",
			change: func(c *idcert.Cert) {
				for range 1000 {
					c.Subject = append(c.Subject, idcert.RDN{})
				}
			},
			flaws: []p2.Class{p2.BadEncoding}, says: "further findings, not kept"},
		{name: "a second signed part in the tail of the first",
			change: written(behind(0xa3, 4, 0x30, 2, 5, 0)),
			flaws:  []p2.Class{p2.BadEncoding}, says: "element with tag 0xa3 more than once, the first counts"},
		{name: "a signature that announces more than there is",
			change: func(c *idcert.Cert) {
				c.EditDER = idcert.Rewritten(func(tag byte, content []byte) []byte { return append([]byte{tag, 0x83, 0xff, 0xff, 0xff}, content...) }, 2)
			},
			error: "signatureValue: length above 65536 octets, at octet "},
		{name: "sixty-four levels of indefinite length that nothing ends",
			change: func(c *idcert.Cert) {
				c.EditDER = func([]byte) []byte { return bytes.Repeat([]byte{0x30, 0x80}, 64) }
			},
			error: "certificate: indefinite length without its end, at octet 0"},
		{name: "an indefinite length in place of each that may have it",
			change: func(c *idcert.Cert) { c.EditTBS = openEverywhere },
			flaws:  []p2.Class{p2.BadEncoding}, says: "indefinite length, which DER has not"},
	} {
		t.Run(c.name, func(t *testing.T) {
			der, err := actor().With(c.change).Sign(serverKey)
			if err != nil {
				t.Fatal(err)
			}
			cert, err := p2.ParseCert(der)
			if c.error != "" || err != nil {
				if err == nil || c.error == "" || !strings.Contains(err.Error(), c.error) {
					t.Errorf("%v, want an error with %q", err, c.error)
				}
				return
			}
			var classes []p2.Class
			flaws := verify.IDCert(cert, rootOf(t), start.AddDate(0, 0, 1))
			for _, f := range flaws {
				classes = append(classes, f.Class)
			}
			text := fmt.Sprint(flaws)
			if !slices.Equal(slices.Compact(classes), c.flaws) || !strings.Contains(text, c.says) {
				t.Errorf("%d flaws %v, want the classes %v, and %q in it", len(flaws), flaws, c.flaws, c.says)
			}
			if strings.ContainsAny(text+cert.Subject.String(), "\x1b\a\x00") {
				t.Errorf("control characters in %q", text)
			}
		})
	}
}

// openEverywhere gives each SEQUENCE and SET of some DER an indefinite length.
func openEverywhere(der []byte) []byte {
	var out []byte
	for len(der) > 0 {
		size, content := len(der), der[2:]
		switch {
		case der[1] < 0x80:
			size, content = 2+int(der[1]), der[2:2+int(der[1])]
		case der[1] == 0x81:
			size, content = 3+int(der[2]), der[3:3+int(der[2])]
		case der[1] == 0x82:
			n := int(der[2])<<8 | int(der[3])
			size, content = 4+n, der[4:4+n]
		}
		if der[0]&0x20 != 0 {
			out = slices.Concat(out, []byte{der[0], 0x80}, openEverywhere(content), []byte{0, 0})
		} else {
			out = append(out, der[:size]...)
		}
		der = der[size:]
	}
	return out
}
