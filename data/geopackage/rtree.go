package geopackage

import (
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Inserting into SQLite's R-tree one by one costs as much as all the rest of a write.
// Many new entries are therefore packed into a new tree at once, and its nodes are
// written as SQLite's module keeps them (https://www.sqlite.org/rtree.html, "Shadow
// tables", and the head of ext/rtree/rtree.c), big-endian:
//
//	_node:   node number → depth (2 bytes, root only), number of cells (2), cells
//	cell:    id or child node (8), min x, max x, min y, max y (4 each, single precision)
//	_rowid:  id → its leaf        _parent: node → its parent
//
// Node 1 is the root; all nodes are blobs of the same length.

// entry is a cell: a feature in a leaf, a child in an inner node.
type entry struct {
	id   int64
	edge [4]float32 // min x, max x, min y, max y, rounded outward
}

const (
	entrySize  = 24
	nodeHead   = 4
	nodeFill   = 44 // of the 51 cells that fit: room to grow before a node splits
	bulkAtOnce = 64 // rows in one INSERT
)

func newEntry(id int64, b box) entry {
	return entry{id, [4]float32{roundDown(b.minX), roundUp(b.maxX), roundDown(b.minY), roundUp(b.maxY)}}
}

func roundDown(v float64) float32 {
	f := float32(v)
	if float64(f) > v {
		f = math.Nextafter32(f, float32(math.Inf(-1)))
	}
	return f
}

func roundUp(v float64) float32 { return -roundDown(-v) }

func (e entry) middle(axis int) float32 { return e.edge[2*axis]/2 + e.edge[2*axis+1]/2 }

// around is the entry of a node in its parent.
func around(node int64, cells []entry) entry {
	e := entry{node, cells[0].edge}
	for _, c := range cells[1:] {
		for i := 0; i < 4; i += 2 {
			e.edge[i], e.edge[i+1] = min(e.edge[i], c.edge[i]), max(e.edge[i+1], c.edge[i+1])
		}
	}
	return e
}

// tile cuts entries into groups of neighbours of at most nodeFill and nearly equal size:
// slices by longitude, each cut by latitude (Leutenegger, Lopez and Edgington, "STR: a
// simple and efficient algorithm for R-tree packing", 1997).
func tile(entries []entry) [][]entry {
	groups := (len(entries) + nodeFill - 1) / nodeFill
	slicesAcross := int(math.Ceil(math.Sqrt(float64(groups))))
	sortBy(entries, 0)
	var list [][]entry
	for _, slice := range cut(entries, slicesAcross) {
		sortBy(slice, 1)
		list = append(list, cut(slice, (len(slice)+nodeFill-1)/nodeFill)...)
	}
	return list
}

func sortBy(entries []entry, axis int) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.middle(axis), b.middle(axis)), cmp.Compare(a.id, b.id))
	})
}

// cut divides a list into n parts, none empty unless the list is shorter than n.
func cut(list []entry, n int) [][]entry {
	parts := make([][]entry, 0, n)
	for i := range n {
		if from, to := i*len(list)/n, (i+1)*len(list)/n; from < to {
			parts = append(parts, list[from:to])
		}
	}
	return parts
}

// bulk writes a packed tree in the place of what is there.
type bulk struct {
	conn   *conn
	index  string
	size   int // of a node
	next   int64
	node   *rowsOf
	parent *rowsOf
}

func newBulk(ctx context.Context, c *conn, index string) (*bulk, error) {
	size, err := c.integer(ctx, "SELECT length(data) FROM "+quoted(index+"_node")+" WHERE nodeno=1")
	if err != nil {
		return nil, err
	}
	if size < nodeHead+nodeFill*entrySize {
		return nil, fmt.Errorf("the spatial index %s has nodes of %d bytes", index, size)
	}
	for _, table := range []string{"_node", "_parent", "_rowid"} {
		if err := c.script(ctx, "DELETE FROM "+quoted(index+table)); err != nil {
			return nil, err
		}
	}
	return &bulk{
		conn: c, index: index, size: int(size), next: 2,
		node: newRows(c, index+"_node", "nodeno, data", 1), parent: newRows(c, index+"_parent", "nodeno, parentnode", bulkAtOnce),
	}, nil
}

// build packs the entries level by level, from the leaves to the root.
func (b *bulk) build(ctx context.Context, entries []entry) error {
	leafOf := make([][2]int64, 0, len(entries))
	depth := 0
	for len(entries) > nodeFill {
		var parents []entry
		for _, cells := range tile(entries) {
			number := b.next
			b.next++
			if err := b.write(ctx, number, 0, cells); err != nil {
				return err
			}
			for _, c := range cells {
				if depth == 0 {
					leafOf = append(leafOf, [2]int64{c.id, number})
				} else if err := b.parent.add(ctx, c.id, number); err != nil {
					return err
				}
			}
			parents = append(parents, around(number, cells))
		}
		entries = parents
		depth++
	}
	return b.root(ctx, depth, entries, leafOf)
}

func (b *bulk) root(ctx context.Context, depth int, cells []entry, leafOf [][2]int64) error {
	if err := b.write(ctx, 1, depth, cells); err != nil {
		return err
	}
	for _, c := range cells {
		if depth == 0 {
			leafOf = append(leafOf, [2]int64{c.id, 1})
		} else if err := b.parent.add(ctx, c.id, int64(1)); err != nil {
			return err
		}
	}
	if err := b.parent.flush(ctx); err != nil {
		return err
	}
	slices.SortFunc(leafOf, func(x, y [2]int64) int { return cmp.Compare(x[0], y[0]) })
	rows := newRows(b.conn, b.index+"_rowid", "rowid, nodeno", bulkAtOnce)
	for _, l := range leafOf {
		if err := rows.add(ctx, l[0], l[1]); err != nil {
			return err
		}
	}
	return rows.flush(ctx)
}

func (b *bulk) write(ctx context.Context, number int64, depth int, cells []entry) error {
	blob := make([]byte, b.size)
	binary.BigEndian.PutUint16(blob, uint16(depth))
	binary.BigEndian.PutUint16(blob[2:], uint16(len(cells)))
	for i, c := range cells {
		at := blob[nodeHead+i*entrySize:]
		binary.BigEndian.PutUint64(at, uint64(c.id))
		for j, v := range c.edge {
			binary.BigEndian.PutUint32(at[8+4*j:], math.Float32bits(v))
		}
	}
	return b.node.add(ctx, number, blob)
}

// rowsOf inserts rows of two columns, many with one statement.
type rowsOf struct {
	conn       *conn
	head       string
	atOnce     int
	full       string
	collecting []driver.Value
}

func newRows(c *conn, table, columns string, atOnce int) *rowsOf {
	r := &rowsOf{conn: c, atOnce: atOnce, head: "INSERT INTO " + quoted(table) + "(" + columns + ") VALUES "}
	r.full = r.text(atOnce)
	return r
}

func (r *rowsOf) text(n int) string { return r.head + strings.Repeat("(?,?),", n-1) + "(?,?)" }

func (r *rowsOf) add(ctx context.Context, a int64, b driver.Value) error {
	r.collecting = append(r.collecting, a, b)
	if len(r.collecting) < 2*r.atOnce {
		return nil
	}
	_, err := r.conn.exec(ctx, r.full, r.collecting...)
	r.collecting = r.collecting[:0]
	return err
}

func (r *rowsOf) flush(ctx context.Context) error {
	if len(r.collecting) == 0 {
		return nil
	}
	_, err := r.conn.exec(ctx, r.text(len(r.collecting)/2), r.collecting...)
	r.collecting = r.collecting[:0]
	return err
}
