//go:build !race

package suites_test

const underRace = false
