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
// What is recorded without an outline takes part with a stated footprint: a plot as a disc or
// strip of usual graves, a site as a disc for the burials that its record counts. A cemetery
// drawn as a point, and a site of which nobody says how many lie there, take no part: nothing
// says how much ground they take up.
//
// # How likely it is
//
// Where the one lies relative to the other is known as well as both records say, apart from
// what all of a source share, which cancels between two of the same source. From that
// follow, by package overlap, the probability that both share ground, the area to be
// expected, and the class. It is not_assessed if nobody has stated an accuracy, and if the
// accuracy is so poor that not even one right on top of the other could be called possible.
//
// # Which pairs are recorded
//
// Outlines that meet, those within [Reach.Floor] of each other, and those that share ground
// with a probability of 5 %, within [Reach.Cap]; where an accuracy is not known, those
// within [Reach.Unknown]. One grave has at most the 64 nearest.
//
// # Places
//
// Sites and cemeteries say what the pairs of which one member belongs to them come to: the
// highest class, the probability that any shares ground and how much is shared in all,
// with errors that are shared drawn together. Pairs too unlikely to be recorded count too.
//
// Each overlap carries its [Reason]s, each fact with its source.
package detect
