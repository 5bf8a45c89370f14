package osm

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb"
	"google.golang.org/protobuf/encoding/protowire"
)

// extract is a PBF file with the burial grounds in it.
type extract struct {
	*blobs
	block
	grounds

	index []indexed // of the data blocks, in the order of the file
}

// indexed says what a block holds, so that later passes can leave it packed.
type indexed struct {
	offset           int64
	ways             bool
	minNode, maxNode int64 // minNode > maxNode: none
}

// read takes the passes over the file.
func (e *extract) read() error {
	if err := e.seek(0); err != nil {
		return err
	}
	if err := e.start(); err != nil {
		return err
	}
	if err := e.find(); err != nil {
		return err
	}
	if err := e.findParts(); err != nil {
		return err
	}
	return e.findNodes()
}

// start reads the header block, which says whether the rest can be understood.
func (e *extract) start() error {
	kind, _, header, err := e.next(func(kind string, _ int64) bool { return kind == "OSMHeader" })
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("the file is empty")
	case err != nil:
		return err
	case kind != "OSMHeader":
		return errors.New("the file does not begin with a header of OSM data")
	}
	return fields(header, func(f field) error {
		const requiredFeature = 4
		if f.number != requiredFeature {
			return nil
		}
		switch feature := string(f.bytes); feature {
		case "OsmSchema-V0.6", "DenseNodes":
			return nil
		case "HistoricalInformation":
			return errors.New("the file holds the history of elements; cut the present state from it with osmium time-filter")
		default:
			return fmt.Errorf("the file needs the feature %.60q, which this program does not know", feature)
		}
	})
}

// find is the first pass: the burial grounds.
func (e *extract) find() error {
	for {
		kind, offset, data, err := e.next(func(kind string, _ int64) bool { return kind == "OSMData" })
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		if kind != "OSMData" {
			continue
		}
		e.index = append(e.index, indexed{offset: offset, minNode: 1})
		if err := e.findIn(data); err != nil {
			return e.broken(err)
		}
	}
	if len(e.index) == 0 {
		return errors.New("the file has a header but no data: it may be truncated")
	}
	return nil
}

func (e *extract) findIn(data []byte) error {
	if err := e.parse(data); err != nil {
		return err
	}
	mentions := e.mentions()
	in := &e.index[len(e.index)-1]
	return e.elements(func(kind protowire.Number, message []byte) error {
		switch kind {
		case plainNode:
			id, lat, lon, err := e.plain(message)
			if err != nil {
				return err
			}
			in.node(id)
			return e.findNode(id, lat, lon, e.keys, e.vals)
		case denseNodes:
			return e.dense(message, func(id, lat, lon int64, keys, vals []uint64) error {
				in.node(id)
				if len(keys) == 0 {
					return nil
				}
				return e.findNode(id, lat, lon, keys, vals)
			})
		case wayElement:
			in.ways = true
			if mentions {
				return e.findWay(message)
			}
		case relationElement:
			if mentions {
				return e.findRelation(message)
			}
		}
		return nil
	})
}

func (i *indexed) node(id int64) {
	if i.minNode > i.maxNode {
		i.minNode, i.maxNode = id, id
	}
	i.minNode, i.maxNode = min(i.minNode, id), max(i.maxNode, id)
}

func (e *extract) findNode(id, lat, lon int64, keys, vals []uint64) error {
	tags, err := e.tagsOfBurialGround(keys, vals)
	if tags == nil || err != nil {
		return err
	}
	return e.addNode(node{id: id, at: e.position(lat, lon), tags: tags})
}

func (e *extract) findWay(message []byte) error {
	id, err := e.way(message)
	if err != nil {
		return err
	}
	tags, err := e.tagsOfBurialGround(e.keys, e.vals)
	if tags == nil || err != nil {
		return err
	}
	return e.addWay(way{id: id, refs: slices.Clone(e.refs), tags: tags})
}

func (e *extract) findRelation(message []byte) error {
	id, err := e.relation(message)
	if err != nil {
		return err
	}
	tags, err := e.tagsOfBurialGround(e.keys, e.vals)
	if tags == nil || err != nil {
		return err
	}
	members, err := e.members()
	if err != nil {
		return err
	}
	return e.addRelation(relation{id: id, members: members, tags: tags})
}

// tagsOfBurialGround are nil if the element is none.
func (e *extract) tagsOfBurialGround(keys, vals []uint64) ([]tag, error) {
	if is, err := e.burialGround(keys, vals); !is || err != nil {
		return nil, err
	}
	return e.tags(keys, vals)
}

// findParts is the second pass: the ways that relations are made of.
func (e *extract) findParts() error {
	if !e.wantParts() {
		return nil
	}
	return e.revisit(func(i indexed) bool { return i.ways }, func(kind protowire.Number, message []byte) error {
		if kind != wayElement {
			return nil
		}
		id, err := e.way(message)
		if err != nil {
			return err
		}
		return e.part(id, e.refs)
	})
}

// findNodes is the third pass: where the nodes of ways are.
func (e *extract) findNodes() error {
	if !e.wantNodes() {
		return nil
	}
	within := func(i indexed) bool { return e.wants(i.minNode, i.maxNode) }
	place := func(id, lat, lon int64) {
		e.place(id, func() (orb.Point, bool) { return e.position(lat, lon), true })
	}
	return e.revisit(within, func(kind protowire.Number, message []byte) error {
		switch kind {
		case plainNode:
			id, lat, lon, err := e.plain(message)
			place(id, lat, lon)
			return err
		case denseNodes:
			return e.dense(message, func(id, lat, lon int64, _, _ []uint64) error {
				place(id, lat, lon)
				return nil
			})
		}
		return nil
	})
}

// revisit unpacks the blocks that are wanted once more.
func (e *extract) revisit(wanted func(indexed) bool, visit func(protowire.Number, []byte) error) error {
	for _, i := range e.index {
		if !wanted(i) {
			continue
		}
		if err := e.seek(i.offset); err != nil {
			return err
		}
		_, _, data, err := e.next(func(string, int64) bool { return true })
		if err == nil {
			err = e.parse(data)
		}
		if err == nil {
			err = e.elements(visit)
		}
		if err != nil {
			return e.broken(err)
		}
	}
	return nil
}
