package overlap

// Account says how the likelihood of a pair comes about, for those who want to follow it
// number by number.
type Account struct {
	// PartsA and PartsB are how many convex parts of each shape can come to meet the other:
	// 0 if they lie too far apart.
	PartsA int `json:"parts_pow"`
	PartsB int `json:"parts_civilian"`
	// SumCorners and SumM2 are the corners and the area of the Minkowski sum, the offsets at
	// which both meet; 0 if it is a union of several.
	SumCorners int     `json:"sum_corners,omitempty"`
	SumM2      float64 `json:"sum_m2,omitempty"`
}

// AccountFor accounts for a pair.
func AccountFor(a, b *Shape, sigma float64) Account {
	p := newPair(a, b, sigma)
	acc := Account{PartsA: len(p.as), PartsB: len(p.bs)}
	if len(p.as) == 1 && len(p.bs) == 1 {
		m := difference(p.as[0], p.bs[0], nil)
		acc.SumCorners, acc.SumM2 = len(m), ringArea(m)
	}
	return acc
}
