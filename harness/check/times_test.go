package check_test

import (
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

func TestUnits(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		n    uint64
		want time.Time
		unit check.Unit
	}{
		{uint64(at.Unix()), at, check.Seconds},
		{uint64(at.UnixMilli()), at, check.Milliseconds},
		{0, time.Unix(0, 0).UTC(), check.Seconds},
		{99_999_999_999, time.Unix(99_999_999_999, 0).UTC(), check.Seconds},
		{1<<64 - 1, time.UnixMilli(1 << 62).UTC(), check.Milliseconds},
	} {
		got, unit := check.TimeOf(c.n)
		if !got.Equal(c.want) || unit != c.unit {
			t.Errorf("%d: %v %s, want %v %s", c.n, got, unit, c.want, c.unit)
		}
		if _, err := ambiguity.TimestampUnit.Reading(string(unit)); err != nil {
			t.Error(err)
		}
		entry := check.Entry{CacheableCert: p2.CacheableCert{NotBefore: c.n, HasCache: true}}
		want := map[check.Unit]string{check.Seconds: "1772366400", check.Milliseconds: "1772366400000"}[c.unit]
		if s := entry.Unit().Stamp(at); s != want {
			t.Errorf("%s, by a target that counts %s: %s", at, c.unit, s)
		}
	}
	if s := (check.Entry{}).Unit().Stamp(at); s != "1772366400" {
		t.Errorf("without cache data: %s", s)
	}
}
