package overlap

import (
	"cmp"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// full reports whether make verify runs: every case and every draw. Otherwise a seeded
// part of them runs with the other tests.
func full() bool { return os.Getenv("BURIALMAP_VERIFY") != "" }

// sized chooses between the size of a part and that of make verify.
func sized(part, all int) int {
	if full() {
		return all
	}
	return part
}

// eachCase runs n cases on all processors, each with random numbers of its own, so that
// what it draws depends on nothing but the seed and its number.
func eachCase(seed uint64, n int, run func(i int, rnd *rand.Rand)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				run(i, rand.New(rand.NewPCG(seed, uint64(i))))
			}
		})
	}
	wait.Wait()
}

// scores are z-scores: how many standard errors of a Monte Carlo figure a computed one
// lies from it.
type scores []float64

func (z scores) mean() float64 {
	sum := 0.0
	for _, x := range z {
		sum += x
	}
	return sum / float64(len(z))
}

func (z scores) variance() float64 {
	m, sum := z.mean(), 0.0
	for _, x := range z {
		sum += (x - m) * (x - m)
	}
	return sum / float64(len(z)-1)
}

func (z scores) beyond(limit float64) int {
	n := 0
	for _, x := range z {
		if math.Abs(x) > limit {
			n++
		}
	}
	return n
}

func (z scores) worst() float64 {
	return math.Abs(slices.MaxFunc(z, func(a, b float64) int { return cmp.Compare(math.Abs(a), math.Abs(b)) }))
}

// mustBeNormal fails unless the scores could be those of a standard normal distribution, or
// of something nearer to 0: none beyond 5, no more than 1 % beyond 3, and neither mean nor
// variance greater than chance makes them in one of 1e5 runs.
func (z scores) mustBeNormal(t *testing.T, what string) {
	t.Helper()
	n := float64(len(z))
	t.Logf("%-34s %4d cases: mean %+.3f, variance %.3f, worst %.2f, %d beyond 3", what, len(z), z.mean(), z.variance(), z.worst(), z.beyond(3))
	switch {
	case z.beyond(5) > 0:
		t.Errorf("%s: a score of %.2f", what, z.worst())
	case full() && float64(z.beyond(3)) > n/100:
		t.Errorf("%s: %d of %d scores beyond 3", what, z.beyond(3), len(z))
	case math.Abs(z.mean()) > 4.4/math.Sqrt(n):
		t.Errorf("%s: mean %.3f", what, z.mean())
	case z.variance() > 1+4.4*math.Sqrt(2/n)+10/n:
		t.Errorf("%s: variance %.3f", what, z.variance())
	}
}
