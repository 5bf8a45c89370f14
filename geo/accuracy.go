package geo

import "math"

// Accuracy is the radius in metres of the circle around a recorded position that holds
// the true position with 95 % probability. The zero value means that nobody has stated
// it: no position is exact, so 0 cannot be a real radius.
type Accuracy float64

// UnknownAccuracy is the honest value where no accuracy was stated.
const UnknownAccuracy Accuracy = 0

// radius95PerSigma is sqrt(-2 ln 0.05): the 95 % radius of a circular normal
// distribution in units of its standard deviation along one axis.
var radius95PerSigma = math.Sqrt(-2 * math.Log(0.05))

// Known reports whether somebody has stated the accuracy.
func (a Accuracy) Known() bool { return a > 0 }

// Sigma is the standard deviation along one axis, in metres, of a circular normal
// error with this 95 % radius: r / 2.4477. It is NaN where the accuracy is unknown.
func (a Accuracy) Sigma() float64 {
	if !a.Known() {
		return math.NaN()
	}
	return float64(a) / radius95PerSigma
}
