package notation

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"burialmap/geo"
	"burialmap/geo/crs"
)

// Writing is a position in one notation.
type Writing struct {
	Notation Name
	Text     string // empty if the notation has no name for the place: see Refusal
	// Step is what one unit of the last digit is on the ground, in metres, along the meridian.
	Step float64
	// System is that in which the numbers are, the zone and all.
	System crs.CRS
	// Accuracy is what the way from the position to System costs, as [crs.Operation.AccuracyAt]
	// has it: unknown where nothing is lost and where nobody has stated it.
	Accuracy geo.Accuracy
	// Refusal says why there is no Text.
	Refusal *Refusal
}

// Write writes a longitude and latitude in WGS 84 in each of [Names]. The last digit is worth
// about a tenth of the accuracy with which the position is known, which is taken as 10 m where
// nobody has stated it: more would say what is not known, less would add an error of its own.
// A point that is no place on earth is an error.
func Write(p orb.Point, accuracy geo.Accuracy) ([]Writing, error) {
	if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
		return nil, fmt.Errorf("%v, %v is not a longitude and latitude in degrees", p[0], p[1])
	}
	all := make([]Writing, len(Names))
	for i, name := range Names {
		all[i] = write(name, p, fineness(accuracy))
	}
	return all, nil
}

func write(name Name, p orb.Point, step float64) Writing {
	switch name {
	case UTM:
		return writeUTM(p, step)
	case MGRS:
		return writeMGRS(p, step)
	case SK42:
		return sk42.write(p, step)
	case SK95:
		return sk95.write(p, step)
	}
	return writeDegrees(name, p, step)
}

// fineness is what the last digit should be worth, in metres: a tenth of the accuracy.
func fineness(a geo.Accuracy) float64 {
	if !a.Known() {
		return 1
	}
	return max(1e-3, float64(a)/10)
}

// powerOfTen is the whole exponent whose power of ten is nearest, by factor.
func powerOfTen(v float64) int { return int(math.Round(math.Log10(v))) }
