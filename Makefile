# What each target needs: Go, and for `docs` nothing else either.
GO ?= go

.PHONY: run test selftest lint bench docs fuzz

run: ## certify the embedded reference home server
	$(GO) run ./cmd/p2conform run

test: ## everything that runs with Go alone; the rest skips with its reason
	$(GO) test ./...

selftest: ## prove the suite on faults and null servers
	$(GO) run ./cmd/p2conform selftest

lint: ## formatting, vet, staticcheck
	@test -z "$$(gofmt -l .)" || { gofmt -l .; echo "run gofmt -w on these files"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench: ## checks per second, time of a run, its ratio to a bare replay, of a self-test, peak memory; the same of a large archive
	$(GO) test ./suites -run '^$$' -bench 'Run|SelfTest' -benchtime 5x
	$(GO) test ./suites -run '^$$' -bench PeakMemory -benchtime 5x
	$(GO) test ./fixtures/archive -run '^$$' -bench Large -benchtime 3x

docs: ## write the generated parts of docs/
	$(GO) generate ./...

fuzz: ## every fuzz target for ten seconds
	@for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
	    echo "$$p $$f"; $(GO) test $$p -run '^$$' -fuzz "^$$f\$$" -fuzztime 10s || exit 1; \
	  done; \
	done
