// Package overlap measures one pair of shapes, and finds the pairs worth measuring.
//
// In go geometries in the metres of a local plane ([burialmap/geo.Plane]); out come how
// they lie to each other, the area they share, how far they are apart, and the shape of
// the shared ground. [Join] does it for two whole sets of longitude/latitude geometries,
// and [Each] without holding all that it finds.
//
// Area is counted by the even-odd rule: a point is inside if a line from it to far away
// meets the rings an odd number of times. That gives a bow-tie both its halves, takes a
// hole out and adds one that lies outside its shell; a ring run twice covers nothing.
// There is no topology and so no topology error: every closed set of rings has an area.
//
//	four corners, convex       pieces of both outlines, no branches     SharedArea
//	convex with convex         Sutherland–Hodgman clip, no allocation   SharedArea
//	rings that are simple      pieces of both outlines                  SharedArea
//	anything else              slabs between the heights of events      SharedArea
//
// The shorter ways leave to the longer ones what rounding could decide.
//
// # Contact
//
// Touching is not overlapping. Two shapes nearer than [Contact], a micrometre, meet; two
// areas share ground only if it is more than a rim one micrometre wide along the shorter
// boundary would have. Coordinates in degrees resolve some nanometres, so that plots
// recorded with a common corner or fence touch, and those a millimetre into each
// other overlap.
package overlap
