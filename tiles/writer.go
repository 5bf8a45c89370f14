package tiles

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"burialmap/data"
	"burialmap/data/format"
)

// Writer writes an export as an archive of its own tiles, zoom 0 to 14, for maps that show
// it without a server. The zero value is ready.
type Writer struct{}

// archiveZoom is the highest zoom of an archive: a unit is 60 cm at the equator and 40 cm
// where the camps were. Clients draw closer views from its tiles.
const archiveZoom = 14

func (Writer) Name() string      { return "pmtiles" }
func (Writer) Title() string     { return "PMTiles" }
func (Writer) MediaType() string { return "application/vnd.pmtiles" }
func (Writer) Extension() string { return ".pmtiles" }

// Holds says what tiles are for.
func (Writer) Holds() format.Holds {
	return format.Holds{Places: true, Layers: true, About: true, Loses: []string{
		"Tiles are for looking at: burialmap does not read them back.",
		"Positions are rounded to half a metre, and outlines are simplified at low zooms.",
		"Only the fields that a map shows come along.",
		"Features that are not located are in no tile; the metadata counts them.",
		"Where a tile would be too large, small features are drawn together and the least important left out; the tile says how many.",
	}}
}

// Write gathers the features, draws every tile in which one lies, and writes them as one
// archive.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) error {
	s, p, err := pyramidOf(e)
	if err != nil {
		return err
	}
	a, err := newArchive()
	if err != nil {
		return err
	}
	defer a.close()
	dropped := 0
	err = p.walk(ctx, func(at place, t Tile) error {
		dropped += t.Dropped
		return a.add(at.tileID(), t.Data)
	})
	if err != nil {
		return err
	}
	d, err := p.describe(ctx, e.About, s.unplaced, dropped)
	if err != nil {
		return err
	}
	return a.writeTo(w, d)
}

// pyramidOf is a pyramid over the features of an export and its collections alone.
func pyramidOf(e format.Export) (*selection, *Pyramid, error) {
	s := newSelection()
	var shown []schema
	for _, l := range e.Layers {
		if !l.Collection.Spatial {
			return nil, nil, fmt.Errorf("%w: %s have no place and cannot be drawn as tiles", data.ErrInvalid, l.Collection.Name)
		}
		for _, schema := range schemas() {
			if schema.collection.Name != l.Collection.Name {
				continue
			}
			if err := s.gather(schema, l.Features); err != nil {
				return nil, nil, err
			}
			shown = append(shown, schema)
		}
	}
	return s, newPyramid(s, shown, Options{MaxZoom: archiveZoom}), nil
}

// describe says what the archive is: as TileJSON does, with the About.
func (p *Pyramid) describe(ctx context.Context, about format.About, unplaced, dropped int) (description, error) {
	t, err := p.TileJSON(ctx, "")
	if err != nil {
		return description{}, err
	}
	metadata, err := json.Marshal(struct {
		Name         string          `json:"name"`
		Description  string          `json:"description"`
		Attribution  string          `json:"attribution"`
		Type         string          `json:"type"`
		Version      string          `json:"version"`
		VectorLayers []VectorLayer   `json:"vector_layers"`
		About        json.RawMessage `json:"about"`
		NotLocated   int             `json:"not_located"` // features that are in no tile
		Dropped      int             `json:"dropped"`     // from tiles that were too full, over all tiles
	}{
		about.Title, about.Text(), credits(about), "overlay", fmt.Sprint(about.Revision), t.VectorLayers,
		bytes.TrimSpace(about.JSON()), unplaced, dropped,
	})
	return description{maxZoom: p.opt.MaxZoom, bounds: t.Bounds, metadata: metadata}, err
}

// credits names the sources in one line, each as it wants to be cited.
func credits(about format.About) string {
	var all []string
	for _, s := range about.Sources {
		credit := s.Text("citation")
		if credit == "" {
			credit = s.Text("title")
		}
		if licence := s.Text("licence"); licence != "" {
			credit += " (" + licence + ")"
		}
		all = append(all, credit)
	}
	return strings.Join(all, " · ")
}
