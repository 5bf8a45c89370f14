// Package tiles draws features as Mapbox Vector Tiles, version 2.1.
//
// A [Pyramid] reads a store into memory and turns each collection into a layer of the same
// name. On its way into a tile a geometry is
//
//	projected   to Web Mercator, on the grid of the highest zoom: 4096 units a tile
//	packed      with the lowest zoom that needs each of its corners, a quarter of a pixel
//	            being what may be missed; what neighbours share they share at every zoom
//	snapped     to whole units of the zoom, on a grid that all its tiles share
//	clipped     to the tile and 64 units around it, each piece on its own
//	overlaid    where rings cross or touch after that, so that every polygon is valid
//	encoded     rings closed, outer ones clockwise on the screen, holes the other way
//
// The first two happen once, when a feature is read; the others each time it is drawn.
//
// What a tile holds:
//
//	cemeteries, sites, positions   at all zooms
//	plots, overlaps                from zoom 10; pairs that share no ground at the highest
//	labels                         each name once, see labels.go
//	aggregates                     to zoom 12: how much lies where, in exact numbers
//	about                          what is drawn together or left out, if anything is
//
// No ground that holds graves vanishes. Below the highest zoom whatever is smaller than a
// pixel becomes dust: polygons that look the same and lie in the same pixel become one
// square of their area, standing in for the most important of them; the property merged
// says how many further features it stands for. If a tile would still be too large, see
// [Options.TileBytes], the size below which features turn to dust is doubled up to 8 pixels.
// Then the least important are left out, and [Tile.Dropped] and the layer about count them:
// certain overlaps stay longest, then less likely ones, plots of prisoners, and others.
//
// Feature ids are FIDs, the numbers the store gives: they are the same in all tiles and
// as long as the feature lives. The ids of aggregates number the cells. A geometry collection makes one feature for each of
// points, lines and polygons, all with the same id. Features that are not located are in
// no tile. Near 180° a tile shows in its buffer what lies on the other side.
//
// Tiles are kept, compressed, until a change of the store touches them.
//
// A [Writer] exports a selection as a PMTiles archive. The archive is written by hand: the
// library of the format's authors is made for servers in the cloud and brings their
// clients along, and what is needed of it is two hundred lines.
package tiles
