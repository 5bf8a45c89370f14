package tiles

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"

	"burialmap/data/format"
)

// ArchiveOptions say what of a pyramid goes into an archive.
type ArchiveOptions struct {
	// MinZoom and MaxZoom are the zooms. MaxZoom 0 is the highest of the pyramid.
	MinZoom, MaxZoom int
	// About says what the archive is made from.
	About format.About
	// NotLocated is the number of features that are in no tile.
	NotLocated int
	// Folder is where tiles wait until the directories are known, as much space as the
	// archive takes; "" is the folder of temporary files.
	Folder string
	// Progress is told how many of how many tiles are drawn; nil tells nobody.
	Progress func(done, total int)
}

// ArchiveFigures are what an archive holds.
type ArchiveFigures struct {
	Tiles    int // that are not empty
	Contents int // that differ
	Bytes    int64
	Dropped  int // features that tiles do not show because they are too full, over all tiles
}

// WriteArchive writes the tiles of the pyramid as a PMTiles archive: those of one state of
// the store, which it does not follow afterwards.
func (p *Pyramid) WriteArchive(ctx context.Context, w io.Writer, o ArchiveOptions) (ArchiveFigures, error) {
	if o.MaxZoom == 0 || o.MaxZoom > p.opt.MaxZoom {
		o.MaxZoom = p.opt.MaxZoom
	}
	return p.archive(ctx, w, math.MaxInt, o)
}

func (p *Pyramid) archive(ctx context.Context, w io.Writer, most int, o ArchiveOptions) (f ArchiveFigures, err error) {
	r := <-p.moves.DoChan("", p.step)
	if r.Err != nil {
		return f, r.Err
	}
	a, err := newArchive(o.Folder)
	if err != nil {
		return f, err
	}
	defer a.close()
	if o.Progress == nil {
		o.Progress = func(int, int) {}
	}
	err = p.walk(ctx, o.MinZoom, o.MaxZoom, most, o.Progress, func(at place, t Tile) error {
		f.Dropped += t.Dropped
		return a.add(at.tileID(), t.Data)
	})
	if err != nil {
		return f, err
	}
	d, err := p.describe(ctx, o, f.Dropped)
	if err != nil {
		return f, err
	}
	f.Tiles, f.Contents, f.Bytes = int(a.count), len(a.seen), int64(a.offset)
	return f, a.writeTo(w, d)
}

// archiveAbout is the metadata of an archive: as TileJSON has it, with the About.
type archiveAbout struct {
	Name         string          `json:"name"`
	Description  string          `json:"description"`
	Attribution  string          `json:"attribution"`
	Type         string          `json:"type"`
	Version      string          `json:"version"`
	VectorLayers []VectorLayer   `json:"vector_layers"`
	About        json.RawMessage `json:"about,omitempty"`
	NotLocated   int             `json:"not_located"` // features that are in no tile
	Dropped      int             `json:"dropped"`     // from tiles that were too full, over all tiles
}

func (p *Pyramid) describe(ctx context.Context, o ArchiveOptions, dropped int) (description, error) {
	t, err := p.TileJSON(ctx, "")
	if err != nil {
		return description{}, err
	}
	for i := range t.VectorLayers {
		l := &t.VectorLayers[i]
		l.MinZoom, l.MaxZoom = max(l.MinZoom, o.MinZoom), min(l.MaxZoom, o.MaxZoom)
	}
	metadata, err := json.Marshal(archiveAbout{
		o.About.Title, o.About.Text(), credits(o.About), "overlay", fmt.Sprint(o.About.Revision), t.VectorLayers,
		bytes.TrimSpace(o.About.JSON()), o.NotLocated, dropped,
	})
	return description{minZoom: o.MinZoom, maxZoom: o.MaxZoom, bounds: t.Bounds, metadata: metadata}, err
}
