package geopackage

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"math"

	"burialmap/data"
)

// read takes a node into memory.
func (w *walk) read(number int64, depth int) (*node, error) {
	p, index := w.places, w.layer.index
	row, err := p.conn.one(context.Background(), "SELECT data FROM "+quoted(index+"_node")+" WHERE nodeno = ?", number)
	if err != nil {
		return nil, err
	}
	if row == nil {
		return nil, fmt.Errorf("the spatial index %s has no node %d", index, number)
	}
	n := &node{depth: depth}
	blob, _ := row[0].([]byte)
	rootDepth, entries, ok := parseNode(blob)
	if depth == unknownDepth {
		n.depth = rootDepth
	}
	if !ok {
		return nil, fmt.Errorf("node %d of the spatial index %s cannot be read", number, index)
	}
	if n.depth > 0 {
		n.entries = entries
	} else if n.places, err = w.layer.places(p.conn, entries); err != nil {
		return nil, err
	}
	p.held += len(n.places)
	p.nodes[nodeName{index, number}] = n
	return n, nil
}

// parseNode reads the blob of a node, as written by bulk.write. The depth is true only of
// the root.
func parseNode(blob []byte) (depth int, entries []entry, ok bool) {
	if len(blob) < nodeHead {
		return 0, nil, false
	}
	depth = int(binary.BigEndian.Uint16(blob))
	count := int(binary.BigEndian.Uint16(blob[2:]))
	if len(blob) < nodeHead+count*entrySize {
		return 0, nil, false
	}
	entries = make([]entry, count)
	for i := range entries {
		at := blob[nodeHead+i*entrySize:]
		entries[i].id = int64(binary.BigEndian.Uint64(at))
		for j := range entries[i].edge {
			entries[i].edge[j] = math.Float32frombits(binary.BigEndian.Uint32(at[8+4*j:]))
		}
	}
	return depth, entries, true
}

// headerBytes hold the longest envelope that a geometry can have.
const headerBytes = headerSize + 8*8

// places reads where the features of a leaf exactly lie, and in which state they are.
func (l *layer) places(c *conn, entries []entry) ([]located, error) {
	fids := make([]driver.Value, len(entries))
	for i, e := range entries {
		fids[i] = e.id
	}
	among, fids := valueList(fids)
	list := make([]located, 0, len(entries))
	var bad error
	err := c.query(context.Background(), "SELECT fid, "+l.revisionSQL()+", substr(geom, 1, ?) FROM "+quoted(l.Name)+" WHERE fid "+among,
		append([]driver.Value{int64(headerBytes)}, fids...), func(row []driver.Value) bool {
			var p located
			p.key.FID, _ = row[0].(int64)
			p.key.Revision, _ = row[1].(int64)
			header, _ := row[2].([]byte)
			p.edge, bad = l.edgeOf(c, p.key, header)
			list = append(list, p)
			return bad == nil
		})
	if err == nil {
		err = bad
	}
	return list, err
}

// edgeOf is the bound of a geometry by its header, or by the whole of it if the header
// lacks one. What is no geometry lies nowhere.
func (l *layer) edgeOf(c *conn, key data.Key, header []byte) (box, error) {
	if b, known, _, err := splitHeader(header); err == nil && known {
		return b, nil
	}
	row, err := c.one(context.Background(), "SELECT geom FROM "+quoted(l.Name)+" WHERE fid = ?", key.FID)
	if err != nil || row == nil {
		return noBox, err
	}
	_, b, _ := boundOf(row[0])
	return b, nil
}
