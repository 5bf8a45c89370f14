package fieldkit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"burialmap/data"
	"burialmap/data/fieldplan"
	"burialmap/data/format"
	"burialmap/tiles"
)

// Kit is what a package is made of.
type Kit struct {
	Plan      fieldplan.Plan
	Timetable fieldplan.Timetable // of the plan
	World     *fieldplan.World    // of the plan
	Store     Store
	// GeoPackage writes the tables of field.gpkg.
	GeoPackage format.Writer
	// Tiles are those of the map, nil for a package without them; Basemap are those of the map
	// beneath, or nil.
	Tiles, Basemap Tiles
	// Languages are en, ru or ja, the first one that of names and forms. None are the plan's.
	Languages []string
	Only      []string  // names of [Parts]; nil is everything
	Today     time.Time // the day on which the package is made, in the zone of the plan
	Program   string    // "burialmap 1.2.0"
	Address   string    // of the server, "" from the command line
	// Folder is where files wait that cannot be streamed; "" is that of temporary files.
	Folder string
	// Progress is told which file is being made and how many are done; nil tells nobody.
	Progress func(file string, done, total int)
}

// Store is what a package takes from a data.Store.
type Store interface {
	data.Reads
	Revision(ctx context.Context) (int64, error)
}

// Tiles hands out vector tiles: a tiles.Pyramid or a tiles.Archive.
type Tiles interface {
	Tile(ctx context.Context, z, x, y int) (tiles.Tile, error)
	TileJSON(ctx context.Context, address string) (tiles.TileJSON, error)
}

// Part is one thing that a package can hold.
type Part struct {
	Name string // as --only takes it
	make func(*packing) []file
}

// file is one file of a package; write is handed what it goes to.
type file struct {
	name  string
	write func(context.Context, io.Writer) error
}

// Parts are all that a package can hold, in the order in which it does. README.txt and
// manifest.json are always there.
var Parts = []Part{
	{"gpx", func(p *packing) []file { return []file{{"plan.gpx", p.gpx}} }},
	{"kml", func(p *packing) []file { return []file{{"plan.kml", p.kml}, {"plan.kmz", p.kmz}} }},
	{"gpkg", func(p *packing) []file { return []file{{"field.gpkg", p.geopackage}, {"field.qgs", p.project}} }},
	{"geojson", func(p *packing) []file { return []file{{"plan.geojson", p.geojson}} }},
	{"json", func(p *packing) []file { return []file{{"plan.json", p.json}} }},
	{"csv", func(p *packing) []file {
		return []file{{"timetable.csv", p.timetable}, {"matrix.csv", p.matrix}}
	}},
	{"tiles", (*packing).tileFiles},
	{"book", (*packing).bookFiles},
	{"photos", func(p *packing) []file { return []file{{"photos/README.txt", p.photos}} }},
}

// PartNames are the names of all parts, for messages.
func PartNames() string {
	names := make([]string, len(Parts))
	for i, p := range Parts {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

// check refuses what no package could be made of.
func (k Kit) check(ctx context.Context) error {
	for _, name := range k.Only {
		if !slices.ContainsFunc(Parts, func(p Part) bool { return p.Name == name }) {
			return fmt.Errorf("%w: a package has no part %q; there are %s", data.ErrInvalid, name, PartNames())
		}
	}
	for _, language := range k.languages() {
		if _, ok := words[language]; !ok {
			return fmt.Errorf("%w: there are no words in %q; there are en, ru and ja", data.ErrInvalid, language)
		}
	}
	if k.Store == nil || k.World == nil || k.GeoPackage == nil {
		return errors.New("fieldkit: a store, the world of the plan and a writer of GeoPackages are needed")
	}
	return k.unchanged(ctx)
}

// unchanged is an ErrConflict if the data are no longer those of the timetable.
func (k Kit) unchanged(ctx context.Context) error {
	revision, err := k.Store.Revision(ctx)
	if err == nil && revision != k.Timetable.DataRevision {
		err = fmt.Errorf("%w: the timetable is of revision %d of the data, which are at %d now; make the package again", data.ErrConflict, k.Timetable.DataRevision, revision)
	}
	return err
}

// languages are those of the package, each once, at least one.
func (k Kit) languages() []string {
	asked := k.Languages
	if len(asked) == 0 {
		asked = k.Plan.Languages
	}
	var list []string
	for _, l := range asked {
		if !slices.Contains(list, l) {
			list = append(list, l)
		}
	}
	if len(list) == 0 {
		return []string{"en"}
	}
	return list
}

func (k Kit) wants(part string) bool { return k.Only == nil || slices.Contains(k.Only, part) }
