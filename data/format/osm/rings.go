package osm

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"burialmap/data"
	"burialmap/data/format"
)

// outline makes the polygon of a closed way.
func (g *grounds) outline(refs []int64) (orb.Geometry, []data.Problem) {
	if len(refs) < 4 || refs[0] != refs[len(refs)-1] {
		return nil, []data.Problem{*refused("ring_closed", "the way is not closed", "close it in OpenStreetMap, or record it in another way")}
	}
	ring, problem := g.ring(refs)
	if problem != nil {
		return nil, []data.Problem{*problem}
	}
	return orb.Polygon{ring}, nil
}

func (g *grounds) ring(refs []int64) (orb.Ring, *data.Problem) {
	if len(refs) > format.MaxPositions {
		return nil, refused("too_large", fmt.Sprintf("the outline has %d nodes", len(refs)), fmt.Sprintf("simplify it; %d are the most that one may have", format.MaxPositions))
	}
	ring := make(orb.Ring, len(refs))
	for i, id := range refs {
		p, ok := g.where(id)
		if !ok {
			return nil, incomplete(fmt.Sprintf("node %d", id))
		}
		ring[i] = p
	}
	return ring, nil
}

// area makes the polygons of a multipolygon relation: rings joined from its ways, and
// each hole in the outline around it.
func (g *grounds) area(r relation) (orb.Geometry, []data.Problem) {
	var outer, inner [][]int64
	for _, m := range r.members {
		refs := g.parts[m.way]
		if len(refs) < 2 {
			return nil, []data.Problem{*incomplete(fmt.Sprintf("way %d", m.way))}
		}
		switch m.role {
		case "outer", "":
			outer = append(outer, refs)
		case "inner":
			inner = append(inner, refs)
		}
	}
	if len(outer) == 0 {
		return nil, []data.Problem{*refused("empty", "the relation has no outer way", "look at it in OpenStreetMap")}
	}
	shells, problem := g.rings(outer)
	if problem != nil {
		return nil, []data.Problem{*problem}
	}
	holes, problem := g.rings(inner)
	if problem != nil {
		return nil, []data.Problem{*problem}
	}
	return nest(shells, holes)
}

func (g *grounds) rings(ways [][]int64) ([]orb.Ring, *data.Problem) {
	joined, open := join(ways)
	if open != 0 {
		return nil, refused("ring_closed", fmt.Sprintf("the ways of the relation do not close at node %d", open), "look at it in OpenStreetMap")
	}
	var rings []orb.Ring
	for _, refs := range joined {
		ring, problem := g.ring(refs)
		if problem != nil {
			return nil, problem
		}
		rings = append(rings, ring)
	}
	return rings, nil
}

// join strings ways together at their common end nodes until they close. Where more than
// two ways meet, the one that comes first is taken. If some do not close, the node where
// the first of them ends is returned.
func join(ways [][]int64) (rings [][]int64, open int64) {
	ends := map[int64][]int{} // node → ways that begin or end there
	for i, w := range ways {
		ends[w[0]] = append(ends[w[0]], i)
		ends[w[len(w)-1]] = append(ends[w[len(w)-1]], i)
	}
	used := make([]bool, len(ways))
	for i, w := range ways {
		if used[i] {
			continue
		}
		used[i] = true
		ring := slices.Clone(w)
		for ring[0] != ring[len(ring)-1] {
			last := ring[len(ring)-1]
			at := slices.IndexFunc(ends[last], func(j int) bool { return !used[j] })
			if at < 0 {
				return nil, last
			}
			j := ends[last][at]
			ends[last] = ends[last][at+1:]
			used[j] = true
			piece := ways[j]
			if piece[0] != last {
				piece = slices.Clone(piece)
				slices.Reverse(piece)
			}
			ring = append(ring, piece[1:]...)
		}
		rings = append(rings, ring)
	}
	return rings, 0
}

// nest puts each hole into the smallest outline that holds it.
func nest(shells, holes []orb.Ring) (orb.Geometry, []data.Problem) {
	polygons := make(orb.MultiPolygon, len(shells))
	for i, s := range shells {
		polygons[i] = orb.Polygon{s}
	}
	var problems []data.Problem
	for _, hole := range holes {
		if i := around(shells, hole); i >= 0 {
			polygons[i] = append(polygons[i], hole)
			continue
		}
		problems = append(problems, data.Problem{Severity: data.Warning, Rule: "hole_outside", Message: "an inner ring lies in no outer one",
			Advice: "look at it in OpenStreetMap; the ring is left out"})
	}
	if len(polygons) == 1 {
		return polygons[0], problems
	}
	return polygons, problems
}

func around(shells []orb.Ring, hole orb.Ring) int {
	best, size := -1, 0.0
	for i, shell := range shells {
		if !slices.ContainsFunc(hole, func(p orb.Point) bool { return !planar.RingContains(shell, p) }) {
			b := shell.Bound()
			if s := (b.Max[0] - b.Min[0]) * (b.Max[1] - b.Min[1]); best < 0 || s < size {
				best, size = i, s
			}
		}
	}
	return best
}

func refused(rule, message, advice string) *data.Problem {
	return &data.Problem{Severity: data.Refused, Rule: rule, Message: message, Advice: advice}
}

func incomplete(what string) *data.Problem {
	return refused("incomplete", "the extract does not hold "+what+", which the outline needs", "use an extract whose border does not cut it")
}
