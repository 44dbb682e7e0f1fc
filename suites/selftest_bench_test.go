package suites_test

import (
	"testing"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/run"
	"github.com/p2conform/p2conform/harness/selftest"
	"github.com/p2conform/p2conform/suites"
)

// BenchmarkSelfTest measures the self-test with all its checks on ten servers
// beside the reference: eight faults and two readings, spread over their lists.
func BenchmarkSelfTest(b *testing.B) {
	faults, variants := homeserver.Faults(), homeserver.Variants()
	faults, variants = every(len(faults)/8+1, faults), every(len(variants)/2+1, variants)
	for b.Loop() {
		_, err := selftest.Run(b.Context(), selftest.Options{
			Checks: suites.All(), Faults: faults, Variants: variants, Probed: run.Probed(), Seed: 1,
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	servers := float64(1 + len(faults) + len(variants))
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/servers, "ms/server")
}
