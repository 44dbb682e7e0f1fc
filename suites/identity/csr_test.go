package identity

import (
	"bytes"
	"crypto/ed25519"
	"slices"
	"testing"

	"github.com/p2conform/p2conform/fixtures/idcert"
	"github.com/p2conform/p2conform/spec/p2"
)

// parsed is what a change makes of a right request, read again.
func parsed(t *testing.T, change idcert.Change) *p2.CSR {
	t.Helper()
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, ed25519.SeedSize))
	text, err := idcert.NewCSR(key, idcert.ActorName("alice", "a.b.c", "laptop")).With(change).PEM()
	if err != nil {
		t.Fatal(err)
	}
	csr, err := p2.ParseCSRPEM(text)
	if err != nil {
		t.Fatal(err)
	}
	return csr
}

func TestComponents(t *testing.T) {
	for name, tc := range map[string]struct {
		edit func([]string) []string
		want []string
	}{
		"as they are": {func(dcs []string) []string { return dcs }, []string{"c", "b", "a"}},
		"first":       {func(dcs []string) []string { return append([]string{"x"}, dcs[1:]...) }, []string{"x", "b", "a"}},
		"one more":    {func(dcs []string) []string { return append(dcs, "x") }, []string{"c", "b", "a", "x"}},
		"one less":    {func(dcs []string) []string { return dcs[1:] }, []string{"b", "a"}},
		"none":        {func([]string) []string { return nil }, nil},
	} {
		pdn := parsed(t, components(tc.edit)).Subject.PDN()
		if !slices.Equal(pdn.DomainComponents, tc.want) {
			t.Errorf("%s: the domain components are %q, want %q", name, pdn.DomainComponents, tc.want)
		}
		if !slices.Equal(pdn.UIDs, []string{"alice@a.b.c"}) {
			t.Errorf("%s: the UID changed to %q", name, pdn.UIDs)
		}
	}
}

func TestBeside(t *testing.T) {
	csr := parsed(t, beside("bobby"))
	if got := csr.Subject.PDN().CommonNames; !slices.Equal(got, []string{"alice", "bobby"}) {
		t.Fatalf("the common names are %q", got)
	}
	if n := slices.IndexFunc(csr.Subject.RDNs, func(rdn []p2.Attribute) bool { return len(rdn) == 2 }); n < 0 {
		t.Error("the common names do not stand in one relative name")
	}
}

func TestRenamedAfterSigning(t *testing.T) {
	for _, id := range []string{"laptop", "box"} {
		csr := parsed(t, func(c *idcert.CSR) {
			idcert.SessionID(id)(c)
			renamedAfterSigning(c)
		})
		got := csr.Subject.PDN().SessionIDs[0].Text()
		if got == id || len(got) != len(id) {
			t.Errorf("the session ID %q became %q", id, got)
		}
		if ed25519.Verify(csr.Key.Bits, csr.RawInfo, csr.Signature) {
			t.Errorf("the signature still verifies after %q was changed", id)
		}
	}
}

func TestPEMFormsAreTheSameRequest(t *testing.T) {
	want := parsed(t, func(*idcert.CSR) {})
	for _, form := range pemForms {
		got := parsed(t, func(c *idcert.CSR) { c.EditPEM = form.edit })
		if !bytes.Equal(got.Raw, want.Raw) {
			t.Errorf("%s: another request", form.what)
		}
	}
}

func TestLines(t *testing.T) {
	for _, n := range []int{0, 1, 64, 100, 1 << 20} {
		if got := len(lines(n)); got != n {
			t.Errorf("%d octets instead of %d", got, n)
		}
	}
}

func TestUnusualCharactersStandInside(t *testing.T) {
	for _, c := range unusualCharacters {
		id := c.in("abcdefghij")
		if id == "abcdefghij" || id[:5] != "abcde" || id[len(id)-5:] != "fghij" || len(id) > 32 {
			t.Errorf("%s: the session ID is %q", c.name, id)
		}
		if _, err := p2.ParseSessionID(id); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestReadings(t *testing.T) {
	for name, tc := range map[string]struct{ got, want string }{
		"no character refused":        {charactersReading(0, 0), "ia5"},
		"control characters refused":  {charactersReading(0, 1), "printable"},
		"a comma refused":             {charactersReading(1, 1), "subset"},
		"only printable ones refused": {charactersReading(2, 0), "subset"},
		"both encodings":              {encodingsReading(true, true), "either"},
		"extensions only":             {encodingsReading(true, false), "extension-request"},
		"attributes only":             {encodingsReading(false, true), "attributes"},
		"no encoding":                 {encodingsReading(false, false), "none"},
		"PEM only":                    {bodyReading(false, false), "pem"},
		"DER too":                     {bodyReading(true, false), "either"},
		"DER and base64":              {bodyReading(true, true), "all"},
		"PEM and base64":              {bodyReading(false, true), ""},
		"any media type":              {mediaTypeReading(true, true), "ignored"},
		"none at all":                 {mediaTypeReading(true, false), "lenient"},
		"the right one only":          {mediaTypeReading(false, false), "strict"},
		"another, but not none":       {mediaTypeReading(false, true), ""},
		"one type, as asked":          {tagReading(map[uint8]uint8{tagIA5: tagIA5}), "ia5"},
		"always IA5":                  {tagReading(map[uint8]uint8{tagIA5: tagIA5, tagUTF8: tagIA5}), "ia5"},
		"always UTF-8":                {tagReading(map[uint8]uint8{tagIA5: tagUTF8, tagUTF8: tagUTF8}), "utf8"},
		"printable only":              {tagReading(map[uint8]uint8{tagPrintable: tagPrintable}), "printable"},
		"as asked for":                {tagReading(map[uint8]uint8{tagIA5: tagIA5, tagUTF8: tagUTF8}), "as-requested"},
		"mixed":                       {tagReading(map[uint8]uint8{tagIA5: tagUTF8, tagUTF8: tagIA5}), ""},
		"a type without a reading":    {tagReading(map[uint8]uint8{tagIA5: 30}), ""},
		"nothing":                     {tagReading(nil), ""},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: the reading is %q, want %q", name, tc.got, tc.want)
		}
	}
}
