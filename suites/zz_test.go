package suites_test

import (
	"fmt"
	"sort"
	"testing"
	"time"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/suites"
)

func TestZZ(t *testing.T) {
	e, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1, InMemory: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := run.Preflight(t.Context(), e.Target, nil); err != nil {
		t.Fatal(err)
	}
	type row struct {
		id string
		n  int
		d  time.Duration
	}
	var rows []row
	total, sum := 0, time.Duration(0)
	for _, alone := range []bool{false, true} {
		for _, c := range suites.All() {
			if c.Alone != alone {
				continue
			}
			start := time.Now()
			o, log := check.Run(t.Context(), c, e.Target, check.Settings{Seed: 1, Timeout: 30 * time.Second})
			d := time.Since(start)
			_ = o
			rows = append(rows, row{c.ID, len(log.Exchanges()), d})
			total += len(log.Exchanges())
			sum += d
		}
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].d > rows[j].d })
	fmt.Println(total, sum)
	ops := map[string]int{}
	_ = ops
	for _, r := range rows[:70] {
		fmt.Println(r.n, r.d, r.id)
	}
}
