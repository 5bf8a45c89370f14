//go:build !race

package geopackage_test

const raceDetector = false
