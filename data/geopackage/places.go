package geopackage

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"burialmap/data"
)

// places keeps the R-trees in memory as far as they have been asked, each feature with its
// exact bound and its revision: the keys of what lies within a bound are asked for many
// times a second. What it says is true of one state of the file; it forgets everything as
// soon as anybody has written.
type places struct {
	mu      sync.Mutex
	conn    *conn
	version int64
	nodes   map[nodeName]*node
	held    int // places in all nodes
	asked   int // questions since somebody wrote
	closed  bool
}

type nodeName struct {
	index  string
	number int64
}

// node is one of an R-tree: either nodes or features lie below it.
type node struct {
	depth   int // how many levels of nodes lie below it
	entries []entry
	places  []located
}

// located is where a feature lies and in which state it is.
type located struct {
	key  data.Key
	edge box
}

const (
	mostPlaces = 1 << 20 // in memory, 48 bytes each
	mostLeaves = 1 << 7  // looked at for one bound; what holds more is better left to SQL
)

// worthwhile is from which question on, since somebody wrote, nodes are read into memory:
// while somebody writes again and again that does not pay.
var worthwhile = 10

// unknownDepth is that of a root that has not been read.
const unknownDepth = -1

// errElsewhere says that a question is to be asked otherwise.
var errElsewhere = errors.New("not to be answered from memory")

func (p *places) close() *conn {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.conn
	p.conn, p.nodes, p.closed = nil, nil, true
	return c
}

// within are the keys of what meets a bound, by FID; false if SQL is to be asked.
func (s *Store) within(ctx context.Context, l *layer, b orb.Bound) (keys []data.Key, ok bool, err error) {
	if err := checkBound(b); err != nil {
		return nil, false, err
	}
	if err := ctx.Err(); err != nil || !l.Spatial {
		return nil, false, err
	}
	p := &s.places
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, false, errClosed
	}
	if p.conn == nil {
		if p.conn, err = s.connectReader(ctx); err != nil {
			return nil, false, err
		}
		p.version = -1
	}
	keys, err = p.search(l, newArea(b))
	if errors.Is(err, errElsewhere) {
		return nil, false, nil
	}
	slices.SortFunc(keys, func(a, b data.Key) int { return cmp.Compare(a.FID, b.FID) })
	return keys, err == nil, err
}

// search looks in memory first. If something is missing there, a transaction keeps the
// state while it is read.
func (p *places) search(l *layer, a area) ([]data.Key, error) {
	if err := p.look(); err != nil {
		return nil, err
	}
	w := walk{places: p, layer: l, area: a}
	err := w.search()
	if !errors.Is(err, errMissing) {
		return w.keys, err
	}
	if p.asked++; p.asked < worthwhile {
		return nil, errElsewhere
	}
	if _, err := p.conn.exec(context.Background(), "BEGIN"); err != nil {
		return nil, err
	}
	w = walk{places: p, layer: l, area: a, reads: true}
	if err = p.look(); err == nil {
		err = w.search()
	}
	if _, e := p.conn.exec(context.Background(), "COMMIT"); e != nil && err == nil {
		err = e
	}
	return w.keys, err
}

// look forgets everything if the file has changed.
func (p *places) look() error {
	version, err := p.conn.find(context.Background(), "PRAGMA data_version")
	if err == nil && (version != p.version || p.held > mostPlaces) {
		p.version, p.nodes, p.held, p.asked = version, map[nodeName]*node{}, 0, 0
	}
	return err
}

// walk is one search down an R-tree.
type walk struct {
	places *places
	layer  *layer
	area   area
	reads  bool    // what is not in memory; without, it is missing
	leaves []int64 // that may hold what is sought
	keys   []data.Key
}

var errMissing = errors.New("not in memory")

// search finds the leaves, and if they are not too many looks at what they hold.
func (w *walk) search() error {
	if err := w.down(1, unknownDepth); err != nil {
		return err
	}
	for _, number := range w.leaves {
		n, err := w.node(number, 0)
		if err == nil {
			err = w.leaf(n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// down finds the leaves below a node with some levels below it; the root knows how many.
func (w *walk) down(number int64, depth int) error {
	if depth == 0 {
		w.leaves = append(w.leaves, number)
		if len(w.leaves) > mostLeaves {
			return errElsewhere
		}
		return nil
	}
	n, err := w.node(number, depth)
	if err != nil {
		return err
	}
	if n.depth == 0 {
		return w.down(number, 0)
	}
	for _, e := range n.entries {
		if w.meets(box{float64(e.edge[0]), float64(e.edge[1]), float64(e.edge[2]), float64(e.edge[3])}) {
			if err := w.down(e.id, n.depth-1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *walk) node(number int64, depth int) (*node, error) {
	if n := w.places.nodes[nodeName{w.layer.index, number}]; n != nil {
		return n, nil
	}
	if !w.reads {
		return nil, errMissing
	}
	return w.read(number, depth)
}

func (w *walk) leaf(n *node) error {
	for i := range n.places {
		p := &n.places[i]
		if !w.meets(p.edge) {
			continue
		}
		if p.edge.wide() {
			return errElsewhere
		}
		w.keys = append(w.keys, p.key)
	}
	return nil
}

func (w *walk) meets(b box) bool {
	for _, part := range w.area {
		if b.minX <= part.Max[0] && b.maxX >= part.Min[0] && b.minY <= part.Max[1] && b.maxY >= part.Min[1] {
			return true
		}
	}
	return false
}
