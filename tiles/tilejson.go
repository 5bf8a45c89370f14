package tiles

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"burialmap/data"
)

// TileJSON describes the pyramid to clients, as TileJSON 3.0 does.
type TileJSON struct {
	TileJSON     string        `json:"tilejson"`
	Name         string        `json:"name"`
	Description  string        `json:"description"`
	Version      string        `json:"version"`
	Attribution  string        `json:"attribution,omitempty"`
	Scheme       string        `json:"scheme"`
	Tiles        []string      `json:"tiles"`
	MinZoom      int           `json:"minzoom"`
	MaxZoom      int           `json:"maxzoom"`
	Bounds       [4]float64    `json:"bounds"` // west, south, east, north
	VectorLayers []VectorLayer `json:"vector_layers"`
}

// VectorLayer describes a layer and its properties.
type VectorLayer struct {
	ID          string            `json:"id"`
	Description string            `json:"description"`
	MinZoom     int               `json:"minzoom"`
	MaxZoom     int               `json:"maxzoom"`
	Fields      map[string]string `json:"fields"`
}

// mercatorWorld are the bounds of all tiles together.
var mercatorWorld = [4]float64{-180, -85.05112877980659, 180, 85.05112877980659}

// TileJSON describes the pyramid. The address of a tile holds {z}, {x} and {y}. TileJSON
// has no bounds across 180°; where the features need such, the whole turn is given.
func (p *Pyramid) TileJSON(ctx context.Context, address string) (TileJSON, error) {
	t := TileJSON{
		TileJSON: "3.0.0", Name: "burialmap", Version: "1.0.0", Scheme: "xyz",
		Description: "Burials of Japanese prisoners of war, civilian burials, and where they share ground.",
		Tiles:       []string{address}, MaxZoom: p.opt.MaxZoom, Bounds: mercatorWorld,
		VectorLayers: vectorLayers(p.schemas, p.opt.MaxZoom),
	}
	located := false
	for _, s := range p.schemas {
		e, err := p.store.Extent(ctx, s.collection.Name)
		if err != nil {
			return TileJSON{}, fmt.Errorf("describe the tiles: %w", err)
		}
		if e.Located > 0 {
			t.Bounds = joined(t.Bounds, e, !located)
			located = true
		}
	}
	var err error
	t.Attribution, err = p.attribution(ctx)
	return t, err
}

// attribution credits what must be credited wherever it is shown: the sources whose
// licence asks for it, which of the kinds there are is OpenStreetMap's.
func (p *Pyramid) attribution(ctx context.Context) (string, error) {
	var credits []string
	if p.opt.Attribution != "" {
		credits = append(credits, p.opt.Attribution)
	}
	for source, err := range p.store.Features(ctx, data.Query{Collection: data.Sources.Name, Equal: map[string]string{"kind": "osm"}}) {
		if err != nil {
			return "", fmt.Errorf("describe the tiles: %w", err)
		}
		if c := source.Text("citation"); c != "" && !slices.Contains(credits, c) {
			credits = append(credits, c)
		}
	}
	return strings.Join(credits, " · "), nil
}

func joined(bounds [4]float64, e data.Extent, first bool) [4]float64 {
	b := [4]float64{e.Bound.Min[0], max(e.Bound.Min[1], mercatorWorld[1]), e.Bound.Max[0], min(e.Bound.Max[1], mercatorWorld[3])}
	if b[0] > b[2] {
		b[0], b[2] = -180, 180
	}
	if first {
		return b
	}
	return [4]float64{min(bounds[0], b[0]), min(bounds[1], b[1]), max(bounds[2], b[2]), max(bounds[3], b[3])}
}
