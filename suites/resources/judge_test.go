package resources

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestIDIn(t *testing.T) {
	for _, tt := range []struct{ place, want string }{
		{"", "sent"},
		{"/.p2/core/v1/resource/other", "other"},
		{"https://home.example/.p2/core/v1/resource/a%2Fb/", "a/b"},
		{"other", "other"},
		{"%zz", "sent"},
	} {
		header := http.Header{}
		if tt.place != "" {
			header.Set("Location", tt.place)
		}
		if got := idIn(&client.Response{Status: http.StatusNoContent, Header: header}, "sent"); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.place, got, tt.want)
		}
	}
}

func held(t *testing.T, name string, d *check.Deviation, want bool) {
	t.Helper()
	if (d == nil) != want {
		t.Errorf("%s: %+v, and that it holds is %t", name, d, want)
	}
}

func TestSame(t *testing.T) {
	held(t, "nothing", same(nil, []byte{}), true)
	held(t, "another length", same([]byte("ab"), []byte("a")), false)
	held(t, "another byte", same([]byte("ab"), []byte("ac")), false)
}

func listOf(ids ...string) []p2.ListedResource {
	var list []p2.ListedResource
	for _, id := range ids {
		list = append(list, p2.ListedResource{ResourceInfo: p2.ResourceInfo{ID: id}})
	}
	return list
}

func TestOnly(t *testing.T) {
	a, b := &resource{ID: "a"}, &resource{ID: "b"}
	held(t, "in another order", only(listOf("b", "a"), a, b), true)
	held(t, "one too few", only(listOf("a"), a, b), false)
	held(t, "one too many", only(listOf("a", "b", "c"), a, b), false)
	held(t, "one twice", only(listOf("a", "b", "b"), a, b), false)
	held(t, "the order", inOrder(listOf("a", "b"), []*resource{a, b}), true)
	held(t, "another order", inOrder(listOf("b", "a"), []*resource{a, b}), false)
}

func TestSays(t *testing.T) {
	r := &resource{ID: "a", Bytes: []byte("four"), Access: hidden}
	right := p2.ResourceInfo{ID: "a", Size: 4, Access: p2.ResourceAccess{Private: true, Allowed: []string{"somebody@example.com"}}}
	held(t, "right", says(right, r), true)
	for name, change := range map[string]func(*p2.ResourceInfo){
		"another ID":   func(i *p2.ResourceInfo) { i.ID = "b" },
		"another size": func(i *p2.ResourceInfo) { i.Size = 5 },
		"public":       func(i *p2.ResourceInfo) { i.Access.Public = true },
		"not private":  func(i *p2.ResourceInfo) { i.Access.Private = false },
	} {
		info := right
		change(&info)
		held(t, name, says(info, r), false)
	}
}

func TestListsAre(t *testing.T) {
	want := p2.ResourceAccess{Allowed: []string{"a@example.com", "b.example"}}
	held(t, "another order and case", listsAre(p2.ResourceAccess{Allowed: []string{"B.example", "a@example.com"}}, want), true)
	held(t, "one missing", listsAre(p2.ResourceAccess{Allowed: []string{"b.example"}}, want), false)
	held(t, "one denied", listsAre(p2.ResourceAccess{Allowed: want.Allowed, Denied: []string{"x"}}, want), false)
}

func TestReasons(t *testing.T) {
	for body, want := range map[string]bool{`{"reason":"TOO_LARGE"}`: true, `{"reason":"OTHER"}`: false, `"TOO_LARGE"`: false, ``: false} {
		_, d := reasonIn([]byte(body), "TOO_LARGE")
		held(t, body, d, want)
	}
	for text, want := range map[string]bool{`0`: true, `255`: true, `256`: false, `-1`: false, `"64"`: false, `null`: false, ``: false, `1.5`: false} {
		_, d := unsigned("charLimit", json.RawMessage(text), 8)
		held(t, text, d, want)
	}
	_, d := unsigned("remainingStorageBytes", json.RawMessage("18446744073709551615"), 64)
	held(t, "64 bits", d, true)
}

func TestPreviewed(t *testing.T) {
	for text, want := range map[string]bool{
		`{"contents":"YQ=="}`: true, `{"contents":""}`: true, `{"contents":"not base64!"}`: false, `{}`: false, `{"contents":null}`: false, `"YQ=="`: false,
	} {
		held(t, text, previewed(json.RawMessage(text)), want)
	}
}

// Every row of the table that the text decides is a check.
func TestRules(t *testing.T) {
	rows := 0
	for _, r := range rules {
		if r.nobody != open || r.local != open {
			rows++
		}
	}
	if rows == 0 || len(access) != rows+len(ownerChecks) {
		t.Errorf("%d rows for the actors of the server, and %d checks", rows, len(access))
	}
	seen := map[string]bool{}
	for _, r := range rules {
		if seen[r.id] {
			t.Errorf("the row %s stands twice", r.id)
		}
		seen[r.id] = true
		if r.access.Public != (r.nobody == yes) {
			t.Errorf("%s: what is public is for nobody else", r.id)
		}
	}
}
