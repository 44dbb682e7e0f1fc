package reports

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestDecodeReadsWhatJSONWrites(t *testing.T) {
	for name, d := range map[string]*Document{"full": full(), "canonical": Canonical(full())} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := JSON(&b, d); err != nil {
				t.Fatal(err)
			}
			got, err := Decode(&b)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, d) {
				t.Errorf("got %+v\nwant %+v", got, d)
			}
		})
	}
}

func TestJSONForm(t *testing.T) {
	d := full()
	d.Summary = Summary{Pass: 99}
	d.Claims = nil
	var b bytes.Buffer
	if err := JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	for _, want := range []string{"\n}\n", "<server>", `"claims": []`, "\n  \"suite\"", `"pass": 1,`} {
		if !strings.Contains(s, want) {
			t.Errorf("no %q in it", want)
		}
	}
	if d.Summary.Pass != 99 || d.Claims != nil {
		t.Error("the document was changed")
	}
	if err := JSON(io.Discard, &Document{Results: []Result{{Check: "x"}}}); err == nil {
		t.Error("a result without a verdict was written")
	}
}

func TestDecodeRefuses(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, full()); err != nil {
		t.Fatal(err)
	}
	good := b.String()
	swap := func(old, by string) string {
		t.Helper()
		if !strings.Contains(good, old) {
			t.Fatalf("no %q in the report", old)
		}
		return strings.Replace(good, old, by, 1)
	}
	for name, c := range map[string]struct {
		in, want string
		is       error
	}{
		"nothing":            {"", "unexpected end of JSON input", nil},
		"no JSON":            {"{\n\"schema\": nope}", "line 2", nil},
		"null":               {"null", "names no schema, want \"" + Schema, ErrSchema},
		"no schema":          {"{}", "names no schema, want \"" + Schema, ErrSchema},
		"another schema":     {swap("report-v1", "report-v2"), `report-v2.json", want "` + Schema, ErrSchema},
		"more after it":      {good + "{}", "after top-level value", nil},
		"cut short":          {good[:len(good)/2], "unexpected end of JSON input", nil},
		"a wrong type":       {swap(`"seed": 42`, `"seed": "x"`), "line ", nil},
		"an unknown verdict": {swap(`"verdict": "pass"`, `"verdict": "splendid"`), `unknown verdict "splendid"`, nil},
		"no verdict":         {swap(`"verdict": "pass",`, ``), "has no verdict", ErrReport},
		"no check":           {swap(`"check": "gateway.resume"`, `"check": ""`), "names no check", ErrReport},
		"no level":           {swap(`"level": "MAY",`, ``), "no level or no impact", ErrReport},
		"a wrong count":      {swap(`"fail": 3`, `"fail": 0`), "its summary counts", ErrReport},
		"an unknown claim":   {swap(`"claim": "conformant"`, `"claim": "superb"`), `claims "superb"`, ErrReport},
		"a bare requirement": {swap(`"subject": "operator",`, ``), "requirement 6", ErrReport},
		"deep nesting":       {strings.Repeat("[", 100_000), "exceeded max depth", nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode(strings.NewReader(c.in))
			if err == nil {
				t.Fatal("it was read")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%q does not say %q", err, c.want)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%q is not %q", err, c.is)
			}
		})
	}
	if _, err := Decode(strings.NewReader(swap(`"results":`, `"later": {"x": 1}, "results":`))); err != nil {
		t.Errorf("a member of a later version: %v", err)
	}
}

// endless is a reader of spaces that counts what was taken.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestDecodeIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 256 MiB")
	}
	var e endless
	if _, err := Decode(&e); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
	if e.read > MaxSize+1 {
		t.Errorf("%d bytes were read", e.read)
	}
}

func TestDecodeReportsTheReader(t *testing.T) {
	if _, err := Decode(failing{}); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}

func TestRenderersReportTheWriter(t *testing.T) {
	for name, render := range everyRenderer() {
		if err := render(failing{}, full()); !errors.Is(err, errDisk) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

var errDisk = errors.New("no space left")

type failing struct{}

func (failing) Read([]byte) (int, error)  { return 0, errDisk }
func (failing) Write([]byte) (int, error) { return 0, errDisk }

func TestLookup(t *testing.T) {
	for _, f := range Formats {
		got, err := Lookup(f.Name)
		if err != nil || got.Name != f.Name || got.Render == nil || !strings.HasPrefix(got.Extension, ".") {
			t.Errorf("%s: got %+v, %v", f.Name, got, err)
		}
	}
	for name, meant := range map[string]string{
		"htlm": "html", "HTML": "html", "jsn": "json", "junti": "junit", "md": "markdown", "xml": "junit",
		".html": "html", "term": "terminal", "markdwon": "markdown", "txt": "terminal", "": "", "yaml": "",
	} {
		_, err := Lookup(name)
		var unknown *UnknownFormatError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: got %v", name, err)
			continue
		}
		if unknown.Meant != meant || unknown.Name != name {
			t.Errorf("%q: meant %q, want %q", name, unknown.Meant, meant)
		}
		if !strings.Contains(err.Error(), "json, junit, markdown, sarif, html and terminal") {
			t.Errorf("%q does not list the formats", err)
		}
	}
}
