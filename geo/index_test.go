package geo

import (
	"cmp"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/paulmach/orb"
)

func randomBounds(rnd *rand.Rand, n int) []orb.Bound {
	out := make([]orb.Bound, n)
	for i := range out {
		x, y := rnd.Float64()*100, rnd.Float64()*100
		out[i] = box(x, y, x+rnd.Float64(), y+rnd.Float64())
	}
	return out
}

func TestTheIndexFindsWhatComparingAllFinds(t *testing.T) {
	rnd := rand.New(rand.NewPCG(15, 16))
	for _, n := range []int{0, 1, 2, 15, 16, 17, 255, 256, 257, 5000} {
		bounds := randomBounds(rnd, n)
		if n > 20 {
			bounds[3] = bounds[7] // equal ones
			bounds[5].Min[0] = math.NaN()
			bounds[6] = box(5, 5, 5, 5)
		}
		x := NewIndex(bounds)
		if x.Len() != n {
			t.Errorf("%d bounds, Len %d", n, x.Len())
		}
		for range 200 {
			q := randomBounds(rnd, 1)[0]
			q.Max[0] += rnd.Float64() * 10
			var got, want []int
			x.Search(q, func(i int) bool { got = append(got, i); return true })
			for i, b := range bounds {
				if meets(&b, &q) {
					want = append(want, i)
				}
			}
			if list := x.Append([]int{-1}, q); list[0] != -1 || !slices.Equal(list[1:], got) {
				t.Fatalf("appended %v, searched %v", list, got)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Fatalf("%d bounds, query %v: %v, want %v", n, q, got, want)
			}
		}
	}
}

func TestEdgesCountAsMeeting(t *testing.T) {
	found := 0
	NewIndex([]orb.Bound{box(0, 0, 1, 1)}).Search(box(1, 1, 2, 2), func(int) bool { found++; return true })
	if found != 1 {
		t.Error("bounds that touch at a corner meet")
	}
}

func TestASearchStopsWhenTold(t *testing.T) {
	x := NewIndex(randomBounds(rand.New(rand.NewPCG(1, 1)), 1000))
	n := 0
	x.Search(box(0, 0, 101, 101), func(int) bool { n++; return n < 7 })
	if n != 7 {
		t.Errorf("yielded %d times", n)
	}
}

func TestASearchAllocatesNothing(t *testing.T) {
	x := NewIndex(randomBounds(rand.New(rand.NewPCG(1, 1)), 10_000))
	n := 0
	yield := func(int) bool { n++; return true }
	if a := testing.AllocsPerRun(100, func() { x.Search(box(0, 0, 101, 101), yield) }); a != 0 {
		t.Errorf("%v allocations a query", a)
	}
}

// A Hilbert curve steps from each cell to a neighbour and visits each once.
func TestTheCurveGoesFromNeighbourToNeighbour(t *testing.T) {
	type at struct {
		key  uint64
		x, y int
	}
	for _, corner := range []uint32{0, 1<<30 - 32, 1<<31 - 64} {
		var cells []at
		for x := range 64 {
			for y := range 64 {
				cells = append(cells, at{hilbert(corner+uint32(x), corner+uint32(y)), x, y})
			}
		}
		slices.SortFunc(cells, func(a, b at) int {
			if a.key < b.key {
				return -1
			}
			return 1
		})
		breaks := 0
		for i := 1; i < len(cells); i++ {
			a, b := cells[i-1], cells[i]
			if a.key == b.key || cells[i].key>>62 != 0 {
				t.Fatalf("keys %x and %x", a.key, b.key)
			}
			consecutive := b.key == a.key+1
			if near := math.Abs(float64(a.x-b.x))+math.Abs(float64(a.y-b.y)) == 1; consecutive && !near {
				t.Fatalf("from %v to %v", a, b)
			}
			if !consecutive {
				breaks++
			}
		}
		if breaks > 256 {
			t.Errorf("%d breaks in a square of 64 × 64", breaks)
		}
	}
}

func TestTheHilbertOrderListsEachBoundOnceAndNeighboursTogether(t *testing.T) {
	bounds := randomBounds(rand.New(rand.NewPCG(5, 6)), 10_000)
	bounds[7] = emptyNode()
	order := HilbertOrder(bounds)
	if order[0] != 7 {
		t.Errorf("the empty bound is not first but %d", order[0])
	}
	steps, seen := 0.0, make([]bool, len(bounds))
	for i, k := range order {
		if seen[k] {
			t.Fatalf("%d comes twice", k)
		}
		seen[k] = true
		if i > 1 {
			a, b := bounds[order[i-1]].Center(), bounds[k].Center()
			steps += math.Hypot(a[0]-b[0], a[1]-b[1])
		}
	}
	all := emptyNode()
	for _, b := range bounds {
		all = union([]orb.Bound{all, b})
	}
	if mean, side := steps/float64(len(bounds)), all.Max[0]-all.Min[0]; len(order) != len(bounds) || mean > side/30 {
		t.Errorf("%d of %d, with steps of %v in %v", len(order), len(bounds), mean, side)
	}
}

// Among 50,000 bounds many share a middle, and some have none.
func TestTheIndexDoesNotDependOnTheProcessors(t *testing.T) {
	bounds := randomBounds(rand.New(rand.NewPCG(17, 18)), 50_000)
	for i := range bounds {
		switch i % 7 {
		case 1:
			bounds[i] = bounds[i/50*7]
		case 2:
			bounds[i].Max[1] = math.NaN()
		}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := NewIndex(bounds)
	for _, processors := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(processors)
		if got := NewIndex(bounds); !sameIndex(got, want) {
			t.Errorf("on %d processors it is another", processors)
		}
	}
}

// sameIndex compares bit by bit: NaN is not equal to itself.
func sameIndex(a, b *Index) bool {
	bits := func(a, b orb.Bound) bool {
		for axis := range 2 {
			if math.Float64bits(a.Min[axis]) != math.Float64bits(b.Min[axis]) || math.Float64bits(a.Max[axis]) != math.Float64bits(b.Max[axis]) {
				return false
			}
		}
		return true
	}
	return slices.Equal(a.ids, b.ids) && slices.Equal(a.levels, b.levels) && slices.EqualFunc(a.boxes, b.boxes, bits)
}

func TestKeysAreSortedAsAComparisonSortsThem(t *testing.T) {
	rnd := rand.New(rand.NewPCG(19, 20))
	for _, n := range []int{0, 1, 2, 1000, 40_000} {
		for _, mask := range []uint64{1<<62 - 1, 0xff00, 3} {
			list := make([]keyed, n)
			for i := range list {
				list[i] = keyed{rnd.Uint64() & mask, uint32(i)}
			}
			want := slices.Clone(list)
			slices.SortStableFunc(want, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
			for _, processors := range []int{1, 2, 5} {
				got := slices.Clone(list)
				if sortKeyed(got, make([]keyed, n), processors); !slices.Equal(got, want) {
					t.Errorf("%d keys of %x on %d processors are out of order", n, mask, processors)
				}
			}
		}
	}
}

func BenchmarkIndexBuild1M(b *testing.B) {
	bounds := randomBounds(rand.New(rand.NewPCG(1, 1)), 1_000_000)
	for b.Loop() {
		NewIndex(bounds)
	}
}

func BenchmarkIndexSearch1M(b *testing.B) {
	bounds := randomBounds(rand.New(rand.NewPCG(1, 1)), 1_000_000)
	x := NewIndex(bounds)
	found := 0
	i := 0
	for b.Loop() {
		q := bounds[i%len(bounds)]
		q.Max = q.Min
		x.Search(q, func(int) bool { found++; return true })
		i++
	}
	b.ReportMetric(float64(found)/float64(b.N), "found/op")
}
