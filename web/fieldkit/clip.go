package fieldkit

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/tiles"
)

// How much of the map is carried: of the highest zoom what a team sees from the site, of each
// lower one twice as far, so that every stop takes some forty tiles and five hundred stay
// within some megabytes.
const (
	closestMetres  = 300    // around the site, at the highest zoom
	farthestMetres = 10_000 // at any zoom
	closestZoom    = 16
	baseZoom       = 6 // the highest of the basemap
)

// tileFiles are the maps as tiles, each in two formats.
func (p *packing) tileFiles() []file {
	var list []file
	for _, m := range []struct {
		name    string
		from    Tiles
		highest int
	}{{"map", p.Tiles, closestZoom}, {"basemap", p.Basemap, baseZoom}} {
		if m.from == nil {
			continue
		}
		list = append(list,
			file{m.name + ".pmtiles", func(ctx context.Context, w io.Writer) error {
				c, err := p.clip(ctx, m.from, m.highest)
				if err == nil {
					_, err = tiles.WriteClip(ctx, w, m.from, c, p.Folder)
				}
				return err
			}},
			file{m.name + ".mbtiles", func(ctx context.Context, w io.Writer) error {
				c, err := p.clip(ctx, m.from, m.highest)
				if err == nil {
					err = p.mbtiles(ctx, w, m.name, m.from, c)
				}
				return err
			}})
	}
	return list
}

// clip is the map around the stops, the base and the nights.
func (p *packing) clip(ctx context.Context, from Tiles, highest int) (tiles.Clip, error) {
	t, err := from.TileJSON(ctx, "")
	if err != nil {
		return tiles.Clip{}, err
	}
	var at []orb.Point
	for _, c := range p.calls {
		if c.located {
			at = append(at, c.at)
		}
	}
	for _, place := range p.places {
		at = append(at, place.Position)
	}
	c := tiles.Clip{About: p.about, Bounds: boundsOf(at)}
	for z := t.MinZoom; z <= min(highest, t.MaxZoom); z++ {
		reach := min(farthestMetres, closestMetres*math.Exp2(float64(closestZoom-z)))
		for _, point := range at {
			c.Squares = append(c.Squares, squares(point, reach, z)...)
		}
		c.Squares = tiles.SortSquares(c.Squares)
	}
	return c, nil
}

// squares are the tiles of a zoom that meet a box around a point.
func squares(at orb.Point, reach float64, z int) []tiles.Square {
	var list []tiles.Square
	for _, b := range geo.SplitBound(geo.GrowBound(orb.Bound{Min: at, Max: at}, reach)) {
		west, north := square(b.Min[0], b.Max[1], z)
		east, south := square(b.Max[0], b.Min[1], z)
		for x := west; x <= east; x++ {
			for y := north; y <= south; y++ {
				list = append(list, tiles.Square{Z: z, X: x, Y: y})
			}
		}
	}
	return list
}

// square is the column and row of a position; beyond the edge it is the outermost.
func square(lon, lat float64, z int) (x, y int) {
	n := math.Exp2(float64(z))
	sin := math.Sin(max(-85.0511, min(85.0511, lat)) * math.Pi / 180)
	column := (lon + 180) / 360 * n
	row := (0.5 - math.Log((1+sin)/(1-sin))/(4*math.Pi)) * n
	return int(max(0, min(n-1, math.Floor(column)))), int(max(0, min(n-1, math.Floor(row))))
}

// boundsOf are west, south, east and north of all ground that is carried; the whole turn
// where that crosses 180°.
func boundsOf(at []orb.Point) [4]float64 {
	var all []orb.Bound
	for _, p := range at {
		all = append(all, geo.GrowBound(orb.Bound{Min: p, Max: p}, frameMetres))
	}
	b := geo.UnionBounds(all...)
	if b.Min[0] > b.Max[0] {
		b.Min[0], b.Max[0] = -180, 180
	}
	return [4]float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
}

// text of bounds as MBTiles wants it.
func boundsText(b [4]float64) string {
	return fmt.Sprintf("%.7f,%.7f,%.7f,%.7f", b[0], b[1], b[2], b[3])
}

// centreText is the middle of bounds with a zoom.
func centreText(b [4]float64, z int) string {
	return fmt.Sprintf("%.7f,%.7f,%d", (b[0]+b[2])/2, (b[1]+b[3])/2, z)
}

// shown are the zooms of some squares.
func shown(list []tiles.Square) (least, most int) {
	if len(list) == 0 {
		return 0, 0
	}
	byZoom := func(a, b tiles.Square) int { return a.Z - b.Z }
	return slices.MinFunc(list, byZoom).Z, slices.MaxFunc(list, byZoom).Z
}
