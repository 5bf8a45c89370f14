// Package gpx reads and writes GPX 1.1 (https://www.topografix.com/GPX/1/1/), and reads 1.0
// as well.
//
// In goes a document of any size; out come records: each waypoint a point, each route a
// line, each track a line or, if it was interrupted, several. The name and the description
// are values; all else that GPX or an extension of Garmin, OsmAnd or another program says
// is kept under its own name, and fills a field only where the person importing says so:
// the type of a waypoint is not the kind of a grave.
//
// A waypoint or a track was measured in the field unless somebody says otherwise, so that
// the documented default of the method is gps; a route was planned, and has none. Nothing
// is assumed about accuracy. GPX states none: hdop says how the satellites stood, not how
// many metres a position is off, and what extensions call accuracy is on Android the radius
// of 68 % (https://developer.android.com/reference/android/location/Location), elsewhere
// another one. Who knows says so with --accuracy, or maps a value.
//
// Read for the collection observations, a waypoint or a track says when it was taken and what
// was written of it; a track says where somebody walked, and not where a burial lies. Routes,
// which are planned, and what burialmap has written itself are left out and counted.
//
// Heights are left out, which is said once. What is said of single positions along a line
// is left out and counted; of their times the first and the last are kept. A record with a
// position that cannot be read is Refused and reading goes on; a file that is not
// well-formed or ends early, or that declares entities, is an error.
//
// encoding/xml takes the document apart, through package xmltext, and the writer is by hand
// as well: twpayne/go-gpx holds whole documents in memory.
package gpx
