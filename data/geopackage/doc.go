// Package geopackage keeps features in one file that is a GeoPackage: the live database
// is the file that QGIS opens.
//
// [Create] makes the file whole or not at all, [Open] opens it or says why not, and
// brings a file of an earlier version to today's layout. One connection writes; readers
// have connections of their own and see the last finished [data.Change] (SQLite's
// write-ahead log), so they never wait for a writer. Every commit leaves a valid
// GeoPackage 1.3: a features table with the standard R-tree and triggers for each spatial
// collection, attributes tables for the sources and for the list of changes, and true
// extents and counts.
//
// Beside them lie tables that other programs need not know: the keys by which features
// are found by name, and what features were before they were updated or deleted.
//
// The triggers are for others: our own writer keeps index, extents, counts and history
// itself ([Tx]), which is several times faster. What QGIS or ogr2ogr write goes through
// the triggers; ours note what was edited and where it had been, and the next look at
// the revision turns the notes into a Change by "external".
package geopackage
