package route

import (
	"cmp"
	"math"
	"slices"
)

// neighbours is how many sites close by each site knows: as many as one ruin can remove.
const neighbours = 40

// findNear finds the neighbours of each site, by the ways of the first crew.
func (f *facts) findNear() {
	f.near = make([][]int32, len(f.Sites))
	f.lambda = 0.001 * f.scale
	if len(f.ways) == 0 {
		return
	}
	sum, count := 0.0, 0
	for site := range f.near {
		apart := f.apart(site)
		f.near[site] = nearest(site, apart)
		for _, other := range f.near[site][:min(5, len(f.near[site]))] {
			if !math.IsInf(apart[other], 1) {
				sum += apart[other]
				count++
			}
		}
	}
	if sum > 0 {
		// Fifty ways to a neighbour are traded for a site: little enough that prizes lead,
		// and enough that of two plans of equal prize the search prefers the shorter one,
		// which has room for more.
		f.lambda = 0.02 * f.scale * float64(count) / sum
	}
}

// apart is, by site, the minutes from or to the given one, whichever are fewer.
func (f *facts) apart(site int) []float64 {
	w := f.ways[0]
	apart := make([]float64, len(f.Sites))
	for other := range apart {
		apart[other] = min(w.there[site*f.Places+other], w.back[site*f.Places+other])
	}
	return apart
}

func nearest(site int, apart []float64) []int32 {
	order := make([]int32, 0, len(apart))
	for other := range apart {
		if other != site {
			order = append(order, int32(other))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(apart[a], apart[b]), cmp.Compare(a, b))
	})
	return slices.Clone(order[:min(neighbours, len(order))])
}
