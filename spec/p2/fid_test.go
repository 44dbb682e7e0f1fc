package p2

import (
	"strings"
	"testing"
)

func TestParseFID(t *testing.T) {
	for _, tc := range []struct {
		in      string
		want    FID
		wantErr string
	}{
		{in: "xenia@example.com", want: FID{"xenia", "example.com"}},
		{in: "Xenia@EXAMPLE.com", want: FID{"xenia", "example.com"}},
		{in: "a@localhost", want: FID{"a", "localhost"}},
		{in: "a.b_c%d+e-f@x-1.y", want: FID{"a.b_c%d+e-f", "x-1.y"}},
		{in: "_a@127.0.0.1", want: FID{"_a", "127.0.0.1"}},
		{in: "", wantErr: "no @"},
		{in: "xenia", wantErr: "no @"},
		{in: "@example.com", wantErr: "local name is empty"},
		{in: "xenia@", wantErr: "domain is empty"},
		{in: "a@b@c", wantErr: "more than one @"},
		{in: "!!a@b.c", wantErr: "local name has '!' at byte 0"},
		{in: "x a@b.c", wantErr: "local name has ' ' at byte 1"},
		{in: "é@b.c", wantErr: "local name has 'é'"},
		{in: "\u212A@b.c", wantErr: "local name has '\u212A'"},
		{in: ".a@b.c", wantErr: "word boundary"},
		{in: "+@b.c", wantErr: "word boundary"},
		{in: "a@b.c ", wantErr: "domain has ' ' at byte 3"},
		{in: "a@b.c\n", wantErr: `domain has '\n' at byte 3`},
		{in: "a@b.c/evil", wantErr: "domain has '/'"},
		{in: "a@b:8080", wantErr: "domain has ':'"},
		{in: "a@b_c", wantErr: "domain has '_'"},
		{in: "a@b..c", wantErr: "empty label at byte 2"},
		{in: "a@.b", wantErr: "empty label at byte 0"},
		{in: "a@b.", wantErr: "ends with a dot"},
		{in: "a@" + strings.Repeat("b", MaxFID), wantErr: "longer than 4096"},
	} {
		got, err := ParseFID(tc.in)
		if !matches(err, tc.wantErr) || got != tc.want {
			t.Errorf("ParseFID(%.40q) = %+v, %v; want %+v, error with %q", tc.in, got, err, tc.want, tc.wantErr)
		}
	}
}

func TestCheckLocalNameTakesWhatTheClassTakes(t *testing.T) {
	for _, s := range []string{".a", "-", "%", "A"} {
		if err := CheckLocalName(s); err != nil {
			t.Errorf("CheckLocalName(%q) = %v", s, err)
		}
	}
	for _, s := range []string{"", "a b", "a@", "a\x00", "\xff"} {
		if CheckLocalName(s) == nil {
			t.Errorf("CheckLocalName(%q) accepts it", s)
		}
	}
}

func TestCheckDomain(t *testing.T) {
	for _, s := range []string{"a", "-", "EXAMPLE.com", "xn--bcher-kva.example"} {
		if err := CheckDomain(s); err != nil {
			t.Errorf("CheckDomain(%q) = %v", s, err)
		}
	}
	for _, s := range []string{"", ".", "a.", "[::1]", "bücher.example", "a\x00"} {
		if CheckDomain(s) == nil {
			t.Errorf("CheckDomain(%q) accepts it", s)
		}
	}
}

func TestParseSessionID(t *testing.T) {
	for _, tc := range []struct{ in, wantErr string }{
		{in: "a"},
		{in: "\x00\x7f \n"},
		{in: strings.Repeat("a", 32)},
		{in: "", wantErr: "empty"},
		{in: strings.Repeat("a", 33), wantErr: "longer than 32"},
		{in: "a\x80", wantErr: "byte 0x80 at 1"},
		{in: "é", wantErr: "byte 0xc3 at 0"},
	} {
		got, err := ParseSessionID(tc.in)
		want := SessionID(tc.in)
		if tc.wantErr != "" {
			want = ""
		}
		if !matches(err, tc.wantErr) || got != want {
			t.Errorf("ParseSessionID(%q) = %q, %v; want %q, error with %q", tc.in, got, err, want, tc.wantErr)
		}
	}
}

// matches reports whether err has the text, or is nil when there is none.
func matches(err error, text string) bool {
	if text == "" {
		return err == nil
	}
	return err != nil && strings.Contains(err.Error(), text)
}

func FuzzParseFID(f *testing.F) {
	for _, s := range []string{"xenia@example.com", "A@B.c", "!!a@b.c", ".a@b", "a@b.c\n", "@", "\u212A@b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fid, err := ParseFID(s)
		if err != nil {
			if fid != (FID{}) {
				t.Fatalf("an error with %+v", fid)
			}
			return
		}
		again, err := ParseFID(fid.String())
		if err != nil || again != fid {
			t.Fatalf("%q read as %+v, then as %+v, %v", s, fid, again, err)
		}
		if CheckLocalName(fid.Local) != nil || CheckDomain(fid.Domain) != nil {
			t.Fatalf("%+v has a part that does not pass its check", fid)
		}
		if !strings.EqualFold(fid.String(), s) {
			t.Fatalf("%q became %q", s, fid)
		}
	})
}
