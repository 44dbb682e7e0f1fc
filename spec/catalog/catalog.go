// Package catalog puts the catalogues of the single documents together: every
// requirement that we know, in one order, found by id or by profile.
package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/catalog/auth"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/catalog/mls"
	"github.com/p2conform/p2conform/spec/requirement"
)

// all is the catalogue order: the prose first, then the API document.
var all = slices.Concat(core.All, auth.All, mls.All, api.All)

var index = indexed(all)

func indexed(rs []requirement.Requirement) map[requirement.ID]int {
	m := make(map[requirement.ID]int, len(rs))
	for i, r := range rs {
		m[r.ID] = i
	}
	return m
}

// All returns every requirement in catalogue order, those of older versions of
// the API document too. The slice is the caller's.
func All() []requirement.Requirement { return slices.Clone(all) }

// Of returns the requirements that hold in a version of the API document, in
// catalogue order.
func Of(version string) []requirement.Requirement {
	return slices.DeleteFunc(All(), func(r requirement.Requirement) bool { return !r.HoldsIn(version) })
}

// ByID returns the requirement with the id, and whether there is one.
func ByID(id requirement.ID) (requirement.Requirement, bool) {
	i, ok := index[id]
	if !ok {
		return requirement.Requirement{}, false
	}
	return all[i], true
}

// Index returns the place of the id in catalogue order, from 0, or -1 for an
// id that the catalogue does not have.
func Index(id requirement.ID) int {
	if i, ok := index[id]; ok {
		return i
	}
	return -1
}

// OfProfile returns the requirements of the profile, in catalogue order.
func OfProfile(p requirement.Profile) []requirement.Requirement {
	var rs []requirement.Requirement
	for _, r := range all {
		if r.Profile == p {
			rs = append(rs, r)
		}
	}
	return rs
}

// Digest is the fingerprint of the whole catalogue, "sha256:" and 64
// hexadecimal digits: two reports with the same digest were judged by the same
// statements.
func Digest() string { return digest(all) }

func digest(rs []requirement.Requirement) string {
	b, err := json.Marshal(rs)
	if err != nil {
		// Strings and names only: nothing here can fail to be written.
		panic(fmt.Sprintf("catalogue cannot be written: %v", err))
	}
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}
