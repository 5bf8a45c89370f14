// Package kml reads and writes KML (OGC 12-007r2) and KMZ, the zip archive around it.
//
// In goes a document of any size, or an archive whose documents are unpacked as they are read,
// up to 64 MB in all. Out come records, a placemark each: its name, its description, what
// ExtendedData says (typed where a Schema says how), its time as the field period where
// dates tell one, and the names of the folders it lies in as the value "folder".
// Descriptions in HTML become plain text: tags go, words and the addresses of links and
// images stay. Names and values are kept as they were written. Points, lines and polygons,
// alone or several of one kind, become a geometry; a placemark that mixes kinds becomes a
// record for each kind. Tracks become lines.
//
// Links to other files are never followed: they, overlays, tours, models and descriptions
// of folders are left out and counted in findings about the file. Styles and views say
// nothing of the ground and are passed over. Heights are left out, which is said once. A
// placemark that cannot be read is a Refused record and reading goes on; a file that is
// not well-formed or ends early, that declares entities, and an archive with names that
// climb out of it are errors. An archive within the archive is not opened, but told.
//
// encoding/xml takes the document apart, through package xmltext: twpayne/go-kml only
// writes.
package kml
