package main

import "testing"

func TestParseShard(t *testing.T) {
	for s, want := range map[string][2]int{
		"1/1": {1, 1}, "2/3": {2, 3}, "3/3": {3, 3}, "0of3": {1, 3}, "2of3": {3, 3}, "1000/1000": {1000, 1000},
	} {
		part, of, err := parseShard(s)
		if err != nil || part != want[0] || of != want[1] {
			t.Errorf("%s: %d of %d, error %v", s, part, of, err)
		}
	}
	for _, s := range []string{"", "1", "/", "0/3", "4/3", "3of3", "-1of3", "1/0", "a/b", "1/1001", "1/3/5", "1 of 3", "9223372036854775807of3"} {
		if part, of, err := parseShard(s); err == nil {
			t.Errorf("%q: %d of %d", s, part, of)
		}
	}
}
