package tiles

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"sort"

	"github.com/klauspost/compress/gzip"
)

// archiveHeader is the header of an archive, as far as it is needed to read it.
type archiveHeader struct {
	root, metadata, leaves, tiles section
	directories, packing          byte // how directories and metadata are packed, and tiles
	kind                          byte // of tiles
	minZoom, maxZoom              int
	bounds                        [4]float64
}

// section is a part of a file.
type section struct{ offset, length uint64 }

const notPacked = 1

// The most that is unpacked of an archive at once: a directory, the metadata, a tile.
const maxUnpacked = 32 << 20

// readArchiveHeader reads the header of an archive of vector tiles.
func readArchiveHeader(b []byte, size int64) (archiveHeader, error) {
	h, err := readAnyHeader(b, size)
	switch {
	case err != nil:
		return h, err
	case h.packing != gzipped && h.packing != notPacked:
		return h, errPacking
	case h.kind != mvtTiles:
		return h, errors.New("the archive holds pictures or something else; vector tiles (MVT) are needed")
	}
	return h, nil
}

var errPacking = errors.New("the archive is packed in a way that cannot be read here: gzip is needed")

// readAnyHeader reads the header of an archive of a number of bytes, whatever its tiles are,
// and checks that what it names lies within.
func readAnyHeader(b []byte, size int64) (h archiveHeader, err error) {
	if len(b) < headerLength || string(b[:7]) != "PMTiles" {
		return h, errors.New("this is no PMTiles archive")
	}
	if b[7] != 3 {
		return h, fmt.Errorf("this is a PMTiles archive of version %d; version 3 can be read", b[7])
	}
	for i, s := range []*section{&h.root, &h.metadata, &h.leaves, &h.tiles} {
		s.offset, s.length = binary.LittleEndian.Uint64(b[8+16*i:]), binary.LittleEndian.Uint64(b[16+16*i:])
		if end, over := bits.Add64(s.offset, s.length, 0); over != 0 || end > uint64(size) {
			return h, fmt.Errorf("the archive is cut off: it names %d bytes at %d and has %d", s.length, s.offset, size)
		}
	}
	h.directories, h.packing, h.kind = b[97], b[98], b[99]
	h.minZoom, h.maxZoom = int(b[100]), int(b[101])
	for i := range h.bounds {
		h.bounds[i] = float64(int32(binary.LittleEndian.Uint32(b[102+4*i:]))) / 1e7
	}
	switch {
	case h.directories != gzipped && h.directories != notPacked:
		return h, errPacking
	case h.minZoom > h.maxZoom || h.maxZoom > maxArchiveZoom:
		return h, fmt.Errorf("the archive says that it has the zooms %d to %d", h.minZoom, h.maxZoom)
	case h.root.length > maxUnpacked || h.metadata.length > maxUnpacked:
		return h, errors.New("the archive has a root directory or metadata that are too long")
	}
	return h, nil
}

// maxArchiveZoom is the highest zoom of which a number can be given to every tile.
const maxArchiveZoom = 30

// unpack unpacks a directory, the metadata or a tile.
func unpack(b []byte, packing byte) ([]byte, error) {
	if packing == notPacked {
		return b, nil
	}
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	if err == nil && len(raw) > maxUnpacked {
		err = errors.New("it is too long")
	}
	return raw, err
}

// readDirectory decodes a directory that is not packed.
func readDirectory(b []byte) ([]tileEntry, error) {
	r := bytes.NewReader(b)
	count, err := binary.ReadUvarint(r)
	if err != nil || count > uint64(len(b))/4+1 { // an entry takes four bytes or more
		return nil, fmt.Errorf("it says that it has %d entries, %w", count, err)
	}
	list := make([]tileEntry, count)
	columns := []func(i int, v uint64) bool{
		func(i int, v uint64) bool {
			list[i].id = v
			if i > 0 {
				list[i].id += list[i-1].id
			}
			return i == 0 || v > 0 && list[i].id > list[i-1].id
		},
		func(i int, v uint64) bool { list[i].run = uint32(v); return v < 1<<32 },
		func(i int, v uint64) bool { list[i].length = uint32(v); return v > 0 && v < 1<<32 },
		func(i int, v uint64) bool {
			switch {
			case v > 0:
				list[i].offset = v - 1
			case i > 0:
				list[i].offset = list[i-1].offset + uint64(list[i-1].length)
			}
			return v > 0 || i > 0
		},
	}
	for number, column := range columns {
		for i := range list {
			v, err := binary.ReadUvarint(r)
			if err != nil || !column(i, v) {
				return nil, fmt.Errorf("entry %d makes no sense in column %d", i, number)
			}
		}
	}
	return list, nil
}

// find is the entry of a directory that a tile is in, or that leads to it.
func find(list []tileEntry, id uint64) (tileEntry, bool) {
	i := sort.Search(len(list), func(i int) bool { return list[i].id > id }) - 1
	if i < 0 {
		return tileEntry{}, false
	}
	e := list[i]
	return e, e.run == 0 || id-e.id < uint64(e.run)
}

// leafCache keeps the directories that were asked for last.
type leafCache struct {
	most int
	list []leaf // the last one first
}

type leaf struct {
	at      section
	entries []tileEntry
}

func (c *leafCache) get(at section) ([]tileEntry, bool) {
	for i, l := range c.list {
		if l.at == at {
			copy(c.list[1:i+1], c.list[:i])
			c.list[0] = l
			return l.entries, true
		}
	}
	return nil, false
}

func (c *leafCache) put(at section, entries []tileEntry) {
	c.list = slices.Insert(c.list, 0, leaf{at, entries})
	c.list = c.list[:min(len(c.list), c.most)]
}
