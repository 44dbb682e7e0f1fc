package suites_test

import (
	"testing"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/suites"
)

// The checks run on the embedded server as specs of Ginkgo; every flag of
// Ginkgo works here, as in: go test ./suites -run TestGinkgo -ginkgo.label-filter=discovery.
func TestGinkgo(t *testing.T) {
	gomega.RegisterFailHandler(ginkgo.Fail)
	server, err := target.StartEmbedded(target.EmbeddedOptions{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	}()
	suites.Describe(server.Target)
	ginkgo.RunSpecs(t, "p2conform on the reference home server")
}
