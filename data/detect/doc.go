// Package detect decides which burials are compared and writes what it finds.
//
// In go the sites, cemeteries and plots of a store; out come features of the collection
// overlaps, one for each pair of prisoners' and civilian ground that shares ground or
// lies within reach of each other. [Run] compares everything; [CatchUp] only what
// changed since the last time, with the same result to the last bit.
//
// # Who is compared with whom
//
//	prisoners' side                     civilian side
//	plots, occupancy pow or mixed       plots, occupancy civilian or mixed
//	cemeteries, use pow                 cemeteries, use civilian or mixed
//	sites (all are prisoners')
//
// Every one on the left is compared with every one on the right within reach, except
// itself. Two mixed plots are compared once, the one that sorts first by collection and
// id standing for the prisoners. What is recorded as unknown, or not recorded, is on
// neither side: nobody has said who lies there. The [Summary] counts what was left out.
//
// A prisoners' plot inside the cemetery that it names as its own is a finding like any
// other, with a reason that says so.
//
// Cemeteries and sites take part only with an outline: a point drawn for a whole burial
// ground says nothing about where it ends. Plots take part also as points and lines, by
// distance and relation; their areas are absent, because they have no footprint.
//
// # Reach
//
// Outlines that meet are always recorded. Others are recorded while their accuracy leaves
// a chance of 5 % that they share ground, by a bound that [Reach] derives, but at least
// within [Reach.Floor] and at most within [Reach.Cap]; where an accuracy is not known,
// [Reach.Unknown] stands instead.
//
// # What is found
//
// Measures are of the outlines as recorded. The probability that two share ground is not
// computed by this version of the method: class is not_assessed, the fields of
// probability and expectation are absent. Each overlap carries its [Reason]s.
package detect
