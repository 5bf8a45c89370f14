package tiles_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"io"
	"testing"
)

// archive reads a PMTiles archive by the rules of its specification, independently of what
// wrote it.
type archive struct {
	root, metadata, leaves, tiles []byte
	addressed, entries, contents  uint64
	clustered                     bool
	minZoom, maxZoom              int
	bounds                        [4]float64
}

func openArchive(t *testing.T, file []byte) archive {
	t.Helper()
	if len(file) < 127 || string(file[:8]) != "PMTiles\x03" {
		t.Fatalf("the file begins with %.16q", file)
	}
	number := func(at int) uint64 { return binary.LittleEndian.Uint64(file[at:]) }
	section := func(at int) []byte {
		from, length := number(at), number(at+8)
		if from+length > uint64(len(file)) {
			t.Fatalf("a section of %d bytes at %d in %d", length, from, len(file))
		}
		return file[from : from+length]
	}
	if file[97] != 2 || file[98] != 2 || file[99] != 1 {
		t.Errorf("compressions %d and %d, tiles of type %d", file[97], file[98], file[99])
	}
	a := archive{
		root: section(8), metadata: section(24), leaves: section(40), tiles: section(56),
		addressed: number(72), entries: number(80), contents: number(88),
		clustered: file[96] == 1, minZoom: int(file[100]), maxZoom: int(file[101]),
	}
	for i := range a.bounds {
		a.bounds[i] = float64(int32(binary.LittleEndian.Uint32(file[102+4*i:]))) / 1e7
	}
	if number(8)+number(16) > 16384 {
		t.Errorf("the root directory ends at %d", number(8)+number(16))
	}
	if number(56)+number(64) != uint64(len(file)) {
		t.Errorf("the tiles end at %d of %d", number(56)+number(64), len(file))
	}
	return a
}

func unzipped(t *testing.T, b []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

type entry struct{ id, run, length, offset uint64 }

// directory decodes one directory.
func directory(t *testing.T, packed []byte) []entry {
	t.Helper()
	b := bytes.NewReader(unzipped(t, packed))
	next := func() uint64 {
		v, err := binary.ReadUvarint(b)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	list := make([]entry, next())
	id := uint64(0)
	for i := range list {
		id += next()
		list[i].id = id
	}
	for i := range list {
		list[i].run = next()
	}
	for i := range list {
		list[i].length = next()
	}
	for i := range list {
		if v := next(); v > 0 {
			list[i].offset = v - 1
		} else {
			list[i].offset = list[i-1].offset + list[i-1].length
		}
	}
	if b.Len() > 0 {
		t.Errorf("%d bytes after a directory", b.Len())
	}
	return list
}

// all are the tiles by number, still compressed.
func (a archive) all(t *testing.T) map[uint64][]byte {
	t.Helper()
	found := map[uint64][]byte{}
	entries, offsets := uint64(0), map[uint64]bool{}
	last, end := int64(-1), uint64(0)
	var walk func(list []entry)
	walk = func(list []entry) {
		for _, e := range list {
			if e.run == 0 {
				walk(directory(t, a.leaves[e.offset:e.offset+e.length]))
				continue
			}
			entries++
			if e.offset > end {
				t.Errorf("tile %d lies beyond those before it", e.id)
			}
			end = max(end, e.offset+e.length)
			offsets[e.offset] = true
			for i := range e.run {
				if int64(e.id+i) <= last {
					t.Errorf("tile %d comes after tile %d", e.id+i, last)
				}
				last = int64(e.id + i)
				found[e.id+i] = a.tiles[e.offset : e.offset+e.length]
			}
		}
	}
	walk(directory(t, a.root))
	if a.addressed != uint64(len(found)) || a.entries != entries || a.contents != uint64(len(offsets)) || !a.clustered {
		t.Errorf("the header says %d tiles, %d entries, %d contents, clustered %v; there are %d, %d, %d", a.addressed, a.entries, a.contents, a.clustered, len(found), entries, len(offsets))
	}
	return found
}

func (a archive) about(t *testing.T) (about map[string]any) {
	t.Helper()
	if err := json.Unmarshal(unzipped(t, a.metadata), &about); err != nil {
		t.Fatal(err)
	}
	return about
}
