// Package flatgeobuf reads and writes FlatGeobuf 3, which GIS open by the part of it that
// they show.
//
// In goes a file with any columns and any coordinate system. Out come records, one at a
// time: only the feature being read is in memory. Heights, measures and times are left
// out, with a finding. A feature whose offsets or counts do not fit into its bytes, a
// geometry collection or a curve, or more positions than a record may have is a Refused
// record, and reading goes on. A file that ends early is an error.
//
// The writer spools the features to a temporary file, sorts them along a Hilbert curve and
// writes them behind a packed R-tree, as the format wants it, so that they come back in
// another order. Features without geometry are written too: the index has an empty box for
// them, so that they are found by who reads all.
//
// Header, column list and index are written with gogama/flatgeobuf and google/flatbuffers.
// The reader takes the tables apart itself: those libraries check neither offsets nor
// counts, panic, and allocate by sizes that nobody has read. They are the second method in
// the tests.
package flatgeobuf
