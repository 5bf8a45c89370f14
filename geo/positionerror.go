package geo

import (
	"math"
	"slices"
)

// PositionError is the error of a recorded position, as independent circular normal
// parts: one of its own, and those that it shares with others, such as the shift of the
// plan from which all graves of a cemetery were digitised. The zero value says that
// nothing is known.
type PositionError struct {
	Own    Accuracy
	Shared []SharedError // no two with the same key
}

// SharedError is an error that moves everything with the same key alike.
type SharedError struct {
	Key      string
	Accuracy Accuracy
}

// Known reports whether the position's own accuracy has been stated.
func (e PositionError) Known() bool { return e.Own.Known() }

// Total is the accuracy with which the position itself is known: all parts together.
func (e PositionError) Total() Accuracy {
	parts := []Accuracy{e.Own}
	for _, s := range e.Shared {
		parts = append(parts, s.Accuracy)
	}
	return Combine(parts...)
}

// Between is the accuracy with which the offset of one position from another is known.
// What both share moves both alike and cancels:
//
//	Σ = σa² + σb² + Σ(shared by a alone) + Σ(shared by b alone)
//
// It is unknown if the own accuracy of either is.
func Between(a, b PositionError) Accuracy {
	if !a.Known() || !b.Known() {
		return UnknownAccuracy
	}
	sum := squared(a.Own) + squared(b.Own)
	for _, side := range [2][2]PositionError{{a, b}, {b, a}} {
		for _, s := range side[0].Shared {
			if !side[1].shares(s.Key) {
				sum += squared(s.Accuracy)
			}
		}
	}
	return Accuracy(math.Sqrt(sum))
}

func (e PositionError) shares(key string) bool {
	return slices.ContainsFunc(e.Shared, func(s SharedError) bool { return s.Key == key })
}

// Combine is the accuracy of the sum of independent errors: the root of the sum of the
// squares. It is unknown if one of them is, and for none.
func Combine(parts ...Accuracy) Accuracy {
	sum := 0.0
	for _, a := range parts {
		if !a.Known() {
			return UnknownAccuracy
		}
		sum += squared(a)
	}
	return Accuracy(math.Sqrt(sum))
}

func squared(a Accuracy) float64 { return float64(a) * float64(a) }

// AccuracyOf is the 95 % radius of a circular normal error with a standard deviation along
// one axis, in metres: the inverse of Sigma. What is not positive is unknown.
func AccuracyOf(sigma float64) Accuracy {
	if !(sigma > 0) {
		return UnknownAccuracy
	}
	return Accuracy(sigma * radius95PerSigma)
}
