package openapi

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// everyVersion returns the corrected documents, oldest first.
func everyVersion(t testing.TB) []*Document {
	t.Helper()
	var list []*Document
	for _, name := range Versions() {
		document, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, document)
	}
	return list
}

// TestWhatChangedFromVersionToVersion lists the operations and schemas that a
// version has otherwise than the one before. What is required of them may have a
// version in the catalogue.
func TestWhatChangedFromVersionToVersion(t *testing.T) {
	changed := map[string][]string{
		"v1.0-beta.2": {
			"Models.ResourceInformation", "Registered_getResourceList", "Unregistered_getResource", "Unregistered_getResourceInfos", "Version",
		},
		"v1.0-beta.3": {"Models.EncryptedPKM", "Version"},
	}
	before := parts(t, Versions()[0])
	for _, name := range Versions()[1:] {
		after := parts(t, name)
		var got []string
		for part := range after {
			if !reflect.DeepEqual(before[part], after[part]) {
				got = append(got, part)
			}
		}
		for part := range before {
			if _, ok := after[part]; !ok {
				got = append(got, part)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, changed[name]) {
			t.Errorf("%s: got %q, want %q", name, got, changed[name])
		}
		before = after
	}
}

// parts maps the operations and schemas of a version to their facts.
func parts(t *testing.T, name string) map[string]any {
	t.Helper()
	document := withoutProse(generic(t, raw(t, name)), false).(map[string]any)
	list := maps.Clone(document["components"].(map[string]any)["schemas"].(map[string]any))
	for _, methods := range document["paths"].(map[string]any) {
		for _, operation := range methods.(map[string]any) {
			list[operation.(map[string]any)["operationId"].(string)] = operation
		}
	}
	return list
}

// TestOlderAnswers are those that a version documents and the newest does not:
// its own document takes them, and so do its corrections.
func TestOlderAnswers(t *testing.T) {
	const v1 = "/.p2/core/v1"
	const flat = `{"resourceId":"x","size":1,"access":{"private":true,"public":false}}`
	for name, tc := range map[string]struct {
		version string
		exchange
	}{
		"numbers":          {"v1.0-beta.2", exchange{"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serialNumber":1,"encryptionAlgorithms":[[1,2]]}]`}},
		"flat list":        {"v1.0-beta.1", exchange{"GET", v1 + "/resource/resources", 200, "", "[" + flat + "]"}},
		"no token":         {"v1.0-beta.1", exchange{"GET", v1 + "/resource/x", 401, "Content-Type: text/plain", "NEEDS_AUTHENTICATION"}},
		"no access":        {"v1.0-beta.1", exchange{"GET", v1 + "/resource/x/info/", 403, "Content-Type: text/plain", "ACCESS_FORBIDDEN"}},
		"not there":        {"v1.0-beta.1", exchange{"GET", v1 + "/resource/x", 404, "Content-Type: text/plain", "NOT_FOUND"}},
		"moved, with text": {"v1.0-beta.1", exchange{"GET", v1 + "/resource/x", 308, "Content-Type: text/plain\nLocation: https://b.c/x", "ROOT_CHANGED"}},
	} {
		t.Run(name, func(t *testing.T) {
			text := raw(t, tc.version)
			published, err := parse(tc.version, text, text, openapi3.DisableExamplesValidation())
			if err != nil {
				t.Fatal(err)
			}
			corrected, err := Load(tc.version)
			if err != nil {
				t.Fatal(err)
			}
			for _, document := range []*Document{published, corrected} {
				if got := tc.check(t, document); len(got) > 0 {
					t.Errorf("got %q", got)
				}
			}
		})
	}
}

// TestNewerAnswersFitOlderVersions holds that a server which keeps the newest
// version is not failed by an older document's schemas.
func TestNewerAnswersFitOlderVersions(t *testing.T) {
	const v1 = "/.p2/core/v1"
	const information = `{"resourceId":"x","size":1,"access":{"private":true,"public":false}}`
	for name, e := range map[string]exchange{
		"algorithms as strings":  {"GET", v1 + "/session/keymaterial", 200, "", `[{"key_data":"x","serialNumber":1,"encryptionAlgorithms":["1.2"]}]`},
		"wrapped list":           {"GET", v1 + "/resource/resources", 200, "", `[{"resourceInformation":` + information + `}]`},
		"information":            {"GET", v1 + "/resource/x/info/", 200, "", "[" + information + "]"},
		"404 without text":       {"GET", v1 + "/resource/x", 404, "", ""},
		"404 with JSON":          {"GET", v1 + "/resource/x/info/", 404, "", `{"code":"no"}`},
		"401 without text":       {"GET", v1 + "/resource/x", 401, "", ""},
		"a redirect and no text": {"GET", v1 + "/resource/x", 308, "Location: https://b.c/x", ""},
	} {
		t.Run(name, func(t *testing.T) {
			for _, document := range everyVersion(t) {
				if got := e.check(t, document); len(got) > 0 {
					t.Errorf("%s: %q", document.Version(), got)
				}
			}
		})
	}
}

// A wrapped list is checked inside its wrapping, in every version.
func TestTheListIsCheckedInside(t *testing.T) {
	e := exchange{"GET", "/.p2/core/v1/resource/resources", 200, "", `[{"resourceInformation":{"resourceId":1}}]`}
	for _, document := range everyVersion(t) {
		if got := e.check(t, document); len(got) == 0 {
			t.Errorf("%s takes it", document.Version())
		}
	}
}
