package tiles

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
)

// archive writes a PMTiles archive, version 3
// (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): one file that holds
// all tiles of a pyramid, and is read through HTTP ranges.
//
//	header, 127 bytes │ root directory │ metadata │ leaf directories │ tiles
//
// Tiles come in the order of their numbers, so that neighbours lie side by side; one with
// the same content as an earlier one is written once. As the directories come before the
// tiles, tiles wait in a temporary file.
type archive struct {
	waiting *os.File
	out     *bufio.Writer
	offset  uint64 // of the next tile among the tiles
	entries []tileEntry
	seen    map[[16]byte]tileEntry // by the beginning of a hash of the content
	count   uint64                 // tiles, those written once counted as often as they come
}

// tileEntry says where the tiles are that have numbers from id on.
type tileEntry struct {
	id     uint64
	offset uint64
	length uint32
	run    uint32 // how many tiles in a row are this one; 0 in a root: a leaf directory
}

const (
	headerLength = 127
	// rootLength is how much of the file a client reads first: header and root directory
	// have to fit.
	rootLength = 16384 - headerLength
)

// newArchive has tiles wait in a folder, "" for that of temporary files.
func newArchive(folder string) (*archive, error) {
	f, err := os.CreateTemp(folder, "burialmap-*.unfinished")
	if err != nil {
		return nil, fmt.Errorf("writing tiles: %w", err)
	}
	return &archive{waiting: f, out: bufio.NewWriterSize(f, 256<<10), seen: map[[16]byte]tileEntry{}}, nil
}

// close removes what was waiting.
func (a *archive) close() {
	_ = a.waiting.Close() // whatever it says, the file is of no use any more
	os.Remove(a.waiting.Name())
}

// add takes the next tile, compressed. Its number is greater than those before.
func (a *archive) add(id uint64, tile []byte) error {
	a.count++
	sum := sha256.Sum256(tile)
	key := [16]byte(sum[:])
	e, known := a.seen[key]
	if !known {
		e = tileEntry{offset: a.offset, length: uint32(len(tile))}
		a.seen[key] = e
		a.offset += uint64(len(tile))
		if _, err := a.out.Write(tile); err != nil {
			return fmt.Errorf("writing tiles: %w", err)
		}
	}
	if n := len(a.entries); n > 0 {
		if last := &a.entries[n-1]; last.offset == e.offset && last.id+uint64(last.run) == id {
			last.run++
			return nil
		}
	}
	e.id, e.run = id, 1
	a.entries = append(a.entries, e)
	return nil
}

// description is what the header says beside where things are.
type description struct {
	minZoom, maxZoom int
	bounds           [4]float64 // west, south, east, north
	metadata         []byte     // JSON
}

// writeTo writes the finished archive.
func (a *archive) writeTo(w io.Writer, d description) error {
	if err := a.out.Flush(); err != nil {
		return fmt.Errorf("writing tiles: %w", err)
	}
	root, leaves, err := directories(a.entries)
	if err != nil {
		return err
	}
	metadata, err := compressWell(d.metadata)
	if err != nil {
		return err
	}
	for _, part := range [][]byte{a.header(d, len(root), len(metadata), len(leaves)), root, metadata, leaves} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	if _, err := a.waiting.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(w, a.waiting)
	return err
}

// Codes of the header.
const (
	gzipped   = 2
	mvtTiles  = 1
	clustered = 1
)

func (a *archive) header(d description, root, metadata, leaves int) []byte {
	b := append(make([]byte, 0, headerLength), "PMTiles\x03"...)
	at := uint64(headerLength)
	for _, length := range []int{root, metadata, leaves, int(a.offset)} {
		b = binary.LittleEndian.AppendUint64(b, at)
		b = binary.LittleEndian.AppendUint64(b, uint64(length))
		at += uint64(length)
	}
	for _, n := range []uint64{a.count, uint64(len(a.entries)), uint64(len(a.seen))} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	b = append(b, clustered, gzipped, gzipped, mvtTiles, byte(d.minZoom), byte(d.maxZoom))
	for _, degrees := range d.bounds {
		b = appendE7(b, degrees)
	}
	middle := [2]float64{(d.bounds[0] + d.bounds[2]) / 2, (d.bounds[1] + d.bounds[3]) / 2}
	b = append(b, byte(showing(d.bounds, d.maxZoom)))
	return appendE7(appendE7(b, middle[0]), middle[1])
}

func appendE7(b []byte, degrees float64) []byte {
	return binary.LittleEndian.AppendUint32(b, uint32(int32(math.Round(degrees*1e7))))
}

// showing is the zoom at which the bounds fill about one tile.
func showing(bounds [4]float64, most int) int {
	wide := max(bounds[2]-bounds[0], 2*(bounds[3]-bounds[1]), 1e-9)
	return int(max(0, min(float64(most), math.Floor(math.Log2(360/wide)))))
}
