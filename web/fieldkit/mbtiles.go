package fieldkit

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"burialmap/tiles"
)

// mbtilesTables are those of MBTiles 1.3 (https://github.com/mapbox/mbtiles-spec/blob/master/1.3/spec.md).
const mbtilesTables = `
PRAGMA application_id = 0x4d504258;
CREATE TABLE metadata (name TEXT, value TEXT);
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);`

// mbtiles writes a clip as MBTiles: tiles compressed with gzip, rows counted from the south.
func (p *packing) mbtiles(ctx context.Context, w io.Writer, name string, from Tiles, c tiles.Clip) (err error) {
	folder, err := os.MkdirTemp(p.Folder, "burialmap-tiles-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }() // the system clears its temporary files some day
	path := filepath.Join(folder, "tiles.mbtiles")
	if err := p.fillMBTiles(ctx, path, name, from, c); err != nil {
		return err
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	_, err = io.Copy(w, file)
	return err
}

func (p *packing) fillMBTiles(ctx context.Context, path, name string, from Tiles, c tiles.Clip) (err error) {
	db, err := openSQLite(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, mbtilesTables); err != nil {
		return fmt.Errorf("making the tables: %w", err)
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after the commit
	held, err := fillTiles(ctx, tx, from, c)
	if err != nil {
		return err
	}
	if err := p.describeMBTiles(ctx, tx, name, from, c, held); err != nil {
		return err
	}
	return tx.Commit()
}

// fillTiles writes the tiles in which something lies, and returns them.
func fillTiles(ctx context.Context, tx *sql.Tx, from Tiles, c tiles.Clip) ([]tiles.Square, error) {
	put, err := tx.PrepareContext(ctx, "INSERT INTO tiles VALUES (?, ?, ?, ?)")
	if err != nil {
		return nil, err
	}
	defer func() { _ = put.Close() }() // the transaction says whether it was written
	var held []tiles.Square
	for _, s := range c.Squares {
		t, err := from.Tile(ctx, s.Z, s.X, s.Y)
		if err != nil {
			return nil, err
		}
		if t.Empty() {
			continue
		}
		if _, err := put.ExecContext(ctx, s.Z, s.X, 1<<s.Z-1-s.Y, t.Data); err != nil {
			return nil, err
		}
		held = append(held, s)
	}
	return held, nil
}

func (p *packing) describeMBTiles(ctx context.Context, tx *sql.Tx, name string, from Tiles, c tiles.Clip, held []tiles.Square) error {
	t, err := from.TileJSON(ctx, "")
	if err != nil {
		return err
	}
	least, most := shown(held)
	for i := range t.VectorLayers {
		l := &t.VectorLayers[i]
		l.MinZoom, l.MaxZoom = max(l.MinZoom, least), min(l.MaxZoom, most)
	}
	layers, err := json.Marshal(map[string]any{"vector_layers": t.VectorLayers})
	if err != nil {
		return err
	}
	for _, row := range [][2]string{
		{"name", oneLine(p.title()) + " (" + name + ")"}, {"format", "pbf"}, {"bounds", boundsText(c.Bounds)}, {"center", centreText(c.Bounds, min(most, 10))},
		{"minzoom", fmt.Sprint(least)}, {"maxzoom", fmt.Sprint(most)}, {"attribution", t.Attribution}, {"description", c.About.Text()},
		{"type", map[string]string{"map": "overlay", "basemap": "baselayer"}[name]}, {"version", fmt.Sprint(p.Timetable.DataRevision)}, {"json", string(layers)},
	} {
		if _, err := tx.ExecContext(ctx, "INSERT INTO metadata VALUES (?, ?)", row[0], row[1]); err != nil {
			return err
		}
	}
	return nil
}
