package fieldkit

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/paulmach/orb"
	_ "modernc.org/sqlite" // the driver of the files that are SQLite

	"burialmap/data"
	"burialmap/data/format"
)

// fieldFile is field.gpkg while the package is made.
type fieldFile struct {
	folder string // of temporary files, "" if there is none yet
	path   string
	layers []fieldLayer
}

// fieldLayer is a table of it.
type fieldLayer struct {
	data.Collection
	kinds map[string]int // features of each type of geometry; "" counts those without
	style string         // how QGIS draws it: what stands within <qgis> of its style
}

func (f *fieldFile) remove() {
	if f.folder != "" {
		_ = os.RemoveAll(f.folder) // the system clears its temporary files some day
	}
}

// fieldCollections are the tables, in the order in which programs list them.
var fieldCollections = []data.Collection{
	planStops, planRoutes, planPlaces, data.Observations, data.Overlaps, data.Plots, data.Sites, data.Cemeteries, data.Restrictions, planAbout, planTargets, data.Sources,
}

// geopackage writes field.gpkg: the layers of the plan, the ground, an empty table for
// observations, and what QGIS draws and asks for them.
func (p *packing) geopackage(ctx context.Context, w io.Writer) error {
	if err := p.makeFieldFile(ctx); err != nil {
		return err
	}
	file, err := os.Open(p.saved.path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was only read
	_, err = io.Copy(w, file)
	return err
}

// makeFieldFile makes the file once, for itself and for its project.
func (p *packing) makeFieldFile(ctx context.Context) (err error) {
	if p.saved.path != "" {
		return nil
	}
	if p.saved.folder, err = os.MkdirTemp(p.Folder, "burialmap-field-*"); err != nil {
		return err
	}
	draft, whole := filepath.Join(p.saved.folder, "draft.gpkg"), filepath.Join(p.saved.folder, "field.gpkg")
	if err := p.draft(ctx, draft); err != nil {
		return err
	}
	if err := p.finishFieldFile(ctx, draft, whole); err != nil {
		return err
	}
	p.saved.path = whole
	return os.Remove(draft)
}

// draft has the tables written as those of any export.
func (p *packing) draft(ctx context.Context, path string) (err error) {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	e := format.Export{About: p.about}
	for _, c := range fieldCollections {
		l := fieldLayer{Collection: c, kinds: map[string]int{}}
		p.saved.layers = append(p.saved.layers, l)
		e.Layers = append(e.Layers, format.Layer{Collection: c, Features: counting(l.kinds, p.tableFeatures(ctx, c)), Count: -1})
	}
	return p.GeoPackage.Write(ctx, file, e)
}

func (p *packing) tableFeatures(ctx context.Context, c data.Collection) iter.Seq2[data.Feature, error] {
	switch c.Name {
	case data.Observations.Name:
		return each(nil, func(f data.Feature) data.Feature { return f })
	case data.Sources.Name:
		return each(p.about.Sources, func(f data.Feature) data.Feature { return f })
	}
	return p.planFeatures(ctx, c)
}

func counting(kinds map[string]int, features iter.Seq2[data.Feature, error]) iter.Seq2[data.Feature, error] {
	return func(yield func(data.Feature, error) bool) {
		for f, err := range features {
			if err == nil {
				kinds[kindOf(f.Geometry)]++
			}
			if !yield(f, err) {
				return
			}
		}
	}
}

// kindOf names the type of a geometry, "" if there is none.
func kindOf(g orb.Geometry) string {
	if g == nil {
		return ""
	}
	return g.GeoJSONType()
}

// finishFieldFile adds what a plain export has not: forms, styles of the plan's layers, and
// times that are those of the package, so that the same package has the same bytes.
func (p *packing) finishFieldFile(ctx context.Context, draft, whole string) (err error) {
	db, err := openSQLite(draft)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	when := p.Today.UTC().Format("2006-01-02T15:04:05.000Z")
	for _, change := range []struct {
		text   string
		values []any
	}{
		{"UPDATE gpkg_contents SET last_change = ?", []any{when}},
		{"UPDATE gpkg_metadata_reference SET timestamp = ?", []any{when}},
		{"UPDATE layer_styles SET update_time = ?", []any{when}},
		{"UPDATE gpkg_geometry_columns SET geometry_type_name = 'POINT' WHERE table_name = ?", []any{data.Observations.Name}},
		// A column is declared as the type it holds (GeoPackage 1.3, requirement 31), which
		// nobody knew when the tables were made. The copy below is made by what stands here.
		{"PRAGMA writable_schema = ON", nil},
		{`UPDATE sqlite_schema SET sql = replace(sql, 'geom GEOMETRY', 'geom ' || (SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = name))
			WHERE type = 'table' AND name IN (SELECT table_name FROM gpkg_geometry_columns)`, nil},
		{"PRAGMA writable_schema = RESET", nil},
	} {
		if _, err := db.ExecContext(ctx, change.text, change.values...); err != nil {
			return fmt.Errorf("finishing the GeoPackage: %w", err)
		}
	}
	for i := range p.saved.layers {
		if err := p.styleLayer(ctx, db, &p.saved.layers[i]); err != nil {
			return fmt.Errorf("the style of %s: %w", p.saved.layers[i].Name, err)
		}
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", whole)
	return err
}

// styleLayer settles how a layer is drawn and asked for, and keeps it for the project.
func (p *packing) styleLayer(ctx context.Context, db *sql.DB, l *fieldLayer) error {
	var text string
	err := db.QueryRowContext(ctx, "SELECT styleQML FROM layer_styles WHERE f_table_name = ?", l.Name).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) { // a table without places
		return nil
	}
	if err != nil {
		return err
	}
	l.style = within(text)
	if own := p.ownStyle(*l); own != "" {
		l.style = own
	}
	if l.Name == data.Observations.Name {
		l.style += inner(p.form())
	}
	text = qgisDoctype + fmt.Sprintf("<qgis version=%q styleCategories=\"Symbology|Labeling|Fields|Forms|CustomProperties\" labelsEnabled=\"1\">%s</qgis>", qgisVersion, l.style)
	_, err = db.ExecContext(ctx, "UPDATE layer_styles SET styleQML = ? WHERE f_table_name = ?", text, l.Name)
	return err
}

// within is what stands within the outermost element of a style.
func within(qml string) string {
	from := strings.Index(qml, "<qgis")
	if from < 0 {
		return ""
	}
	begin := strings.IndexByte(qml[from:], '>')
	end := strings.LastIndex(qml, "</qgis>")
	if begin < 0 || end < from+begin+1 {
		return ""
	}
	return qml[from+begin+1 : end]
}

// openSQLite opens a file of our own that nobody else sees.
func openSQLite(path string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // C:/…
		abs = "/" + abs
	}
	query := url.Values{"_pragma": {"journal_mode=OFF", "synchronous=OFF", "temp_store=MEMORY"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: abs, RawQuery: query.Encode()}).String())
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}
