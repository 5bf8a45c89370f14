package osm

import (
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
)

// dense calls visit for each node of a dense run. Keys and values are valid during the
// call.
func (b *block) dense(message []byte, visit func(id, lat, lon int64, keys, vals []uint64) error) error {
	b.ids, b.lats, b.lons, b.sid = b.ids[:0], b.lats[:0], b.lons[:0], b.sid[:0]
	err := fields(message, func(f field) (err error) {
		switch f.number {
		case 1:
			b.ids, err = appendDeltas(b.ids, f)
		case 8:
			b.lats, err = appendDeltas(b.lats, f)
		case 9:
			b.lons, err = appendDeltas(b.lons, f)
		case 10:
			b.sid, err = appendVarints(b.sid, f)
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(b.ids) != len(b.lats) || len(b.ids) != len(b.lons) {
		return fmt.Errorf("a run of %d nodes has %d latitudes and %d longitudes", len(b.ids), len(b.lats), len(b.lons))
	}
	next := 0
	for i, id := range b.ids {
		if next, err = b.denseTags(next); err != nil {
			return err
		}
		if err := visit(id, b.lats[i], b.lons[i], b.keys, b.vals); err != nil {
			return err
		}
	}
	return nil
}

// denseTags takes the tags of the next node in a dense run: key, value, key, value, 0.
// There are none at all if no node of the run has any.
func (b *block) denseTags(next int) (int, error) {
	b.keys, b.vals = b.keys[:0], b.vals[:0]
	for next < len(b.sid) {
		key := b.sid[next]
		next++
		if key == 0 {
			return next, nil
		}
		if next == len(b.sid) {
			return 0, errIndex
		}
		b.keys, b.vals = append(b.keys, key), append(b.vals, b.sid[next])
		next++
	}
	return next, nil
}

// element reads the tags of an element into scratch space, and calls visit for its other
// fields.
func (b *block) element(message []byte, visit func(field) error) error {
	b.keys, b.vals = b.keys[:0], b.vals[:0]
	return fields(message, func(f field) (err error) {
		switch f.number {
		case 2:
			b.keys, err = appendVarints(b.keys, f)
		case 3:
			b.vals, err = appendVarints(b.vals, f)
		default:
			err = visit(f)
		}
		return err
	})
}

// plain reads a node that is not in a dense run.
func (b *block) plain(message []byte) (id, lat, lon int64, err error) {
	err = b.element(message, func(f field) error {
		switch f.number {
		case 1:
			id = protowire.DecodeZigZag(f.varint)
		case 8:
			lat = protowire.DecodeZigZag(f.varint)
		case 9:
			lon = protowire.DecodeZigZag(f.varint)
		}
		return nil
	})
	return id, lat, lon, err
}

// way reads a way into scratch space: its id is the result, its nodes are refs.
func (b *block) way(message []byte) (id int64, err error) {
	b.refs = b.refs[:0]
	err = b.element(message, func(f field) (err error) {
		switch f.number {
		case 1:
			id = int64(f.varint)
		case 8:
			b.refs, err = appendDeltas(b.refs, f)
		}
		return err
	})
	return id, err
}

// relation reads a relation into scratch space: members are refs, roles and sid (types).
func (b *block) relation(message []byte) (id int64, err error) {
	b.refs, b.roles, b.sid = b.refs[:0], b.roles[:0], b.sid[:0]
	err = b.element(message, func(f field) (err error) {
		switch f.number {
		case 1:
			id = int64(f.varint)
		case 8:
			b.roles, err = appendVarints(b.roles, f)
		case 9:
			b.refs, err = appendDeltas(b.refs, f)
		case 10:
			b.sid, err = appendVarints(b.sid, f)
		}
		return err
	})
	if err == nil && (len(b.refs) != len(b.roles) || len(b.refs) != len(b.sid)) {
		err = fmt.Errorf("relation %d has %d members, %d roles and %d types", id, len(b.refs), len(b.roles), len(b.sid))
	}
	return id, err
}

// members are the ways among the members of the relation just read.
func (b *block) members() ([]member, error) {
	const wayType = 1
	var list []member
	for i, ref := range b.refs {
		if b.sid[i] != wayType {
			continue
		}
		role, err := b.text(b.roles[i])
		if err != nil {
			return nil, err
		}
		list = append(list, member{way: ref, role: string(role)})
	}
	return list, nil
}
