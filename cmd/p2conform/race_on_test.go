//go:build race

package main

// underRace says that the race detector is on, which takes several times the
// memory and the time.
const underRace = true
