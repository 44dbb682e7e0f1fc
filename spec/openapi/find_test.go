package openapi

import (
	"maps"
	"testing"
)

func TestFind(t *testing.T) {
	for _, tc := range []struct {
		method, path, id string
		params           map[string]string
	}{
		{"GET", "/.p2/core/v1/idcert/server", "Unregistered_serverIdCert", nil},
		{"GET", "/.p2/core/v1/idcert/server/", "Unregistered_serverIdCert", nil},
		{"GET", "/.p2/core/v1/idcert/server?timestamp=1", "Unregistered_serverIdCert", nil},
		{"GET", "/.p2/core/v1/idcert/actor/xenia@example.com", "Unregistered_actorCerts", map[string]string{"fid": "xenia@example.com"}},
		{"GET", "/.p2/core/v1/idcert/actor/xenia%40example.com", "Unregistered_actorCerts", map[string]string{"fid": "xenia@example.com"}},
		{"GET", "/.p2/core/v1/services/discover/a@b.c/chat", "Unregistered_getSingleServiceOfActor", map[string]string{"fid": "a@b.c", "service": "chat"}},
		{"GET", "/.p2/core/v1/resource/usage", "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", nil},
		{"GET", "/.p2/core/v1/resource/resources", "Registered_getResourceList", nil},
		{"GET", "/.p2/core/v1/resource/other", "Unregistered_getResource", map[string]string{"rid": "other"}},
		{"POST", "/.p2/core/v1/resource/usage", "Registered_postResource", map[string]string{"rid": "usage"}},
		{"GET", "/.p2/core/v1/resource/a%2Fb", "Unregistered_getResource", map[string]string{"rid": "a/b"}},
		{"GET", "/.p2/core/v1/resource/100%", "Unregistered_getResource", map[string]string{"rid": "100%"}},
		{"GET", "/.p2/core/v1/resource/x/info/", "Unregistered_getResourceInfos", map[string]string{"rid": "x"}},
		{"GET", "/.p2/core/v1/resource/x/info", "Unregistered_getResourceInfos", map[string]string{"rid": "x"}},
		{"GET", "/.p2/core/v1/session/auth", "", nil},
		{"get", "/.p2/core/v1/idcert/server", "", nil},
		{"GET", "/.p2/core/idcert/server", "", nil},
		{"GET", "/.p2/core/v1/idcert/actor/", "", nil},
		{"GET", "/.p2/core/v1/resource//info", "", nil},
		{"GET", "", "", nil},
		{"GET", "/", "", nil},
	} {
		t.Run(tc.method+" "+tc.path, func(t *testing.T) {
			op, ok := newest(t).Find(tc.method, tc.path)
			if ok != (tc.id != "") || op.ID != tc.id {
				t.Fatalf("got %q, %t, want %q", op.ID, ok, tc.id)
			}
			if ok && !maps.Equal(op.Params, tc.params) {
				t.Errorf("got params %v, want %v", op.Params, tc.params)
			}
		})
	}
}

// TestFindKnowsEveryOperation asks for each with its own template.
func TestFindKnowsEveryOperation(t *testing.T) {
	for _, want := range newest(t).Operations() {
		if got, ok := newest(t).Find(want.Method, want.Path); !ok || got.ID != want.ID {
			t.Errorf("%s %s: got %q, %t", want.Method, want.Path, got.ID, ok)
		}
	}
}
