// Package crs brings coordinates as they stand in files and on Soviet and Japanese maps
// to WGS 84, and back.
//
// A name goes in – an EPSG code, a URN, a PROJ string, the text of a .prj file – and
// [Lookup] gives the coordinate reference system it means: WGS 84, Web Mercator, UTM,
// Pulkovo 1942 and SK-95 with their Gauss–Krüger zones of 6° and 3°, GSK-2011, Tokyo,
// PZ-90. [CRS.ToWGS84] takes a point through two steps:
//
//	easting, northing ─projection▶ longitude, latitude on the old datum ─operation▶ WGS 84
//
// The projection is arithmetic, right to a nanometre. The datum operation is an estimate
// that moves by metres with the choice of its publisher, so it has a name, an accuracy and
// an area of use ([Operation]); whoever stores the result stores the operation with it.
//
// Points are orb.Point{x, y}: x the easting or longitude, y the northing or latitude, in
// metres or degrees, whatever order the definition of the system lists its axes in. Heights
// are taken as 0 on the ellipsoid and dropped, which costs no more than 3 cm for every
// kilometre of height from Pulkovo 1942 or 1995, and 14 cm from Tokyo.
//
// Soviet usage writes northing first and may leave out the zone; [CRS.Check] finds such
// coordinates and says what to do, and nothing is ever put right silently. What is not
// understood – an unknown parameter, an unnamed datum, a code that contradicts its own
// definition – is refused by name.
package crs
