package openapi

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// newest returns the newest version, corrected.
func newest(t testing.TB) *Document {
	t.Helper()
	document, err := Load(Newest)
	if err != nil {
		t.Fatal(err)
	}
	return document
}

// raw returns a version without corrections, as YAML.
func raw(t testing.TB, name string) []byte {
	t.Helper()
	text, err := Raw(name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// newestRaw returns the newest version without corrections. Its examples are not
// validated: one of them breaks its own schema.
func newestRaw(t testing.TB) *Document {
	t.Helper()
	document, err := uncorrected()
	if err != nil {
		t.Fatal(err)
	}
	return document
}

var uncorrected = sync.OnceValues(func() (*Document, error) {
	text, err := Raw(Newest)
	if err != nil {
		return nil, err
	}
	return parse(Newest, text, text, openapi3.DisableExamplesValidation())
})

func TestDocumentsValidate(t *testing.T) {
	for _, name := range Versions() {
		document, err := Load(name)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := len(document.Operations()); got != 35 {
			t.Errorf("%s: %d operations, want 35", name, got)
		}
		if document.Version() != name {
			t.Errorf("%s calls itself %s", name, document.Version())
		}
		text := raw(t, name)
		if _, err := parse(name, text, text, openapi3.DisableExamplesValidation()); err != nil {
			t.Errorf("%s without corrections: %v", name, err)
		}
	}
}

func TestUnknownVersions(t *testing.T) {
	for _, name := range []string{"", "v1.0-beta.9", "beta.3"} {
		if _, err := Load(name); err == nil || !strings.Contains(err.Error(), `"`+name+`"`) {
			t.Errorf("Load(%q): %v, want an error that names it", name, err)
		}
		if _, err := Raw(name); err == nil {
			t.Errorf("Raw(%q) gives a document", name)
		}
		if Digest(name) != "" || Corrections(name) != nil {
			t.Errorf("%q has a digest or corrections", name)
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"not YAML", "\t", "read the API document"},
		{"no paths", "openapi: 3.0.0\ninfo: {title: x, version: y}\n", "validate the API document"},
		{"an operation is gone", "openapi: 3.0.0\ninfo: {title: x, version: y}\npaths: {}\n", "has no GET /.p2/core/v1/data"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := parse(Newest, []byte(tc.text), raw(t, Newest))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}

func TestLoadSharesOneDocument(t *testing.T) {
	first, second := newest(t), newest(t)
	if first != second {
		t.Error("two calls gave two documents")
	}
}

func TestOperationsAreInTheOrderOfTheFile(t *testing.T) {
	text := string(raw(t, Newest))
	var ids []string
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "operationId: ")
		if !found {
			break
		}
		id, after, _ := strings.Cut(after, "\n")
		ids, rest = append(ids, id), after
	}
	var got []string
	for _, op := range newest(t).Operations() {
		got = append(got, op.ID)
	}
	if !slices.Equal(got, ids) {
		t.Errorf("got %q\nwant %q", got, ids)
	}
}

func TestOperationsSayWhatTheyNeed(t *testing.T) {
	sensitive := []string{
		"Registered_newIdCert", "Registered_name", "Registered_importData", "Registered_setPrimaryProvider",
		"Registered_deleteSession", "Registered_deleteEncryptedPKM",
	}
	open := []string{
		"Unregistered_actorCerts", "Unregistered_serverIdCert", "Unregistered_requestToken",
		"Unregistered_getServicesOfActor", "Unregistered_getSingleServiceOfActor",
		"Unregistered_getResource", "Unregistered_getResourceInfos", "Registered_encryptedPKMsizeLimit",
		"ResourceAddressingWithRelativeRoots_getStorageLimitInfo",
	}
	for _, op := range newest(t).Operations() {
		if want := slices.Contains(sensitive, op.ID); op.Sensitive != want {
			t.Errorf("%s: sensitive is %t, want %t", op.ID, op.Sensitive, want)
		}
		if want := !slices.Contains(open, op.ID); op.NeedsToken != want {
			t.Errorf("%s: needs a token is %t, want %t", op.ID, op.NeedsToken, want)
		}
	}
}

// TestDocumentsTellsTheOriginal holds that corrections widen what is taken, not
// what the API documents.
func TestDocumentsTellsTheOriginal(t *testing.T) {
	for _, tc := range []struct {
		method, path string
		want         []int
	}{
		{"GET", "/.p2/core/v1/idcert/server", []int{200}},
		{"DELETE", "/.p2/core/v1/data", []int{204, 401, 403}},
		{"POST", "/.p2/core/v1/resource/x", []int{204, 403, 409, 411, 413, 414}},
	} {
		op, ok := newest(t).Find(tc.method, tc.path)
		if !ok {
			t.Errorf("%s %s: not found", tc.method, tc.path)
			continue
		}
		if got := op.Statuses(); fmt.Sprint(got) != fmt.Sprint(tc.want) {
			t.Errorf("%s: got %v, want %v", op.ID, got, tc.want)
		}
		for status := range 600 {
			if got, want := op.Documents(status), slices.Contains(tc.want, status); got != want {
				t.Errorf("%s: documents %d is %t, want %t", op.ID, status, got, want)
			}
		}
	}
}

func TestOperationsAreCopies(t *testing.T) {
	list := newest(t).Operations()
	list[0].ID, list[0].Tags[0] = "changed", "changed"
	list[0].Statuses()[0] = 999
	again := newest(t).Operations()[0]
	if again.ID == "changed" || again.Tags[0] == "changed" || again.Documents(999) {
		t.Errorf("a caller changed the document: %+v", again)
	}
}
