package fieldkit_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"

	"burialmap/data"
	"burialmap/tiles"
	"burialmap/web/app"
	"burialmap/web/fieldkit"
)

// held are the tiles of an MBTiles file by zoom, column and row from the north.
func held(t *testing.T, path string) (map[[3]int][]byte, map[string]string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	all, about := map[[3]int][]byte{}, map[string]string{}
	rows, err := db.QueryContext(t.Context(), "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var z, x, row int
		var tile []byte
		if err := rows.Scan(&z, &x, &row, &tile); err != nil {
			t.Fatal(err)
		}
		all[[3]int{z, x, 1<<z - 1 - row}] = tile
	}
	described, err := db.QueryContext(t.Context(), "SELECT name, value FROM metadata")
	if err != nil || rows.Err() != nil {
		t.Fatal(err, rows.Err())
	}
	defer func() { _ = described.Close() }()
	for described.Next() {
		var name, value string
		if err := described.Scan(&name, &value); err != nil {
			t.Fatal(err)
		}
		about[name] = value
	}
	if err := described.Err(); err != nil {
		t.Fatal(err)
	}
	return all, about
}

func TestBothKindsOfTilesHoldTheMapAroundEachStopAndNoOther(t *testing.T) {
	k := kit(t)
	k.Only = []string{"tiles"}
	folder, _ := packed(t, k)
	archive, err := tiles.OpenArchive(filepath.Join(folder, "map.pmtiles"), 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = archive.Close() }()
	all, about := held(t, filepath.Join(folder, "map.mbtiles"))
	zooms := map[int]bool{}
	for at, tile := range all {
		zooms[at[0]] = true
		want, err := k.Tiles.Tile(t.Context(), at[0], at[1], at[2])
		if err != nil || !bytes.Equal(tile, want.Data) {
			t.Errorf("tile %v of the MBTiles is not that of the map: %v", at, err)
		}
		if got, err := archive.Tile(t.Context(), at[0], at[1], at[2]); err != nil || !bytes.Equal(got.Data, want.Data) {
			t.Errorf("tile %v of the PMTiles is not that of the map: %v", at, err)
		}
	}
	if len(zooms) != 17 || len(all) < 25 || len(all) > 200 {
		t.Errorf("%d tiles of zooms %v", len(all), zooms)
	}
	x, y := column(orb.Point{140.0001, 50.0001}, 14)
	if far, err := archive.Tile(t.Context(), 14, x, y); err != nil || !far.Empty() || all[[3]int{14, x, y}] != nil {
		t.Errorf("the tile of a grave far from every stop is carried: %v", err)
	}
	var layers struct {
		VectorLayers []struct{ ID string } `json:"vector_layers"`
	}
	if err := json.Unmarshal([]byte(about["json"]), &layers); err != nil || len(layers.VectorLayers) < 6 || about["format"] != "pbf" || about["minzoom"] != "0" || about["maxzoom"] != "16" {
		t.Errorf("%v: %v", err, about)
	}
}

// column is the tile of a position at 50° north.
func column(p orb.Point, z int) (x, y int) {
	across := float64(int(1) << z)
	return int((p[0] + 180) / 360 * across), int(0.33914 * across)
}

func TestTheBasemapOfTheMapComesAlong(t *testing.T) {
	k := kit(t)
	k.Only = []string{"tiles"}
	var err error
	if k.Basemap, err = fieldkit.Basemap(app.FS()); err != nil || k.Basemap == nil {
		t.Fatal(err)
	}
	folder, _ := packed(t, k)
	all, about := held(t, filepath.Join(folder, "basemap.mbtiles"))
	if len(all) < 7 || about["type"] != "baselayer" || about["attribution"] == "" || about["maxzoom"] != "6" {
		t.Errorf("%d tiles, %v", len(all), about)
	}
	info, err := os.Stat(filepath.Join(folder, "basemap.pmtiles"))
	if err != nil || info.Size() > 500_000 {
		t.Error(info, err)
	}
}

func TestAPlanAcross180DegreesHasTilesOnBothSides(t *testing.T) {
	here := data.Location{Method: "gps", Source: "invented-plan", Fictional: true, Accuracy: 5}
	p := plan()
	p.Base.Position, p.Nights[0].Position = orb.Point{179.99, 66}, orb.Point{-179.98, 66}
	k := kitOf(t, stored(t,
		data.Feature{ID: "s1", Collection: "sites", Geometry: orb.Point{179.9995, 66}, Location: here},
		data.Feature{ID: "s2", Collection: "sites", Geometry: orb.Point{-179.9995, 66}, Location: here},
	), p)
	k.Only = []string{"tiles", "kml", "gpkg"}
	folder, _ := packed(t, k)
	all, _ := held(t, filepath.Join(folder, "map.mbtiles"))
	west, east := 0, 0
	for at := range all {
		if at[0] == 16 && at[1] < 10 {
			west++
		}
		if at[0] == 16 && at[1] > 1<<16-10 {
			east++
		}
	}
	if west == 0 || east == 0 || len(all) > 300 {
		t.Errorf("%d tiles, %d and %d of zoom 16 on either side", len(all), west, east)
	}
}

// failing tiles cannot be read.
type failing struct{ fieldkit.Tiles }

func (failing) Tile(context.Context, int, int, int) (tiles.Tile, error) {
	return tiles.Tile{}, os.ErrDeadlineExceeded
}

func TestTilesThatCannotBeReadMakeNoPackage(t *testing.T) {
	k := kit(t)
	k.Tiles = failing{k.Tiles}
	var out bytes.Buffer
	if _, err := fieldkit.Write(t.Context(), k, fieldkit.NewZip(&out, today)); err == nil {
		t.Error("a package without its map is whole")
	}
}
