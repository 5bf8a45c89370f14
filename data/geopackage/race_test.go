//go:build race

package geopackage_test

// raceDetector says that everything takes ten times as long.
const raceDetector = true
