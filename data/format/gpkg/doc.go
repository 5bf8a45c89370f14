// Package gpkg reads and writes GeoPackages as files that people hand on: those of any
// program, our own exports, and a database of ours.
//
// Read streams the rows of every features and attributes table, in the order in which the
// file lists them; each is a layer. The geometry may be in any byte order, with any
// envelope, with heights and measures, which are left out; the reference system is that of
// gpkg_spatial_ref_sys. A record's key is its layer and row number ("graves/12"), which a
// GeoPackage keeps for as long as the row lives; in our own exports it is the column id.
// Where a layer is named as the collection that is imported, only that one is read, and
// what the others hold is said.
//
// It refuses records whose geometry is made of curves, is privately encoded, damaged or too
// large, and says for the file as a whole which tables, views and columns it has not read.
// A file that is cut off, damaged or no GeoPackage is an error.
//
// modernc.org/sqlite does the work, reading through the file that was handed in, so that
// nothing is copied and no journal beside it is ever looked at. As anybody may have made
// the file, no view, trigger, virtual table or computed column in it is run, the schema is
// not trusted, and time, memory and sizes are bounded (open.go, budget.go).
package gpkg
