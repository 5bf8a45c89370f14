package gpkg

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"burialmap/data/format"
	"burialmap/data/geopackage"
)

// Writer writes GeoPackages. The zero value is ready.
type Writer struct{}

func (Writer) Name() string      { return "gpkg" }
func (Writer) Title() string     { return "GeoPackage" }
func (Writer) MediaType() string { return "application/geopackage+sqlite3" }
func (Writer) Extension() string { return ".gpkg" }

// Holds says that nothing is lost.
func (Writer) Holds() format.Holds { return format.Holds{Layers: true, About: true} }

// Write makes the file beside, for SQLite writes all over it, and then copies it to w.
func (Writer) Write(ctx context.Context, w io.Writer, e format.Export) (err error) {
	draft, err := os.CreateTemp("", "burialmap-*.gpkg")
	if err != nil {
		return fmt.Errorf("writing a GeoPackage: %w", err)
	}
	defer os.Remove(draft.Name())
	defer func() { err = errors.Join(err, draft.Close()) }()
	if err := build(ctx, draft.Name(), e); err != nil {
		return err
	}
	_, err = io.Copy(w, draft)
	return err
}

func build(ctx context.Context, path string, e format.Export) (err error) {
	p, err := geopackage.CreatePlain(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	x := &export{Plain: p, ctx: ctx}
	if err := x.prepare(); err != nil {
		return err
	}
	for _, l := range e.Layers {
		kinds, err := p.Put(ctx, l.Collection, l.Features)
		if err != nil {
			return err
		}
		if err := x.style(l.Collection, kinds); err != nil {
			return err
		}
		if err := x.describe(l.Collection, e.About); err != nil {
			return err
		}
	}
	if err := x.about(e.About); err != nil {
		return err
	}
	return p.Finish(ctx)
}

// export is a GeoPackage being written, with what stands beside the features.
type export struct {
	*geopackage.Plain
	ctx      context.Context
	metadata int // entries so far
}

// Tables for metadata (GeoPackage 1.3, annex F.8) and for the styles that QGIS looks for.
const tables = `
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec130/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec130/#extension_metadata', 'read-write');
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
  f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
INSERT INTO gpkg_contents(table_name, data_type, identifier, description) VALUES
  ('layer_styles', 'attributes', 'layer_styles', 'How QGIS draws the layers.');
`

func (x *export) prepare() error { return x.Script(x.ctx, tables) }
