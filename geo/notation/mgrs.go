package notation

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"burialmap/geo/crs"
)

// The Military Grid Reference System: a zone of UTM, a band, two letters for a square of
// 100 km, and up to five digits each way within it (NGA.STND.0037_2.0.0_GRIDS, 2014, the
// lettering for WGS 84). A reference names a square, its south-western corner is written.

const (
	hundredKm  = 1e5
	rowLetters = "ABCDEFGHJKLMNPQRSTUV" // of 2000 km, then from the beginning again
	rowsRound  = float64(len(rowLetters)) * hundredKm
)

// columnLetters are those of 100 to 900 km, by zone.
func columnLetters(zone int) string {
	return []string{"STUVWXYZ", "ABCDEFGH", "JKLMNPQR"}[zone%3]
}

func firstRow(zone int) int {
	if zone%2 == 0 {
		return firstRowOfEvens
	}
	return 0
}

func writeMGRS(p orb.Point, step float64) Writing {
	w := Writing{Notation: MGRS}
	xy, zone, band, refusal := inUTM(p)
	if refusal != nil {
		w.Refusal = refusal
		return w
	}
	w.System = utmSystem(zone, p[1] < 0)
	exponent := max(0, gridExponent(step))
	w.Step = math.Pow10(exponent)
	// What the projection has as 499999.9999999 lies on the line 500000.
	const slack = 1e-6
	east, north := math.Floor((xy[0]+slack)/w.Step)*w.Step, math.Floor((xy[1]+slack)/w.Step)*w.Step
	column := int(east/hundredKm) - 1
	row := (int(north/hundredKm) + firstRow(zone)) % len(rowLetters)
	digits := 5 - exponent
	w.Text = fmt.Sprintf("%02d%s %c%c %0*d %0*d", zone, band, columnLetters(zone)[column], rowLetters[row],
		digits, int(math.Mod(east, hundredKm)/w.Step), digits, int(math.Mod(north, hundredKm)/w.Step))
	return w
}

// square is a reference taken apart.
type square struct {
	zone        int
	band        string
	column, row byte
	side        float64 // metres
	east, north float64 // of its corner within the 100 km
}

// centre is the middle of the square; it is refused if zone, band and letters do not go
// together.
func (s square) centre() (orb.Point, crs.CRS, *Refusal) {
	c := utmSystem(s.zone, s.band < "N")
	column := strings.IndexByte(columnLetters(s.zone), s.column)
	if column < 0 {
		return orb.Point{}, c, &Refusal{"square_column", fmt.Sprintf("zone %d has no column %c of squares", s.zone, s.column),
			fmt.Sprintf("check the zone number and the first of the two letters; zone %d has %s", s.zone, columnLetters(s.zone))}
	}
	row := (strings.IndexByte(rowLetters, s.row) - firstRow(s.zone) + len(rowLetters)) % len(rowLetters)
	corner := orb.Point{float64(column+1) * hundredKm, float64(row) * hundredKm}
	for ; corner[1] < southNorthing; corner[1] += rowsRound {
		if s.inBand(c, corner) {
			return s.within(c, corner)
		}
	}
	return orb.Point{}, c, &Refusal{"square_row", fmt.Sprintf("band %s has no row %c of squares in zone %d", s.band, s.row, s.zone),
		"check the letter of the band and the second of the two letters"}
}

// inBand reports whether a square of 100 km, by its south-western corner, has a part in the
// band. Rows come again after 2000 km, and no band is that high.
func (s square) inBand(c crs.CRS, corner orb.Point) bool {
	south, north := bandSpan(s.band)
	low, high := 90.0, -90.0
	for _, d := range []orb.Point{{0, 0}, {hundredKm, 0}, {0, hundredKm}, {hundredKm, hundredKm}} {
		if p, err := c.ToWGS84(orb.Point{corner[0] + d[0], corner[1] + d[1]}); err == nil {
			low, high = min(low, p[1]), max(high, p[1])
		}
	}
	return low < north && high > south
}

func (s square) within(c crs.CRS, corner orb.Point) (orb.Point, crs.CRS, *Refusal) {
	p, err := c.ToWGS84(orb.Point{corner[0] + s.east + s.side/2, corner[1] + s.north + s.side/2})
	// Squares at the edge of a zone reach into the next by less than their side.
	const beyond = 6.0
	if err != nil || math.Abs(math.Remainder(p[0]-c.Projection.CentralMeridian, 360)) > 3+beyond {
		return orb.Point{}, c, &Refusal{"square_column", fmt.Sprintf("square %c%c lies outside zone %d at this latitude", s.column, s.row, s.zone),
			"check the zone number and the two letters"}
	}
	return p, c, nil
}
