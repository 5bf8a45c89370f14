package tiles

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"burialmap/data/format"
)

// Square says which tile: of zoom Z, column X from the west and row Y from the north.
type Square struct{ Z, X, Y int }

// Source hands out tiles: a [Pyramid] or an [Archive].
type Source interface {
	Tile(ctx context.Context, z, x, y int) (Tile, error)
	TileJSON(ctx context.Context, address string) (TileJSON, error)
}

// Clip are some tiles of a source, in a file of its own.
type Clip struct {
	Squares []Square   // in any order, each once
	Bounds  [4]float64 // of what is shown: west, south, east, north
	About   format.About
}

// SortSquares puts squares in the order of an archive and leaves each in once.
func SortSquares(squares []Square) []Square {
	slices.SortFunc(squares, func(a, b Square) int { return cmp.Compare(a.id(), b.id()) })
	return slices.Compact(squares)
}

func (s Square) id() uint64 { return place{s.Z, s.X, s.Y}.tileID() }

// WriteClip writes a clip as a PMTiles archive. Squares where nothing lies are left out.
// Folder is where tiles wait meanwhile, "" for that of temporary files.
func WriteClip(ctx context.Context, w io.Writer, from Source, c Clip, folder string) (f ArchiveFigures, err error) {
	a, err := newArchive(folder)
	if err != nil {
		return f, err
	}
	defer a.close()
	d := description{minZoom: maxArchiveZoom, bounds: c.Bounds}
	for _, s := range SortSquares(slices.Clone(c.Squares)) {
		t, err := from.Tile(ctx, s.Z, s.X, s.Y)
		if err != nil {
			return f, fmt.Errorf("tile %d/%d/%d: %w", s.Z, s.X, s.Y, err)
		}
		if t.Empty() {
			continue
		}
		d.minZoom, d.maxZoom = min(d.minZoom, s.Z), max(d.maxZoom, s.Z)
		f.Dropped += t.Dropped
		if err := a.add(s.id(), t.Data); err != nil {
			return f, err
		}
	}
	d.minZoom = min(d.minZoom, d.maxZoom)
	if d.metadata, err = clipAbout(ctx, from, c, d, f.Dropped); err != nil {
		return f, err
	}
	f.Tiles, f.Contents, f.Bytes = int(a.count), len(a.seen), int64(a.offset)
	return f, a.writeTo(w, d)
}

// clipAbout is the metadata of a clip: the layers are those of the source.
func clipAbout(ctx context.Context, from Source, c Clip, d description, dropped int) ([]byte, error) {
	t, err := from.TileJSON(ctx, "")
	if err != nil {
		return nil, err
	}
	for i := range t.VectorLayers {
		l := &t.VectorLayers[i]
		l.MinZoom, l.MaxZoom = max(l.MinZoom, d.minZoom), min(l.MaxZoom, d.maxZoom)
	}
	credit := t.Attribution
	if more := credits(c.About); more != "" {
		credit += " · " + more
	}
	return json.Marshal(archiveAbout{
		Name: c.About.Title, Description: c.About.Text(), Attribution: credit, Type: "overlay", Version: fmt.Sprint(c.About.Revision),
		VectorLayers: t.VectorLayers, About: c.About.JSON(), Dropped: dropped,
	})
}
