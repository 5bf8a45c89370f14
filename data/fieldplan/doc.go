// Package fieldplan plans the visits of a field team: who goes where on which day, why this
// place, and what forbids it.
//
// A [Plan] is what people decide: the team, base and nights, dates and hours, vehicles, the
// sites with their tasks, the papers that are held, and the arrangement – which site on
// which day, in which order. It is stored as a document with revisions. Everything else
// follows from the plan and the data, and is computed, never stored:
//
//   - the [World]: the sites, their overlaps, and the restrictions that apply to each
//   - the [Timetable]: when each place is reached and left, sunrise and sunset, and every
//     conflict, with words for what to do
//   - the [Ranking]: the sites by what a visit would tell, each score taken apart into facts
//
// [World.Arrange] makes a new arrangement by geo/route and leaves what is locked where it
// is. A site that is on no day says why. A draft without days, vehicles or sites is a plan
// like any other; only nonsense is refused ([Plan.Check]). [Demo] is an invented one.
//
// Times are local times of the plan's zone; distances are along the ellipsoid times a
// detour factor, unless the plan holds a travel matrix of its own.
package fieldplan
