package osm

import (
	"bytes"
	"encoding/binary"

	"github.com/klauspost/compress/zlib"
	"google.golang.org/protobuf/encoding/protowire"
)

// testBlock is a block of OSM data to be written for a test.
type testBlock struct {
	strings   []string
	nodes     []node
	ways      []way
	relations []relation
}

func (b *testBlock) string(s string) uint64 {
	if len(b.strings) == 0 {
		b.strings = []string{""}
	}
	for i, old := range b.strings {
		if old == s {
			return uint64(i)
		}
	}
	b.strings = append(b.strings, s)
	return uint64(len(b.strings) - 1)
}

// build writes a file of a header and the given blocks.
func build(blocks []testBlock) []byte {
	var header []byte
	for _, f := range []string{"OsmSchema-V0.6", "DenseNodes"} {
		header = appendBytes(header, 4, []byte(f))
	}
	file := appendBlob(nil, "OSMHeader", header)
	for _, b := range blocks {
		file = appendBlob(file, "OSMData", b.message())
	}
	return file
}

func appendBlob(file []byte, kind string, message []byte) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(message)
	w.Close()
	blob := protowire.AppendVarint(protowire.AppendTag(nil, 2, protowire.VarintType), uint64(len(message)))
	blob = appendBytes(blob, 3, packed.Bytes())
	head := appendBytes(nil, 1, []byte(kind))
	head = protowire.AppendVarint(protowire.AppendTag(head, 3, protowire.VarintType), uint64(len(blob)))
	file = binary.BigEndian.AppendUint32(file, uint32(len(head)))
	return append(append(file, head...), blob...)
}

func appendBytes(b []byte, number protowire.Number, v []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(b, number, protowire.BytesType), v)
}

func appendVarint(b []byte, number protowire.Number, v uint64) []byte {
	return protowire.AppendVarint(protowire.AppendTag(b, number, protowire.VarintType), v)
}

func (b *testBlock) message() []byte {
	var group []byte
	for _, n := range b.nodes { // nodes of their own, not in a dense run
		m := appendVarint(nil, 1, protowire.EncodeZigZag(n.id))
		m = b.appendTags(m, n.tags)
		m = appendVarint(m, 8, protowire.EncodeZigZag(int64(n.at[1]*1e7)))
		m = appendVarint(m, 9, protowire.EncodeZigZag(int64(n.at[0]*1e7)))
		group = appendBytes(group, 1, m)
	}
	for _, w := range b.ways {
		m := b.appendTags(appendVarint(nil, 1, uint64(w.id)), w.tags)
		group = appendBytes(group, 3, appendBytes(m, 8, deltas(w.refs)))
	}
	for _, r := range b.relations {
		m := b.appendTags(appendVarint(nil, 1, uint64(r.id)), r.tags)
		var refs []int64
		var roles, types []byte
		for _, part := range r.members {
			refs = append(refs, part.way)
			roles = protowire.AppendVarint(roles, b.string(part.role))
			types = protowire.AppendVarint(types, 1)
		}
		m = appendBytes(appendBytes(appendBytes(m, 8, roles), 9, deltas(refs)), 10, types)
		group = appendBytes(group, 4, m)
	}
	var table []byte
	for _, s := range b.strings {
		table = appendBytes(table, 1, []byte(s))
	}
	return appendBytes(appendBytes(nil, 1, table), 2, group)
}

func (b *testBlock) appendTags(m []byte, tags []tag) []byte {
	var keys, vals []byte
	for _, t := range tags {
		keys = protowire.AppendVarint(keys, b.string(t.key))
		vals = protowire.AppendVarint(vals, b.string(t.value))
	}
	return appendBytes(appendBytes(m, 2, keys), 3, vals)
}

func deltas(list []int64) []byte {
	var b []byte
	var last int64
	for _, v := range list {
		b = protowire.AppendVarint(b, protowire.EncodeZigZag(v-last))
		last = v
	}
	return b
}
