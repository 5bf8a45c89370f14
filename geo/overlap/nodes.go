package overlap

import "math"

// Evenly spread points, so that a mean over few of them is as good as one over many
// random ones: the additive recurrence with the generalised golden ratio (Roberts 2018),
// whose discrepancy in d dimensions is the lowest known for sequences of this kind.

// spreadSteps are the steps of the sequence in d dimensions: coordinate i of point k is the
// fraction of start + k·steps[i].
func spreadSteps(d int) []float64 {
	ratio := 2.0
	for range 60 { // the root of xᵈ⁺¹ = x + 1
		ratio = math.Pow(1+ratio, 1/float64(d+1))
	}
	steps := make([]float64, d)
	for i := range steps {
		steps[i] = math.Mod(math.Pow(ratio, -float64(i+1)), 1)
	}
	return steps
}

// planeNodes are n evenly spread draws from the standard normal distribution of the plane.
func planeNodes(n int) [][2]float64 {
	steps := spreadSteps(2)
	nodes := make([][2]float64, n)
	for k := range nodes {
		u, v := fraction(0.5+float64(k)*steps[0]), fraction(0.5+float64(k)*steps[1])
		nodes[k][0], nodes[k][1] = normalPair(u, v)
	}
	return nodes
}

func fraction(x float64) float64 { return x - math.Floor(x) }

// normalPair turns two even numbers between 0 and 1 into two independent normal ones (Box
// and Muller 1958).
func normalPair(u, v float64) (x, y float64) {
	r := math.Sqrt(-2 * math.Log(max(u, 1e-300)))
	sin, cos := math.Sincos(2 * math.Pi * v)
	return r * cos, r * sin
}

// mix scrambles bits so that neighbouring numbers become unrelated (splitmix64, Steele,
// Lea and Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// even is a number between 0 and 1, neither included, from scrambled bits.
func even(x uint64) float64 { return (float64(x>>11) + 0.5) / (1 << 53) }
