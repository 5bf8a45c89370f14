// Package geojson reads and writes GeoJSON (RFC 7946).
//
// In goes a FeatureCollection, a Feature or a bare geometry, or any number of these one
// after the other: newline-delimited, or as an RFC 8142 sequence. Out come records, one
// at a time: only the feature being read is in memory. The reader finds where a feature
// ends, then takes it apart itself, strictly, so that depth, size, number of positions
// and finiteness of every number are known before anything is built from it.
//
// The text is in UTF-8, as RFC 8259 asks for; another encoding must be named.
//
// A feature that cannot be taken (no GeoJSON type, NaN or 1e400 as a coordinate, too
// large) is a Refused record and reading goes on. Where brackets or quotes do not match,
// or the file ends early, the rest cannot be trusted: that is an error. Heights are left
// out, with a warning; a coordinate reference system other than CRS84 is an error.
package geojson
