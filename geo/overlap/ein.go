package overlap

import "math"

// entireIntegral is Ein(z) = ∫₀ᶻ (1 − e^(−t))/t dt, the entire exponential integral
// (Abramowitz and Stegun 1964, 5.1.39), for z ≥ 0, by cubic interpolation in a table whose
// slopes are exact: Ein′ is relativeMass. The error is below 1e-9; beyond the table
// Ein(z) = ln z + γ to 1e-17.
func entireIntegral(z float64) float64 {
	t := z * einSteps
	if t >= einEnd*einSteps {
		return farIntegral(z)
	}
	i := int(t)
	t -= float64(i)
	e := &einTable[i]
	return e[0] + t*(e[1]+t*(e[2]+t*e[3]))
}

func farIntegral(z float64) float64 { return math.Log(z) + eulerGamma }

const (
	eulerGamma = 0.57721566490153286
	einEnd     = 36
	einSteps   = 32 // per unit
)

// einTable holds for each step the coefficients of the cubic.
var einTable = newEinTable()

func newEinTable() *[einEnd * einSteps][4]float64 {
	const h = 1.0 / einSteps
	table := new([einEnd * einSteps][4]float64)
	value, r := 0.0, &legendre[12]
	for i := range table {
		z := float64(i) * h
		next := value
		for k, s := range r.at {
			next += h * r.weight[k] * relativeMass(z+s*h)
		}
		d0, d1 := h*relativeMass(z), h*relativeMass(z+h)
		rise := next - value
		table[i] = [4]float64{value, d0, 3*rise - 2*d0 - d1, d0 + d1 - 2*rise}
		value = next
	}
	return table
}
