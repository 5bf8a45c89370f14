package overlap

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// unionMass is the mass of the standard normal distribution inside the union of convex
// rings, a boundary sum over those parts of their edges that lie in no other ring.
//
// Where edges of two rings run along each other, exactly one of them has to count, or
// none if the rings lie on either side. So that rounding cannot decide otherwise, each
// ring is first grown about its middle by some 1e-10 of its size, no two by the same: then
// no edges run along each other. It changes the mass by some 1e-9.
func unionMass(rings []ring) float64 {
	var u union
	for _, r := range rings {
		u.add(r)
	}
	sum := 0.0
	for k := range u.rings {
		sum += u.visibleMass(k)
	}
	return min(1, max(0, sum))
}

// union is a set of grown rings with their boxes.
type union struct {
	rings  []ring
	bounds []orb.Bound
	near   []int
	cover  [][2]float64
}

// add takes a ring that comes within beyond of the origin; others hold no mass.
func (u *union) add(r ring) {
	if len(r) < 3 || gap2(boundOf(r), orb.Bound{}) > beyond*beyond {
		return
	}
	const golden = 0.6180339887498949
	k := float64(len(u.rings)) * golden
	grow := 2e-10 * (1 + k - float64(int(k)))
	var middle orb.Point
	for _, p := range r {
		middle[0] += p[0] / float64(len(r))
		middle[1] += p[1] / float64(len(r))
	}
	grown := make(ring, len(r))
	for i, p := range r {
		grown[i] = orb.Point{p[0] + grow*(p[0]-middle[0]), p[1] + grow*(p[1]-middle[1])}
	}
	u.rings = append(u.rings, grown)
	u.bounds = append(u.bounds, boundOf(grown))
}

// visibleMass sums over what of the edges of one ring lies in no other.
func (u *union) visibleMass(k int) float64 {
	u.near = u.near[:0]
	for j, b := range u.bounds {
		if j != k && b.Intersects(u.bounds[k]) {
			u.near = append(u.near, j)
		}
	}
	r, sum := u.rings[k], 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		if len(u.near) == 0 {
			sum += edgeMass(p, q)
			continue
		}
		u.coverEdge(p, q)
		from := 0.0
		for _, c := range u.cover {
			if c[0] > from {
				sum += edgeMass(between(p, q, from), between(p, q, c[0]))
			}
			from = max(from, c[1])
		}
		if from < 1 {
			sum += edgeMass(between(p, q, from), q)
		}
	}
	return sum
}

// coverEdge fills u.cover with the stretches of an edge that lie in near rings, in order.
func (u *union) coverEdge(p, q orb.Point) {
	u.cover = u.cover[:0]
	for _, j := range u.near {
		if from, to, ok := stretchInside(p, q, u.rings[j]); ok {
			u.cover = append(u.cover, [2]float64{from, to})
		}
	}
	slices.SortFunc(u.cover, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
}

// stretchInside is the part of the segment p→q, as fractions of its length, inside a
// convex ring (Cyrus and Beck 1978).
func stretchInside(p, q orb.Point, r ring) (from, to float64, ok bool) {
	from, to = 0, 1
	for i, c := range r {
		d := r[0]
		if i+1 < len(r) {
			d = r[i+1]
		}
		atP, atQ := cross(c, d, p), cross(c, d, q)
		switch {
		case atP < 0 && atQ < 0:
			return 0, 0, false
		case atP < 0:
			from = max(from, atP/(atP-atQ))
		case atQ < 0:
			to = min(to, atP/(atP-atQ))
		}
		if from >= to {
			return 0, 0, false
		}
	}
	return from, to, true
}

// between is the point at a fraction of the way from p to q.
func between(p, q orb.Point, t float64) orb.Point {
	return orb.Point{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])}
}
