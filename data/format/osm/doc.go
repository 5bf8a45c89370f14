// Package osm reads burial grounds from extracts of OpenStreetMap, in PBF
// (https://wiki.openstreetmap.org/wiki/PBF_Format) and in XML
// (https://wiki.openstreetmap.org/wiki/OSM_XML), with the same result.
//
// In goes an extract of any size; out come the nodes, closed ways and multipolygon
// relations tagged landuse=cemetery or amenity=grave_yard, as records of the collection
// cemeteries. The key of a record is the element in OSM ("way/4242"). Names fill the
// name fields, all other tags are kept as they are. Positions have the documented default
// of 5 m, method osm: OSM is drawn from aerial images that are usually placed that well.
//
// OSM says that a place is a burial ground, not whose. The field use is therefore left
// open, which is unknown; who is sure that an extract holds civilian cemeteries says so
// for all of it with --set use=civilian.
//
// The file is read in up to three passes: burial grounds and the elements they are made
// of; the ways of relations; the nodes of ways. Blocks of PBF that a later pass does not
// need are not even unpacked, and no more than the burial grounds themselves are kept in
// memory. An element that the extract's border cuts is a Refused record. A file that ends
// early, or PBF that holds no data at all, is an error, and so is the history of elements or
// a set of changes.
//
// XML may also be an answer of Overpass, with geometry in place ("out geom"), or with the
// centres of grounds alone ("out center"), which are kept as points of unknown accuracy with
// a warning; or a file of JOSM, where elements that were never uploaded have negative ids and
// therefore no key. Elements marked as deleted are left out and counted.
//
// PBF the package decodes itself: the decoder of paulmach/osm, which the tests compare it
// with, panics in goroutines of its own on blocks that are not as expected. For XML, the one
// of that library holds whole documents in memory or hands on elements of any size; encoding/xml
// takes it apart, through package xmltext.
package osm
