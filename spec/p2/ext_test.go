package p2

import (
	"strings"
	"testing"
)

func TestKeyUsage(t *testing.T) {
	for _, tc := range []struct {
		name  string
		value []byte
		bits  []KeyUsageBit
		want  string // a part of the finding
	}{
		{"digitalSignature", []byte{3, 2, 7, 0x80}, []KeyUsageBit{DigitalSignature}, ""},
		{"keyCertSign", []byte{3, 2, 2, 4}, []KeyUsageBit{KeyCertSign}, ""},
		{"the first two", []byte{3, 2, 6, 0xc0}, []KeyUsageBit{DigitalSignature, ContentCommitment}, ""},
		{"decipherOnly", []byte{3, 3, 7, 0, 0x80}, []KeyUsageBit{DecipherOnly}, ""},
		{"digitalSignature, leading zeros counted", []byte{3, 2, 0, 0x80}, []KeyUsageBit{DigitalSignature},
			"unused bits are counted from the wrong end: 0, the zeros that lead the last octet, instead of 7, those that trail it"},
		{"keyCertSign, leading zeros counted", []byte{3, 2, 5, 4}, []KeyUsageBit{KeyCertSign},
			"unused bits are counted from the wrong end: 5, the zeros that lead the last octet, instead of 2, those that trail it"},
		{"trailing zeros kept", []byte{3, 2, 0, 0x40}, []KeyUsageBit{ContentCommitment}, "0 unused bits announced where 6 zeros trail"},
		{"last octet zero", []byte{3, 3, 0, 0x80, 0}, []KeyUsageBit{DigitalSignature}, "the last octet is zero, which DER drops"},
		{"bits among the unused", []byte{3, 2, 7, 0xc0}, []KeyUsageBit{DigitalSignature}, "bits are set among the 7 unused ones"},
		{"nine unused bits", []byte{3, 2, 9, 0x80}, []KeyUsageBit{DigitalSignature}, "9 unused bits, more than an octet has"},
		{"no bit", []byte{3, 1, 0}, nil, "no bit is set"},
		{"an unknown bit", []byte{3, 3, 6, 0x80, 0x40}, []KeyUsageBit{DigitalSignature, DecipherOnly + 1}, "bit 9 is set, which X.509 does not know"},
		{"a far bit", []byte{3, 4, 0, 0x80, 0, 1}, []KeyUsageBit{DigitalSignature}, "bit 23 is set"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var r reader
			ku, err := r.keyUsage(Extension{OID: OIDKeyUsage, Value: tc.value})
			if err != nil {
				t.Fatal(err)
			}
			var bits uint16
			for _, b := range tc.bits {
				bits |= 1 << b
				if !ku.Has(b) {
					t.Errorf("bit %d is not set", b)
				}
			}
			if ku.Bits != bits {
				t.Errorf("bits %09b, want %09b", ku.Bits, bits)
			}
			if got := findingsOf(r.findings); !strings.Contains(got, tc.want) || (tc.want == "") != (got == "") {
				t.Errorf("found %q, want %q", got, tc.want)
			}
		})
	}
}

func TestKeyUsageHasKnowsNoBitPastItsType(t *testing.T) {
	if (KeyUsage{Bits: 0xffff}).Has(16) {
		t.Error("bit 16 is set in 16 bits")
	}
}

func TestBasicConstraints(t *testing.T) {
	for _, tc := range []struct {
		name    string
		value   []byte
		ca      bool
		pathLen string
		want    string
	}{
		{"none", []byte{0x30, 0}, false, "<nil>", ""},
		{"CA", []byte{0x30, 3, 1, 1, 0xff}, true, "<nil>", ""},
		{"CA with path length", []byte{0x30, 6, 1, 1, 0xff, 2, 1, 1}, true, "1", ""},
		{"cA FALSE", []byte{0x30, 3, 1, 1, 0}, false, "<nil>", "basicConstraints.cA: FALSE is encoded although it is the default"},
		{"path length of eight octets", []byte{0x30, 13, 1, 1, 0xff, 2, 8, 0, 0, 0, 0, 0, 0, 0, 1}, true, "1",
			"basicConstraints.pathLenConstraint: INTEGER of 8 octets is not encoded in the fewest"},
		{"path length beyond 64 bits", []byte{0x30, 14, 1, 1, 0xff, 2, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0}, true, "18446744073709551616", ""},
		{"BOOLEAN of two octets", []byte{0x30, 4, 1, 2, 0, 1}, true, "<nil>", "basicConstraints.cA: BOOLEAN of 2 octets instead of 1"},
	} {
		var r reader
		bc, err := r.basicConstraints(Extension{Critical: true, Value: tc.value})
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		if bc.CA != tc.ca || bc.PathLen.String() != tc.pathLen || !bc.Critical || findingsOf(r.findings) != tc.want {
			t.Errorf("%s: %+v, found %v; want CA %t, path length %s, found %q", tc.name, bc, r.findings, tc.ca, tc.pathLen, tc.want)
		}
	}
}
