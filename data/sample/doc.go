// Package sample is the data that the program shows when it has none of its own.
//
// It holds two things that must never be mistaken for each other:
//
//   - Documented sites: 35 burial places of Japanese prisoners of war in eastern Russia
//     that public sources document. Every row names its source; a position is where its
//     source supports one, with the accuracy that deserves, and otherwise there is none.
//     Documented restrictions are of the same kind: what pages that could be read say of
//     seasons, papers and hazards. What they do not say – how long a paper takes, whether
//     a rule still holds, which site lies in a border zone – stands in the note.
//   - The demonstration cemetery: invented from end to end, in forest where nobody
//     lives, with fictional set on every feature. It shows each way in which prisoners'
//     and civilian burials can lie to each other. Package demonstration makes its files.
//
// Where a position is the centre of a settlement, its accuracy is the settlement's own
// radius, estimated from the population P that the gazetteer gives:
//
//	1000 m + √(P / (π · 1000 people per km²)), rounded up to 100 m
//
// The circle holds the built-up ground at an assumed mean density; the kilometre is for
// burial grounds at its edge. Both are assumptions of this project, not survey: 1.8 km
// for a village of 1,700, 6.8 km for a town of 102,300, 15.1 km for Khabarovsk. Where
// no population is given, or the point is not that of the settlement meant, the accuracy
// is unknown. Two positions are coordinates read as degrees and minutes; theirs is the
// diagonal of a cell of one minute. The years of the burials are nowhere stated, so no
// documented site has a period; years of recoveries stand in words.
//
// The lead time of a border pass is 30 working days, six weeks: 42 days, to which public
// holidays come.
//
// [Generate] is a third thing: invented plots in any number, for load tests.
package sample
