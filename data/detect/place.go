package detect

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/geo"
	"burialmap/geo/overlap"
)

// A place is a burial site or a cemetery. What belongs to it is itself and the plots that
// name it; a site is of prisoners, so that of it only they count. Its pairs are those of
// which one member belongs to it.
//
// The outline of a whole ground counts for whether anything is shared: not every grave in it
// may be recorded. For how much is shared it counts only if none of its graves is, so that
// the same ground is not counted twice.

// placeCollections are the collections of places.
var placeCollections = []string{data.Sites.Name, data.Cemeteries.Name}

// placeIn is the id of the site or cemetery that a party is or belongs to.
func (p *party) placeIn(collection string) string {
	switch {
	case p.collection == collection:
		return p.id
	case collection == data.Sites.Name:
		return p.site
	}
	return p.cemetery
}

// places are the refs of what a party belongs to.
func (p *party) places() []string {
	var refs []string
	for _, collection := range placeCollections {
		if id := p.placeIn(collection); id != "" && (collection != data.Sites.Name || p.side&pow != 0) {
			refs = append(refs, collection+"/"+id)
		}
	}
	return refs
}

// belongs reports whether a party, standing for one side, belongs to a place.
func (p *party) belongs(ref string, as side) bool {
	collection, id, _ := strings.Cut(ref, "/")
	return p.placeIn(collection) == id && (collection != data.Sites.Name || as == pow)
}

// maxBeyond is the farthest that a footprint may reach beyond what is recorded: larger
// ones are not taken.
const maxBeyond = 100

// around is how far from a member of a place others may lie that matter to it.
func (r Reach) around() float64 { return r.Cap + 2*maxBeyond + 10 }

// ground is all parties that places are summed up from, with what finds them.
type ground struct {
	reach   Reach
	parties [2][]*party // prisoners' and civilian side, by ref
	byPlace [2]map[string][]*party
	index   [2]*geo.Index
	owners  [2][]int
}

func newGround(ps *parties, reach Reach) *ground {
	g := &ground{reach: reach}
	for s, list := range [2][]*party{ps.pow, ps.civilian} {
		list = slices.Clone(list)
		slices.SortFunc(list, func(a, b *party) int {
			return cmp.Or(cmp.Compare(a.collection, b.collection), cmp.Compare(a.id, b.id))
		})
		g.parties[s] = list
		g.byPlace[s] = map[string][]*party{}
		var bounds []orb.Bound
		for i, p := range list {
			for _, collection := range placeCollections {
				if id := p.placeIn(collection); id != "" {
					g.byPlace[s][collection+"/"+id] = append(g.byPlace[s][collection+"/"+id], p)
				}
			}
			for _, part := range geo.SplitBound(geo.BoundOf(p.geometry)) {
				bounds = append(bounds, part)
				g.owners[s] = append(g.owners[s], i)
			}
		}
		g.index[s] = geo.NewIndex(bounds)
	}
	return g
}

// sideOf turns a place in the arrays into a side.
var sideOf = [2]side{pow, civilian}

// hasGraves reports whether a party is the outline of a ground of which graves are recorded
// on that side.
func (g *ground) hasGraves(p *party, s int) bool {
	return p.collection != data.Plots.Name &&
		slices.ContainsFunc(g.byPlace[s][p.ref()], func(q *party) bool { return q.collection == data.Plots.Name })
}

// members are the parties on a side that belong to a place.
func (g *ground) members(ref string, s int) []*party {
	var list []*party
	for _, p := range g.byPlace[s][ref] {
		if p.belongs(ref, sideOf[s]) {
			list = append(list, p)
		}
	}
	return list
}

// near adds to the members on a side all that lie around those of the other.
func (g *ground) near(members []*party, s int, others []*party) []*party {
	found := map[*party]bool{}
	for _, p := range members {
		found[p] = true
	}
	for _, p := range others {
		for _, part := range geo.SplitBound(geo.GrowBound(geo.BoundOf(p.geometry), g.reach.around())) {
			g.index[s].Search(part, func(i int) bool {
				found[g.parties[s][g.owners[s][i]]] = true
				return true
			})
		}
	}
	list := make([]*party, 0, len(found))
	for p := range found {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *party) int {
		return cmp.Or(cmp.Compare(a.collection, b.collection), cmp.Compare(a.id, b.id))
	})
	return list
}

// bodies are the parties of a place and those around, by side.
func (g *ground) bodies(ref string) (as, bs []*party) {
	pows, civilians := g.members(ref, 0), g.members(ref, 1)
	return g.near(pows, 0, civilians), g.near(civilians, 1, pows)
}

// asBodies are parties on a side as the joint question takes them.
func (g *ground) asBodies(list []*party, s int) []overlap.Body {
	out := make([]overlap.Body, len(list))
	for i, p := range list {
		name := fnv.New64a()
		name.Write([]byte(p.ref()))
		out[i] = overlap.Body{Geometry: p.ownGround(), Error: p.error, Seed: name.Sum64(), AnyOnly: g.hasGraves(p, s)}
	}
	return out
}
