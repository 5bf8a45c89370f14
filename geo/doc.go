// Package geo says where things are and how surely.
//
// In go longitude/latitude geometries in CRS84 degrees, exactly as recorded; out come
// metres: areas, distances, accuracies, faults with their rule and place, and an index
// that finds neighbours. All measuring happens in a local metric [Plane]; nothing is
// ever measured in degrees or in Web Mercator. Geometries are values of
// github.com/paulmach/orb, longitude before latitude, bounds as min then max.
//
// The package does no input or output and refuses nothing silently: a geometry that
// cannot be measured has faults ([Check]) that say why and where.
package geo
