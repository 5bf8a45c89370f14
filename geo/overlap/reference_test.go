package overlap

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// expectedReference is the expected shared area of two convex rings by a second method
// that knows neither outlines nor Ein: cut level, both are stacks of intervals. The
// horizontal part of the error is integrated in closed form for each pair of intervals,
// the vertical part and both heights by Gauss–Legendre quadrature with far more nodes
// than needed:
//
//	E = ∫∫ φ_σ(v − u) · expected length that a's interval at u shares with b's at v  du dv
//
// Its error is below 1e-8 of the smaller area.
func expectedReference(a, b ring, sigma float64) float64 {
	a, b = steepened(a, b)
	ca, cb := chordsOf(a, sigma), chordsOf(b, sigma)
	sum := 0.0
	for _, u := range ca {
		from, _ := slices.BinarySearchFunc(cb, u.height-9*sigma, func(c chord, y float64) int {
			if c.height < y {
				return -1
			}
			return 1
		})
		part := 0.0
		for _, v := range cb[from:] {
			z := (v.height - u.height) / sigma
			if z > 9 {
				break
			}
			part += v.weight * density(z) / sigma * expectedLength(u.at, v.at, sigma)
		}
		sum += u.weight * part
	}
	return sum
}

// chord is a level cut through a ring, with the height for which it stands.
type chord struct {
	height, weight float64
	at             [2]float64
}

// steepened turns both rings so that no edge is anywhere near level.
func steepened(a, b ring) (turnedA, turnedB ring) {
	best, bestLevel := 0.0, -1.0
	for k := range 90 {
		angle := math.Pi * float64(k) / 90
		sin, cos := math.Sincos(angle)
		level := 1.0
		for _, r := range [2]ring{a, b} {
			for i := range r {
				e := step(r, i)
				level = min(level, math.Abs(sin*e[0]+cos*e[1])/math.Hypot(e[0], e[1]))
			}
		}
		if level > bestLevel {
			best, bestLevel = angle, level
		}
	}
	return turned(a, best), turned(b, best)
}

func turned(r ring, angle float64) ring {
	sin, cos := math.Sincos(angle)
	out := make(ring, len(r))
	for i, p := range r {
		out[i] = orb.Point{cos*p[0] - sin*p[1], sin*p[0] + cos*p[1]}
	}
	return out
}

// chordsOf cuts a ring level at the nodes of panels that end at every corner and are no
// higher than sigma, nor so high that an edge runs far aside within one.
func chordsOf(r ring, sigma float64) []chord {
	heights, slope := []float64{}, 1.0
	for i, p := range r {
		heights = append(heights, p[1])
		e := step(r, i)
		slope = max(slope, math.Abs(e[0]/e[1]))
	}
	slices.Sort(heights)
	var list []chord
	nodes := &legendre[12]
	for k := 1; k < len(heights); k++ {
		low, high := heights[k-1], heights[k]
		panels := math.Ceil((high - low) / sigma * max(1, slope/3))
		for j := range int(panels) {
			bottom, height := low+(high-low)*float64(j)/panels, (high-low)/panels
			for i, t := range nodes.at {
				list = append(list, chord{bottom + t*height, nodes.weight[i] * height, cutAt(r, bottom+t*height)})
			}
		}
	}
	slices.SortFunc(list, func(a, b chord) int {
		if a.height < b.height {
			return -1
		}
		return 1
	})
	return list
}

// cutAt is where a ring begins and ends at a height.
func cutAt(r ring, y float64) [2]float64 {
	out := [2]float64{math.Inf(1), math.Inf(-1)}
	for i, p := range r {
		e := step(r, i)
		if t := (y - p[1]) / e[1]; t >= 0 && t <= 1 {
			out[0], out[1] = min(out[0], p[0]+t*e[0]), max(out[1], p[0]+t*e[0])
		}
	}
	return out
}
