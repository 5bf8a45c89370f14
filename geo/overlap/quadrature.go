package overlap

import "math"

// rule is a Gauss–Legendre rule on [0, 1]: n nodes are exact for polynomials up to degree
// 2n − 1.
type rule struct{ at, weight []float64 }

// maxNodes is the largest rule.
const maxNodes = 24

// legendre[n] is the rule with n nodes.
var legendre = legendreRules()

func legendreRules() [maxNodes + 1]rule {
	var rules [maxNodes + 1]rule
	for n := 1; n <= maxNodes; n++ {
		rules[n] = newRule(n)
	}
	return rules
}

// newRule finds the roots of the Legendre polynomial by Newton's method from Tricomi's
// approximation (Abramowitz and Stegun 1964, 22.16.6 and 25.4.30).
func newRule(n int) rule {
	r := rule{make([]float64, n), make([]float64, n)}
	for i := range n {
		x := math.Cos(math.Pi * (float64(i) + 0.75) / (float64(n) + 0.5))
		var slope float64
		for range 8 {
			before, value := 1.0, x
			for k := 2; k <= n; k++ {
				before, value = value, (float64(2*k-1)*x*value-float64(k-1)*before)/float64(k)
			}
			slope = float64(n) * (x*value - before) / (x*x - 1)
			x -= value / slope
		}
		r.at[i], r.weight[i] = (1-x)/2, 1/((1-x*x)*slope*slope)
	}
	return r
}

// hermite is a Gauss–Hermite rule for the mean of a function of a standard normal
// variable: at are the values it takes, weight their probabilities.
type hermite struct{ at, weight []float64 }

// hermite16 is exact for polynomials up to degree 31.
var hermite16 = newHermite(16)

// newHermite finds the roots of the probabilists' Hermite polynomial one by one, dividing
// out those already found, with Newton's method on orthonormal polynomials (Abramowitz and
// Stegun 1964, 25.4.46).
func newHermite(n int) hermite {
	h := hermite{make([]float64, n), make([]float64, n)}
	for i := range n {
		x := math.Sqrt(float64(2*n+1)) * 1.2
		var slope float64
		for range 200 {
			before, value := 0.0, 1.0
			for k := range n {
				before, value = value, (x*value-math.Sqrt(float64(k))*before)/math.Sqrt(float64(k+1))
			}
			slope = math.Sqrt(float64(n)) * before
			pull := 0.0
			for _, root := range h.at[:i] {
				pull += 1 / (x - root)
			}
			step := value / (slope - value*pull)
			x -= step
			if math.Abs(step) < 1e-15*(1+math.Abs(x)) {
				break
			}
		}
		h.at[i], h.weight[i] = x, 1/(slope*slope)
	}
	return h
}
