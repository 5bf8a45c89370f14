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
