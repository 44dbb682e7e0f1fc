package main

import (
	"runtime/debug"
	"testing"
)

func TestBuildOf(t *testing.T) {
	settings := func(modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs.revision", Value: "4d0ef83"}, {Key: "vcs.modified", Value: modified}}
	}
	tests := []struct {
		name            string
		info            debug.BuildInfo
		version, commit string
	}{
		{"released", debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3", ""},
		{"built from a clean tree", debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: settings("false")}, "(devel)", "4d0ef83"},
		{"built from a changed tree", debug.BuildInfo{Settings: settings("true")}, "(devel)", "4d0ef83-dirty"},
		{"nothing recorded", debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.modified", Value: "true"}}}, "(devel)", ""},
	}
	for _, test := range tests {
		if b := buildOf(&test.info); b.Version != test.version || b.Commit != test.commit {
			t.Errorf("%s: %+v", test.name, b)
		}
	}
}
