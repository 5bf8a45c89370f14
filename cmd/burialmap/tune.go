package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

const (
	// threadsEach is how many threads run for each processor. Answers are short, and loading
	// is long: with threads to spare the system, which shares processors more finely than Go
	// does, lets an answer in between.
	threadsEach = 2
	// garbage is what a server may hold in percent of what it uses. Most of that are tiles and
	// features in few and large pieces, so that collecting more often costs next to nothing.
	garbage = 50
)

// tune fits the run time to a server, unless the environment says how it is to be.
func tune() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(threadsEach * runtime.GOMAXPROCS(0))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}
