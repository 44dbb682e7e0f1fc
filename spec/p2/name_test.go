package p2

import (
	"slices"
	"testing"

	"golang.org/x/crypto/cryptobyte"
)

func readName(t *testing.T, der []byte) (Name, []Finding) {
	t.Helper()
	var r reader
	s := cryptobyte.String(der)
	n, err := r.name(&s, "subject")
	if err != nil {
		t.Fatal(err)
	}
	return n, r.findings
}

func TestAttributeText(t *testing.T) {
	for _, tc := range []struct {
		tag         uint8
		value, want string
	}{
		{12, "zoë", "zoë"},
		{12, "a\xff", "a\uFFFD"},
		{19, "abc", "abc"},
		{22, "a\xe9", "aé"},
		{20, "\xe9", "é"},
		{30, "\x00a\x20\xac\xd8\x3d\xde\x00", "a€😀"},
		{30, "\x00a\xd8\x3d\x00", "a\uFFFD"},
		{28, "\x00\x00\x00a\x00\x01\xf6\x00", "a😀"},
		{28, "\xff\xff\xff\xff\x00\x00\xd8\x00", "\uFFFD\uFFFD"},
		{4, "\x01\xab", "#01ab"},
		{0x30, "", "#"},
	} {
		if got := (Attribute{Tag: tc.tag, Value: []byte(tc.value)}).Text(); got != tc.want {
			t.Errorf("tag %d, %q: %q, want %q", tc.tag, tc.value, got, tc.want)
		}
	}
}

func TestNameString(t *testing.T) {
	n, _ := readName(t, tlv(0x30,
		rdn(derDC, 22, "com"),
		tlv(0x31, attr(derCN, 12, " #a,b+c\"\\<>;=\n\x1b[31m\u202e "), attr(derOrg, 12, "#o")),
		tlv(0x31),
		rdn([]byte{6, 3, 0x55, 4, 99}, 4, "\x01"),
		rdn([]byte{6, 1, 0xff}, 12, "x"),
	))
	want := `DC=com,CN=\ #a\,b\+c\"\\\<\>\;\=\0A\1B[31m\E2\80\AE\ +O=\#o,,2.5.4.99=#01,?=x`
	if got := n.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPDN(t *testing.T) {
	n, findings := readName(t, tlv(0x30,
		rdn(derDC, 22, "COM"), rdn(derDC, 12, "Example"),
		rdn(derCN, 12, "xenia"), rdn(derUID, 22, "xenia@example.com"),
		rdn(derSession, 22, "s1"), rdn(derSession, 12, "s2"),
		rdn(derOrg, 12, "o"), rdn([]byte{6, 3, 0x55, 4, 45}, 3, "\x00s3"),
	))
	if len(findings) != 0 {
		t.Error(findings)
	}
	p := n.PDN()
	if !slices.Equal(p.CommonNames, []string{"xenia"}) || !slices.Equal(p.UIDs, []string{"xenia@example.com"}) ||
		!slices.Equal(p.DomainComponents, []string{"COM", "Example"}) {
		t.Errorf("%+v", p)
	}
	if len(p.SessionIDs) != 2 || p.SessionIDs[0].Tag != 22 || p.SessionIDs[1].Tag != 12 || p.SessionIDs[1].Text() != "s2" {
		t.Errorf("session IDs %+v", p.SessionIDs)
	}
	if len(p.Others) != 2 || !p.Others[1].Type.Equal(OIDX500UniqueIdentifier) {
		t.Errorf("others %+v", p.Others)
	}
	if got := p.Domain(GeneralFirst); got != "example.com" {
		t.Errorf("general first: %q", got)
	}
	if got := p.Domain(SpecificFirst); got != "com.example" {
		t.Errorf("specific first: %q", got)
	}
	if GeneralFirst.String() == SpecificFirst.String() {
		t.Error("both orders have one name")
	}
	if got := (PDN{}).Domain(GeneralFirst); got != "" {
		t.Errorf("of nothing: %q", got)
	}
	if got := n.All(OIDDomainComponent); len(got) != 2 || got[0].Text() != "COM" {
		t.Errorf("All: %+v", got)
	}
	if got := n.All(OIDCountry); got != nil {
		t.Errorf("All of what is absent: %+v", got)
	}
}
