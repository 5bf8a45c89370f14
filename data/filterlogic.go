package data

// truth is what a condition is of a feature. The order is that of the logic: a conjunction
// is as true as the least of its conditions, a disjunction as the greatest.
type truth int8

const (
	untrue  truth = iota - 1 // false
	unknown                  // a value that was not recorded decides it
	holds                    // true
)

func truthOf(is bool) truth {
	if is {
		return holds
	}
	return untrue
}

// condition is a filter made ready.
type condition func(f *Feature) truth

func allOf(list []condition) condition {
	return func(f *Feature) truth {
		least := holds
		for _, c := range list {
			if least = min(least, c(f)); least == untrue {
				return untrue
			}
		}
		return least
	}
}

func anyOf(list []condition) condition {
	return func(f *Feature) truth {
		greatest := untrue
		for _, c := range list {
			if greatest = max(greatest, c(f)); greatest == holds {
				return holds
			}
		}
		return greatest
	}
}

func not(c condition) condition {
	return func(f *Feature) truth { return -c(f) }
}
