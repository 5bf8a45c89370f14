package geo

import (
	"runtime"
	"sync"
)

// inParallel calls do for parts of 0…n−1 that together are all of it, on all processors.
// Little is not worth sharing.
func inParallel(n int, do func(from, to int)) {
	const worth = 4096
	parts := min(runtime.GOMAXPROCS(0), n/worth)
	if parts <= 1 {
		do(0, n)
		return
	}
	var wait sync.WaitGroup
	for p := range parts {
		wait.Go(func() { do(n*p/parts, n*(p+1)/parts) })
	}
	wait.Wait()
}
