package overlap

import (
	"math"
	"testing"
)

func TestGaussLegendreRulesAreExactForPolynomials(t *testing.T) {
	for n := 1; n <= maxNodes; n++ {
		r := legendre[n]
		for degree := range 2 * n {
			sum := 0.0
			for i, x := range r.at {
				sum += r.weight[i] * math.Pow(x, float64(degree))
			}
			if want := 1 / float64(degree+1); math.Abs(sum-want) > 1e-14 {
				t.Errorf("%d nodes: the mean of x^%d is %v, want %v", n, degree, sum, want)
			}
		}
	}
}

func TestTheGaussHermiteRuleHasTheMomentsOfTheNormalDistribution(t *testing.T) {
	want := 1.0
	for degree := 0; degree < 32; degree += 2 {
		sum, odd := 0.0, 0.0
		for i, x := range hermite16.at {
			sum += hermite16.weight[i] * math.Pow(x, float64(degree))
			odd += hermite16.weight[i] * math.Pow(x, float64(degree+1))
		}
		if math.Abs(sum-want) > 1e-11*want || math.Abs(odd) > 1e-11*want*float64(degree+1) {
			t.Errorf("moment %d is %v, want %v; moment %d is %v", degree, sum, want, degree+1, odd)
		}
		want *= float64(degree + 1)
	}
}

// The series Σ −(−z)ᵏ/(k·k!) (Abramowitz and Stegun 1964, 5.1.11), in greater precision than
// its cancelling terms need up to z = 12; beyond, E1 by its continued fraction (5.1.22).
func einBySeries(z float64) float64 {
	if z < 12 {
		sum, term := 0.0, -1.0
		for k := 1.0; k < 100; k++ {
			term *= -z / k
			sum += term / k
		}
		return sum
	}
	f := 0.0
	for k := 80.0; k > 0; k-- {
		f = k / (1 + k/(z+f))
	}
	return math.Log(z) + eulerGamma + math.Exp(-z)/(z+f)
}

func TestTheEntireIntegralAgreesWithItsSeries(t *testing.T) {
	worst := 0.0
	for z := 0.0; z < 60; z += 0.00137 {
		worst = max(worst, math.Abs(entireIntegral(z)-einBySeries(z)))
	}
	t.Logf("worst difference %.1e", worst)
	if worst > 1e-9 {
		t.Errorf("off by %v", worst)
	}
}

func TestEvenlySpreadNodesAreNormal(t *testing.T) {
	nodes := planeNodes(areaNodes)
	var x, y, xx, yy, xy float64
	for _, n := range nodes {
		x, y = x+n[0], y+n[1]
		xx, yy, xy = xx+n[0]*n[0], yy+n[1]*n[1], xy+n[0]*n[1]
	}
	for name, c := range map[string][2]float64{"mean x": {x, 0}, "mean y": {y, 0}, "variance x": {xx, 1}, "variance y": {yy, 1}, "covariance": {xy, 0}} {
		if got := c[0] / areaNodes; math.Abs(got-c[1]) > 0.01 {
			t.Errorf("%s is %v", name, got)
		}
	}
}
