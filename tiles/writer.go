package tiles

import (
	"context"
	"errors"
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
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) (err error) {
	s, p, err := pyramidOf(e)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	_, err = p.archive(ctx, w, maxTiles, ArchiveOptions{MaxZoom: archiveZoom, About: e.About, NotLocated: s.unplaced})
	return err
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
