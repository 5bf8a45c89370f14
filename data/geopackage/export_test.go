package geopackage

import "time"

// WaitFor sets how long stores that are opened from now on wait for other programs.
func WaitFor(d time.Duration) (restore func()) {
	was := busyWait
	busyWait = d
	return func() { busyWait = was }
}

// KeepPlacesAtOnce makes stores read places into memory at the first question.
func KeepPlacesAtOnce() (restore func()) {
	was := worthwhile
	worthwhile = 0
	return func() { worthwhile = was }
}

// DivideFromMemory makes stores divide selections of more than some features by what they
// keep in memory.
func DivideFromMemory(from int) (restore func()) {
	was := mostRead
	mostRead = from
	return func() { mostRead = was }
}
