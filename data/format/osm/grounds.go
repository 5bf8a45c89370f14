package osm

import (
	"errors"
	"slices"

	"github.com/paulmach/orb"
)

// tag is a key and its value.
type tag struct{ key, value string }

// node, way and relation are what is kept of elements of those kinds.
type node struct {
	id   int64
	at   orb.Point
	tags []tag
}

type way struct {
	id     int64
	refs   []int64
	tags   []tag
	centre *orb.Point // where the file gives that instead of nodes
}

type relation struct {
	id      int64
	members []member
	tags    []tag
	centre  *orb.Point
}

type member struct {
	way  int64
	role string
}

// isBurialGround reports whether a key and value are those of one.
func isBurialGround(key, value string) bool { return value != "" && burialGrounds[key] == value }

// burialGrounds are the keys and values that burial grounds are tagged with.
var burialGrounds = map[string]string{"landuse": "cemetery", "amenity": "grave_yard"}

// grounds are the burial grounds of one file and what they are made of, whatever the file's
// format. It takes up to three passes to collect them: burial grounds; the ways of
// relations; the nodes of ways.
type grounds struct {
	nodes     []node
	ways      []way
	relations []relation
	parts     map[int64][]int64 // ways of relations → their nodes

	needed    []int64 // ids of nodes, ascending
	positions []orb.Point
	present   []bool

	kept kept
}

// kept counts what is in memory, against files made to fill it.
type kept struct{ elements, refs, text int }

const (
	maxElements = 2_000_000
	maxRefs     = 10_000_000
	maxText     = 128 << 20
)

var errTooMuch = errors.New("the file holds more burial grounds than fit in memory; cut it into regions first")

func (k *kept) add(refs int, tags []tag) error {
	k.elements++
	k.refs += refs
	for _, t := range tags {
		k.text += len(t.key) + len(t.value)
	}
	if k.elements > maxElements || k.refs > maxRefs || k.text > maxText {
		return errTooMuch
	}
	return nil
}

// The burial grounds that the first pass finds.

func (g *grounds) addNode(n node) error {
	g.nodes = append(g.nodes, n)
	return g.kept.add(1, n.tags)
}

func (g *grounds) addWay(w way) error {
	g.ways = append(g.ways, w)
	return g.kept.add(len(w.refs), w.tags)
}

func (g *grounds) addRelation(r relation) error {
	g.relations = append(g.relations, r)
	return g.kept.add(len(r.members), r.tags)
}

// wantParts begins the second pass. It reports whether there are ways to look for.
func (g *grounds) wantParts() bool {
	if g.parts == nil {
		g.parts = map[int64][]int64{}
	}
	missing := false
	for _, r := range g.relations {
		for _, m := range r.members {
			if len(g.parts[m.way]) == 0 {
				g.parts[m.way] = nil
				missing = true
			}
		}
	}
	return missing
}

// part takes the nodes of a way if a relation is made of it.
func (g *grounds) part(id int64, refs []int64) error {
	if _, wanted := g.parts[id]; !wanted {
		return nil
	}
	g.parts[id] = slices.Clone(refs)
	return g.kept.add(len(refs), nil)
}

// wantNodes begins the third pass. It reports whether there are nodes to look for.
func (g *grounds) wantNodes() bool {
	for _, w := range g.ways {
		g.needed = append(g.needed, w.refs...)
	}
	for _, refs := range g.parts {
		g.needed = append(g.needed, refs...)
	}
	slices.Sort(g.needed)
	g.needed = slices.Compact(g.needed)
	g.positions, g.present = make([]orb.Point, len(g.needed)), make([]bool, len(g.needed))
	return len(g.needed) > 0
}

// wants reports whether a node between two ids is looked for.
func (g *grounds) wants(least, most int64) bool {
	at, _ := slices.BinarySearch(g.needed, least)
	return at < len(g.needed) && g.needed[at] <= most
}

// place says where a node is.
func (g *grounds) place(id int64, where func() (orb.Point, bool)) {
	if at, found := slices.BinarySearch(g.needed, id); found {
		if p, ok := where(); ok {
			g.positions[at], g.present[at] = p, true
		}
	}
}

// where finds the position of a node, false if the extract does not have it.
func (g *grounds) where(id int64) (orb.Point, bool) {
	at, found := slices.BinarySearch(g.needed, id)
	if !found || !g.present[at] {
		return orb.Point{}, false
	}
	return g.positions[at], true
}
