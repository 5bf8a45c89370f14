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
// No ground that holds graves vanishes. Below the highest zoom whatever is smaller than a
// pixel becomes dust: a polygon a square of one pixel, a line a line of one pixel, a point
// itself. Dust that looks the same and falls into the same pixel is drawn once; the
// property merged then says how many further features it stands for. If a layer would
// still hold more than [Options.MaxFeatures] features, the size below which features turn
// to dust is doubled until they fit. Only features too large for that are dropped, the
// youngest first, and [Tile.Dropped] counts them.
//
// Feature ids are FIDs, the numbers the store gives: they are the same in all tiles and
// as long as the feature lives. A geometry collection makes one feature for each of
// points, lines and polygons, all with the same id. Features that are not located are in
// no tile. Near 180° a tile shows in its buffer what lies on the other side.
//
// Tiles are kept, compressed, until a change of the store touches them.
//
// A [Writer] exports a selection as a PMTiles archive. The archive is written by hand: the
// library of the format's authors is made for servers in the cloud and brings their
// clients along, and what is needed of it is two hundred lines.
package tiles
