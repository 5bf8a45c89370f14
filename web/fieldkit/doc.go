// Package fieldkit makes the package that a field team carries: a plan of visits with the
// ground around its sites, as files for whatever device there is where there is no network.
//
// In go a plan, its timetable and a store at one revision of the data ([Kit]); out comes a
// folder or a ZIP ([Sink]) with waypoints and routes for GPS devices (GPX), for Google Earth
// and phones (KML, KMZ), a GeoPackage with a QGIS project and an empty form for
// observations, vector tiles around each site (PMTiles, MBTiles), tables, the printable
// book, and a manifest with the checksum of every file.
//
// A package is whole or an error: a folder appears under its name only when it is complete,
// and a ZIP that was not finished is none. The same kit gives the same bytes. Names of
// files are fixed and plain ASCII, whatever the plan is called.
//
// What is carried is what was recorded: graves are drawn with how surely they lie there,
// what is invented says so, and a likelihood that could not be assessed is not a zero.
package fieldkit
