package tiles

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"

	"google.golang.org/protobuf/encoding/protowire"

	"burialmap/data"
)

// Archive serves the tiles of a PMTiles archive. What the archive holds is what there was
// when it was written: it does not follow changes.
type Archive struct {
	file   io.ReaderAt
	size   int64
	close  func() error
	header archiveHeader
	root   []tileEntry
	about  archiveAbout
	keep   *keep

	mu     sync.Mutex
	leaves leafCache
}

// ErrFixed is the error for tiles that cannot be made because they are in an archive.
var ErrFixed = fmt.Errorf("%w: the tiles of an archive cannot be filtered", data.ErrInvalid)

// OpenArchive opens an archive of vector tiles. The bytes of tiles that are kept in memory
// are bounded; 0 is 64 MiB.
func OpenArchive(path string, cacheBytes int64) (*Archive, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	var a *Archive
	if err == nil {
		a, err = ReadArchive(f, info.Size(), cacheBytes)
	}
	if err != nil {
		_ = f.Close() // it was only read
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	a.close = f.Close
	return a, nil
}

// ReadArchive is OpenArchive for an archive that lies elsewhere than in a file: in the
// program itself, for instance.
func ReadArchive(r io.ReaderAt, size, cacheBytes int64) (*Archive, error) {
	a := &Archive{
		file: r, size: size, close: func() error { return nil },
		leaves: leafCache{most: 256}, keep: newKeep(maxArchiveZoom, orDefault(cacheBytes, 64<<20)),
	}
	return a, a.open()
}

// Close closes the file.
func (a *Archive) Close() error { return a.close() }

func (a *Archive) open() error {
	first := make([]byte, headerLength)
	if n, err := a.file.ReadAt(first, 0); err != nil {
		first = first[:n] // and is no archive
	}
	var err error
	if a.header, err = readArchiveHeader(first, a.size); err != nil {
		return err
	}
	if a.root, err = a.directory(a.header.root); err != nil {
		return fmt.Errorf("the root directory: %w", err)
	}
	b, err := a.read(a.header.metadata)
	if err == nil && len(b) > 0 {
		if b, err = unpack(b, a.header.directories); err == nil {
			err = json.Unmarshal(b, &a.about)
		}
	}
	if err != nil {
		return fmt.Errorf("the metadata: %w", err)
	}
	a.keep.revision = a.revision()
	return nil
}

// revision is that of the store the archive was made from, if it says so; else -1.
func (a *Archive) revision() int64 {
	var about struct {
		Revision *int64 `json:"revision"`
	}
	if json.Unmarshal(a.about.About, &about) != nil || about.Revision == nil {
		return -1
	}
	return *about.Revision
}

func (a *Archive) read(s section) ([]byte, error) {
	b := make([]byte, s.length)
	_, err := a.file.ReadAt(b, int64(s.offset))
	if errors.Is(err, io.EOF) && len(b) == 0 {
		err = nil
	}
	return b, err
}

func (a *Archive) directory(s section) ([]tileEntry, error) {
	b, err := a.read(s)
	if err != nil {
		return nil, err
	}
	if b, err = unpack(b, a.header.directories); err != nil {
		return nil, err
	}
	return readDirectory(b)
}

// Tile is a tile of the archive.
func (a *Archive) Tile(ctx context.Context, z, x, y int) (Tile, error) {
	return a.TileOf(ctx, Ask{Z: z, X: x, Y: y})
}

// TileOf is a tile of the archive, or one layer of it.
func (a *Archive) TileOf(_ context.Context, ask Ask) (Tile, error) {
	at := place{ask.Z, ask.X, ask.Y}
	switch {
	case len(ask.Wanted) > 0:
		return Tile{}, ErrFixed
	case !at.inside(a.header.maxZoom):
		return Tile{}, ErrOutside
	}
	v := view{place: at, layer: ask.Layer}
	if t, _, ok := a.keep.get(v, 0); ok {
		return t, nil
	}
	t, err := a.load(v)
	if err != nil {
		return Tile{}, fmt.Errorf("tile %s of the archive: %w", at, err)
	}
	return a.keep.put(v, t, contentTag{}), nil
}

func (a *Archive) load(v view) (Tile, error) {
	b, err := a.stored(v.tileID())
	if err != nil || len(b) == 0 {
		return Tile{Revision: a.keep.revision}, err
	}
	raw := b
	if a.header.packing == gzipped {
		if raw, err = unpack(b, gzipped); err != nil {
			return Tile{}, err
		}
	}
	if v.layer != "" {
		if raw, err = layerOf(raw, v.layer); err != nil {
			return Tile{}, err
		}
	}
	if v.layer != "" || a.header.packing != gzipped {
		t, _, err := packedTile(drawing{raw: raw, revision: a.keep.revision}, compress)
		return t, err
	}
	return Tile{Data: b, ETag: tagOf(raw).String(), Revision: a.keep.revision}, nil
}

// maxLeaves is how deep directories may lead to others.
const maxLeaves = 4

// stored are the bytes of a tile as they stand in the archive; none if it is not there.
func (a *Archive) stored(id uint64) ([]byte, error) {
	list := a.root
	for range maxLeaves {
		e, ok := find(list, id)
		if !ok {
			return nil, nil
		}
		of := a.header.tiles
		if e.run == 0 {
			of = a.header.leaves
		}
		if e.offset > of.length || uint64(e.length) > of.length-e.offset || e.length > maxBody {
			return nil, errors.New("the archive is damaged: a directory leads out of it")
		}
		at := section{of.offset + e.offset, uint64(e.length)}
		if e.run > 0 {
			return a.read(at)
		}
		var err error
		if list, err = a.leaf(at); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("the archive is damaged: its directories are too deep")
}

func (a *Archive) leaf(at section) ([]tileEntry, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if list, ok := a.leaves.get(at); ok {
		return list, nil
	}
	list, err := a.directory(at)
	if err != nil {
		return nil, fmt.Errorf("a leaf directory: %w", err)
	}
	a.leaves.put(at, list)
	return list, nil
}

// TileJSON describes the archive as its metadata do.
func (a *Archive) TileJSON(_ context.Context, address string) (TileJSON, error) {
	t := TileJSON{
		TileJSON: "3.0.0", Name: a.about.Name, Description: a.about.Description, Version: "1.0.0", Attribution: a.about.Attribution, Scheme: "xyz",
		Tiles: []string{address}, MinZoom: a.header.minZoom, MaxZoom: a.header.maxZoom, Bounds: a.header.bounds, VectorLayers: a.about.VectorLayers,
	}
	if t.VectorLayers == nil {
		t.VectorLayers = []VectorLayer{}
	}
	if n, err := strconv.Atoi(a.about.Version); err == nil {
		t.Version = fmt.Sprintf("1.0.%d", n)
	}
	return t, nil
}

// layerOf is one layer of a tile, as a tile; nil if it has none of that name.
func layerOf(raw []byte, name string) ([]byte, error) {
	for len(raw) > 0 {
		number, kind, n := protowire.ConsumeField(raw)
		if n < 0 {
			return nil, errors.New("the tile is damaged")
		}
		if number == tileLayer && kind == protowire.BytesType {
			_, _, tag := protowire.ConsumeTag(raw)
			body, _ := protowire.ConsumeBytes(raw[tag:])
			if nameOf(body) == name {
				return raw[:n], nil
			}
		}
		raw = raw[n:]
	}
	return nil, nil
}

func nameOf(layer []byte) string {
	for len(layer) > 0 {
		number, kind, n := protowire.ConsumeField(layer)
		if n < 0 {
			return ""
		}
		if number == layerName && kind == protowire.BytesType {
			_, _, tag := protowire.ConsumeTag(layer)
			name, _ := protowire.ConsumeBytes(layer[tag:])
			return string(name)
		}
		layer = layer[n:]
	}
	return ""
}
