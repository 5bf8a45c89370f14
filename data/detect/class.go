package detect

import (
	"burialmap/data"
	"burialmap/geo/overlap"
)

// The least probability of each class (see data.Classes).
const (
	certain  = 0.95
	probable = 0.5
	possible = 0.05
)

// classOf sorts a pair by its probability. It is not assessed if nobody has stated how
// accurate one of the positions is, and if they are known so poorly that the probability
// could not even be called possible with one recorded right on top of the other: then a
// small figure speaks of the record, not of the ground.
func classOf(l overlap.Likelihood) string {
	p := rounded(l.Probability.Value) // as it is written down: touching graves are at one half
	switch {
	case !l.Assessed || tooPoor(l):
		return data.ClassNotAssessed
	case p >= certain:
		return "certain"
	case p >= probable:
		return "probable"
	case p >= possible:
		return "possible"
	}
	return "unlikely"
}

func tooPoor(l overlap.Likelihood) bool { return l.Assessed && l.Most < possible }
